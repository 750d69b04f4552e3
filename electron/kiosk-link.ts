import type { MessagePortMain } from 'electron'
import { PAGE_ENDED } from '../kiosk/log/note-page-ended.ts'
import { QUIT_CODE } from '../kiosk/quit-code.ts'
import type { Keeper } from './keep-running.ts'
import { keepRunning } from './keep-running.ts'
import { createRelay, type Outlet } from './relay.ts'
import type { ServiceProcess } from './service-process.ts'
import type { Timers } from './timers.ts'

/** A service that gives no sign of life this long while somebody waits for it hangs, and is started again. */
export const SILENCE_LIMIT_MS = 30_000
/** The same before its first sign of life: a damaged log is rescued before anything is heard. */
export const START_LIMIT_MS = 5 * 60_000
const LOOK_EVERY_MS = 5_000

/** The page's way to the service, over any number of pages and service processes. */
export interface KioskLink {
  /** Takes one end of a fresh channel whose other end is with the page. */
  attachPage(port: MessagePortMain): void
  /** The page crashed, hung or failed to load: the service counts it. */
  pageEnded(): void
  /** Ends the service for good. */
  stop(): Promise<void>
}

/**
 * Starts the service, keeps it running and relays between it and the page.
 * @param quit the administrator ended the kiosk
 */
export function linkKiosk(
  start: () => ServiceProcess,
  timers: Timers,
  note: (line: string) => void,
  quit: () => void,
): KioskLink {
  const relay = createRelay(timers.now)
  let current: ServiceProcess | null = null
  let isStarting = true
  let lastSignAt = timers.now()
  const keeper: Keeper = keepRunning(
    start,
    {
      started: (service) => {
        current = service
        isStarting = true
        lastSignAt = timers.now()
        relay.attachService({ post: (message) => service.post(message) })
      },
      message: (message) => {
        isStarting = false
        lastSignAt = timers.now()
        relay.fromService(message)
      },
      ended: (code, againInMs) => {
        if (code === QUIT_CODE) return quit()
        note(`dịch vụ dừng (${code ?? 'signal'}), chạy lại sau ${againInMs} ms (service ended; restarting)`)
        relay.serviceEnded()
      },
    },
    timers,
  )
  let cancelLook = (): void => {}
  const look = (): void => {
    const since = relay.waitingSince()
    const limit = isStarting ? START_LIMIT_MS : SILENCE_LIMIT_MS
    if (since !== null && timers.now() - Math.max(since, lastSignAt) > limit) {
      note('dịch vụ không trả lời (service does not answer)')
      keeper.restart()
    }
    cancelLook = timers.after(LOOK_EVERY_MS, look)
  }
  look()

  return {
    attachPage(port) {
      const page: Outlet = { post: (message) => port.postMessage(message) }
      relay.attachPage(page)
      port.on('message', ({ data }) => relay.fromPage(page, data))
      port.start()
    },
    pageEnded: () => current?.post(PAGE_ENDED),
    stop() {
      cancelLook()
      return keeper.stop()
    },
  }
}
