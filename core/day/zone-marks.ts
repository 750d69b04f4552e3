import type { Scan, Session } from './day-types.ts'
import { type DraftDay, holdMark } from './draft-day.ts'

/** A run of the day's kept scans in time order; `order` holds indices into `scans`. */
interface Zone {
  readonly scans: readonly Scan[]
  readonly order: readonly number[]
  readonly from: number
  readonly to: number
}

/**
 * Step 3: the middle of each session cuts the day into zones; the unsaid scans of a zone take the marks
 * around it that nobody said. Scans left over stay extras.
 */
export function markZones(
  draft: DraftDay,
  scans: readonly Scan[],
  order: readonly number[],
  sessions: readonly Session[],
): void {
  const count = sessions.length
  let from = 0
  for (let number = 0; number <= count && from < order.length; number++) {
    const next = sessions[number]
    const to = next === undefined ? order.length : endOfZone(scans, order, from, middleOf(next))
    if (to > from) markZone(draft, { scans, order, from, to }, sessions, number)
    from = to
  }
}

const middleOf = (session: Session): number => (session.start + session.end) / 2

function endOfZone(scans: readonly Scan[], order: readonly number[], from: number, middle: number): number {
  let position = from
  while (position < order.length && scanAt({ scans, order }, position).at < middle) position++
  return position
}

/** Zone `number` lies between the middles of session `number - 1` and session `number`. */
function markZone(draft: DraftDay, zone: Zone, sessions: readonly Session[], number: number): void {
  const earlier = sessions[number - 1]
  const later = sessions[number]
  const departureOpen = earlier !== undefined && draft.marks[number - 1]?.out === null
  const arrivalOpen = later !== undefined && draft.marks[number]?.in === null
  let departure = -1
  let arrival = -1
  if (earlier === undefined) {
    if (arrivalOpen) arrival = firstUnsaid(zone)
  } else if (later === undefined) {
    if (departureOpen) departure = lastUnsaid(zone)
  } else if (departureOpen && arrivalOpen) {
    ;[departure, arrival] = bestPair(zone, earlier.end, later.start)
  } else if (departureOpen) {
    departure = nearest(zone, earlier.end)
  } else if (arrivalOpen) {
    arrival = nearest(zone, later.start)
  }
  if (departure !== -1) holdMark(draft, number - 1, 'out', scanAt(zone, departure))
  if (arrival !== -1) holdMark(draft, number, 'in', scanAt(zone, arrival))
}

function scanAt(
  { scans, order }: Pick<Zone, 'scans' | 'order'>,
  position: number,
): { index: number; at: number; unsaid: boolean } {
  const index = order[position] ?? -1
  const scan = scans[index]
  return { index, at: scan?.at ?? Number.NaN, unsaid: scan?.intent === undefined }
}

function firstUnsaid(zone: Zone): number {
  for (let position = zone.from; position < zone.to; position++) {
    if (scanAt(zone, position).unsaid) return position
  }
  return -1
}

function lastUnsaid(zone: Zone): number {
  for (let position = zone.to - 1; position >= zone.from; position--) {
    if (scanAt(zone, position).unsaid) return position
  }
  return -1
}

/** The unsaid scan nearest to a boundary, the earlier on a tie; -1 when there is none. */
function nearest(zone: Zone, boundary: number): number {
  let best = -1
  let bestDistance = Infinity
  for (let position = zone.from; position < zone.to; position++) {
    const { at, unsaid } = scanAt(zone, position)
    if (!unsaid) continue
    const distance = Math.abs(at - boundary)
    if (best === -1 || distance < bestDistance) {
      best = position
      bestDistance = distance
    }
  }
  return best
}

/**
 * Departure and arrival among the unsaid scans between two middles: a single scan goes to the nearer
 * boundary (a tie is a departure), of more the pair in time order with the least total distance. One pass:
 * the best departure so far only ever moves later, so on a tie the pair found first has the earliest
 * departure, then the earliest arrival.
 */
function bestPair(zone: Zone, earlierEnd: number, laterStart: number): [departure: number, arrival: number] {
  let seen = 0
  let only = -1
  let candidate = -1
  let candidateDistance = Infinity
  let pair: [number, number] = [-1, -1]
  let pairDistance = Infinity
  for (let position = zone.from; position < zone.to; position++) {
    const { at, unsaid } = scanAt(zone, position)
    if (!unsaid) continue
    seen++
    only = position
    const total = candidateDistance + Math.abs(at - laterStart)
    if (candidate !== -1 && total < pairDistance) {
      pair = [candidate, position]
      pairDistance = total
    }
    const distance = Math.abs(at - earlierEnd)
    if (candidate === -1 || distance < candidateDistance) {
      candidate = position
      candidateDistance = distance
    }
  }
  if (seen !== 1) return pair
  const { at } = scanAt(zone, only)
  return Math.abs(at - earlierEnd) <= Math.abs(at - laterStart) ? [only, -1] : [-1, only]
}
