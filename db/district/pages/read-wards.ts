import { and, eq, inArray, sql } from 'drizzle-orm'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import type { Today, WardDay, WardToday } from '../../../core/district/presence-api.ts'
import { compareNames, ERASED_NAME } from '../../../core/names.ts'
import { noteOf } from '../../../core/person-day/judge-person-day.ts'
import type { PersonDay, Presence } from '../../../core/person-day/person-day.ts'
import { dayInput } from '../../../core/schedule/day-input.ts'
import { leaderOnDuty } from '../../../core/schedule/leader-on-duty.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { termOn } from '../../../core/schedule/term-on.ts'
import { addDays, localDateOf, startOfDate } from '../../../core/time.ts'
import { dateKey } from '../days/day-facts.ts'
import { type DerivedDay, deriveDays } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { readKiosks } from '../kiosks/kiosk-status.ts'
import { peopleAt, pointListed, pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { events } from '../schema/log.ts'
import { readOuts } from './read-outs.ts'

const QUARTER_MS = 15 * 60_000

const nameOf = (snapshot: Snapshot, person: string): string =>
  snapshot.people.get(person)?.name ?? ERASED_NAME

interface Ward {
  readonly point: string
  /** As it is called in lists. */
  readonly pointName: string
  readonly organisationName: string
}

/** After every date on which something was called otherwise. */
const NOW = '9999-12-31'

/**
 * The reception points in the order of their names.
 * @param only those somebody may see; `null`: all
 * @param date called as they were on it, those left out that had ended; left out: all, as they are called now
 */
export function wardsOf(snapshot: Snapshot, only: ReadonlySet<string> | null, date?: string): Ward[] {
  const organisations = new Map(snapshot.book.organisations.map((each) => [each.id, each]))
  return snapshot.book.points
    .filter(({ id, validTo }) => {
      const stands = date === undefined || validTo === undefined || date <= validTo
      return stands && (only === null || only.has(id))
    })
    .map((point) => {
      const then = termOn(point, date ?? NOW)
      const organisation = organisations.get(then.organisation)
      return {
        point: point.id,
        pointName: then === point ? (pointListed(snapshot, point.id) ?? '') : then.name,
        organisationName: organisation === undefined ? '' : termOn(organisation, date ?? NOW).name,
      }
    })
    .sort((a, b) => a.pointName.localeCompare(b.pointName, 'vi', { numeric: true }))
}

/** What a point's day is before anybody came: its own sessions, and a word about why. */
function frameOf(snapshot: Snapshot, point: string, date: string, now: number) {
  const question = { person: null, point, date }
  const input = dayInput(snapshot.book, { ...question, scans: [], claims: [], asOf: now, complete: false })
  return {
    sessions: input.sessions.map(({ start, end }) => ({ start, end })),
    note: noteOf(owedDay(snapshot.book, question)),
  }
}

/** The leader on duty: of the session that runs or comes next, else of the day. */
function leaderOf(
  snapshot: Snapshot,
  point: string,
  date: string,
  now: number,
  presence: ReadonlyMap<string, Presence>,
): WardToday['leader'] {
  const person = leaderOnDuty(snapshot.book, point, date, now)
  if (person === null) return null
  return { name: nameOf(snapshot, person), presence: presence.get(person) ?? 'no-data' }
}

/** How far back a working day is looked for: longer than any holiday. */
const DAYS_BACK = 21

/**
 * Where nobody of these points has to work on a date: the last day before it on which one of them works, and whether it
 * is only because no hours are set for the date.
 */
function dayOff(
  snapshot: Snapshot,
  points: readonly string[],
  date: string,
  days: readonly DerivedDay[],
): Pick<Today, 'lastWorkingDay' | 'hoursMissing'> {
  const owedOn = (on: string) =>
    points.map((point) => owedDay(snapshot.book, { person: null, point, date: on }))
  const works = (on: string) => owedOn(on).some(({ sessions }) => sessions.length > 0)
  if (days.some(({ judged }) => judged.day.sessions.length > 0) || works(date)) return {}
  const back = Array.from({ length: DAYS_BACK }, (_, index) => addDays(date, -1 - index))
  const own = days.map(({ person, point }) => owedDay(snapshot.book, { person, point, date }))
  const missing = points.length > 0 && [...owedOn(date), ...own].every(({ source }) => source.kind === 'none')
  return { lastWorkingDay: back.find(works) ?? null, ...(missing && { hoursMissing: true }) }
}

const isMissing = ({ judged }: DerivedDay): boolean =>
  judged.day.flags.some(({ code }) => code.startsWith('missing-'))

const isLate = ({ judged }: DerivedDay): boolean =>
  judged.day.flags.some((flag) => flag.code === 'late' && (flag.chargeable ?? 0) > 0)

/** Who vouched for scans of some days, annulled something, or did something with a badge or PIN, by id. */
export const doerNames = (snapshot: Snapshot, days: readonly PersonDay[]): Record<string, string> =>
  Object.fromEntries(
    days.flatMap(({ claims = [], annulled = [], deeds = [] }) =>
      [...claims, ...annulled, ...deeds].flatMap(({ by }) =>
        by === null ? [] : [[by, nameOf(snapshot, by)] as const],
      ),
    ),
  )

/** Today (or another date) of all wards that somebody may see. */
export async function readToday(
  db: DistrictDb,
  snapshot: Snapshot,
  scope: { readonly only: ReadonlySet<string> | null; readonly date: string },
  now: number,
): Promise<Today> {
  const { date } = scope
  const wards = wardsOf(snapshot, scope.only, date)
  const wanted = wards.flatMap(({ point }) =>
    peopleAt(snapshot, point, date).map((person) => ({ person, date })),
  )
  const days = await deriveDays(db, snapshot, wanted, now)
  const byPoint = Map.groupBy(days, (day) => day.point)
  const kiosks = Map.groupBy(await readKiosks(db, scope.only, now), (kiosk) => kiosk.point)
  return {
    date,
    asOf: now,
    zone: snapshot.book.zone,
    wards: wards.map((ward) => wardToday(snapshot, ward, byPoint.get(ward.point) ?? [], kiosks, date, now)),
    arrivals: arrivalsOf(days, startOfDate(date, snapshot.book.zone)),
    ...dayOff(
      snapshot,
      wards.map(({ point }) => point),
      date,
      days,
    ),
  }
}

function wardToday(
  snapshot: Snapshot,
  ward: Ward,
  days: readonly DerivedDay[],
  kiosks: ReadonlyMap<string, KioskStatus[]>,
  date: string,
  now: number,
): WardToday {
  const presence = new Map(days.map((day) => [day.person, day.judged.presence]))
  const counts: Partial<Record<Presence, number>> = {}
  for (const where of presence.values()) counts[where] = (counts[where] ?? 0) + 1
  return {
    ...ward,
    counts,
    people: days.length,
    late: days.filter(isLate).length,
    missing: days.filter(isMissing).length,
    kiosks: kiosks.get(ward.point) ?? [],
    leader: leaderOf(snapshot, ward.point, date, now, presence),
    note: frameOf(snapshot, ward.point, date, now).note,
  }
}

/** First arrivals of the day by quarter of an hour. */
function arrivalsOf(days: readonly DerivedDay[], midnight: number): Today['arrivals'] {
  const quarters = new Map<number, { minute: number; onTime: number; late: number }>()
  for (const { judged } of days) {
    const session = judged.day.marks.findIndex((marks) => marks.in !== null)
    const at = judged.day.marks[session]?.in?.at
    if (at === undefined) continue
    const minute = Math.floor((at - midnight) / QUARTER_MS) * 15
    const quarter = quarters.get(minute) ?? { minute, onTime: 0, late: 0 }
    const late = judged.day.flags.some((flag) => flag.code === 'late' && flag.session === session)
    if (late) quarter.late++
    else quarter.onTime++
    quarters.set(minute, quarter)
  }
  return [...quarters.values()].sort((a, b) => a.minute - b.minute)
}

/** One ward's day, everybody on it and who else came; `null`: no such point. */
export async function readWardDay(
  db: DistrictDb,
  snapshot: Snapshot,
  point: string,
  date: string,
  now: number,
): Promise<WardDay | null> {
  const ward = wardsOf(snapshot, new Set([point]), date)[0]
  const place = snapshot.book.points.find(({ id }) => id === point)
  if (ward === undefined || place === undefined) return null
  const wanted = peopleAt(snapshot, point, date).map((person) => ({ person, date }))
  const days = await deriveDays(db, snapshot, wanted, now)
  const presence = new Map(days.map((day) => [day.person, day.judged.presence]))
  const outs = await readOuts(
    db,
    days.filter(({ judged }) => judged.presence === 'away').map(({ person }) => ({ person, date })),
  )
  return {
    ...ward,
    pointName: termOn(place, date).name,
    date,
    asOf: now,
    zone: snapshot.book.zone,
    ...frameOf(snapshot, point, date, now),
    leader: leaderOf(snapshot, point, date, now, presence),
    kiosks: await readKiosks(db, new Set([point]), now),
    people: days
      .map(({ person, judged }) => ({
        id: person,
        name: nameOf(snapshot, person),
        title: snapshot.people.get(person)?.title ?? '',
        presence: judged.presence,
        day: judged.day,
        out: outs.get(dateKey(date, person))?.at(-1) ?? null,
      }))
      .sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1)),
    ...dayOff(snapshot, [point], date, days),
    names: doerNames(
      snapshot,
      days.map(({ judged }) => judged.day),
    ),
    guests: await readGuests(db, snapshot, point, date),
  }
}

async function readGuests(
  db: DistrictDb,
  snapshot: Snapshot,
  point: string,
  date: string,
): Promise<WardDay['guests']> {
  const rows = await db
    .select({ at: events.correctedAt, person: events.person })
    .from(events)
    .where(
      and(
        eq(events.day, date),
        eq(events.point, point),
        inArray(events.type, ['scan', 'sign-in']),
        sql`not ${events.repeats}`,
      ),
    )
    .orderBy(events.correctedAt)
  return rows.flatMap(({ at, person }): WardDay['guests'] => {
    if (person === null) return [{ at, name: null, from: null }]
    const home = pointOn(snapshot, person, date)
    return home === point ? [] : [{ at, name: nameOf(snapshot, person), from: pointListed(snapshot, home) }]
  })
}

/** The local date at an instant. */
export const todayOf = (snapshot: Snapshot, now: number): string => localDateOf(now, snapshot.book.zone)
