import type { LeaveType } from '../../core/excuses/leave-types.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { readLeaveTypes } from '../../db/district/organisation/office-settings.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'

/** The leave types that hold at each of some points, read once a point. */
export async function typesByPoint(
  db: DistrictDb,
  snapshot: Snapshot,
  rows: readonly { readonly point: string }[],
): Promise<(point: string) => readonly LeaveType[]> {
  const types = new Map<string, readonly LeaveType[]>()
  for (const point of new Set(rows.map((row) => row.point))) {
    types.set(point, await readLeaveTypes(db, snapshot, point))
  }
  return (point) => types.get(point) ?? []
}
