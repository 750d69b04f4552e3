import type { DayFlag } from '../district-api.ts'
import type { ViolationKind } from './violation-kinds.ts'

/** Words of the printed papers: official papers are in Vietnamese only. */

export const WEEKDAY_WORDS = ['', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const

export function sessionName(session: number, of: number): string {
  if (of === 1) return 'Cả ngày'
  if (of === 2) return session === 0 ? 'Sáng' : 'Chiều'
  return `Buổi ${session + 1}`
}

export const VIOLATION_WORDS: Readonly<Record<ViolationKind, string>> = {
  late: 'Đi muộn',
  early: 'Về sớm',
  absent: 'Vắng',
  missing: 'Thiếu lần chấm',
  away: 'Rời vị trí',
  'no-badge': 'Không mang thẻ',
  'badge-not-worn': 'Không đeo thẻ',
}

/** What a flag is called in the violations annex. */
export const FLAG_WORDS: Readonly<Partial<Record<DayFlag['code'], string>>> = {
  late: 'Đi muộn',
  early: 'Về sớm',
  absent: 'Vắng',
  'missing-in': 'Thiếu lần chấm đến',
  'missing-out': 'Thiếu lần chấm về',
  'missing-midday': 'Thiếu lần chấm giữa trưa',
  away: 'Rời vị trí',
  'no-badge': 'Không mang thẻ',
  'badge-not-worn': 'Không đeo thẻ',
}

/** `2026-11-05` as it is written in Vietnam. */
export const dayWords = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** `Tháng 11 năm 2026`. */
export const monthWords = (month: string): string =>
  `tháng ${Number(month.slice(5))} năm ${month.slice(0, 4)}`

/** Days with a decimal comma, without a needless one. */
export const countWords = (count: number): string => String(Math.round(count * 100) / 100).replace('.', ',')
