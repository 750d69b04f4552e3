import type { DayFact, DayOnRecord, ElsewhereScan } from '../../../../core/kiosk/kiosk-visit-api.ts'
import type { DayFlag, PersonDay } from '../../../../core/person-day/person-day.ts'
import { absenceName } from '../../../../core/symbols/absence-codes.ts'
import { currentLanguage, type Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'

/** "Sáng", "Chiều"; by number where a day has more than two sessions. */
export function sessionName(index: number, count: number, say: Say): string {
  if (count === 1) return say('session.one')
  if (count === 2) return say(index === 0 ? 'session.first' : 'session.second')
  return say('session.nth', { n: index + 1 })
}

/** A flag in words, with its session where it has one. */
export function flagWords({ code, session, minutes, chargeable }: DayFlag, count: number, say: Say): string {
  const excused = minutes !== undefined && chargeable === 0
  const words =
    code === 'late' || code === 'early'
      ? say(excused ? `flag.${code}.excused` : `flag.${code}`, { minutes: minutes ?? 0 })
      : code === 'away'
        ? say('flag.away', { minutes: minutes ?? 0 })
        : say(`flag.${code}`)
  return session === undefined || count < 2 ? words : `${sessionName(session, count, say)}: ${words}`
}

/** How late somebody came today, in minutes; 0 when nothing is chargeable. */
export const lateMinutes = (day: PersonDay): number =>
  day.flags.reduce((most, flag) => (flag.code === 'late' ? Math.max(most, flag.minutes ?? 0) : most), 0)

/**
 * Why and until when somebody is out, as they said it themselves.
 * @returns `null` where nothing was said
 */
export function outWords(
  { facts, others }: Pick<DayOnRecord, 'facts' | 'others'>,
  asOf: number,
  zone: string,
  say: Say,
): string | null {
  const here = facts.flatMap((fact) =>
    (fact.kind === 'scan' || fact.kind === 'sign-in') && !fact.annulled ? [fact] : [],
  )
  // Another kiosk tells that somebody stepped out, not what for.
  const there = (others?.scans ?? []).map(({ at, intent = null }) => ({
    at,
    intent,
    purpose: null,
    backAt: null,
  }))
  const last = [...here, ...there].toSorted((a, b) => a.at - b.at).at(-1)
  if (last === undefined || (last.intent !== 'out-duty' && last.intent !== 'out-private')) return null
  const why = last.purpose === null || last.purpose === '' ? say(`intent.${last.intent}`) : last.purpose
  const from = showTime(last.at, zone)
  if (last.backAt === null) return say('leader.out', { why, from })
  // Back at another kiosk that was not heard since is back all the same.
  const isKnown = others === null || (!others.unsure && (others.heardTo ?? 0) >= last.backAt)
  const key = last.backAt < asOf && isKnown ? 'leader.out.overdue' : 'leader.out.back'
  return say(key, { why, from, back: showTime(last.backAt, zone) })
}

/** What is on record, in one line. */
export function factWords(fact: DayFact, zone: string, sessions: number, say: Say): string {
  switch (fact.kind) {
    case 'scan':
    case 'sign-in': {
      const said = [
        fact.intent === null ? null : say(`intent.${fact.intent}`),
        fact.purpose,
        fact.backAt === null ? null : say('before.backAt', { time: showTime(fact.backAt, zone) }),
      ].filter((part) => part !== null && part !== '')
      return [say(`fact.${fact.kind}`), ...said].join(' · ')
    }
    case 'claim':
      return say(`fact.claim.${fact.side}`, {
        session: sessionName(fact.session, sessions, say),
        time: showTime(fact.claimedAt, zone),
        reason: fact.reason,
        by: fact.by ?? say('fact.by.gone'),
      })
    case 'spot-check':
      return say('fact.spot-check', {
        finding: findingWords(fact.finding, say),
        by: fact.by ?? say('fact.by.gone'),
      })
    case 'excuse-requested':
      return say(fact.approved ? 'fact.excuse.approved' : 'fact.excuse.waiting', {
        from: fact.from.slice(11),
        to: fact.to.slice(11),
        code: absenceName(fact.code, currentLanguage(), fact.codeName),
        document:
          fact.document === '' ? say('fact.document.later') : say('fact.document', { number: fact.document }),
        by: fact.by ?? say('fact.by.gone'),
      })
  }
}

/** What another kiosk recorded, in one line. */
export const elsewhereWords = ({ badge, intent, clockChecked }: ElsewhereScan, say: Say): string =>
  [
    say(badge === 'absent' ? 'fact.sign-in' : 'fact.scan'),
    ...(intent === undefined ? [] : [say(`intent.${intent}`)]),
    ...(clockChecked ? [] : [say('fact.elsewhere.unchecked')]),
  ].join(' · ')

/** A finding as a word; one that a newer kiosk wrote stays as it is. */
function findingWords(finding: string, say: Say): string {
  if (finding === 'badge-not-worn' || finding === 'dress' || finding === 'absent-from-counter') {
    return say(`finding.${finding}`)
  }
  return finding
}
