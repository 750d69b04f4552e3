import { hash } from 'node:crypto'
import pg from 'pg'
import { addDays, datesOfMonth, instantOf, weekdayOf } from '../../core/time.ts'
import { deriveAndStore } from '../../db/district/days/derive-days.ts'
import type { DistrictDatabase } from '../../db/district/engine/open-database.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { peopleAt, type Snapshot } from '../../db/district/organisation/snapshot.ts'
import { PEOPLE } from '../../tests/support/invented-people.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** The month that is looked at, over on the day after `LAST_DATE`. */
export const MONTH = '2026-10'
const LAST_DATE = '2026-10-30'
/** Monday morning after it. */
export const NOW = instantOf('2026-11-02', '08:00', ZONE)

export interface DistrictSize {
  readonly wards: number
  readonly peopleAWard: number
  /** Working days, the last one `LAST_DATE`. */
  readonly days: number
}

/** A day of a kiosk: a start, a comparison of clocks, four events of everybody. */
const eventsADay = ({ peopleAWard }: DistrictSize): number => 2 + 4 * peopleAWard

export const eventsOf = (size: DistrictSize): number => size.days * size.wards * eventsADay(size)

export const wardOf = (index: number): string => `ward-${index}`

/** Working days in order, Monday to Friday. */
export function workingDates(count: number): string[] {
  const dates: string[] = []
  for (let date = LAST_DATE; dates.length < count; date = addDays(date, -1)) {
    if (weekdayOf(date) <= 5) dates.push(date)
  }
  return dates.reverse()
}

/** One working day of all kiosks, in the order in which it arrives; every 50th scan is a claim by a leader. */
const DAY_OF_EVENTS = `
  with kiosk as materialized (
    select w, md5('log ' || w)::uuid as log, md5('device ' || w)::uuid as device,
      md5('run ' || w || ' ' || $4::int)::uuid as run
    from generate_series(0, $7::int - 1) as w
  ), head as (
    select kiosk.*, k, (k - 2) / $5::int as slot, (k - 2) % $5::int as p, $4::int * $6::int + k + 1 as seq,
      md5('id ' || w || ' ' || $4::int || ' ' || k) as drawn
    from kiosk, generate_series(0, $6::int - 1) as k
  ), told as (
    select *,
      case k when 0 then 'run-started' when 1 then 'clock-checked'
        else case when (w + $4::int + p * 7 + slot) % 50 = 0 then 'claim' else 'scan' end end as type,
      case when k < 2 then 21600000 + k * 60000
        else ((array[430, 690, 757, 1020])[slot + 1] + p * 2 + ($4::int * 11 + w * 7) % 6) * 60000 + p * 311 end as after
    from head
  ), event as (
    select *, $2::bigint + after as at,
      (lpad(to_hex($2::bigint + after), 12, '0') || '7' || substr(drawn, 1, 3) || 'a' || substr(drawn, 4, 15))::uuid as id,
      case when k < 2 then null else 'ward-' || w || '-p' || p end as person
    from told
  )
  insert into events
    (log, seq, id, device, run, type, at, up, judged_at, judged_error_ms, day, person, point, ref, repeats, text)
  select log, seq, id, device, run, type, at, after, at, 20, $1::date, person, 'ward-' || w, null, false,
    '{"v":1,"log":"' || log || '","seq":' || seq || ',"id":"' || id || '","at":' || at || ',"up":' || after
      || ',"run":"' || run || '","type":"' || type || '","data":' || case type
      when 'run-started' then '{"app":"0.1.0","boot":null,"lastRun":"stopped"}'
      when 'clock-checked' then '{"offsetMs":12.5,"errorMs":20}'
      when 'claim' then '{"staff":"' || person || '","date":"' || $3 || '","session":' || slot / 2 || ',"side":"'
        || case slot % 2 when 0 then 'in' else 'out' end || '","at":' || at
        || ',"reason":"Đi họp ở quận","by":"ward-' || w || '-p0"}'
      else '{"badge":"' || encode(sha256(('badge of ' || person)::bytea), 'hex') || '","staff":"' || person
        || '","method":"camera"}' end || '}'
  from event order by w, k`

/** Who leads each ward on each day. */
const ROSTER = `
  insert into rules (id, kind, value)
  select md5('leader ' || w || date), 'leaders',
    jsonb_build_object('point', 'ward-' || w, 'date', date, 'person', 'ward-' || w || '-p0')
  from unnest($1::text[]) as date, generate_series(0, $2::int - 1) as w`

const KIOSKS = `
  insert into devices (id, point, name, public_key, state, challenge, enrolled_at, last_seen_at, app, district_key)
  select md5('device ' || w)::uuid, 'ward-' || w, 'Kiosk',
    rtrim(translate(encode(sha256(('key ' || w)::bytea), 'base64'), '+/', '-_'), '='),
    'active', 'none', $1::bigint, $2::bigint, '0.1.0', null
  from generate_series(0, $3::int - 1) as w`

const LOGS = `
  insert into logs (id, device, have_seq, have_hash, have_run, parent, started_at, arrived_at, complete_to)
  select md5('log ' || w)::uuid, md5('device ' || w)::uuid, $4::int, encode(sha256(('head ' || w)::bytea), 'hex'),
    md5('run ' || w || ' ' || $5)::uuid, null, $1::bigint, $1::bigint, $2::bigint
  from generate_series(0, $3::int - 1) as w`

/** A day like the one that was judged, on another date. */
const DAY_OF_RESULTS = `
  insert into day_results (day, person, point, final, rules_version, result)
  select $2::text::date, person, point, final, rules_version, replace(result::text, $1::text, $2::text)::json
  from day_results where day = $1::text::date`

const HELD_KEYS = `
  select i.relname as name, pg_get_indexdef(i.oid) as definition, x.indisprimary as primary
  from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid = 'events'::regclass`

/** Runs statements two at a time: one for each core. */
async function twoAtATime(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const left = [...tasks].reverse()
  const work = async () => {
    for (let task = left.pop(); task !== undefined; task = left.pop()) await task()
  }
  await Promise.all([work(), work()])
}

/**
 * Fills an empty district with wards, people, and everything their kiosks recorded so far; the days of `MONTH` are
 * judged by the program itself, those before it are like one of them.
 */
export async function fillDistrict(
  { db }: DistrictDatabase,
  url: string,
  size: DistrictSize,
): Promise<Snapshot> {
  await seedOrganisation(db, seedOf(size))
  const dates = workingDates(size.days)
  const startOf = (date: string) => instantOf(date, '00:00', ZONE)
  const options = '-c work_mem=64MB -c maintenance_work_mem=512MB'
  const pool = new pg.Pool({ connectionString: url, max: 2, options })
  try {
    // Not written twice for safety: nothing here outlives the bench.
    await pool.query('alter table events set unlogged')
    await pool.query('alter table day_results set unlogged')
    const keys = (await pool.query(HELD_KEYS)).rows as {
      name: string
      definition: string
      primary: boolean
    }[]
    for (const { name, primary } of keys) {
      await pool.query(primary ? `alter table events drop constraint "${name}"` : `drop index "${name}"`)
    }
    const each = eventsADay(size)
    await pool.query(ROSTER, [dates, size.wards])
    await pool.query(KIOSKS, [startOf(dates[0] ?? LAST_DATE), NOW, size.wards])
    const last = size.days - 1
    await pool.query(LOGS, [startOf(dates[0] ?? LAST_DATE), NOW, size.wards, size.days * each, last])
    await twoAtATime(
      dates.map((date, number) => () => {
        const values = [date, startOf(date), date, number, size.peopleAWard, each, size.wards]
        return pool.query(DAY_OF_EVENTS, values)
      }),
    )
    await twoAtATime(keys.map((key) => () => pool.query(key.definition)))
    await pool.query('analyze')
    const snapshot = await createSnapshots().current(db)
    const judged = dates.filter((date) => date.startsWith(MONTH))
    await twoAtATime(
      judged.map((date) => () => deriveAndStore(db, snapshot, everybodyOn(snapshot, date), NOW)),
    )
    const before = dates.filter((date) => !date.startsWith(MONTH))
    await twoAtATime(before.map((date) => () => pool.query(DAY_OF_RESULTS, [judged[0], date])))
    await pool.query('vacuum analyze')
    await pool.query('checkpoint')
    return snapshot
  } finally {
    await pool.end()
  }
}

const everybodyOn = (snapshot: Snapshot, date: string) =>
  snapshot.book.points.flatMap(({ id }) => peopleAt(snapshot, id, date).map((person) => ({ person, date })))

/** Everybody's days of the month at one ward. */
export const monthOf = (snapshot: Snapshot, ward: string) =>
  datesOfMonth(MONTH).flatMap((date) => peopleAt(snapshot, ward, date).map((person) => ({ person, date })))

/** Wards of one district, their people, and an excuse of everybody every hundred days. */
function seedOf({ wards, peopleAWard, days }: DistrictSize) {
  const points = Array.from({ length: wards }, (_, index) => index)
  const people = points.flatMap((ward) =>
    Array.from({ length: peopleAWard }, (_, index) => ({ id: `${wardOf(ward)}-p${index}`, ward, index })),
  )
  const dates = workingDates(days)
  const sessions: [string, string][] = [
    ['07:30', '11:30'],
    ['13:00', '17:00'],
  ]
  return {
    organisations: [
      { id: 'district', name: 'Quận Mẫu', parent: null },
      ...points.map((ward) => ({ id: `org-${ward}`, name: `UBND phường Mẫu ${ward}`, parent: 'district' })),
    ],
    points: points.map((ward) => ({
      id: wardOf(ward),
      name: `Phường Mẫu ${ward}`,
      organisation: `org-${ward}`,
    })),
    people: people.map(({ id, ward, index }) => {
      const like = PEOPLE[(ward * 3 + index * 7) % PEOPLE.length]
      return { id, name: like?.name ?? id, title: like?.title ?? '' }
    }),
    postings: people.map(({ id, ward, index }) => ({
      person: id,
      point: wardOf(ward),
      role: index === 0 ? ('leader' as const) : ('staff' as const),
    })),
    badges: people.map(({ id }) => ({ digest: hash('sha256', `badge of ${id}`, 'hex'), person: id })),
    hours: [
      {
        scope: { kind: 'organisation' as const, id: 'district' },
        weekdays: { 1: sessions, 2: sessions, 3: sessions, 4: sessions, 5: sessions },
        validFrom: '2020-01-01',
      },
    ],
    excuses: people.flatMap(({ id, ward, index }) =>
      dates
        .filter((_, day) => (day + ward * 7 + index * 11) % 100 === 0)
        .map((date) => ({ person: id, from: `${date}T13:00`, to: `${date}T17:00`, code: 'P' })),
    ),
  }
}
