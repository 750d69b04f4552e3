import type { SaidRefusal } from '../../../core/district/say-refusal.ts'

/** The district refused, or something before it. */
export interface ProblemTrouble {
  readonly kind: 'problem'
  readonly status: number
  readonly type: string
  /** In Vietnamese; `''`: nobody said anything. */
  readonly detail: string
  /** The same in every language; `null`: an older district, or a proxy. */
  readonly said: SaidRefusal | null
}

/** Why an answer did not come, as the pages tell it. */
export type Trouble =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  | ProblemTrouble
  | { readonly kind: 'unreadable' }

/** Carries a trouble through the query cache, which tells failures apart by throwing. */
export class TroubleError extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(trouble.kind)
    this.name = 'TroubleError'
    this.trouble = trouble
  }
}

export const troubleOf = (error: unknown): Trouble =>
  error instanceof TroubleError ? error.trouble : { kind: 'unreadable' }
