/** Who signs a leave in the end: the head of the counter, the head of the ward's body, or the level above. */
export const APPROVERS = ['point-leader', 'head', 'superior'] as const
export type Approver = (typeof APPROVERS)[number]

/** Column of a timesheet in which a day counts: 32 paid time, 33 unpaid leave, 34 social insurance. */
export type SheetColumn = 32 | 33 | 34

/** One code of absence, with all that the product says of it until an office says otherwise. */
export interface AbsenceCode {
  readonly code: string
  readonly name: { readonly vi: string; readonly en: string }
  readonly symbol: string
  readonly column: SheetColumn
  readonly approver: Approver
  /** What paper is asked for. */
  readonly evidence: string
  readonly needsDocument: boolean
  readonly twoPeople: boolean
  readonly mostDays: number | null
  /** Its place among what a leader asks for at the counter, the most frequent first; `null`: not asked for there. */
  readonly atCounter: number | null
  /** Only read in older lists and timesheets; nobody asks for it any more. */
  readonly isOld: boolean
}

const code = <const C extends string>(
  code: C,
  vi: string,
  en: string,
  symbol: string,
  column: SheetColumn,
  more: Partial<Omit<AbsenceCode, 'code' | 'name' | 'symbol' | 'column'>> = {},
) => ({
  code,
  name: { vi, en },
  symbol,
  column,
  approver: 'head' as Approver,
  evidence: '',
  needsDocument: false,
  twoPeople: false,
  mostDays: null as number | null,
  atCounter: null as number | null,
  isOld: false,
  ...more,
})

const INSURED = { evidence: 'Giấy chứng nhận nghỉ việc hưởng BHXH', needsDocument: true }

/**
 * The codes of absence to start from, in the order in which a timesheet explains them. Leave: Labour Code 2019
 * Art. 112–115 through the cadre law; evidence for duty travel as inspections ask for it. Symbols and columns: form
 * C01a-HD (Quyết định 19/2006/QĐ-BTC); P, R, T, approvers and code letters are common use, and since Thông tư
 * 24/2024/TT-BTC an office may change each of them.
 */
export const ABSENCE_CODES = [
  code('CT', 'Công tác, đi cơ sở', 'Duty travel, field work', '+', 32, {
    approver: 'point-leader',
    evidence: 'Lệnh điều động, giấy mời, lịch công tác (số)',
    needsDocument: true,
    atCounter: 2,
  }),
  code('TR', 'Trực', 'On duty roster', '+', 32, { evidence: 'Lịch trực' }),
  code('CB60', 'Nuôi con nhỏ 60 phút', 'Nursing, 60 minutes', '+', 32, {
    evidence: 'Giấy khai sinh (xem, không lưu)',
    atCounter: 10,
  }),
  code('P', 'Nghỉ phép năm', 'Annual leave', 'P', 32, {
    evidence: 'Đơn và Giấy nghỉ phép',
    needsDocument: true,
    mostDays: 31,
    atCounter: 1,
  }),
  code('R1', 'Việc riêng hưởng lương', 'Paid private leave', 'R', 32, {
    evidence: 'Đơn',
    mostDays: 3,
    atCounter: 7,
  }),
  code('R0', 'Việc riêng không lương', 'Unpaid private leave', 'No', 33, {
    evidence: 'Đơn',
    twoPeople: true,
    atCounter: 8,
  }),
  code('KL', 'Nghỉ không lương', 'Unpaid leave', 'No', 33, { isOld: true }),
  code('Ô', 'Ốm, điều dưỡng', 'Sick leave', 'Ô', 34, { ...INSURED, atCounter: 4 }),
  code('Cô', 'Con ốm', 'Sick child', 'Cô', 34, { ...INSURED, atCounter: 5 }),
  code('TS', 'Thai sản', 'Maternity leave', 'Ts', 34, { ...INSURED, twoPeople: true, atCounter: 9 }),
  code('T', 'Tai nạn lao động', 'Accident at work', 'T', 34, {
    evidence: 'Biên bản tai nạn',
    needsDocument: true,
    twoPeople: true,
  }),
  code('H', 'Hội nghị, học tập, tập huấn', 'Conference, study, training', 'H', 32, {
    approver: 'point-leader',
    evidence: 'Giấy mời, quyết định cử đi học',
    needsDocument: true,
    atCounter: 3,
  }),
  code('NB', 'Nghỉ bù', 'Compensatory leave', 'Nb', 32, { evidence: 'Bảng phân công trực', atCounter: 6 }),
  code('N', 'Ngừng việc', 'Work stopped', 'N', 32, {
    approver: 'superior',
    evidence: 'Văn bản cho ngừng việc',
    needsDocument: true,
    twoPeople: true,
  }),
  code('LĐ', 'Lao động nghĩa vụ', 'Civic duty work', 'LĐ', 32, {
    evidence: 'Văn bản huy động',
    needsDocument: true,
  }),
] as const satisfies readonly AbsenceCode[]

type Code = (typeof ABSENCE_CODES)[number]['code']

/** The codes' names in one language. */
export const absenceNames = (language: 'vi' | 'en') =>
  Object.fromEntries(ABSENCE_CODES.map(({ code, name }) => [code, name[language]])) as Record<Code, string>

export const absenceCode = (code: string): AbsenceCode | undefined =>
  ABSENCE_CODES.find((each) => each.code === code)

/**
 * A code's name for a screen.
 * @param own what the office calls it; in another language than Vietnamese the product's name stands where it is the
 * same one
 */
export function absenceName(code: string, language: 'vi' | 'en', own: string | null = null): string {
  const name = absenceCode(code)?.name
  return own === null || own === name?.vi || own === code ? (name?.[language] ?? own ?? code) : own
}
