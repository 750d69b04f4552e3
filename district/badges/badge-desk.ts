import { createApart } from '../../db/district/engine/run-apart.ts'
import type { SheetToPrint } from './badge-sheet.ts'

/** What waits is printed within half a minute. */
const LIMITS = { waiting: 16, inLane: 8, mostMs: 20_000, mostHeapMb: 256 }

/** Prints badges beside the server's own thread. */
export const createBadgeDesk = () =>
  createApart<SheetToPrint, Uint8Array>(new URL('./badge-worker.ts', import.meta.url), LIMITS)
