import type { Timers } from './timers.ts'

/** A page that gave signs of life and gives none for this long hangs; a machine under load is late by less. */
export const BEAT_MISSED_MS = 2_000
/** A page that stops answering may come back by itself within this time; then it is ended and loaded anew. */
export const HANG_LIMIT_MS = 2_500
/** First wait before a crashed page is loaded again, and the longest: it is back within 5 s. */
export const RELOAD_FIRST_MS = 200
export const RELOAD_LONGEST_MS = 4_000
/** A page that lived this long is healthy: its next crash counts as the first. */
export const PAGE_HEALTHY_AFTER_MS = 60_000

/** What may be done to the page. */
export interface WatchedPage {
  reload(): void
  /** Ends a page that hangs; it is then reported as gone. */
  crash(): void
}

/** Brings a page back that crashed, hangs or failed to load. */
export interface ReloadWatch {
  gone(): void
  unresponsive(): void
  responsive(): void
  /** A sign of life. */
  beat(): void
  stop(): void
}

/** Waits between reloads: 200 ms, doubling, at most 4 s. `crashes` counts from 1. */
export const reloadDelayMs = (crashes: number): number =>
  Math.min(RELOAD_LONGEST_MS, RELOAD_FIRST_MS * 2 ** Math.min(crashes - 1, 10))

/** Watches one page. Several reports of one crash cause one reload. */
export function watchPage(page: WatchedPage, timers: Timers): ReloadWatch {
  let crashes = 0
  let loadedAt = timers.now()
  let cancelHang: (() => void) | null = null
  let cancelReload: (() => void) | null = null
  let cancelMissed = (): void => {}
  let stopped = false

  const calm = (): void => {
    cancelHang?.()
    cancelHang = null
  }
  const unresponsive = (): void => {
    if (stopped || cancelHang !== null || cancelReload !== null) return
    cancelHang = timers.after(HANG_LIMIT_MS, () => {
      cancelHang = null
      page.crash()
    })
  }
  return {
    gone() {
      calm()
      cancelMissed()
      if (stopped || cancelReload !== null) return
      crashes = timers.now() - loadedAt >= PAGE_HEALTHY_AFTER_MS ? 1 : crashes + 1
      cancelReload = timers.after(reloadDelayMs(crashes), () => {
        cancelReload = null
        loadedAt = timers.now()
        page.reload()
      })
    },
    unresponsive,
    responsive: calm,
    beat() {
      if (stopped) return
      calm()
      cancelMissed()
      cancelMissed = timers.after(BEAT_MISSED_MS, unresponsive)
    },
    stop() {
      stopped = true
      calm()
      cancelMissed()
      cancelReload?.()
    },
  }
}
