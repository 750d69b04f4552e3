import { datesOfMonth, instantOf, weekdayOf } from '../../core/time.ts'

export const PLANNED_MONTH = '2026-10'
const ZONE = 'Asia/Ho_Chi_Minh'
const SESSIONS = [
  { start: '07:30', end: '11:30' },
  { start: '13:00', end: '17:00' },
] as const

/** Local time in Vietnam as an instant. */
export const localInstant = (date: string, time: string): number => instantOf(date, time, ZONE)

export interface PlannedPerson {
  readonly name: string
  readonly title: string
  readonly role: 'Lãnh đạo' | 'Cán bộ'
  /** The counter at whose kiosk this person scans. */
  readonly counter: 1 | 2
}

const person = (
  name: string,
  title: string,
  counter: 1 | 2,
  role: PlannedPerson['role'] = 'Cán bộ',
): PlannedPerson => ({ name, title, role, counter })

export const QUYEN = 'Nguyễn Thị Bích Quyền'
export const MAN = 'Đặng Đức Mẫn'
export const UYEN = 'Huỳnh Thị Uyên'
export const KHANH = 'Lê Hữu Khánh'
export const TIEN = 'Phạm Thuỷ Tiên'
export const ANH = 'Võ Ngọc Ánh'
export const ON = 'Đỗ Văn Ơn'

/** Everybody of the reception point whose month is planned; the second leads it. */
export const PLANNED_PEOPLE: readonly PlannedPerson[] = [
  person(QUYEN, 'Công chức tư pháp - hộ tịch', 1),
  person(MAN, 'Giám đốc Trung tâm', 1, 'Lãnh đạo'),
  person(UYEN, 'Công chức địa chính', 1),
  person(KHANH, 'Chuyên viên', 1),
  person(TIEN, 'Chuyên viên', 2),
  person(ANH, 'Chuyên viên', 2),
  person(ON, 'Nhân viên', 2),
]

const USUAL = ['07:24', '11:33', '12:55', '17:04'] as const
/** The days that were not like the others: all that was scanned on them. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  [`${QUYEN} 2026-10-06`]: ['07:47', '11:33', '12:55', '17:04'],
  [`${QUYEN} 2026-10-08`]: ['07:24', '11:33', '12:55', '16:35'],
  [`${MAN} 2026-10-07`]: [],
  [`${UYEN} 2026-10-09`]: ['07:24', '11:33'],
  [`${UYEN} 2026-10-13`]: ['07:24', '11:33', '12:55'],
  [`${KHANH} 2026-10-14`]: ['07:24', '11:33', '12:55'],
  [`${KHANH} 2026-10-27`]: [],
  [`${TIEN} 2026-10-15`]: [],
  [`${TIEN} 2026-10-16`]: [],
  [`${ANH} 2026-10-20`]: ['07:51', '11:33', '12:55', '17:04'],
  [`${ON} 2026-10-22`]: [],
  [`${ON} 2026-10-23`]: ['07:24', '11:33', '13:30', '17:04'],
}
/** Absences that were excused in the end, by the column of the sheet they count in. */
const EXCUSED: Readonly<Record<string, 32 | 34>> = {
  [`${MAN} 2026-10-07`]: 32,
  [`${TIEN} 2026-10-15`]: 34,
  [`${TIEN} 2026-10-16`]: 34,
}
/** Days whose forgotten last scan a leader vouched for, and was believed. */
const BELIEVED = [`${UYEN} 2026-10-13`]

export const WORKING_DATES = datesOfMonth(PLANNED_MONTH).filter((date) => weekdayOf(date) <= 5)

/** Everything scanned on a day at a counter, in order of time. */
export const plannedScans = (counter: 1 | 2, date: string): { name: string; at: number }[] =>
  PLANNED_PEOPLE.flatMap((each, index) =>
    each.counter === counter
      ? (OTHERS[`${each.name} ${date}`] ?? USUAL).map((time) => ({
          name: each.name,
          at: localInstant(date, time) + index * 1_000,
        }))
      : [],
  ).sort((a, b) => a.at - b.at)

/** What a person's month comes to. */
export interface Recount {
  /** Days in the columns of the sheet. */
  readonly paid: number
  readonly insurance: number
  /** Sessions without a scan and without an excuse, and the other findings. */
  readonly absent: number
  readonly missing: number
  readonly late: number
  readonly lateMinutes: number
  readonly early: number
  readonly earlyMinutes: number
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Counts a month by hand, from the plan alone: none of the program's own rules are asked. */
export function recount(name: string): Recount {
  const sum = {
    paid: 0,
    insurance: 0,
    absent: 0,
    missing: 0,
    late: 0,
    lateMinutes: 0,
    early: 0,
    earlyMinutes: 0,
  }
  for (const date of WORKING_DATES) {
    const key = `${name} ${date}`
    const times = OTHERS[key] ?? USUAL
    for (const { start, end } of SESSIONS) {
      const own = times.filter((time) => time < '12:15' === start < '12:15')
      const [came, left] = own
      if (came === undefined) {
        if (EXCUSED[key] === 32) sum.paid += 0.5
        else if (EXCUSED[key] === 34) sum.insurance += 0.5
        else sum.absent++
        continue
      }
      sum.paid += 0.5
      if (came > start) {
        sum.late++
        sum.lateMinutes += minutesOf(came) - minutesOf(start)
      }
      if (left === undefined) sum.missing += BELIEVED.includes(key) ? 0 : 1
      else if (left < end) {
        sum.early++
        sum.earlyMinutes += minutesOf(end) - minutesOf(left)
      }
    }
  }
  return sum
}

/** The same of everybody together, and how many people each finding concerns. */
export function recountAll() {
  const all = PLANNED_PEOPLE.map(({ name }) => recount(name))
  const total = (of: keyof Recount): number => all.reduce((sum, each) => sum + each[of], 0)
  const concerned = (of: keyof Recount): number => all.filter((each) => each[of] > 0).length
  return { total, concerned }
}
