import type { Policy, Scan, Session } from './day-types.ts'
import { type DraftDay, holdMark } from './draft-day.ts'
import { MINUTE_MS } from './minutes.ts'
import type { OwedBounds } from './owed-bounds.ts'

/** A run of the day's kept scans in time order; `order` holds indices into `scans`. */
interface Zone {
  readonly scans: readonly Scan[]
  readonly order: readonly number[]
  /** Moves on when a late arrival takes the first unsaid scan. */
  from: number
  readonly to: number
}

/**
 * Step 4: the middle of each session cuts the day into zones, taken in order of time; the unsaid scans of a zone
 * take the marks around it that nobody said. Scans left over stay extras.
 */
export function markZones(
  draft: DraftDay,
  scans: readonly Scan[],
  order: readonly number[],
  sessions: OwedBounds,
  policy: Policy,
): void {
  const { bounds, judged } = sessions
  let from = 0
  for (let number = 0; number <= judged.length && from < order.length; number++) {
    const next = bounds[judged[number] ?? -1]
    const to = next === undefined ? order.length : endOfZone(scans, order, from, middleOf(next))
    if (to > from) {
      const zone = { scans, order, from, to }
      markLateArrival(draft, zone, sessions, number - 1, policy)
      markZone(draft, zone, sessions, number)
    }
    from = to
  }
}

const middleOf = (session: Session): number => (session.start + session.end) / 2

function endOfZone(scans: readonly Scan[], order: readonly number[], from: number, middle: number): number {
  let position = from
  while (position < order.length && scanAt({ scans, order }, position).at < middle) position++
  return position
}

/**
 * The first unsaid scan after the middle of a session without an arrival is its arrival, unless it may be the
 * departure of somebody whose arrival nobody scanned: near the end, after a departure by their own word, or when
 * earlier marks do not say that the person was away in between.
 * @param place among the judged sessions
 */
function markLateArrival(
  draft: DraftDay,
  zone: Zone,
  { bounds, judged }: OwedBounds,
  place: number,
  policy: Policy,
): void {
  const session = judged[place] ?? -1
  const own = bounds[session]
  const marks = draft.marks[session]
  if (own === undefined || marks === undefined || marks.in !== null) return
  const position = firstUnsaid(zone)
  if (position === -1) return
  const scan = scanAt(zone, position)
  if (!(scan.at < own.end - policy.lastMinutes * MINUTE_MS)) return
  if (marks.out !== null && !(scan.at < marks.out.at)) return
  if (!wasAwayBefore(draft, judged, place, policy)) return
  holdMark(draft, session, 'in', scan, true)
  zone.from = position + 1
}

function wasAwayBefore(draft: DraftDay, judged: readonly number[], place: number, policy: Policy): boolean {
  const previous = draft.marks[judged[place - 1] ?? -1]
  if (policy.midday === 'both' && previous !== undefined && previous.out !== null) return true
  for (let earlier = 0; earlier < place; earlier++) {
    const marks = draft.marks[judged[earlier] ?? -1]
    if (marks !== undefined && (marks.in !== null || marks.out !== null)) return false
  }
  return true
}

/** Zone `number` lies between the middles of the judged sessions `number - 1` and `number`. */
function markZone(draft: DraftDay, zone: Zone, { bounds, judged }: OwedBounds, number: number): void {
  const before = judged[number - 1] ?? -1
  const after = judged[number] ?? -1
  const earlier = bounds[before]
  const later = bounds[after]
  const departureOpen = earlier !== undefined && draft.marks[before]?.out === null
  const arrivalOpen = later !== undefined && draft.marks[after]?.in === null
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
  if (departure !== -1) holdMark(draft, before, 'out', scanAt(zone, departure))
  if (arrival !== -1) holdMark(draft, after, 'in', scanAt(zone, arrival))
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
