import type { DecodeReply, DecodeRequest } from './decode-messages.ts'
import decodeWorkerUrl from './decode-worker.ts?worker&url'
import type { DecodedFrame } from './frame-decoder.ts'
import { trustedWorkerUrl } from './trusted-worker-url.ts'

/** A frame takes milliseconds; one that takes this long has stopped the worker for good. */
const FRAME_LIMIT_MS = 1_500
/** Loading and compiling the decoder on a slow machine. */
const START_LIMIT_MS = 15_000

export interface WorkerDecoder {
  /** `true` while a frame is being read: the next one is to be skipped, not queued. */
  readonly busy: boolean
  /** Reads one frame and closes it. `null`: given up, because the worker was stuck and has been replaced. */
  decode(frame: VideoFrame | ImageBitmap): Promise<DecodedFrame | null>
  /** How often a stuck or broken worker had to be replaced. */
  readonly restarts: number
  close(): void
}

interface Waiting {
  readonly number: number
  readonly settle: (result: DecodedFrame | null) => void
  readonly limit: ReturnType<typeof setTimeout>
}

/** The decoder in a worker of its own, with a time limit on every frame: a hostile code stalls nothing. */
export function createWorkerDecoder(frameLimitMs = FRAME_LIMIT_MS): WorkerDecoder {
  let number = 0
  let restarts = 0
  let ready = false
  let waiting: Waiting | null = null
  let worker = start()

  function start(): Worker {
    ready = false
    const started = new Worker(trustedWorkerUrl(decodeWorkerUrl), { type: 'module' })
    started.addEventListener('message', (event: MessageEvent<DecodeReply>) => {
      if (started === worker) receive(event.data)
    })
    started.addEventListener('error', () => {
      if (started === worker) giveUp()
    })
    return started
  }

  function receive(reply: DecodeReply): void {
    if (reply.kind === 'ready') {
      ready = true
      return
    }
    if (waiting === null || (reply.number !== waiting.number && reply.number !== -1)) return
    const { settle, limit } = waiting
    waiting = null
    clearTimeout(limit)
    settle(reply.kind === 'decoded' ? reply : null)
  }

  function giveUp(): void {
    restarts++
    worker.terminate()
    worker = start()
    if (waiting === null) return
    const { settle, limit } = waiting
    waiting = null
    clearTimeout(limit)
    settle(null)
  }

  return {
    get busy() {
      return waiting !== null
    },
    get restarts() {
      return restarts
    },
    decode(frame) {
      if (waiting !== null) {
        frame.close()
        return Promise.resolve(null)
      }
      return new Promise((settle) => {
        const limit = setTimeout(giveUp, ready ? frameLimitMs : START_LIMIT_MS)
        waiting = { number: ++number, settle, limit }
        const request: DecodeRequest = { number, frame }
        worker.postMessage(request, [frame])
      })
    },
    close() {
      worker.terminate()
      if (waiting === null) return
      clearTimeout(waiting.limit)
      waiting.settle(null)
      waiting = null
    },
  }
}
