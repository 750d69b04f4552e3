import { z } from 'zod'
import type { PersonDay } from '../person-day/person-day.ts'

/** Why a day came out otherwise when newer rules judged it. */
export const WhyAnew = z.enum([
  /** Half a day of leave, or leave by the hour: arrival and departure are looked for in what is left of the day. */
  'excuse',
  /** A first scan after the middle of a session is a late arrival. */
  'late-arrival',
  /** A leader's word stands against a scan that proves nothing against it. */
  'claim',
  /** A leader's word about their own day waits for the office. */
  'own-claim',
  /** None of these by itself. */
  'rules',
  /** Not the rules alone: scans, leave, hours or postings were changed as well before the day was judged anew. */
  'also-changed',
])
export type WhyAnew = z.infer<typeof WhyAnew>

/** What a judgement says, without when it was made or what it was made from. */
const saidOf = (day: PersonDay): string =>
  JSON.stringify([
    day.sessions.map(({ start, end }) => [start, end]),
    day.marks.map((marks) => [marks.in, marks.out].map((mark) => mark && [mark.at, mark.by])),
    day.states,
    day.flags.map((flag) => `${flag.code} ${flag.session} ${flag.minutes} ${flag.chargeable}`).sort(),
    day.away.map(({ from, to, kind }) => [from, to, kind]),
    day.workedMinutes,
    day.symbol,
  ])

/** Whether two judgements of a person's day say different things. */
export const isJudgedOtherwise = (was: PersonDay, now: PersonDay): boolean => saidOf(was) !== saidOf(now)

/**
 * Which of the newer rules a difference comes from, as far as the two judgements tell.
 * @param judgedBy `RULES_VERSION` of the program that judged `was`
 */
export function whyJudgedOtherwise(was: PersonDay, now: PersonDay, judgedBy: number): readonly WhyAnew[] {
  const why: WhyAnew[] = []
  if (judgedBy < 2) {
    if (now.excuse !== null) why.push('excuse')
    if (now.marks.some((_, session) => becameLateArrival(was, now, session))) why.push('late-arrival')
    if (!hasWaiting(now) && usedClaims(now) !== usedClaims(was)) why.push('claim')
  }
  if (judgedBy < 3 && hasWaiting(now)) why.push('own-claim')
  return why.length === 0 ? ['rules'] : why
}

function becameLateArrival(was: PersonDay, now: PersonDay, session: number): boolean {
  const bounds = now.sessions[session]
  const arrival = now.marks[session]?.in
  if (bounds === undefined || !arrival || arrival.by !== 'scan') return false
  return arrival.at >= (bounds.start + bounds.end) / 2 && was.marks[session]?.in?.at !== arrival.at
}

const hasWaiting = ({ claims }: PersonDay): boolean =>
  claims?.some(({ outcome }) => outcome === 'waiting') === true

const usedClaims = (day: PersonDay): string =>
  (day.claims ?? [])
    .filter(({ outcome }) => outcome === 'used')
    .map(({ session, side, at }) => `${session} ${side} ${at}`)
    .join()
