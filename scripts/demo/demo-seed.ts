import { createHash } from 'node:crypto'
import vn2025 from '../../assets/calendar/vn-2025.json' with { type: 'json' }
import vn2026 from '../../assets/calendar/vn-2026.json' with { type: 'json' }
import sampleHours from '../../assets/hours/sample-hours.json' with { type: 'json' }
import { CalendarRow, SampleHours } from '../../core/schedule/sample-data.ts'
import { addDays, startOfDate, weekdayOf } from '../../core/time.ts'
import type { OrganisationSeed } from '../../db/district/organisation/seed-organisation.ts'
import { CITY, FORMER_DISTRICT, type InventedWard } from './invented-organisation.ts'
import { seededRandom } from './seeded-random.ts'

export const DEMO_ZONE = 'Asia/Ho_Chi_Minh'
/** Before every day that anybody asks about. */
const LONG_AGO = '2020-01-01'
const EVERYWHERE = { kind: 'organisation', id: CITY.id } as const

/** Half days on which an invented person is excused; about one day in forty. */
export function leaveOn(
  person: string,
  date: string,
): { morning: boolean; afternoon: boolean; code: string } {
  const random = seededRandom('leave', person, date)
  const draw = random.next()
  const code = random.pick(['P', 'P', 'H', 'CT', 'Ô'])
  return { morning: draw < 0.02, afternoon: draw < 0.01 || (draw >= 0.02 && draw < 0.026), code }
}

function* dates(from: string, to: string): Generator<string> {
  for (let date = from; date <= to; date = addDays(date, 1)) yield date
}

/** Organisation, people, badges, hours, calendar, leave and duty rosters of the demo, from one date to another. */
export function demoSeed(
  wards: readonly InventedWard[],
  codes: Readonly<Record<string, string>>,
  from: string,
  to: string,
  issuedBy: string,
): OrganisationSeed {
  const { samples, default: usual } = SampleHours.parse(sampleHours)
  const sessions = samples.find((sample) => sample.id === usual)?.sessions ?? []
  const people = wards.flatMap((ward) => ward.people.map((person) => ({ person, ward })))
  const digest = (person: string): string =>
    createHash('sha256')
      .update(codes[person] ?? '')
      .digest('hex')
  return {
    zone: DEMO_ZONE,
    organisations: [
      { ...CITY, parent: null, validFrom: LONG_AGO },
      { ...FORMER_DISTRICT, parent: CITY.id, validFrom: LONG_AGO },
      ...wards.map(({ organisation }) => ({ ...organisation, validFrom: LONG_AGO })),
    ],
    points: wards.map(({ point }) => ({ ...point, validFrom: LONG_AGO })),
    counters: wards.flatMap(({ point, counters }) =>
      counters.map((counter) => ({ ...counter, point: point.id, validFrom: '2025-07-01' })),
    ),
    people: people.map(({ person: { id, name, title, staffNumber } }) => ({ id, name, title, staffNumber })),
    postings: people.map(({ person, ward }) => ({
      person: person.id,
      point: ward.point.id,
      role: person.role,
      counter: person.counter,
    })),
    badges: people.map(({ person }) => ({
      digest: digest(person.id),
      person: person.id,
      issuedAt: startOfDate(from, DEMO_ZONE),
      issuedBy,
    })),
    hours: [
      {
        scope: EVERYWHERE,
        weekdays: { 1: sessions, 2: sessions, 3: sessions, 4: sessions, 5: sessions },
        validFrom: '2025-01-01',
        document: 'Dữ liệu mẫu',
      },
    ],
    calendar: [...vn2025, ...vn2026].map((row) => {
      const { source: _, note: __, ...exception } = CalendarRow.parse(row)
      return { ...exception, scope: EVERYWHERE }
    }),
    excuses: people.flatMap(({ person }) =>
      [...dates(from, to)].flatMap((date) => {
        const leave = leaveOn(person.id, date)
        if (weekdayOf(date) > 5 || (!leave.morning && !leave.afternoon)) return []
        return [
          {
            person: person.id,
            from: `${date}T${leave.morning ? '07:30' : '13:00'}`,
            to: `${date}T${leave.afternoon ? '17:00' : '11:30'}`,
            code: leave.code,
          },
        ]
      }),
    ),
    leaders: wards.flatMap((ward) =>
      [...dates(from, to)]
        .filter((date) => weekdayOf(date) <= 5)
        .map((date) => {
          const leader = ward.people[seededRandom('leader', ward.point.id, date).between(1, 3)]
          return { point: ward.point.id, date, person: leader?.id ?? '' }
        }),
    ),
  }
}
