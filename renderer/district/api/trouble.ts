/** Why an answer did not come, as the pages tell it. */
export type Trouble =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'problem'; readonly status: number; readonly detail: string; readonly type?: string }
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
