import type { Intent } from '../../core/day/day-types.ts'
import type { CounterLeave } from '../../core/excuses/leave-types.ts'
import type { DayFact } from '../../core/kiosk/kiosk-visit-api.ts'
import type { ApprovedExcuse } from '../../core/schedule/rulebook.ts'
import { annulledOf, type TimedEvent } from '../scan/person-events.ts'

/**
 * What is on record about a date, annulled facts among it, in the order of the log.
 * @param leaves what leaders may ask for here
 * @param nameOf a person of the log, as a screen may show them; `null`: not known here any more
 */
export function factsOnRecord(
  events: readonly TimedEvent[],
  date: string,
  approved: readonly ApprovedExcuse[],
  leaves: readonly CounterLeave[],
  nameOf: (person: string) => string | null,
): readonly DayFact[] {
  const annulled = annulledOf(events)
  const said = new Map<string, Intent>()
  for (const { event } of events) {
    if (event.type === 'intent') said.set(event.data.scan, event.data.intent)
  }
  return events.flatMap((timed) => factOf(timed, { date, annulled, said, approved, leaves, nameOf }))
}

interface Known {
  readonly date: string
  readonly annulled: ReadonlySet<string>
  readonly said: ReadonlyMap<string, Intent>
  readonly approved: readonly ApprovedExcuse[]
  readonly leaves: readonly CounterLeave[]
  readonly nameOf: (person: string) => string | null
}

function factOf({ event, at, date }: TimedEvent, known: Known): DayFact[] {
  const base = { id: event.id, at, annulled: known.annulled.has(event.id) }
  switch (event.type) {
    case 'scan':
    case 'sign-in': {
      if (date !== known.date) return []
      const { intent = null, purpose = null, backAt = null } = event.data
      return [{ ...base, kind: event.type, intent: known.said.get(event.id) ?? intent, purpose, backAt }]
    }
    case 'claim': {
      const { session, side, reason } = event.data
      const by = known.nameOf(event.data.by)
      if (event.data.date !== known.date) return []
      return [{ ...base, kind: 'claim', session, side, claimedAt: event.data.at, reason, by }]
    }
    case 'spot-check': {
      const { finding } = event.data
      const by = known.nameOf(event.data.by)
      return date === known.date ? [{ ...base, kind: 'spot-check', finding, by }] : []
    }
    case 'excuse-requested': {
      const { staff, by, ...asked } = event.data
      if (asked.from.slice(0, 10) > known.date || asked.to.slice(0, 10) < known.date) return []
      const approved = known.approved.some(
        (excuse) => excuse.person === staff && excuse.from <= asked.from && excuse.to >= asked.to,
      )
      const codeName = known.leaves.find(({ code }) => code === asked.code)?.name ?? null
      return [{ ...base, kind: 'excuse-requested', ...asked, codeName, by: known.nameOf(by), approved }]
    }
    default:
      return []
  }
}
