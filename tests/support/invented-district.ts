import type { KioskStatus } from '../../core/district/kiosks-api.ts'
import { compareNames } from '../../core/names.ts'
import { judgePersonDay, type RecordedDay } from '../../core/person-day/judge-person-day.ts'
import type { PersonDay, Presence } from '../../core/person-day/person-day.ts'
import { Rulebook } from '../../core/schedule/rulebook.ts'
import { datesOfMonth, instantOf, localDateOf, weekdayOf } from '../../core/time.ts'
import { type InventedPerson, PEOPLE, POINTS, pick } from './invented-people.ts'

/** An invented city of 13 wards whose days come out of invented scans through the real rules. */

export const ZONE = 'Asia/Ho_Chi_Minh'
/** Friday 13 November 2026, 08:42 in Vietnam. */
export const NOW = Date.UTC(2026, 10, 13, 1, 42)
export const CITY = 'UBND thành phố Đông Hải'
const MINUTE_MS = 60_000

/** The ward whose kiosk fell silent at 07:12, and the one with a case of everything. */
export const SILENT = 'p4'
export const BUSY = 'p1'
const SILENT_SINCE = instantOf('2026-11-13', '07:12', ZONE)

export const BOOK = Rulebook.parse({
  zone: ZONE,
  organisations: [
    { id: 'city', name: CITY, parent: null },
    ...POINTS.map(({ id, organisation }) => ({ id: `o-${id}`, name: organisation, parent: 'city' })),
  ],
  points: POINTS.map(({ id, name }) => ({ id, name, organisation: `o-${id}` })),
  hours: [
    {
      scope: { kind: 'organisation', id: 'city' },
      weekdays: Object.fromEntries(
        ['1', '2', '3', '4', '5'].map((day) => [
          day,
          [
            ['07:30', '11:30'],
            ['13:00', '17:00'],
          ],
        ]),
      ),
      validFrom: '2026-01-01',
    },
  ],
  calendar: [
    {
      scope: { kind: 'organisation', id: 'city' },
      date: '2026-09-02',
      name: 'Quốc khánh',
      kind: { kind: 'holiday' },
      status: 'announced',
      enabled: true,
    },
    {
      scope: { kind: 'organisation', id: 'city' },
      date: '2026-11-07',
      name: 'Tiếp dân sáng thứ Bảy',
      kind: { kind: 'special-hours', sessions: [['07:30', '11:30']] },
      status: 'announced',
      enabled: true,
    },
  ],
  duty: [],
  leaders: [],
  policies: [],
  excuses: PEOPLE.filter(
    ({ id }) => (id.endsWith('-5') && pick(`excuse${id}`, 3) === 0) || id === 'p1-5',
  ).map(({ id }) => ({
    person: id,
    from: '2026-11-12T00:00',
    to: '2026-11-13T24:00',
    code: id === 'p1-5' ? 'CT' : 'P',
  })),
  allowances: [],
})

type Said = { time: string; intent?: 'out-duty' | 'out-private' | 'return'; badge?: 'absent' }

function workday(person: InventedPerson, date: string): Said[] {
  const dice = (what: string, below: number): number => pick(`${person.id}${date}${what}`, below)
  const minute = (hour: number, from: number, spread: number, what: string): string => {
    const at = hour * 60 + from + dice(what, spread)
    return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
  }
  const day: Said[] = [
    { time: minute(7, dice('late', 9) === 0 ? 33 : 4, 24, 'a') },
    { time: minute(11, dice('early', 14) === 0 ? 12 : 31, 12, 'b') },
    { time: minute(12, 40, 19, 'c') },
    { time: minute(17, 0, 22, 'd') },
  ]
  switch (dice('what', 23)) {
    case 0:
      return []
    case 1:
      return day.slice(0, 3)
    case 2:
      return day.slice(0, 2)
    case 3:
      return day.map((said, index) => (index === 0 ? { ...said, badge: 'absent' } : said))
    case 4:
      return [
        ...day.slice(0, 3),
        { time: '15:05', intent: 'out-private' },
        { time: '15:42', intent: 'return' },
        ...day.slice(3),
      ]
    default:
      return day
  }
}

/** What today is made of in the ward with a case of everything. */
const TODAY: Readonly<Record<string, Said[]>> = {
  'p1-1': [{ time: '07:18' }],
  'p1-2': [{ time: '07:42' }],
  'p1-3': [{ time: '07:21' }, { time: '08:25', intent: 'out-duty' }],
  'p1-4': [],
  'p1-6': [{ time: '07:26', badge: 'absent' }],
  'p4-1': [{ time: '07:05' }],
  'p4-2': [{ time: '07:11' }],
  'p4-3': [],
  'p4-4': [],
  'p4-6': [],
}

function recordedOf(person: InventedPerson, date: string, more: readonly number[]): RecordedDay {
  const excused = BOOK.excuses.some(
    ({ person: id, from, to }) => id === person.id && from.slice(0, 10) <= date && to.slice(0, 10) >= date,
  )
  const free = weekdayOf(date) > (date === '2026-11-07' ? 6 : 5) || date === '2026-09-02' || excused
  const today = date === localDateOf(NOW, ZONE) ? TODAY[person.id] : undefined
  const said =
    today ?? (free ? [] : weekdayOf(date) === 6 ? workday(person, date).slice(0, 2) : workday(person, date))
  return {
    claims: [],
    scans: [
      ...said.map(({ time, intent, badge }) => ({
        at: instantOf(date, time, ZONE) + pick(person.id + time, 50) * 1000,
        intent,
        badge,
        point: person.point,
        clockChecked: true,
      })),
      ...more.map((at) => ({ at, point: person.point, clockChecked: true })),
    ].filter(({ at }) => person.point !== SILENT || date < '2026-11-13' || at <= SILENT_SINCE),
  }
}

/** A person's day as it stands at `now`; `more` are scans made since the city was invented. */
export function inventedDay(
  person: InventedPerson,
  date: string,
  now: number,
  more: readonly number[],
): { day: PersonDay; presence: Presence } {
  const silent = person.point === SILENT
  return judgePersonDay(BOOK, {
    person: person.id,
    point: person.point,
    date,
    recorded: recordedOf(
      person,
      date,
      more.filter((at) => localDateOf(at, ZONE) === date),
    ),
    now,
    outages: () => [],
    completeTo: (_, until) => {
      // One past day was lost with a broken kiosk, so that a month has something unknown in it.
      if (date === '2026-11-05' && person.point === 'p2') return null
      return silent ? Math.min(until, SILENT_SINCE) : until
    },
  })
}

export const peopleOf = (point: string): InventedPerson[] =>
  PEOPLE.filter((person) => person.point === point).sort((a, b) => compareNames(a.name, b.name))

/** The dates of a month that have begun at `now`. */
export const begunDates = (month: string, now: number): string[] =>
  datesOfMonth(month).filter((date) => date <= localDateOf(now, ZONE))

const fourHex = (text: string): string => pick(text, 65_536).toString(16).toUpperCase().padStart(4, '0')

export const KIOSKS: readonly KioskStatus[] = POINTS.map(({ id, name }, index) => ({
  id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
  name: 'Quầy số 1',
  point: id,
  pointName: name,
  state: 'active',
  lastSeenAt: id === SILENT ? SILENT_SINCE : NOW - (index + 1) * 2000,
  completeTo: id === SILENT ? SILENT_SINCE : NOW - MINUTE_MS / 2,
  silent: id === SILENT,
  have: 3100 + pick(id, 2500),
  clockOffsetMs: index === 6 ? null : pick(`offset${id}`, 900) - 300,
  app: '0.1.0',
  camera: index === 8 ? 'không thấy' : 'hoạt động',
  fingerprint: ['A', 'B', 'C', 'D'].map((part) => fourHex(part + id)).join('-'),
}))
