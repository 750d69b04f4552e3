import { count, eq } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { devices } from '../schema/devices.ts'

/** How many active kiosks last spoke to each of the district's keys; under `null` those that were never heard. */
export async function kiosksByDistrictKey(db: DistrictDb): Promise<ReadonlyMap<string | null, number>> {
  const rows = await db
    .select({ key: devices.districtKey, kiosks: count() })
    .from(devices)
    .where(eq(devices.state, 'active'))
    .groupBy(devices.districtKey)
  return new Map(rows.map(({ key, kiosks }) => [key, kiosks]))
}
