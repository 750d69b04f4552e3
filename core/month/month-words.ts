import type { ClaimOutcome } from '../day/day-types.ts'
import type { DayFlag } from '../person-day/person-day.ts'
import type { ViolationKind } from './violation-kinds.ts'

/** Words of the printed papers: official papers are in Vietnamese only. */

export const WEEKDAY_WORDS = ['', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'] as const

export function sessionName(session: number, of: number): string {
  if (of === 1) return 'Cả ngày'
  if (of === 2) return session === 0 ? 'Sáng' : 'Chiều'
  return `Buổi ${session + 1}`
}

/** Words in which papers call scans, findings and what those rest on. */
export interface PaperWords {
  readonly kinds: Readonly<Record<ViolationKind, string>>
  /** What a flag is called in the violations annex. */
  readonly flags: Readonly<Partial<Record<DayFlag['code'], string>>>
  readonly outcomes: Readonly<Record<ClaimOutcome, string>>
  readonly basis: Readonly<
    Record<'scan' | 'claim' | 'no-badge' | 'badge-not-worn' | 'away' | 'nothing', string>
  >
  /** In the report: scans that are missing, and scans that were forgotten. */
  readonly missing: string
  readonly forgotten: string
}

const KINDS = {
  late: 'Đi muộn',
  early: 'Về sớm',
  absent: 'Vắng',
  away: 'Rời vị trí',
  'no-badge': 'Không mang thẻ',
  'badge-not-worn': 'Không đeo thẻ',
} as const
const BASIS = { claim: 'lãnh đạo xác nhận', 'badge-not-worn': 'kiểm tra tại quầy' } as const

const WORDS: PaperWords = {
  kinds: { ...KINDS, missing: 'Thiếu lượt quét' },
  flags: {
    ...KINDS,
    'missing-in': 'Thiếu lượt quét đến',
    'missing-out': 'Thiếu lượt quét về',
    'missing-midday': 'Thiếu lượt quét giữa trưa',
  },
  outcomes: {
    used: 'được dùng',
    confirmed: 'khớp lượt quét',
    differs: 'khác lượt quét, lượt quét được dùng',
    ignored: 'không dùng',
    waiting: 'tự xác nhận, chờ cấp trên quyết định',
  },
  basis: {
    ...BASIS,
    scan: 'lượt quét thẻ',
    'no-badge': 'quên thẻ, có người xác nhận',
    away: 'các lượt quét trong giờ',
    nothing: 'không có lượt quét; máy đã gửi đủ',
  },
  missing: 'Thiếu lượt quét',
  forgotten: 'Lãnh đạo xác nhận lượt quên quét',
}

/** Of months that were closed under the first layout. */
const FIRST_WORDS: PaperWords = {
  kinds: { ...KINDS, missing: 'Thiếu lần chấm' },
  flags: {
    ...KINDS,
    'missing-in': 'Thiếu lần chấm đến',
    'missing-out': 'Thiếu lần chấm về',
    'missing-midday': 'Thiếu lần chấm giữa trưa',
  },
  outcomes: { ...WORDS.outcomes, confirmed: 'khớp lần quét', differs: 'khác lần quét, lần quét được dùng' },
  basis: {
    ...BASIS,
    scan: 'lần quét thẻ',
    'no-badge': 'chấm không có thẻ, có người xác nhận',
    away: 'các lần quét trong giờ',
    nothing: 'không có lần quét; máy đã gửi đủ',
  },
  missing: 'Thiếu lần chấm',
  forgotten: 'Lãnh đạo xác nhận thay lần chấm quên',
}

export const paperWords = ({ layout }: { readonly layout: number }): PaperWords =>
  layout === 1 ? FIRST_WORDS : WORDS

/** `2026-11-05` as it is written in Vietnam. */
export const dayWords = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`

/** `Tháng 11 năm 2026`. */
export const monthWords = (month: string): string =>
  `tháng ${Number(month.slice(5))} năm ${month.slice(0, 4)}`

/** Days with a decimal comma, without a needless one. */
export const countWords = (count: number): string => String(Math.round(count * 100) / 100).replace('.', ',')
