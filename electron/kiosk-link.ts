import type { MessagePortMain } from 'electron'
import { PAGE_ENDED } from '../kiosk/note-page-ended.ts'
import { QUIT_CODE } from '../kiosk/quit-code.ts'
import type { Keeper } from './keep-running.ts'
import { keepRunning } from './keep-running.ts'
import { createRelay, type Outlet } from './relay.ts'
import type { ServiceProcess } from './service-process.ts'
import type { Timers } from './timers.ts'

/** A service that leaves a question unanswered this long hangs and is started again. */
export const ANSWER_LIMIT_MS = 30_000
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
  const keeper: Keeper = keepRunning(
    start,
    {
      started: (service) => {
        current = service
        relay.attachService({ post: (message) => service.post(message) })
      },
      message: (message) => relay.fromService(message),
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
    if (since !== null && timers.now() - since > ANSWER_LIMIT_MS) {
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
