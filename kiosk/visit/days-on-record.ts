import { type JudgedPersonDay, judgePersonDay } from '../../core/day/judge-person-day.ts'
import type { DayFact, OthersDay } from '../../core/kiosk-visit-api.ts'
import { type KnownEvent, parseEvent } from '../../core/log/event.ts'
import { factsOfDay } from '../../core/log/facts-of-day.ts'
import { showText } from '../../core/names.ts'
import type { Directory } from '../../core/wire.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import type { ElsewhereView } from '../counter/elsewhere-view.ts'
import type { Kiosk } from '../kiosk.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { factsOnRecord } from './facts-on-record.ts'
import { knownTo, othersDay, sureFlags } from './others-day.ts'
import { annulledOf, type JudgedEvent } from './person-events.ts'

/** What this kiosk knows of the time, the rules and its own completeness, at one moment. */
export interface Frame {
  readonly directory: Directory
  /** Judged time, UTC ms. */
  readonly now: number
  /** Since when this kiosk's log knows everything that was recorded here, UTC ms; `null`: it cannot be read. */
  readonly since: number | null
  /** The point has no other kiosk, as far as the district has said. */
  readonly alone: boolean
  /** What the district told of the others; `null`: nothing. */
  readonly elsewhere: ElsewhereView | null
}

/** @returns `null` before the kiosk has a directory */
export function frameOf(kiosk: Kiosk, store: LogStore): Frame | null {
  const directory = kiosk.memory.directory?.directory
  if (directory === undefined) return null
  const now = kiosk.watch.judgeNow(readClock(kiosk.clock)).at
  const { elsewhere } = kiosk.memory
  const alone = directory.kiosks === 1 && elsewhere === null
  return { directory, now, since: logBegan(kiosk, store), alone, elsewhere }
}

function logBegan(kiosk: Kiosk, store: LogStore): number | null {
  const text = store.read.textOf((store.records.dropped()?.seq ?? 0) + 1)
  const parsed = text === null ? null : parseEvent(text)
  return parsed?.kind === 'known' ? kiosk.watch.judge(store, parsed.event).at : null
}

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
  events: readonly JudgedEvent[],
): JudgedOnRecord {
  const { directory, now } = frame
  const { rulebook, point } = directory
  const byId = new Map(events.map((judged) => [judged.event.id, judged]))
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
    const judged = byId.get(scan.id)
    return judged?.date === date ? [{ ...scan, point, clockChecked: judged.clockChecked }] : []
  })
  const there = (others?.scans ?? []).map((scan) => ({ ...scan, point }))
  const recorded = {
    scans: [...here, ...there].toSorted((a, b) => a.at - b.at),
    claims: facts.claims.filter((claim) => claim.date === date),
    spotChecks: checks,
  }
  const completeTo = (since: number) => knownTo(frame, others, since)
  const judged = judgePersonDay(rulebook, { person, point, date, recorded, now, completeTo })
  return {
    ...judged,
    day: { ...judged.day, flags: [...sureFlags(frame, person, judged.day, others)] },
    facts: factsOnRecord(events, date, rulebook.excuses, nameIn(directory)),
    others,
  }
}

const nameIn =
  ({ people }: Directory) =>
  (id: string): string | null => {
    const person = people.find((one) => one.id === id)
    return person === undefined ? null : showText(person.name)
  }
