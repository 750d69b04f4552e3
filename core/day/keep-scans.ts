import type { DayInput, Intent, Scan, ScanRole } from './day-types.ts'
import { MINUTE_MS } from './minutes.ts'

const LATER: ScanRole = { kind: 'later' }
const OUTSIDE: ScanRole = { kind: 'outside' }
const UNSCHEDULED: ScanRole = { kind: 'unscheduled' }
/** The role of a kept scan until a mark takes it. */
export const EXTRA: ScanRole = { kind: 'extra' }

/** The scans that count, and what became of the others. */
export interface KeptScans {
  /** Indices of the kept scans, in time order. */
  readonly order: readonly number[]
  /** Parallel to the input's scans; kept ones are `extra` (`unscheduled` on a day without sessions). */
  readonly roles: ScanRole[]
  readonly duplicates: number[]
  readonly outside: number[]
}

/**
 * Step 1: sorts the scans seen by `asOf`, sets aside those outside the day's window, then drops repeats of
 * the last kept scan. A scan whose instant is not a number counts as not seen.
 */
export function keepScans({ scans, sessions, policy, asOf }: DayInput): KeptScans {
  const roles: ScanRole[] = new Array<ScanRole>(scans.length).fill(LATER)
  const duplicates: number[] = []
  const outside: number[] = []
  const first = sessions[0]
  const last = sessions[sessions.length - 1]
  const opens = first === undefined ? -Infinity : first.start - policy.opensBefore * MINUTE_MS
  const closes = last === undefined ? Infinity : last.end + policy.closesAfter * MINUTE_MS
  const keptRole = first === undefined ? UNSCHEDULED : EXTRA
  const duplicateWithinMs = policy.duplicateWithin * 1000

  const order: number[] = []
  let lastKept = -1
  let lastScan: Scan | undefined
  for (const index of timeOrder(scans, asOf)) {
    const scan = scans[index]
    if (scan === undefined) continue
    if (scan.at < opens || scan.at > closes) {
      outside.push(scan.at)
      roles[index] = OUTSIDE
    } else if (
      lastScan !== undefined &&
      lastScan.intent === scan.intent &&
      scan.at - lastScan.at <= duplicateWithinMs
    ) {
      duplicates.push(scan.at)
      roles[index] = { kind: 'duplicate', of: lastKept }
    } else {
      order.push(index)
      roles[index] = keptRole
      lastKept = index
      lastScan = scan
    }
  }
  return { order, roles, duplicates, outside }
}

/** Indices of the scans up to `asOf` by time; the order of delivery never shows. */
function timeOrder(scans: readonly Scan[], asOf: number): number[] {
  const order: number[] = []
  let sorted = true
  let previous: Scan | undefined
  for (let index = 0; index < scans.length; index++) {
    const scan = scans[index]
    if (scan === undefined || !(scan.at <= asOf)) continue
    if (previous !== undefined && compareScans(previous, scan) > 0) sorted = false
    previous = scan
    order.push(index)
  }
  if (!sorted) {
    order.sort((a, b) => {
      const left = scans[a]
      const right = scans[b]
      return left === undefined || right === undefined ? 0 : compareScans(left, right)
    })
  }
  return order
}

const INTENT_RANK: Readonly<Record<Intent, number>> = {
  arrive: 1,
  leave: 2,
  'out-duty': 3,
  'out-private': 4,
  return: 5,
}

/** By time; scans of the same instant by what was said and how, so that they too have one order. */
function compareScans(a: Scan, b: Scan): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  if (a.intent !== b.intent) return rankOf(a.intent) - rankOf(b.intent)
  return Number(a.badge === 'absent') - Number(b.badge === 'absent')
}

const rankOf = (intent: Intent | undefined): number => (intent === undefined ? 0 : INTENT_RANK[intent])
