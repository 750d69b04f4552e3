import { parentPort, workerData } from 'node:worker_threads'
import { readTable } from './read-table.ts'

/** Reads one file and ends: a file that fills the memory takes only this thread with it. */
const { bytes, format } = workerData as { bytes: Uint8Array; format: 'xlsx' | 'csv' }
parentPort?.postMessage(readTable(Buffer.from(bytes), format))
