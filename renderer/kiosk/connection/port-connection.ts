import type {
  KioskAnswers,
  KioskConnection,
  KioskInput,
  KioskMethod,
  KioskNotice,
  KioskReply,
  KioskRequest,
} from '../../../core/kiosk/kiosk-api.ts'
import { questionsOver, ServiceFault } from './questions.ts'

/** A service that died while it was asked is asked again after this; the shell holds the question until it is back. */
const ASK_AGAIN_AFTER_MS = 200

interface Open {
  readonly request: KioskRequest
  readonly settle: (answer: KioskAnswers[KioskMethod]) => void
  readonly fail: (fault: ServiceFault) => void
}

/** A connection that can be given a new port when the service was restarted. */
export interface PortConnection extends KioskConnection {
  /** Replaces the port; what was asked on the old one and not answered is asked again, word for word. */
  use(port: MessagePort): void
}

/**
 * The desktop shell's way to the service: a message port, relayed by the preload script. Asking again after
 * a restart is safe because a scan's id is part of the question.
 */
export function createPortConnection(): PortConnection {
  const open = new Map<number, Open>()
  const listeners = new Set<(notice: KioskNotice) => void>()
  let port: MessagePort | null = null
  let calls = 0

  const again = (call: number): void => {
    const asked = open.get(call)
    if (asked !== undefined) port?.postMessage(asked.request)
  }

  const receive = (message: KioskReply | KioskNotice): void => {
    if ('notice' in message) {
      for (const listener of listeners) listener(message)
      return
    }
    const asked = open.get(message.call)
    if (asked === undefined) return
    if ('error' in message) {
      if (message.error === 'service-restarted') {
        setTimeout(() => again(message.call), ASK_AGAIN_AFTER_MS)
        return
      }
      open.delete(message.call)
      asked.fail(new ServiceFault(message.error))
      return
    }
    open.delete(message.call)
    asked.settle(message.answer)
  }

  const ask = <M extends KioskMethod>(method: M, input: KioskInput<M>): Promise<KioskAnswers[M]> =>
    new Promise((settle, fail) => {
      const request: KioskRequest = { call: ++calls, method, input }
      // The service answers a method with that method's answer: the contract both sides are compiled against.
      open.set(request.call, { request, settle: settle as Open['settle'], fail })
      port?.postMessage(request)
    })

  return {
    ...questionsOver(ask),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    use(next) {
      port?.close()
      port = next
      next.onmessage = (event: MessageEvent<KioskReply | KioskNotice>) => {
        if (next === port) receive(event.data)
      }
      for (const { request } of open.values()) next.postMessage(request)
    },
  }
}
