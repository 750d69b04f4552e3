import type { Session } from './day-types.ts'
import { isExcused, type Span } from './excuse-cover.ts'

/** What the excuses leave of a day's sessions. */
export interface OwedBounds {
  /** One for each session: its boundaries, moved by the excuses where it is owed. */
  readonly bounds: readonly Session[]
  /** One for each session: wholly covered, not owed. */
  readonly excused: readonly boolean[]
  /** Indices of the owed sessions, in order. */
  readonly owed: readonly number[]
  /** The sessions among which scans look for their marks: the owed ones, all where nothing is owed. */
  readonly judged: readonly number[]
}

/**
 * Step 2: a session wholly covered by the excuses is not owed; an excuse that covers the start of an owed one
 * moves the start to its own end, one that covers the end moves the end to its own start.
 * @param excuses united, see `uniteExcuses`
 */
export function owedBounds(sessions: readonly Session[], excuses: readonly Span[]): OwedBounds {
  const excused: boolean[] = []
  const owed: number[] = []
  for (let session = 0; session < sessions.length; session++) {
    const bounds = sessions[session]
    const isFree = bounds !== undefined && isExcused(bounds, excuses)
    excused.push(isFree)
    if (!isFree) owed.push(session)
  }
  const bounds =
    excuses.length === 0
      ? sessions
      : sessions.map((session, index) => moved(session, excused[index], excuses))
  const judged = owed.length > 0 ? owed : sessions.map((_session, index) => index)
  return { bounds, excused, owed, judged }
}

function moved(session: Session, isFree: boolean | undefined, excuses: readonly Span[]): Session {
  if (isFree) return session
  let { start, end } = session
  for (const { from, to } of excuses) {
    if (from <= session.start && session.start < to) start = to
    if (from < session.end && session.end <= to) end = from
  }
  return { start, end }
}
