import { eq } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { settings } from '../schema/organisation.ts'

/** The district's time zone, IANA name. */
export async function readZone(db: DistrictDb): Promise<string> {
  const [row] = await db.select({ zone: settings.zone }).from(settings).where(eq(settings.id, 1))
  if (row === undefined) throw new Error('the settings row is missing')
  return row.zone
}
