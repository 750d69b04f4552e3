import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { devices } from '../schema/devices.ts'
import { incidents } from '../schema/incidents.ts'
import { logs } from '../schema/log.ts'

/** From when on a kiosk recorded, and up to when the district holds all of it. */
export interface KioskCoverage {
  readonly device: string
  readonly from: number
  readonly completeTo: number | null
}

/** The logs of one kiosk: first those that no other goes on from, then by when they came. */
export const newestFirst: SQL = sql`
  exists (select from ${logs} child where child.device = ${logs.device}
    and split_part(child.parent, ':', 1) = ${logs.id}::text),
  ${logs.arrivedAt} desc, ${logs.id}`

/** The active kiosks of each reception point. */
export type Coverage = ReadonlyMap<string, readonly KioskCoverage[]>

/**
 * A kiosk counts from its enrolment, or from the beginning of its first log where that is later: no clock of a kiosk can
 * make anybody absent before it was there. Of several logs the newest says how far it is held: the one that no other goes
 * on from, and of such the one that came last. Where an older one goes on as well (a second machine with the same key)
 * both do, until somebody has closed that incident.
 * @param except a kiosk that is not asked about
 */
export async function readCoverage(
  db: DistrictDb,
  points: readonly string[],
  except?: string,
): Promise<Coverage> {
  if (points.length === 0) return new Map()
  const rows = await db
    .select({
      device: devices.id,
      point: devices.point,
      from: sql<string>`greatest(min(${logs.startedAt}), min(${devices.enrolledAt}))::text`,
      completeTo: sql<string | null>`least(
        (array_agg(${logs.completeTo} order by ${newestFirst}))[1],
        min(${logs.completeTo}) filter (where exists (
          select from ${incidents} i
          where i.log = ${logs.id} and i.kind = 'cloned' and i.state = 'open'))
      )::text`,
    })
    .from(devices)
    .leftJoin(logs, eq(logs.device, devices.id))
    .where(
      and(
        eq(devices.state, 'active'),
        inArray(devices.point, [...points]),
        except === undefined ? undefined : ne(devices.id, except),
      ),
    )
    .groupBy(devices.id, devices.point)
  const kiosks = rows.map((row) => ({
    device: row.device,
    point: row.point,
    from: Number(row.from),
    completeTo: row.completeTo === null ? null : Number(row.completeTo),
  }))
  return Map.groupBy(kiosks, (kiosk) => kiosk.point)
}

/**
 * The instant up to which everything recorded at a point is held; `null`: a kiosk has not said, or there is none
 * that recorded since `since` (log.md, "What the district knows about completeness").
 * @param since start of what is asked about: without a kiosk at that time nothing is known of it
 * @param until end of what is asked about: kiosks that came later do not matter
 */
export function completeTo(coverage: Coverage, point: string, since: number, until: number): number | null {
  const concerned = (coverage.get(point) ?? []).filter((kiosk) => kiosk.from <= until)
  if (!concerned.some((kiosk) => kiosk.from <= since)) return null
  let least = Number.POSITIVE_INFINITY
  for (const kiosk of concerned) {
    if (kiosk.completeTo === null) return null
    least = Math.min(least, kiosk.completeTo)
  }
  return least
}
