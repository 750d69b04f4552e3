import type { Away, DayInput, Scan, ScanRole, Session } from './day-types.ts'
import type { DraftDay, OpenMarks } from './draft-day.ts'
import { MINUTE_MS } from './minutes.ts'

/** An absence and the session it lies in. */
export interface SessionAway extends Away {
  readonly session: number
}

export interface StepsAway {
  readonly away: readonly SessionAway[]
  /** Instants of steps without a partner, in time order. */
  readonly unpaired: readonly number[]
}

const NOTHING: StepsAway = { away: [], unpaired: [] }

/** Step 6: absences within the sessions as scheduled, from the extras and the steps people said. */
export function stepsAway(
  draft: DraftDay,
  { scans, sessions, policy, asOf }: DayInput,
  order: readonly number[],
): StepsAway {
  const loose = looseScans(draft.roles, scans, order)
  if (loose.length === 0) return NOTHING
  const shortMs = policy.shortAway * MINUTE_MS
  const found = { away: [] as SessionAway[], unpaired: [] as number[] }
  for (let session = 0; session < sessions.length; session++) {
    const bounds = sessions[session]
    const marks = draft.marks[session]
    if (bounds === undefined || marks === undefined) continue
    pairSteps(found, draft.roles, scans, loose, { session, bounds, marks, asOf, shortMs })
  }
  return found
}

/** Extras and said steps in time order; of one instant the said step comes first. */
function looseScans(
  roles: readonly ScanRole[],
  scans: readonly Scan[],
  order: readonly number[],
): readonly number[] {
  const loose: number[] = []
  for (const index of order) {
    const kind = roles[index]?.kind
    if (kind !== 'extra' && kind !== 'step') continue
    let place = loose.length
    if (kind === 'step') {
      while (place > 0 && isExtraOf(roles, scans, loose[place - 1] ?? -1, scans[index]?.at)) place--
    }
    loose.splice(place, 0, index)
  }
  return loose
}

const isExtraOf = (
  roles: readonly ScanRole[],
  scans: readonly Scan[],
  index: number,
  instant: number | undefined,
): boolean => roles[index]?.kind === 'extra' && scans[index]?.at === instant

function pairSteps(
  found: { away: SessionAway[]; unpaired: number[] },
  roles: readonly ScanRole[],
  scans: readonly Scan[],
  loose: readonly number[],
  within: { session: number; bounds: Session; marks: OpenMarks; asOf: number; shortMs: number },
): void {
  const { session, bounds, marks, asOf, shortMs } = within
  const after = marks.in === null ? bounds.start : Math.max(bounds.start, marks.in.at)
  const before = marks.out === null ? bounds.end : Math.min(bounds.end, marks.out.at)
  let open: { at: number; kind: Away['kind'] } | null = null
  for (const index of loose) {
    const at = scans[index]?.at ?? Number.NaN
    const role = roles[index]
    if (role === undefined || !(at > after && at < before)) continue
    const step = role.kind === 'step' ? role.intent : 'unsaid'
    if (step === 'out-duty' || step === 'out-private') {
      if (open !== null) found.unpaired.push(open.at)
      open = { at, kind: step }
    } else if (open !== null && step === 'unsaid' && open.kind === 'auto' && at - open.at < shortMs) {
      found.unpaired.push(open.at, at)
      open = null
    } else if (open !== null) {
      found.away.push({ from: open.at, to: at, kind: open.kind, session })
      open = null
    } else if (step === 'return') {
      found.unpaired.push(at)
    } else {
      open = { at, kind: 'auto' }
    }
  }
  if (open === null) return
  if (open.kind === 'auto') found.unpaired.push(open.at)
  else if (asOf >= bounds.end) found.away.push({ from: open.at, to: before, kind: open.kind, session })
}
