import { createApart } from '../../db/district/engine/run-apart.ts'
import type { ListOrder, PlannedList } from './plan-list.ts'

/** A file that fills the memory takes only its own thread with it; what waits is read within a minute. */
const LIMITS = { waiting: 8, inLane: 4, mostMs: 20_000, mostHeapMb: 256 }

/** Reads and compares lists of people beside the server's own thread. */
export const createListDesk = () =>
  createApart<ListOrder, PlannedList>(new URL('./list-worker.ts', import.meta.url), LIMITS)
