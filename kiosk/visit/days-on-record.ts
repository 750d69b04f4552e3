import type { DayFact, OthersDay } from '../../core/kiosk/kiosk-visit-api.ts'
import type { KnownEvent } from '../../core/log/event.ts'
import { factsOfDay } from '../../core/log/facts-of-day.ts'
import { showText } from '../../core/names.ts'
import { type JudgedPersonDay, judgePersonDay } from '../../core/person-day/judge-person-day.ts'
import type { Directory } from '../../core/wire/directory.ts'
import { annulledOf, type TimedEvent } from '../scan/person-events.ts'
import { factsOnRecord } from './facts-on-record.ts'
import type { Frame } from './frame.ts'
import { leavesOf } from './leaves-of.ts'
import { knownTo, othersDay, sureFlags } from './others-day.ts'

export interface JudgedOnRecord extends JudgedPersonDay {
  readonly facts: readonly DayFact[]
  readonly others: OthersDay | null
}

/**
 * One person's day from their events and the scans at the point's other kiosks, judged by the rules as the district judges
 * it; what the others may yet take back is not held against anybody.
 */
export function dayOnRecord(
  frame: Frame,
  person: string,
  date: string,
  events: readonly TimedEvent[],
): JudgedOnRecord {
  const { directory, now } = frame
  const { rulebook, point } = directory
  const byId = new Map(events.map((timed) => [timed.event.id, timed]))
  const facts = factsOfDay(
    events.map(({ event }) => event),
    (event: KnownEvent) => byId.get(event.id)?.at ?? event.at,
  )
  const annulled = annulledOf(events)
  const checks = events.flatMap(({ event, date: on }) =>
    event.type === 'spot-check' && on === date && !annulled.has(event.id) ? [event.data.finding] : [],
  )
  const others = othersDay(frame, person, date)
  const here = facts.scans.flatMap((scan) => {
    const timed = byId.get(scan.id)
    return timed?.date === date ? [{ ...scan, point, clockChecked: timed.clockChecked }] : []
  })
  const there = (others?.scans ?? []).map((scan) => ({ ...scan, point }))
  const recorded = {
    scans: [...here, ...there].toSorted((a, b) => a.at - b.at),
    claims: facts.claims.filter((claim) => claim.date === date),
    spotChecks: checks,
  }
  const isPosted = (directory.people.find(({ id }) => id === person)?.since ?? date) <= date
  const completeTo = (since: number) => (isPosted ? knownTo(frame, others, since) : null)
  // Where the point has other kiosks the district alone knows when nobody could scan at any.
  const own = others === null ? frame.outages : []
  const outages = (from: number, to: number) => own.filter((each) => each.to >= from && each.from <= to)
  const judged = judgePersonDay(rulebook, { person, point, date, recorded, now, completeTo, outages })
  return {
    ...judged,
    day: { ...judged.day, flags: [...sureFlags(frame, person, judged.day, others)] },
    facts: factsOnRecord(events, date, rulebook.excuses, leavesOf(directory), nameIn(directory)),
    others,
  }
}

const nameIn =
  ({ people }: Directory) =>
  (id: string): string | null => {
    const person = people.find((one) => one.id === id)
    return person === undefined ? null : showText(person.name)
  }
