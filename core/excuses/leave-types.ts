import { z } from 'zod'

/**
 * Who signs a leave in the end: the head of the counter, the head of the ward's body, or the level above. Which accounts
 * decide by it, `approvingOrganisations` says.
 */
export const APPROVERS = ['point-leader', 'head', 'superior'] as const

/** One kind of excused absence (leave, duty travel, meetings). */
export const LeaveType = z.object({
  /** As excuses in the rulebook carry it; its symbol and column stand in the timesheet's symbol table. */
  code: z.string().min(1).max(10),
  name: z.string().min(1).max(100),
  approver: z.enum(APPROVERS),
  /** What paper is asked for; shown to whoever decides. */
  evidence: z.string().max(200),
  /** The number of that paper must be given before it is approved. */
  needsDocument: z.boolean(),
  /** Two different people have to agree. */
  twoPeople: z.boolean(),
  /** Longest stretch in calendar days that one request may cover; `null`: no bound. */
  mostDays: z.int().min(1).nullable(),
})
export type LeaveType = z.infer<typeof LeaveType>

const type = (
  code: string,
  name: string,
  approver: LeaveType['approver'],
  evidence: string,
  more: Partial<Pick<LeaveType, 'needsDocument' | 'twoPeople' | 'mostDays'>> = {},
): LeaveType => ({
  code,
  name,
  approver,
  evidence,
  needsDocument: false,
  twoPeople: false,
  mostDays: null,
  ...more,
})

/**
 * The leave types to start from (Labour Code 2019 Art. 112–115 through the cadre law; evidence for duty travel as
 * inspections ask for it). Approvers and code letters are common use; an organisation may change each row.
 */
export const LEAVE_TYPES: readonly LeaveType[] = [
  type('P', 'Nghỉ phép năm', 'head', 'Đơn và Giấy nghỉ phép', { needsDocument: true, mostDays: 31 }),
  type('R1', 'Việc riêng hưởng lương', 'head', 'Đơn', { mostDays: 3 }),
  type('R0', 'Việc riêng không lương', 'head', 'Đơn', { twoPeople: true }),
  type('Ô', 'Ốm, điều dưỡng', 'head', 'Giấy chứng nhận nghỉ việc hưởng BHXH', { needsDocument: true }),
  type('Cô', 'Con ốm', 'head', 'Giấy chứng nhận nghỉ việc hưởng BHXH', { needsDocument: true }),
  type('TS', 'Thai sản', 'head', 'Giấy chứng nhận nghỉ việc hưởng BHXH', {
    needsDocument: true,
    twoPeople: true,
  }),
  type('T', 'Tai nạn lao động', 'head', 'Biên bản tai nạn', { needsDocument: true, twoPeople: true }),
  type('CT', 'Công tác, đi cơ sở', 'point-leader', 'Lệnh điều động, giấy mời, lịch công tác (số)', {
    needsDocument: true,
  }),
  type('H', 'Hội nghị, học tập, tập huấn', 'point-leader', 'Giấy mời, quyết định cử đi học', {
    needsDocument: true,
  }),
  type('NB', 'Nghỉ bù', 'head', 'Bảng phân công trực'),
  type('TR', 'Trực', 'head', 'Lịch trực'),
  type('N', 'Ngừng việc', 'superior', 'Văn bản cho ngừng việc', { needsDocument: true, twoPeople: true }),
  type('LĐ', 'Lao động nghĩa vụ', 'head', 'Văn bản huy động', { needsDocument: true }),
]

/** The type of a code; of an unknown one what can be said without knowing it. */
export const leaveTypeOf = (code: string, types: readonly LeaveType[] = LEAVE_TYPES): LeaveType =>
  types.find((each) => each.code === code) ?? type(code, code, 'head', '')
