import type { DeskTools } from '../desk-tools.ts'

/** What every form of the person's screen is given. */
export interface FormProps {
  readonly tools: DeskTools
  readonly visit: string
  readonly person: { readonly id: string; readonly name: string }
  readonly zone: string
  /** It is on record; said in these words. */
  readonly onDone: (words: string) => void
  readonly onCancel: () => void
  /** The visit is over. */
  readonly onEnded: () => void
}
