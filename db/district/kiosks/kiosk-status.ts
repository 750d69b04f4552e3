import { asc, eq, inArray } from 'drizzle-orm'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { listedName } from '../../../core/listed-name.ts'
import { keyFingerprint } from '../../../core/log/fingerprint.ts'
import { SILENT_AFTER_MS } from '../../../core/person-day/judge-person-day.ts'
import { sha256 } from '../../sha256.ts'
import { newestFirst } from '../days/coverage.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { devices } from '../schema/devices.ts'
import { logs } from '../schema/log.ts'
import { points } from '../schema/organisation.ts'

/** The kiosks as the district last heard of them. @param only of these points; `null`: all */
export async function readKiosks(
  db: DistrictDb,
  only: ReadonlySet<string> | null,
  now: number,
): Promise<KioskStatus[]> {
  const rows = await db
    .selectDistinctOn([devices.id], { device: devices, point: points, log: logs })
    .from(devices)
    .innerJoin(points, eq(points.id, devices.point))
    .leftJoin(logs, eq(logs.device, devices.id))
    .where(only === null ? undefined : inArray(devices.point, [...only]))
    .orderBy(asc(devices.id), newestFirst)
  return rows
    .map(({ device, point, log }) => ({
      id: device.id,
      name: device.name,
      point: device.point,
      pointName: listedName(point),
      state: device.state,
      lastSeenAt: device.lastSeenAt,
      completeTo: log?.completeTo ?? null,
      silent: device.state === 'active' && now - (device.lastSeenAt ?? device.enrolledAt) > SILENT_AFTER_MS,
      have: log?.haveSeq ?? 0,
      clockOffsetMs: device.clockOffsetMs,
      app: device.app,
      camera: device.camera,
      fingerprint: keyFingerprint(sha256, device.publicKey),
      scanner: device.scanner,
      diskFree: device.diskFree,
      enrolledAt: device.enrolledAt,
    }))
    .sort((a, b) => a.pointName.localeCompare(b.pointName, 'vi') || a.name.localeCompare(b.name, 'vi'))
}
