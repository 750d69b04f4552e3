import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'

/** One page of the board for citizens. */
export type BoardPage =
  | { readonly kind: 'notice'; readonly id: string; readonly text: string }
  /** `number` counts from 1. */
  | { readonly kind: 'norm'; readonly id: string; readonly number: number; readonly text: string }
  | { readonly kind: 'privacy'; readonly id: 'privacy' }

/** Norms between two rounds of the notices: whoever waits a minute sees each notice once. */
const NORMS_A_ROUND = 4

/** The board's pages in their order: the notices before every few norms, what is recorded about staff at the end. */
export function boardPages(norms: readonly string[], notices: KioskState['notices']): readonly BoardPage[] {
  const pages: BoardPage[] = []
  norms.forEach((text, index) => {
    if (index % NORMS_A_ROUND === 0) {
      for (const { id, text: said } of notices) {
        pages.push({ kind: 'notice', id: `${id}-${index}`, text: said })
      }
    }
    pages.push({ kind: 'norm', id: `norm-${index + 1}`, number: index + 1, text })
  })
  return [...pages, { kind: 'privacy', id: 'privacy' }]
}
