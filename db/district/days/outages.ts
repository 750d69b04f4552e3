import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { outageEvent, outageOf } from '../../../core/log/outage-of.ts'
import { commonOutages, type Outage } from '../../../core/person-day/outages.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { events } from '../schema/log.ts'
import type { Coverage } from './coverage.ts'
import { daysNowComplete } from './days-now-complete.ts'

const DAY_MS = 86_400_000
/** An outage that began earlier than this before what is asked about is looked for no further. */
const LONGEST_MS = 400 * DAY_MS

/** When nobody could scan at each kiosk, in order. */
export type KioskOutages = ReadonlyMap<string, readonly Outage[]>

/**
 * The outages of kiosks that reach into a stretch of time: each ends with its event, by corrected time, and began so long
 * before as the kiosk says, not before the last scan. One that does not know since when began with the last event of the run
 * before it.
 */
export async function readOutages(
  db: DistrictDb,
  devices: readonly string[],
  since: number,
  until: number,
): Promise<KioskOutages> {
  if (devices.length === 0) return new Map()
  const rows = await db
    .select({
      device: events.device,
      to: events.correctedAt,
      text: events.text,
      before: sql<string | null>`(case when (events.text::json -> 'data' ->> 'from') is null
        then (select b.judged_at from ${events} b
          where b.log = events.log and b.seq < events.seq and b.run <> events.run
          order by b.seq desc limit 1)
        else (select b.judged_at from ${events} b
          where b.log = events.log and b.seq < events.seq and b.type in ('scan', 'sign-in')
          order by b.seq desc limit 1) end)::text`,
    })
    .from(events)
    .where(
      and(
        eq(events.type, 'out-of-service'),
        eq(events.repeats, false),
        inArray(events.device, [...devices]),
        gte(events.correctedAt, since),
        lte(events.correctedAt, until + LONGEST_MS),
      ),
    )
    .orderBy(events.correctedAt, events.seq)
  const outages = rows.flatMap(({ device, to, text, before }) => {
    const event = outageEvent(text)
    const outage = event === null ? null : outageOf(event, to, before === null ? null : Number(before))
    return outage !== null && outage.from <= until ? [{ device, ...outage }] : []
  })
  return Map.groupBy(outages, ({ device }) => device)
}

/** The days of everybody at a kiosk's point about which outages say something that came just now. */
export async function daysOfOutages(
  db: DistrictDb,
  snapshot: Snapshot,
  kiosk: { readonly id: string; readonly point: string },
  rows: readonly { readonly type: string; readonly judged_at: number }[],
): Promise<PersonDate[]> {
  const ends = rows.flatMap(({ type, judged_at }) => (type === 'out-of-service' ? [judged_at] : []))
  if (ends.length === 0) return []
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  const outages = (await readOutages(db, [kiosk.id], first, last)).get(kiosk.id) ?? []
  return outages.flatMap(({ from, to }) =>
    to > last ? [] : daysNowComplete(snapshot, kiosk.point, from, to + DAY_MS),
  )
}

/** When nobody could scan at any of a point's kiosks: before it was there nobody could at a kiosk either. */
export function outagesAt(
  { coverage, outages }: { readonly coverage: Coverage; readonly outages: KioskOutages },
  point: string,
  since: number,
  until: number,
): readonly Outage[] {
  const concerned = (coverage.get(point) ?? []).filter(({ from }) => from <= until)
  return commonOutages(
    concerned.map(({ device, from }) => [
      ...(from > since ? [{ from: since, to: from }] : []),
      ...(outages.get(device) ?? []).filter((each) => each.to >= since && each.from <= until),
    ]),
  )
}
