import type { Intent } from '../../../core/day/day-types.ts'

/** A step out is said with what for and until when. */
export type StepOut = Extract<Intent, 'out-duty' | 'out-private'>

/** The screen that lies over the counter. */
export type DeskName =
  | { readonly kind: 'step-out'; readonly intent: StepOut }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'leader' }
  | { readonly kind: 'set-up' }
  | { readonly kind: 'settings' }
  | { readonly kind: 'privacy' }
