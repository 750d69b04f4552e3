import type { Away, Scan, ScanRole, Session } from './day-types.ts'
import type { DraftDay, OpenMarks } from './draft-day.ts'

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

/** Step 5: absences within the sessions, from the extras and the steps people said. */
export function stepsAway(
  draft: DraftDay,
  scans: readonly Scan[],
  order: readonly number[],
  sessions: readonly Session[],
  asOf: number,
): StepsAway {
  const loose = order.filter((index) => isLoose(draft.roles[index]))
  if (loose.length === 0) return NOTHING
  const found = { away: [] as SessionAway[], unpaired: [] as number[] }
  for (let session = 0; session < sessions.length; session++) {
    const bounds = sessions[session]
    const marks = draft.marks[session]
    if (bounds === undefined || marks === undefined) continue
    pairSteps(found, draft.roles, scans, loose, { session, bounds, marks, asOf })
  }
  return found
}

const isLoose = (role: ScanRole | undefined): boolean => role?.kind === 'extra' || role?.kind === 'step'

function pairSteps(
  found: { away: SessionAway[]; unpaired: number[] },
  roles: readonly ScanRole[],
  scans: readonly Scan[],
  loose: readonly number[],
  within: { session: number; bounds: Session; marks: OpenMarks; asOf: number },
): void {
  const { session, bounds, marks, asOf } = within
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
