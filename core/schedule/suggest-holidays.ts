import { addDays, weekdayOf } from '../time.ts'
import { lunarDate } from './lunar-calendar.ts'
import type { DateException } from './rulebook.ts'

/** A row of a year's calendar to be looked at by people; whoever takes it over gives it a scope. */
export interface SuggestedDay extends Omit<DateException, 'scope'> {
  readonly status: 'proposed'
  /** What has to be confirmed. */
  readonly note: string
}

const BY_LAW = 'Bộ luật Lao động 2019, Điều 112; chờ thông báo của năm.'
const isRestDay = (date: string): boolean => weekdayOf(date) >= 6

/**
 * The holidays a year has by law (Labour Code 2019, Art. 112), with the lunar ones computed, and the days off for those
 * that fall on a weekend. Which five days Tết takes and which day goes with 2 September is announced each year: the
 * usual choice is suggested. 24 November is listed and off: nothing enacted is known.
 */
export function suggestHolidays(year: number): SuggestedDay[] {
  const first = lunarDate(year, 1, 1)
  const named: [string, string][] = [
    [`${year}-01-01`, 'Tết Dương lịch'],
    ...[-1, 0, 1, 2, 3].map((days): [string, string] => [addDays(first, days), 'Tết Âm lịch']),
    [lunarDate(year, 3, 10), 'Giỗ Tổ Hùng Vương'],
    [`${year}-04-30`, 'Ngày Chiến thắng 30/4'],
    [`${year}-05-01`, 'Ngày Quốc tế Lao động 1/5'],
    [`${year}-09-01`, 'Quốc khánh (ngày liền kề)'],
    [`${year}-09-02`, 'Quốc khánh 2/9'],
  ]
  const taken = new Set(named.map(([date]) => date))
  const days: SuggestedDay[] = named.map(([date, name]) => holiday(date, name, true, BY_LAW))
  for (const [date, name] of named.filter(([each]) => isRestDay(each))) {
    let instead = addDays(date, 1)
    while (isRestDay(instead) || taken.has(instead)) instead = addDays(instead, 1)
    taken.add(instead)
    days.push(holiday(instead, `Nghỉ bù ${name}`, true, 'Ngày lễ trùng ngày nghỉ hằng tuần; chờ thông báo.'))
  }
  if (year >= 2026) {
    const note = 'Chủ trương của Nghị quyết 80-NQ/TW; chưa rõ đã được quy định là ngày nghỉ.'
    days.push(holiday(`${year}-11-24`, 'Ngày Văn hóa Việt Nam', false, note))
  }
  return days.sort((a, b) => (a.date < b.date ? -1 : 1))
}

const holiday = (date: string, name: string, enabled: boolean, note: string): SuggestedDay => ({
  date,
  name,
  kind: { kind: 'holiday' },
  status: 'proposed',
  enabled,
  note,
})
