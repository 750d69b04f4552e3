import { inArray } from 'drizzle-orm'
import type { CounterNow, CountersNow } from '../../../core/district/trends-api.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import type { Presence } from '../../../core/person-day/person-day.ts'
import { counterTimes } from '../../../core/schedule/counter-times.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { localTimeOf } from '../../../core/time.ts'
import { deriveDays } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { peopleAt, postingOn, type Snapshot } from '../organisation/snapshot.ts'
import { counters } from '../schema/organisation.ts'
import { todayOf, wardsOf } from './read-wards.ts'

/** The counters that have to be staffed at `now`, and who is there; those nobody sits at come first. */
export async function readCountersNow(
  db: DistrictDb,
  snapshot: Snapshot,
  only: ReadonlySet<string> | null,
  now: number,
): Promise<CountersNow> {
  const wards = new Map(wardsOf(snapshot, only).map((ward) => [ward.point, ward]))
  const points = [...wards.keys()]
  const date = todayOf(snapshot, now)
  const kept =
    points.length === 0
      ? []
      : (await db.select().from(counters).where(inArray(counters.point, points))).filter(
          ({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo),
        )
  const time = localTimeOf(now, snapshot.book.zone)
  const needed = kept.filter(({ point, staffing }) => {
    const { sessions } = owedDay(snapshot.book, { person: null, point, date })
    return counterTimes(staffing, sessions, date).some(([start, end]) => start <= time && time < end)
  })
  const seats = new Map(needed.map(({ id }) => [id, [] as { name: string; presence: Presence }[]]))
  const wanted = [...new Set(needed.map(({ point }) => point))].flatMap((point) =>
    peopleAt(snapshot, point, date).map((person) => ({ person, date })),
  )
  for (const { person, point, judged } of await deriveDays(db, snapshot, wanted, now)) {
    const place = postingOn(snapshot, person, date)?.counter ?? null
    const counter = needed.find((each) => each.point === point && (each.id === place || each.name === place))
    if (counter === undefined) continue
    const name = snapshot.people.get(person)?.name ?? ERASED_NAME
    seats.get(counter.id)?.push({ name, presence: judged.presence })
  }
  const rows = needed.map(({ id, name, point, fields }): CounterNow => {
    const people = seats.get(id) ?? []
    const ward = wards.get(point)
    return {
      counter: id,
      name,
      point,
      pointName: ward?.pointName ?? '',
      fields: [...fields],
      staffed: staffedBy(people),
      people,
    }
  })
  const rank = { no: 0, unknown: 1, yes: 2 } as const
  rows.sort(
    (a, b) =>
      rank[a.staffed] - rank[b.staffed] ||
      a.pointName.localeCompare(b.pointName, 'vi', { numeric: true }) ||
      a.name.localeCompare(b.name, 'vi', { numeric: true }),
  )
  return { asOf: now, kept: kept.length, counters: rows }
}

function staffedBy(people: CounterNow['people']): CounterNow['staffed'] {
  if (people.some(({ presence }) => presence === 'here')) return 'yes'
  return people.some(({ presence }) => presence === 'no-data') ? 'unknown' : 'no'
}
