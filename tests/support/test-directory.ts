import type { Directory } from '../../core/wire/directory.ts'
import { testBadge } from './test-badge.ts'

export const POINT = 'point-1'
export const ZONE = 'Asia/Ho_Chi_Minh'

/** Badge of person `n` of `testDirectory` (from 1). */
export const badgeOf = (person: number) => testBadge(person)
export const REVOKED_BADGE = testBadge(9001)
export const GUEST_BADGE = testBadge(9002)
export const UNKNOWN_BADGE = testBadge(9003)

/** Number of the person who leads the point of `testDirectory`. */
export const LEADER = 2

/** A reception point with office hours on weekdays; person 1 also has a badge that was replaced. */
export function testDirectory(people = 3, version = 1): Directory {
  return {
    v: 1,
    version,
    point: POINT,
    pointName: 'Bộ phận Một cửa',
    organisationName: 'UBND phường Thử Nghiệm',
    kioskName: 'Quầy 1',
    kiosks: 1,
    people: Array.from({ length: people }, (_, i) => ({
      id: `person-${i + 1}`,
      name: `Nguyễn Thị Mẫu ${i + 1}`,
      title: 'Công chức',
      role: i === LEADER - 1 ? ('leader' as const) : ('staff' as const),
      staffNumber: `CB-00${i + 1}`,
      counter: null,
      badges: [
        { digest: badgeOf(i + 1).digest, state: 'active' as const },
        ...(i === 0 ? [{ digest: REVOKED_BADGE.digest, state: 'revoked' as const }] : []),
      ],
    })),
    guests: [
      { digest: GUEST_BADGE.digest, person: 'person-guest', from: 'UBND phường Láng Giềng', state: 'active' },
    ],
    rulebook: {
      zone: ZONE,
      organisations: [{ id: 'ward', name: 'UBND phường Thử Nghiệm', parent: null }],
      points: [{ id: POINT, name: 'Bộ phận Một cửa', organisation: 'ward' }],
      hours: [
        {
          scope: { kind: 'organisation', id: 'ward' },
          weekdays: Object.fromEntries(
            ['1', '2', '3', '4', '5'].map((day) => [
              day,
              [
                ['07:30', '11:30'],
                ['13:00', '17:00'],
              ],
            ]),
          ),
          validFrom: '2025-01-01',
        },
      ],
      calendar: [],
      duty: [],
      leaders: [],
      policies: [],
      excuses: [],
      allowances: [],
    },
    norms: [],
    notices: [],
  }
}
