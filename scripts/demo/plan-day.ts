import { seededRandom } from './seeded-random.ts'

/** What an invented person does on a working day of two sessions, as seconds since local midnight. */
export type PlannedScan = { readonly second: number; readonly intent?: 'out-duty' | 'return' }

export type DayKind =
  | 'ordinary'
  | 'late'
  | 'very-late'
  | 'early'
  | 'forgot-noon'
  | 'forgot-evening'
  | 'on-errand'
  | 'absent'

/** Out of a hundred days. */
const SHARES: readonly (readonly [DayKind, number])[] = [
  ['ordinary', 78],
  ['late', 8],
  ['very-late', 2],
  ['early', 4],
  ['forgot-noon', 3],
  ['forgot-evening', 2],
  ['on-errand', 2],
  ['absent', 1],
]

function kindOf(draw: number): DayKind {
  let rest = draw * 100
  for (const [kind, share] of SHARES) {
    rest -= share
    if (rest < 0) return kind
  }
  return 'ordinary'
}

const clock = (hours: number, minutes: number): number => hours * 3600 + minutes * 60

/**
 * The scans of one person on one date, in order; the same for the same person and date.
 * @param leave half days on which the person is excused and does not come
 */
export function planDay(
  person: string,
  date: string,
  leave: { readonly morning: boolean; readonly afternoon: boolean },
): readonly PlannedScan[] {
  const random = seededRandom('day', person, date)
  const kind = kindOf(random.next())
  if (kind === 'absent' || (leave.morning && leave.afternoon)) return []
  const second = (): number => random.between(0, 59)
  const arrival =
    kind === 'late'
      ? random.between(32, 49)
      : kind === 'very-late'
        ? random.between(55, 110)
        : random.between(8, 29)
  const scans: PlannedScan[] = []
  if (!leave.morning) {
    scans.push({ second: clock(7, arrival) + second() })
    if (kind === 'on-errand') {
      scans.push({ second: clock(9, random.between(0, 20)), intent: 'out-duty' })
      scans.push({ second: clock(10, random.between(0, 30)), intent: 'return' })
    }
    if (kind !== 'forgot-noon') scans.push({ second: clock(11, random.between(30, 44)) + second() })
  }
  if (!leave.afternoon) {
    scans.push({ second: clock(12, random.between(42, 59)) + second() })
    const departure = kind === 'early' ? clock(16, random.between(10, 52)) : clock(17, random.between(0, 16))
    if (kind !== 'forgot-evening') scans.push({ second: departure + second() })
  }
  return scans
}
