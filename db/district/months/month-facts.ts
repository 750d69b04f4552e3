import { leaderThere } from '../../../core/month/leader-there.ts'
import {
  LATEST_LAYOUT,
  type LeaderSession,
  type MonthFacts,
  type SheetDay,
} from '../../../core/month/month-facts.ts'
import { ruleWords } from '../../../core/month/rule-words.ts'
import { compareNames, ERASED_NAME } from '../../../core/names.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { dayInput } from '../../../core/schedule/day-input.ts'
import { indexRulebook, keyOf } from '../../../core/schedule/index-rulebook.ts'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import { termOn } from '../../../core/schedule/term-on.ts'
import { datesOfMonth, instantOf } from '../../../core/time.ts'
import { dateKey } from '../days/day-facts.ts'
import { readDays } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { readLeaveTypes, readSheetTemplate } from '../organisation/office-settings.ts'
import { peopleAt, type Snapshot } from '../organisation/snapshot.ts'

/** Everything the papers of a point's month are made from, as it stands at `now`; `null`: no such point. */
export async function readMonthFacts(
  db: DistrictDb,
  snapshot: Snapshot,
  { point, month }: { readonly point: string; readonly month: string },
  now: number,
): Promise<MonthFacts | null> {
  const { book } = snapshot
  const found = book.points.find(({ id }) => id === point)
  if (found === undefined) return null
  const dates = datesOfMonth(month)
  const last = dates.at(-1) ?? `${month}-28`
  const posted = dates.flatMap((date) => peopleAt(snapshot, point, date).map((person) => ({ person, date })))
  const onRoster = dates.flatMap((date) => leadersOn(snapshot, point, date))
  const days = await readMany(db, snapshot, [...posted, ...onRoster], now)
  const place = namesOn(snapshot, found, last)
  const nameOf = (person: string) => snapshot.people.get(person)?.name ?? ERASED_NAME
  const byPerson = Map.groupBy(posted, ({ person }) => person)
  const people = [...byPerson]
    .map(([person, own]) => ({
      id: person,
      name: nameOf(person),
      title: snapshot.people.get(person)?.title ?? '',
      days: own.flatMap(({ date }) => {
        const day = days.get(dateKey(date, person))
        return day === undefined ? [] : [sheetDay(snapshot, { person, point, date }, day)]
      }),
    }))
    .sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1))
  const vouchers = new Set(people.flatMap((each) => each.days.flatMap(({ day }) => claimedBy(day))))
  const types = await readLeaveTypes(db, snapshot, point)
  return {
    v: 1,
    layout: LATEST_LAYOUT,
    month,
    zone: book.zone,
    point,
    ...place,
    asOf: now,
    rulesVersion: snapshot.rulesVersion,
    template: await readSheetTemplate(db, snapshot, point),
    people,
    leaders: leaderSessions(snapshot, point, dates, days, nameOf),
    voucherNames: Object.fromEntries([...vouchers].sort().map((id) => [id, nameOf(id)])),
    leaveNames: Object.fromEntries(types.map(({ code, name }) => [code, name])),
  }
}

const claimedBy = (day: PersonDay): string[] =>
  [...(day.claims ?? []), ...(day.annulled ?? []), ...(day.deeds ?? [])].flatMap(({ by }) =>
    by === null ? [] : [by],
  )

async function readMany(
  db: DistrictDb,
  snapshot: Snapshot,
  wanted: readonly PersonDate[],
  now: number,
): Promise<ReadonlyMap<string, PersonDay>> {
  const unique = [...new Map(wanted.map(({ person, date }) => [dateKey(date, person), { person, date }]))]
  const read = await readDays(
    db,
    snapshot,
    unique.map(([, each]) => each),
    now,
  )
  const days = new Map<string, PersonDay>()
  for (const [index, [key]] of unique.entries()) {
    const day = read[index]
    if (day) days.set(key, day)
  }
  return days
}

/** What the point, its organisation and the one above were called on a date. */
function namesOn(
  { book }: Snapshot,
  point: Snapshot['book']['points'][number],
  date: string,
): Pick<MonthFacts, 'pointName' | 'organisationName' | 'parentName'> {
  const then = termOn(point, date)
  const organisation = book.organisations.find(({ id }) => id === then.organisation)
  const own = organisation === undefined ? null : termOn(organisation, date)
  const above = own === null ? undefined : book.organisations.find(({ id }) => id === own.parent)
  return {
    pointName: then.name,
    organisationName: own?.name ?? '',
    parentName: above === undefined ? null : termOn(above, date).name,
  }
}

function sheetDay(
  { book }: Snapshot,
  { person, point, date }: { readonly person: string; readonly point: string; readonly date: string },
  day: PersonDay,
): SheetDay {
  const { source } = owedDay(book, { person, point, date })
  const excuses = (indexRulebook(book).excuses.get(person) ?? []).flatMap(({ from, to, code, document }) => {
    const first = from > `${date}T00:00` ? from : `${date}T00:00`
    const last = to < `${date}T24:00` ? to : `${date}T24:00`
    if (first >= last) return []
    const span = {
      from: instantOf(date, first.slice(11), book.zone),
      to: instantOf(date, last.slice(11), book.zone),
    }
    return [{ ...span, code, ...(document === undefined ? {} : { document }) }]
  })
  return {
    day,
    excuses,
    rule: ruleWords(source, book),
    holiday: source.kind === 'holiday' ? source.name : null,
  }
}

/** Who is on the roster of leaders. */
const leadersOn = ({ book }: Snapshot, point: string, date: string) =>
  indexRulebook(book).leaders.get(keyOf('point', point, date)) ?? []

/** Every session of the point in the month, and whether its leader was there. */
function leaderSessions(
  snapshot: Snapshot,
  point: string,
  dates: readonly string[],
  days: ReadonlyMap<string, PersonDay>,
  nameOf: (person: string) => string,
): LeaderSession[] {
  return dates.flatMap((date) => {
    const facts = { person: null, point, date, scans: [], claims: [], asOf: 0, complete: false }
    const roster = leadersOn(snapshot, point, date)
    return dayInput(snapshot.book, facts).sessions.map((span, session): LeaderSession => {
      const own = roster.filter((row) => row.session === undefined || row.session === session)
      const their = own.flatMap(({ person }) => days.get(dateKey(date, person)) ?? [])
      const name = own.length === 0 ? null : own.map(({ person }) => nameOf(person)).join(', ')
      const there = name === null || their.length < own.length ? 'unknown' : leaderThere(span, their)
      return { date, session, name, there }
    })
  })
}
