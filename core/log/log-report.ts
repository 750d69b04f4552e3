import type { Head } from './head.ts'
import type { LogFaultKind } from './log-verifier.ts'

/** What can be wrong with a log, wherever it lies. */
export type ReportedFault =
  | LogFaultKind
  /** What is stored as hash of this event, or of the one before, is not it. */
  | 'broken-link'
  /** What is stored beside the event says something else than the event. */
  | 'beside-the-event'
  /** The line is not what it was when the file was written. */
  | 'changed'
  | 'bad-seal'
  | 'bad-receipt'
  | 'ends-early'
  /** The log reached further once: its end is gone. */
  | 'tail-lost'
  | 'after-the-end'
  | 'not-a-log'
  | 'damaged'
  | 'too-large'

/** What one log is worth. */
export interface LogReport {
  /** Id of the log; empty where it could not be read. */
  readonly log: string
  readonly device: string
  readonly publicKey: string | null
  readonly from: number
  readonly head: Head
  readonly events: number
  readonly unknown: number
  /** The first thing that is wrong. `line` in a file, else the event's number. */
  readonly fault: {
    readonly kind: ReportedFault
    readonly line: number | null
    readonly seq: number
    readonly detail: string
  } | null
  /** The last event that the district has signed for; `null`: no word of it is at hand. */
  readonly witnessed: number | null
  /** Whether the writer's own seal over the whole was verified; `null`: it has none, or no key was given. */
  readonly sealed: boolean | null
  /** Wall clock farthest in the future, UTC ms. */
  readonly latestAt: number
  /** Of a log whose oldest events the district dropped after their time: the last of them, when, by whom, under whose seal. */
  readonly dropped?: {
    readonly seq: number
    readonly at: number
    readonly by: string
    readonly signedBy: string | null
  }
}

/** Events that nobody but their writer has seen: whoever holds the device's key could have left some out behind them. */
export const unwitnessedTail = ({ head, witnessed }: LogReport): number =>
  Math.max(0, head.seq - (witnessed ?? 0))
