import { Worker } from 'node:worker_threads'
import type { DistrictContext } from '../district-context.ts'
import type { PaperSource } from './paper.ts'
import { digestOfPaper, PAPER_NAMES, type PaperName } from './papers.ts'
import type { Printed, PrintOrder } from './print-worker.ts'

/** Prints papers beside the server's own thread: a large sheet takes more than a second, and kiosks must not wait for it. */
export interface PrintDesk {
  print(name: PaperName, source: PaperSource): Promise<Uint8Array>
  stop(): Promise<void>
}

type Waiting = Map<number, { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void }>

/** One worker, started when the first paper is asked for; one that ends is replaced for the next paper. */
export function createPrintDesk(): PrintDesk {
  let current: { readonly worker: Worker; readonly waiting: Waiting } | null = null
  let orders = 0
  const start = () => {
    const worker = new Worker(new URL('./print-worker.ts', import.meta.url))
    const waiting: Waiting = new Map()
    const begun = { worker, waiting }
    const end = (error: Error): void => {
      if (current === begun) current = null
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    worker.on('message', (printed: Printed) => {
      const order = waiting.get(printed.number)
      waiting.delete(printed.number)
      if (waiting.size === 0) worker.unref()
      if (printed.kind === 'printed') order?.resolve(printed.bytes)
      else order?.reject(printed.error)
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the printing worker ended')))
    return begun
  }
  return {
    print(name, source) {
      current ??= start()
      const { worker, waiting } = current
      const order: PrintOrder = { number: ++orders, name, source }
      worker.ref()
      return new Promise((resolve, reject) => {
        waiting.set(order.number, { resolve, reject })
        worker.postMessage(order)
      })
    },
    async stop() {
      const worker = current?.worker
      current = null
      await worker?.terminate()
    },
  }
}

const desks = new WeakMap<DistrictContext, PrintDesk>()

/** The one desk of a server. */
export function printDeskOf(context: DistrictContext): PrintDesk {
  const desk = desks.get(context) ?? createPrintDesk()
  desks.set(context, desk)
  return desk
}

/** SHA-256 of every paper, kept with a closing so that a later print can be compared with it. */
export async function digestPapers(desk: PrintDesk, source: PaperSource): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const name of PAPER_NAMES) digests[name] = digestOfPaper(await desk.print(name, source))
  return digests
}
