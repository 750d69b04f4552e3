import type { MonthPlace } from '../../core/district/month-api.ts'
import { readMonthFacts } from '../../db/district/months/month-facts.ts'
import { type MonthLock, readLock } from '../../db/district/months/month-locks.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import type { PaperSource } from '../papers/paper.ts'

/** What papers of a month are made from, read at one moment. */
export interface ReadPaperSource {
  readonly source: PaperSource
  /** `null`: the month is open. */
  readonly lock: MonthLock | null
  readonly snapshot: Snapshot
  readonly now: number
}

/** A month as it stands now, or as it was closed; takes a tenth of a second. `null`: there is no such point. */
export async function readPaperSource(
  { database: { db }, clock, snapshots }: DistrictContext,
  { point, month }: MonthPlace,
): Promise<ReadPaperSource | null> {
  const now = clock.now()
  const snapshot = await snapshots.current(db)
  const closed = await readLock(db, point, month)
  const facts = closed?.facts ?? (await readMonthFacts(db, snapshot, { point, month }, now))
  if (facts === null) return null
  const lock = closed?.lock ?? null
  return { source: { facts, lock }, lock, snapshot, now }
}
