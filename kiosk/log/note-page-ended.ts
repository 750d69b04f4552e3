import type { Recording } from './recording.ts'

/** What the desktop program says when its page crashed, hung or failed to load, and is loaded again. */
export const PAGE_ENDED = { ended: 'page' } as const

export const isPageEnded = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'ended' in message && message.ended === PAGE_ENDED.ended

/** Counts it in the log, so that a kiosk that keeps falling over is seen from afar. */
export function notePageEnded(kiosk: Recording): void {
  kiosk.keeper.write((store) => {
    if (store.origin() === null) return
    const data = { who: 'kiosk', what: 'page-ended' }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
  })
  kiosk.sendSoon()
}
