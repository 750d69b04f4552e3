import type { CounterStaffing } from '../../core/schedule/counter-times.ts'
import type { DaySessions } from '../../core/schedule/rulebook.ts'

const onWeekdays = (...times: DaySessions): CounterStaffing => ({
  kind: 'times',
  weekdays: { 1: times, 2: times, 3: times, 4: times, 5: times },
})

/** What every invented ward's counters deal with, when somebody has to sit there, and how many do. */
const COUNTERS: readonly {
  readonly fields: readonly string[]
  readonly staffing: CounterStaffing
  readonly people: number
}[] = [
  { fields: ['Tư pháp – hộ tịch', 'Chứng thực'], staffing: { kind: 'always' }, people: 2 },
  { fields: ['Đất đai', 'Xây dựng'], staffing: { kind: 'always' }, people: 2 },
  {
    fields: ['Văn hóa – xã hội', 'Lao động, người có công', 'Tài chính'],
    staffing: onWeekdays(['08:00', '11:00'], ['13:30', '16:30']),
    people: 2,
  },
  {
    fields: ['Hướng dẫn dịch vụ công trực tuyến'],
    staffing: onWeekdays(['07:30', '11:30']),
    people: 1,
  },
  { fields: ['Tiếp nhận hồ sơ'], staffing: { kind: 'always' }, people: 2 },
  { fields: ['Trả kết quả'], staffing: { kind: 'always' }, people: 1 },
]

const counterId = (ward: number, number: number): string => `counter-${ward + 1}-${number}`

/** The counters of a ward. @param ward from 0 */
export const inventCounters = (ward: number) =>
  COUNTERS.map(({ fields, staffing }, index) => ({
    id: counterId(ward, index + 1),
    name: `Quầy ${index + 1}`,
    fields: [...fields],
    staffing,
  }))

/** At which counter the people of a ward sit who do not lead it, in their order. */
export const inventSeats = (ward: number): readonly string[] =>
  COUNTERS.flatMap(({ people }, index) => Array.from({ length: people }, () => counterId(ward, index + 1)))
