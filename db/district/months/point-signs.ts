import { and, eq, gte, inArray } from 'drizzle-orm'
import { type PointHappening, type PointSign, pointSigns } from '../../../core/month/point-signs.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import { isSilentWhileOpen } from '../../../core/person-day/silence.ts'
import { datesOfMonth, localDateOf, startOfDate } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { openOn } from '../organisation/open-on.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import { incidents } from '../schema/incidents.ts'
import { events, logs } from '../schema/log.ts'

/** What happened to a point's kiosks and badges in a month, as far as the district holds it at `now`. */
export async function readPointSigns(
  db: DistrictDb,
  snapshot: Snapshot,
  { point, month }: { readonly point: string; readonly month: string },
  now: number,
): Promise<PointSign[]> {
  const kiosks = await db.select().from(devices).where(eq(devices.point, point))
  const names = new Map(kiosks.map(({ id, name }) => [id, name]))
  const dates = datesOfMonth(month)
  const begins = startOfDate(dates[0] ?? `${month}-01`, snapshot.book.zone)
  const open = dates.map((date) => ({ date, sessions: openOn(snapshot.book, point, date) }))
  const silences = kiosks.flatMap(({ id, name, state, lastSeenAt, silences }) => {
    // One that still lasts is as long as it is now.
    const lasting = state === 'active' && lastSeenAt !== null ? [[lastSeenAt, now] as const] : []
    return [...silences, ...lasting].map(
      (silence): PointHappening => ({
        code: 'silence',
        of: id,
        name,
        dates: open.flatMap(({ date, sessions }) => (isSilentWhileOpen(silence, sessions) ? [date] : [])),
      }),
    )
  })
  const told = await readTold(db, snapshot.book.zone, point, begins)
  const kioskSigns = told.map((one) => ({ ...one, name: names.get(one.of) ?? '' }))
  return pointSigns(month, [...silences, ...kioskSigns, ...revokedBadges(snapshot, point)])
}

type Told = Omit<PointHappening, 'name'>

/** Steps of clocks and logs from a backup, on the day of the event itself where it is still held. */
async function readTold(db: DistrictDb, zone: string, point: string, begins: number): Promise<Told[]> {
  const rows = await db
    .select({
      kind: incidents.kind,
      device: incidents.device,
      at: incidents.at,
      times: incidents.times,
      detail: incidents.detail,
      day: events.day,
      startedAt: logs.startedAt,
    })
    .from(incidents)
    .leftJoin(events, and(eq(events.log, incidents.log), eq(events.seq, incidents.seq)))
    .leftJoin(logs, eq(logs.id, incidents.log))
    .where(
      and(
        eq(incidents.point, point),
        // Nothing is heard of before it happens.
        gte(incidents.at, begins),
        inArray(incidents.kind, ['clock-step', 'restored', 'many-incidents']),
      ),
    )
  return rows.flatMap(({ kind, device, at, times, detail, day, startedAt }): Told[] => {
    if (device === null) return []
    const heard = localDateOf(at, zone)
    if (kind === 'restored')
      return [{ code: kind, of: device, dates: [startedAt === null ? heard : localDateOf(startedAt, zone)] }]
    if (kind === 'many-incidents' && detail.kind !== 'clock-step') return []
    return [{ code: 'clock-step', of: device, dates: [day ?? heard], times }]
  })
}

/** Badges of the point's people that were revoked, on whatever day; one that a new one replaced is no sign. */
const revokedBadges = (snapshot: Snapshot, point: string): PointHappening[] =>
  [...snapshot.badges.values()].flatMap(({ person, revokedAt, revokedWhy }) => {
    if (revokedAt === null || revokedWhy === 'replaced') return []
    const date = localDateOf(revokedAt, snapshot.book.zone)
    if (pointOn(snapshot, person, date) !== point) return []
    const name = snapshot.people.get(person)?.name ?? ERASED_NAME
    return [{ code: 'badge-revoked', of: person, name, dates: [date] }]
  })
