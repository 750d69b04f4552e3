import type { Claim, ClaimOutcome, DayInput, DayResult, Scan, SessionState } from '../day/day-types.ts'
import { evaluateDay } from '../day/evaluate-day.ts'
import { MINUTE_MS } from '../day/minutes.ts'
import { dayInput } from '../schedule/day-input.ts'
import { type OwedDay, owedDay } from '../schedule/owed-sessions.ts'
import type { Rulebook } from '../schedule/rulebook.ts'
import { daySymbol } from '../symbols/day-symbol.ts'
import { addDays, startOfDate } from '../time.ts'
import { type Outage, withoutHidden } from './outages.ts'
import type { AnnulledFact, DayDeed, DayFlag, PersonDay, Presence, UncheckedScan } from './person-day.ts'
import { presenceOf } from './presence.ts'

/** What was recorded of a person on a date, annulled facts left out, at corrected times. */
export interface RecordedDay {
  readonly scans: readonly (Scan & {
    readonly point: string
    /** The clock of its run was compared with the district's; else, where it is known, between when it happened. */
    readonly clockChecked: boolean
    readonly within?: Pick<UncheckedScan, 'from' | 'to'>
  })[]
  readonly claims: readonly (Claim & { readonly by?: string })[]
  /** What somebody said was not true; it judges nothing. */
  readonly annulled?: readonly AnnulledFact[]
  /** What somebody else did with the person's PIN and badge; it judges nothing. */
  readonly deeds?: readonly DayDeed[]
  /** What spot checks found on that day. */
  readonly spotChecks?: readonly string[]
}

export interface PersonDayQuestion {
  readonly person: string
  /** The reception point the person is posted to. */
  readonly point: string
  readonly date: string
  readonly recorded: RecordedDay
  readonly now: number
  /**
   * Up to when everything recorded at the point is known, for a stretch of time; `null`: not known, or nothing
   * was recording there when the stretch began.
   */
  readonly completeTo: (since: number, until: number) => number | null
  /** When nobody could scan at the point within a stretch of time, as far as the logs say. */
  readonly outages: (since: number, until: number) => readonly Outage[]
}

/** So long after the last word of a kiosk somebody who had not arrived by then is still said not to have arrived. */
export const SILENT_AFTER_MS = 15 * MINUTE_MS

/** Nobody is scanned at one reception point and so soon afterwards at another. */
const TRAVEL_MS = 5 * MINUTE_MS

export interface JudgedPersonDay {
  readonly day: PersonDay
  readonly presence: Presence
  /** What became of the claims, in the order given. */
  readonly claims: readonly ClaimOutcome[]
  /** The day is over and everything recorded on it is known: only a rule or a correction can change it. */
  readonly final: boolean
}

/** A person's day as the district shows it at `now` (rules.md, with what is not known said to be not known). */
export function judgePersonDay(book: Rulebook, question: PersonDayQuestion): JudgedPersonDay {
  const { person, point, date, recorded, now } = question
  const owed = owedDay(book, { person, point, date })
  const facts = { person, point, date, scans: recorded.scans, claims: recorded.claims }
  const open = dayInput(book, { ...facts, asOf: now, complete: false })
  const closesAt = Math.max(
    startOfDate(addDays(date, 1), book.zone),
    (open.sessions.at(-1)?.end ?? 0) + open.policy.closesAfter * MINUTE_MS + 1,
  )
  const asOf = Math.min(now, closesAt)
  const begins = open.sessions[0]?.start ?? startOfDate(date, book.zone)
  const knownTo = question.completeTo(begins, asOf)
  const complete = knownTo !== null && knownTo >= asOf
  const input: DayInput = { ...open, asOf, complete }
  const said = complete ? evaluateDay(input) : asFarAsKnown(input, knownTo)
  const { result, hidden } = withoutHidden(input, said, question.outages(begins, asOf))
  return {
    day: toPersonDay(input, result, owed, hidden, question),
    presence: presenceOf(input, result),
    claims: result.claims,
    final: complete && now >= closesAt,
  }
}

/**
 * What the kiosks had not recorded by their newest word is known not to have happened by then: a session whose
 * absence was certain at that moment stays absent however long they are silent afterwards; "not arrived" holds
 * for a little while; everything later stays unknown.
 */
function asFarAsKnown(input: DayInput, knownTo: number | null): DayResult {
  const now = evaluateDay(input)
  if (knownTo === null || !now.states.includes('no-data')) return now
  const isFresh = input.asOf - knownTo <= SILENT_AFTER_MS
  const then = evaluateDay({ ...input, asOf: knownTo, complete: true })
  const settled = now.states.map(
    (state, session) =>
      state === 'no-data' &&
      (isFresh || isConcluded(then.states[session])) &&
      !input.claims.some((claim, index) => claim.session === session && now.claims[index] === 'waiting') &&
      JSON.stringify(now.marks[session]) === JSON.stringify(then.marks[session]),
  )
  return {
    ...now,
    states: now.states.map((state, session) => (settled[session] ? (then.states[session] ?? state) : state)),
    flags: [
      ...now.flags,
      ...then.flags.filter(
        (flag) => 'session' in flag && settled[flag.session] && flag.code !== 'late' && flag.code !== 'early',
      ),
    ],
  }
}

const isConcluded = (state: SessionState | undefined): boolean => state === 'absent' || state === 'incomplete'

function toPersonDay(
  input: DayInput,
  result: DayResult,
  owed: OwedDay,
  hidden: readonly Outage[],
  { date, point, recorded }: PersonDayQuestion,
): PersonDay {
  const flags: DayFlag[] = [...result.flags]
  const seen = recorded.scans.filter((scan) => scan.at <= input.asOf)
  const unchecked = seen.flatMap(({ at, clockChecked, within = { from: null, to: null } }) =>
    clockChecked ? [] : [{ at, ...within }],
  )
  if (unchecked.length > 0) flags.push({ code: 'clock-doubt' })
  if (recorded.annulled?.some(({ kind }) => kind === 'scan' || kind === 'sign-in'))
    flags.push({ code: recorded.claims.length > 0 ? 'annulled-and-claimed' : 'annulled' })
  const waiting = result.claims.flatMap((outcome, index) =>
    outcome === 'waiting' ? (recorded.claims[index]?.session ?? []) : [],
  )
  for (const session of new Set(waiting)) flags.push({ code: 'claim-waiting', session })
  if (seen.some((scan) => scan.point !== point)) flags.push({ code: 'other-point' })
  for (const code of new Set(recorded.deeds?.map(({ what }) => what))) flags.push({ code })
  if (isAtTwoPoints(seen)) flags.push({ code: 'two-points' })
  if (seen.length > 0 && result.states.length > 0 && result.states.every((state) => state === 'excused'))
    flags.push({ code: 'scan-on-leave' })
  if (recorded.spotChecks?.includes('badge-not-worn')) flags.push({ code: 'badge-not-worn' })
  if (hidden.length > 0) flags.push({ code: 'out-of-service' })
  const mark = (held: DayResult['marks'][number]['in']) => held && { at: held.at, by: held.by.kind }
  const symbol = daySymbol(input, result.states)
  return {
    date,
    sessions: input.sessions.map(({ start, end }) => ({ start, end })),
    marks: result.marks.map((marks) => ({ in: mark(marks.in), out: mark(marks.out) })),
    states: [...result.states],
    flags,
    away: result.away.map(({ from, to, kind }) => ({ from, to, kind })),
    claims: recorded.claims.map(({ session, side, at, by = null }, index) => ({
      session,
      side,
      at,
      outcome: result.claims[index] ?? 'ignored',
      by,
    })),
    ...(recorded.annulled?.length ? { annulled: [...recorded.annulled] } : {}),
    ...(recorded.deeds?.length ? { deeds: [...recorded.deeds] } : {}),
    ...(unchecked.length > 0 ? { unchecked } : {}),
    ...(hidden.length > 0 ? { outages: hidden.map(({ from, to }) => ({ from, to })) } : {}),
    otherScans: recorded.scans.flatMap((scan, index) => {
      const kind = result.roles[index]?.kind
      const isLoose =
        kind === 'step' && !result.away.some(({ from, to }) => from === scan.at || to === scan.at)
      return kind === 'extra' || kind === 'outside' || kind === 'unscheduled' || isLoose ? [scan.at] : []
    }),
    workedMinutes: result.worked,
    excuse: input.excuses[0]?.code ?? null,
    note: noteOf(owed),
    symbol: symbol.kind === 'absent' || symbol.kind === 'spent' ? symbol.symbol : '',
    complete: input.complete,
    asOf: input.asOf,
  }
}

/** Whether a badge was scanned at two points sooner than a person gets from one to the other. */
function isAtTwoPoints(scans: RecordedDay['scans']): boolean {
  const byTime = scans.filter(({ badge }) => badge !== 'absent').toSorted((a, b) => a.at - b.at)
  return byTime.some(({ at, point }, index) => {
    const before = byTime[index - 1]
    return before !== undefined && before.point !== point && at - before.at < TRAVEL_MS
  })
}

/** The name of what made the day unlike its weekday. */
export function noteOf({ source }: OwedDay): string | null {
  switch (source.kind) {
    case 'holiday':
    case 'special-hours':
    case 'make-up':
      return source.name
    case 'duty':
      return 'Lịch trực'
    case 'hours':
    case 'none':
      return null
  }
}
