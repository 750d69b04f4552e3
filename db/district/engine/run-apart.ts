import type { Socket } from 'node:net'
import { parentPort, Worker } from 'node:worker_threads'
import { createFairQueue } from './fair-queue.ts'

/** Work that takes seconds, in a thread of its own: the server's thread goes on answering kiosks. */
export interface Apart<Work, Made> {
  /**
   * @param lane who asks, for taking turns
   * @param work or what reads it, when its turn has come; `null`: there is nothing to do after all
   * @param asker nothing more is done once it is closed
   * @throws {QueueFull} more waits than can be served in time
   * @throws {BeyondMeans} it takes more time or memory than it is given
   */
  run(lane: string, work: Work, asker?: Socket): Promise<Made>
  runRead(lane: string, read: () => Promise<Work | null>, asker?: Socket): Promise<Made | null>
  /** Ends what is under way, for good. */
  stop(): Promise<void>
}

export interface ApartLimits {
  /** So many wait for their turn, and so many of one lane. */
  readonly waiting: number
  readonly inLane: number
  /** Of one piece of work, from its turn on. */
  readonly mostMs: number
  readonly mostHeapMb: number
}

export class BeyondMeans extends Error {
  constructor() {
    super('more time or memory than it is given')
  }
}

type Answer<Made> = { readonly made: Made } | { readonly failed: Error }

/** A thread that has nothing to do for so long gives its memory back. */
const REST_MS = 20_000

/** One piece at a time, by a worker that is started when it is needed. @param file calls `workApart` */
export function createApart<Work, Made>(file: URL, limits: ApartLimits): Apart<Work, Made> {
  const queue = createFairQueue({ ...limits, atOnce: 1 })
  let idle: Worker | null = null
  let busy: Worker | null = null
  let rest: NodeJS.Timeout | undefined
  let stopped = false

  const start = (): Worker => {
    const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: limits.mostHeapMb } })
    worker.on('error', () => {})
    worker.on('exit', () => {
      if (idle === worker) idle = null
    })
    return worker
  }
  const toRest = (worker: Worker): void => {
    idle = worker
    worker.unref()
    rest = setTimeout(() => {
      // Nothing more is given to a thread that is ending.
      if (idle === worker) idle = null
      void worker.terminate()
    }, REST_MS).unref()
  }
  const doWork = (work: Work, asker: Socket | undefined): Promise<Made> => {
    if (stopped || asker?.destroyed) return Promise.reject(new Error('nobody waits for it'))
    clearTimeout(rest)
    const worker = idle ?? start()
    busy = worker
    idle = null
    worker.ref()
    const { promise, resolve, reject } = Promise.withResolvers<Made>()
    const answered = (answer: Answer<Made>): void => {
      toRest(worker)
      if ('made' in answer) resolve(answer.made)
      else reject(answer.failed)
    }
    const failed = (error: NodeJS.ErrnoException): void =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new BeyondMeans() : error)
    const ended = (): void => reject(new Error('the worker ended'))
    const gone = (): void => void worker.terminate()
    const timer = setTimeout(() => {
      reject(new BeyondMeans())
      void worker.terminate()
    }, limits.mostMs)
    worker.once('message', answered).once('error', failed).once('exit', ended)
    asker?.once('close', gone)
    worker.postMessage(work)
    return promise.finally(() => {
      clearTimeout(timer)
      asker?.off('close', gone)
      worker.off('message', answered).off('error', failed).off('exit', ended)
      busy = null
    })
  }
  return {
    run: (lane, work, asker) => queue.run(lane, () => doWork(work, asker)),
    runRead: (lane, read, asker) =>
      queue.run(lane, async () => {
        const work = asker?.destroyed ? null : await read()
        return work === null ? null : doWork(work, asker)
      }),
    async stop() {
      stopped = true
      clearTimeout(rest)
      await Promise.all([idle?.terminate(), busy?.terminate()])
    },
  }
}

/** The other side, in the worker: makes what it is sent, one piece after the other. */
export function workApart<Work, Made>(make: (work: Work) => Made | Promise<Made>): void {
  const answerTo = async (work: Work): Promise<Answer<Made>> => {
    try {
      return { made: await make(work) }
    } catch (error) {
      return { failed: error instanceof Error ? error : new Error('failed') }
    }
  }
  parentPort?.on('message', async (work: Work) => parentPort?.postMessage(await answerTo(work)))
}
