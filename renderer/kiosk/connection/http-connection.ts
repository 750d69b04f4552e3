import type {
  KioskAnswers,
  KioskConnection,
  KioskInput,
  KioskMethod,
  KioskNotice,
  KioskNotices,
} from '../../../core/kiosk/kiosk-api.ts'
import { questionsOver, ServiceFault } from './questions.ts'

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 4_000

type HttpReply =
  | { readonly answer: unknown }
  | { readonly error: 'invalid-input' | 'failed' | 'service-restarted' }

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const nextWait = (waitMs: number): number => Math.min(LONGEST_WAIT_MS, waitMs * 2)

const noticeNames: { readonly [N in keyof KioskNotices]: N } = { state: 'state' }

const isNotice = (value: unknown): value is KioskNotice =>
  typeof value === 'object' && value !== null && 'notice' in value && String(value.notice) in noticeNames

/**
 * The loopback host's way to the service: `POST /api/<method>` for questions, server-sent events at
 * `/notices` for news. A question that got no answer is asked again, word for word, until it has one.
 */
export function createHttpConnection(base: string): KioskConnection {
  const listeners = new Set<(notice: KioskNotice) => void>()
  let events: EventSource | null = null
  let waitMs = FIRST_WAIT_MS

  const listen = (): void => {
    const source = new EventSource(new URL('notices', base))
    events = source
    source.onopen = () => {
      waitMs = FIRST_WAIT_MS
    }
    source.onmessage = (event: MessageEvent<string>) => {
      const notice: unknown = JSON.parse(event.data)
      if (isNotice(notice)) for (const listener of listeners) listener(notice)
    }
    source.onerror = () => {
      // A dropped line reopens by itself; one the server refused stays closed and is opened anew.
      if (source.readyState !== EventSource.CLOSED) return
      setTimeout(() => {
        if (events === source) listen()
      }, waitMs)
      waitMs = nextWait(waitMs)
    }
  }

  const once = async (method: KioskMethod, input: unknown): Promise<HttpReply | null> => {
    try {
      const response = await fetch(new URL(`api/${method}`, base), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      return (await response.json()) as HttpReply
    } catch {
      return null
    }
  }

  const ask = async <M extends KioskMethod>(method: M, input: KioskInput<M>): Promise<KioskAnswers[M]> => {
    for (let wait = FIRST_WAIT_MS; ; wait = nextWait(wait)) {
      const reply = await once(method, input)
      if (reply !== null && 'answer' in reply) return reply.answer as KioskAnswers[M]
      if (reply !== null && 'error' in reply && reply.error !== 'service-restarted')
        throw new ServiceFault(reply.error)
      await pause(wait)
    }
  }

  return {
    ...questionsOver(ask),
    subscribe(listener) {
      listeners.add(listener)
      if (events === null) listen()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        events?.close()
        events = null
      }
    },
  }
}
