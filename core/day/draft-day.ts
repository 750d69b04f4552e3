import type { Mark, ScanRole } from './day-types.ts'

/** The marks of one session while they are being found. */
export interface OpenMarks {
  in: Mark | null
  out: Mark | null
}

/** What the steps of an evaluation hand on to each other. */
export interface DraftDay {
  readonly marks: readonly OpenMarks[]
  /** Parallel to the input's scans. */
  readonly roles: ScanRole[]
}

/**
 * Lets a scan hold one side of a session and notes it as that scan's role.
 * @param inferred the arrival is one that only the order of the scans speaks for
 */
export function holdMark(
  draft: DraftDay,
  session: number,
  side: 'in' | 'out',
  scan: { readonly index: number; readonly at: number },
  inferred = false,
): void {
  const marks = draft.marks[session]
  if (marks === undefined) return
  marks[side] = { at: scan.at, by: { kind: 'scan', index: scan.index } }
  draft.roles[scan.index] =
    side === 'out'
      ? { kind: 'departure', session }
      : inferred
        ? { kind: 'arrival', session, inferred }
        : { kind: 'arrival', session }
}
