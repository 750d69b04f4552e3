import { type KioskReply, KioskRequest } from '../core/kiosk/kiosk-api.ts'

/** Longest request a page may send, as JSON text: the longest code, fully escaped, with room around it. */
export const MAX_REQUEST_LENGTH = 65_536
/** Requests held or in flight at once; a page that asks more is answered `failed`. */
export const MAX_OPEN_CALLS = 64

/** One end of a channel to a page or to the service. */
export interface Outlet {
  post(message: unknown): void
}

/**
 * Carries questions from the page to the service and answers and news back. Either side may vanish at any
 * time: a new page gets no answers meant for the old one, and what a dead service still owed is answered
 * `service-restarted`, so that the page asks again under the same ids. What was asked while there was no
 * service is held for the next one even when its page is gone: a scan that was read is recorded.
 */
export interface Relay {
  /** A page was loaded; it replaces the one before. */
  attachPage(page: Outlet): void
  attachService(service: Outlet): void
  serviceEnded(): void
  fromPage(page: Outlet, message: unknown): void
  fromService(message: unknown): void
  /** Since when (by `now`) the oldest unanswered call has been with the service; null: none is. */
  waitingSince(): number | null
}

interface OpenCall {
  readonly page: Outlet
  readonly call: number
  readonly request: KioskRequest
  readonly sentAt: number | null
}

/** @param now milliseconds on a clock that only moves forward */
export function createRelay(now: () => number): Relay {
  let page: Outlet | null = null
  let service: Outlet | null = null
  let lastNumber = 0
  /** By the relay's own number: two pages may use the same one. */
  const open = new Map<number, OpenCall>()
  /** The newest news of each kind, for a page that was loaded after it. */
  const news = new Map<string, unknown>()

  const reply = (to: Outlet, answer: KioskReply): void => {
    if (to === page) to.post(answer)
  }
  const send = (number: number, call: OpenCall, to: Outlet): void => {
    open.set(number, { ...call, sentAt: now() })
    to.post({ ...call.request, call: number })
  }

  return {
    attachPage(next) {
      page = next
      for (const message of news.values()) next.post(message)
    },
    attachService(next) {
      service = next
      for (const [number, call] of open) send(number, call, next)
    },
    serviceEnded() {
      service = null
      for (const [number, call] of open) {
        if (call.sentAt === null) continue
        open.delete(number)
        reply(call.page, { call: call.call, error: 'service-restarted' })
      }
    },
    fromPage(from, message) {
      if (from !== page) return
      const request = parseRequest(message)
      if (request === null) {
        const call = callNumber(message)
        if (call !== null) reply(from, { call, error: 'invalid-input' })
        return
      }
      if (open.size >= MAX_OPEN_CALLS) return reply(from, { call: request.call, error: 'failed' })
      lastNumber += 1
      const call: OpenCall = { page: from, call: request.call, request, sentAt: null }
      if (service === null) open.set(lastNumber, call)
      else send(lastNumber, call, service)
    },
    fromService(message) {
      if (typeof message !== 'object' || message === null) return
      if ('notice' in message && typeof message.notice === 'string') {
        news.set(message.notice, message)
        page?.post(message)
        return
      }
      const number = callNumber(message)
      const call = number === null ? undefined : open.get(number)
      if (number === null || call === undefined) return
      open.delete(number)
      if (call.page === page) page.post({ ...message, call: call.call })
    },
    waitingSince() {
      let oldest: number | null = null
      for (const { sentAt } of open.values()) {
        if (sentAt === null) continue
        oldest = oldest === null ? sentAt : Math.min(oldest, sentAt)
      }
      return oldest
    },
  }
}

/** Reads a page's message as plain data; anything that does not survive as JSON never reaches the service. */
function parseRequest(message: unknown): KioskRequest | null {
  try {
    const text = JSON.stringify(message)
    if (text === undefined || text.length > MAX_REQUEST_LENGTH) return null
    const parsed = KioskRequest.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function callNumber(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('call' in message)) return null
  return Number.isSafeInteger(message.call) ? Number(message.call) : null
}
