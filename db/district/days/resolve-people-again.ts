import { sql } from 'drizzle-orm'
import { parseEvent } from '../../../core/log/event.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { ownerOf, type Snapshot } from '../organisation/snapshot.ts'

/** Joins what waited for an event that is held by now (two kiosks may have sent both in the same instant). */
export async function joinLeftWaiting(db: DistrictDb): Promise<void> {
  await db.execute(sql`
    with found as (
      delete from waiting_references w using events target where target.id = w.ref and not target.repeats
      returning w.log, w.seq, target.person, target.day
    )
    update events e set person = found.person, day = found.day
    from found where e.log = found.log and e.seq = found.seq`)
}

interface HeldScan {
  readonly log: string
  readonly seq: number
  readonly at: string
  readonly day: string
  readonly person: string | null
  readonly text: string
}

/**
 * Looks up again whose badge each scan of some dates was; what refers to a scan goes with it.
 * @param badges only scans of these
 * @returns the days concerned
 */
export async function resolvePeopleAgain(
  db: DistrictDb,
  snapshot: Snapshot,
  span: { readonly from: string; readonly to: string },
  badges: readonly string[] | null = null,
): Promise<PersonDate[]> {
  const only =
    badges === null
      ? sql``
      : sql`and exists (
          select from json_array_elements_text(${JSON.stringify(badges)}::json) as badge
          where text like '%' || badge || '%')`
  const scans = rowsOf<HeldScan>(
    await db.execute(sql`
      select log, seq, judged_at::text as at, day::text as day, person, text from events
      where day between ${span.from}::date and ${span.to}::date and type = 'scan' and not repeats ${only}`),
  )
  const changed = scans.flatMap(({ log, seq, at, day, person, text }) => {
    const parsed = parseEvent(text)
    if (parsed.kind !== 'known' || parsed.event.type !== 'scan') return []
    const now = scannedBy(snapshot, parsed.event.data, Number(at))
    return now === person ? [] : [{ log, seq, day, was: person, person: now }]
  })
  if (changed.length === 0) return []
  await db.execute(sql`
    update events e set person = c.person
    from json_to_recordset(${JSON.stringify(changed)}::json) as c(log uuid, seq int, person text)
    where e.log = c.log and e.seq = c.seq`)
  await db.execute(sql`
    update events e set person = target.person, day = target.day
    from json_to_recordset(${JSON.stringify(changed)}::json) as c(log uuid, seq int)
    join events target on target.log = c.log and target.seq = c.seq
    where e.ref = target.id and e.day between ${span.from}::date and ${span.to}::date`)
  return changed.flatMap(({ was, person, day }) =>
    [was, person].flatMap((each) => (each === null ? [] : [{ person: each, date: day }])),
  )
}

/**
 * Whose scan it was: the district's own register decides; a badge it does not know is the person's whom the
 * kiosk named, if the district knows that person.
 */
export function scannedBy(
  snapshot: Snapshot,
  scan: { readonly badge: string; readonly staff: string | null },
  at: number,
): string | null {
  if (snapshot.badges.has(scan.badge)) return ownerOf(snapshot, scan.badge, at)
  return scan.staff !== null && snapshot.people.has(scan.staff) ? scan.staff : null
}
