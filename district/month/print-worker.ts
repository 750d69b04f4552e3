import { parentPort } from 'node:worker_threads'
import type { PaperSource } from './paper.ts'
import { makePaper, type PaperName } from './papers.ts'

/** What the desk asks its worker for, and what it gets back. */
export interface PrintOrder {
  readonly number: number
  readonly name: PaperName
  readonly source: PaperSource
}
export type Printed =
  | { readonly number: number; readonly kind: 'printed'; readonly bytes: Uint8Array }
  | { readonly number: number; readonly kind: 'failed'; readonly error: Error }

parentPort?.on('message', async ({ number, name, source }: PrintOrder) => {
  const printed: Printed = await makePaper(name, source).then(
    (bytes) => ({ number, kind: 'printed', bytes }),
    (error: unknown) => ({
      number,
      kind: 'failed',
      error: error instanceof Error ? error : new Error('not printed'),
    }),
  )
  parentPort?.postMessage(printed)
})
