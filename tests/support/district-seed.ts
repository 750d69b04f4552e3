import { createHash } from 'node:crypto'
import type { OrganisationSeed } from '../../db/district/organisation/seed-organisation.ts'

export const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex')

/** Working hours of the test organisation, Monday to Friday. */
export const SESSIONS: [string, string][] = [
  ['07:30', '11:30'],
  ['13:00', '17:00'],
]

/** A city with two wards of three people each, led by the second; badge codes are `badge of <person>`. */
export function districtSeed(): OrganisationSeed {
  const wards = ['a', 'b']
  const people = wards.flatMap((ward) => [1, 2, 3].map((number) => ({ id: `${ward}${number}`, ward })))
  return {
    organisations: [
      { id: 'city', name: 'Thành phố Mẫu', parent: null },
      ...wards.map((ward) => ({ id: `ward-${ward}`, name: `Phường ${ward.toUpperCase()}`, parent: 'city' })),
    ],
    points: wards.map((ward) => ({
      id: `point-${ward}`,
      name: `Quầy ${ward.toUpperCase()}`,
      organisation: `ward-${ward}`,
    })),
    people: people.map(({ id }) => ({ id, name: `Nguyễn Văn ${id.toUpperCase()}`, title: 'Chuyên viên' })),
    postings: people.map(({ id, ward }) => ({
      person: id,
      point: `point-${ward}`,
      role: id.endsWith('2') ? ('leader' as const) : ('staff' as const),
    })),
    badges: people.map(({ id }) => ({ digest: digestOf(`badge of ${id}`), person: id })),
    hours: [
      {
        scope: { kind: 'organisation', id: 'city' },
        weekdays: { 1: SESSIONS, 2: SESSIONS, 3: SESSIONS, 4: SESSIONS, 5: SESSIONS },
        validFrom: '2025-01-01',
      },
    ],
    norms: ['Khách đến, được chào hỏi.'],
  }
}
