import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { addDays, localDateOf, startOfDate } from '../../core/time.ts'
import type { KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { deliver, screenStayedOpen } from './demo-kiosk.ts'
import { DEMO_ZONE, leaveOn } from './demo-seed.ts'
import type { InventedPerson } from './invented-organisation.ts'
import type { MovableClock } from './movable-clock.ts'
import { planDay } from './plan-day.ts'

/** A scan that an invented person makes. */
interface InventedScan {
  readonly at: number
  readonly person: InventedPerson
  readonly intent?: 'out-duty' | 'return'
}

export interface FilledKiosk {
  readonly service: KioskService
  readonly people: readonly InventedPerson[]
  /** Whether its people scan on this date; at the visitor's own kiosk today is left to the visitor, and it speaks alone. */
  isUsed(date: string): boolean
  /** Whether it keeps its log to itself on this date. */
  isSilent(date: string): boolean
  /** Whether it speaks to the district all day long; else in the evening alone. */
  speaksByDay(date: string): boolean
  /** Done before the first scan of a date: what befalls its machine. */
  onDate?(date: string): void
}

const EVENING_SECONDS = 18.5 * 3600
/** So often speaks a kiosk that is never silent for an hour while its point is open. */
const WORD_SECONDS = 50 * 60
const FIRST_WORD_SECONDS = 6.5 * 3600
/** Whoever stands in front of the kiosk takes so long: nobody passes several badges at once. */
const QUEUE_MS = 3_000

/** The scans of some people on one date, after one instant and up to another, in order. */
function scansOf(
  people: readonly InventedPerson[],
  date: string,
  after: number,
  upTo: number,
): InventedScan[] {
  const midnight = startOfDate(date, DEMO_ZONE)
  let free = midnight
  return people
    .flatMap((person) =>
      planDay(person.id, date, leaveOn(person.id, date)).map(({ second, ...scan }) => ({
        ...scan,
        person,
        at: midnight + second * 1000,
      })),
    )
    .sort((a, b) => a.at - b.at)
    .map((scan) => {
      free = Math.max(scan.at, free + QUEUE_MS)
      return { ...scan, at: free }
    })
    .filter(({ at }) => at > after && at <= upTo)
}

/** When a kiosk that speaks by day speaks on one date, after one instant and before another. */
function wordsOf(date: string, after: number, before: number): number[] {
  const midnight = startOfDate(date, DEMO_ZONE)
  const words: number[] = []
  for (let second = FIRST_WORD_SECONDS; second < EVENING_SECONDS; second += WORD_SECONDS) {
    const at = midnight + second * 1000
    if (at > after && at < before) words.push(at)
  }
  return words
}

async function scan(
  service: KioskService,
  code: string | undefined,
  { at, intent }: InventedScan,
): Promise<void> {
  const answer = await service.api.scan({
    id: uuidV7(at, randomBytes),
    code: code ?? '',
    method: 'camera',
    ...(intent === undefined ? {} : { intent }),
  })
  if (answer.kind !== 'recorded') throw new Error(`an invented scan was not recorded: ${answer.kind}`)
}

/** Which invented codes there are, and when their holders come to work. */
export interface InventedWork {
  /** Person → 41 digits. */
  readonly codes: Readonly<Record<string, string>>
  isWorkday(date: string): boolean
}

/**
 * Lets the invented people scan their real codes at real kiosks from one instant to another, and brings every
 * log to the district at the end of each day. The clock stands at each scan's own time.
 * @param after UTC ms, exclusive
 * @param upTo UTC ms, inclusive
 */
export async function fillDays(
  kiosks: readonly FilledKiosk[],
  { codes, isWorkday }: InventedWork,
  clock: MovableClock,
  after: number,
  upTo: number,
  progress: (date: string) => void,
): Promise<void> {
  const last = localDateOf(upTo, DEMO_ZONE)
  for (let date = localDateOf(after, DEMO_ZONE); date <= last; date = addDays(date, 1)) {
    const evening = Math.min(startOfDate(date, DEMO_ZONE) + EVENING_SECONDS * 1000, upTo)
    if (!isWorkday(date) || evening <= after) continue
    progress(date)
    for (const kiosk of kiosks) {
      kiosk.onDate?.(date)
      const words = kiosk.speaksByDay(date) ? wordsOf(date, after, evening) : []
      const speakUntil = async (instant: number) => {
        for (let word = words[0]; word !== undefined && word < instant; word = words[0]) {
          words.shift()
          clock.standAt(word)
          screenStayedOpen(kiosk.service)
          await deliver(kiosk.service)
        }
      }
      const people = kiosk.isUsed(date) ? kiosk.people : []
      for (const each of scansOf(people, date, after, evening)) {
        await speakUntil(each.at)
        clock.standAt(each.at)
        screenStayedOpen(kiosk.service)
        await scan(kiosk.service, codes[each.person.id], each)
      }
      await speakUntil(evening)
    }
    clock.standAt(evening)
    for (const kiosk of kiosks) {
      screenStayedOpen(kiosk.service)
      if (!kiosk.isSilent(date)) await deliver(kiosk.service)
    }
  }
}

/** Goes on with the invented people's day while the demo runs. @returns ends it */
export function goOnLive(
  kiosks: readonly Pick<FilledKiosk, 'service' | 'people'>[],
  { codes, isWorkday }: InventedWork,
  clock: MovableClock,
  after: number,
  filledTo: (instant: number) => void,
): () => void {
  const everyMs = 5_000
  let from = after
  const timer = setInterval(async () => {
    const now = clock.now()
    const date = localDateOf(now, DEMO_ZONE)
    const since = from
    from = now
    if (!isWorkday(date)) return
    for (const { service, people } of kiosks) {
      for (const each of scansOf(people, date, since, now)) await scan(service, codes[each.person.id], each)
    }
    filledTo(now)
  }, everyMs)
  return () => clearInterval(timer)
}
