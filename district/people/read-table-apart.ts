import { Worker } from 'node:worker_threads'
import type { ReadTable } from './read-table.ts'

const MOST_MS = 20_000
const MOST_HEAP_MB = 256

/** Reads a file of people in a thread of its own with bounded memory and time; the server goes on answering. */
export function readTableApart(bytes: Buffer, format: 'xlsx' | 'csv'): Promise<ReadTable> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./table-worker.ts', import.meta.url), {
      workerData: { bytes, format },
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    })
    const end = (read: ReadTable) => {
      clearTimeout(timer)
      resolve(read)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ kind: 'refused', fault: 'too-large', where: null }), MOST_MS)
    worker.once('message', (read: ReadTable) => end(read))
    worker.once('error', () => end({ kind: 'refused', fault: 'not-a-table', where: null }))
    worker.once('exit', () => end({ kind: 'refused', fault: 'too-large', where: null }))
  })
}
