import type { MonthFacts } from '../../core/month/month-facts.ts'
import { monthNumbers } from '../../core/month/month-numbers.ts'
import { countWords, dayWords, monthWords, paperWords, sessionName } from '../../core/month/month-words.ts'
import { violationsOf } from '../../core/month/violations.ts'
import { type PaperSource, stateLine } from './paper.ts'

export const reportTitle = ({ pointName, month }: MonthFacts): string =>
  `Về việc chấp hành thời giờ làm việc, đeo thẻ và trực lãnh đạo tại ${pointName} ${monthWords(month)}`

export interface ReportSection {
  readonly heading: string
  readonly lines: readonly string[]
}

/** At most so many people are named in a line; the annex has them all. */
const MOST_NAMES = 12

/** What the report says, section by section; every figure is counted from the same facts as the sheet. */
export function reportSections(source: PaperSource): readonly ReportSection[] {
  const { facts } = source
  const n = monthNumbers(facts)
  const words = paperWords(facts)
  const unknown =
    n.sessionsUnknown === 0
      ? 'Số liệu của các máy chấm công đã đủ cho cả tháng.'
      : `Còn ${n.sessionsUnknown} lượt buổi chưa đủ số liệu, không tính là vắng.`
  return [
    {
      heading: 'I. Số liệu chung',
      lines: [
        `Số cán bộ, công chức, viên chức và người lao động trong danh sách: ${n.people} người.`,
        `Số ngày làm việc trong tháng: ${n.workingDays} ngày${n.weekendDays > 0 ? `, trong đó ${n.weekendDays} ngày thứ Bảy, Chủ nhật` : ''}.`,
        `Số lượt buổi phải làm việc: ${n.sessionsOwed}; có mặt ${n.sessionsPresent}, nghỉ có lý do ${n.sessionsExcused}, vắng không lý do ${n.sessionsAbsent}. ${unknown}`,
        `Quy ra công: hưởng lương thời gian ${countWords(n.paidDays)}; nghỉ không lương ${countWords(n.unpaidDays)}; hưởng BHXH ${countWords(n.insuranceDays)}.`,
      ],
    },
    {
      heading: 'II. Đi muộn, về sớm, vắng',
      lines: [
        `Đi muộn: ${n.times.late} lượt, ${n.concerned.late} người, tổng ${n.lateMinutes} phút. Về sớm: ${n.times.early} lượt, ${n.concerned.early} người, tổng ${n.earlyMinutes} phút.`,
        `Vắng không lý do: ${n.times.absent} lượt buổi, ${n.concerned.absent} người. ${words.missing}: ${n.times.missing} lượt, ${n.concerned.missing} người. Rời vị trí trong giờ: ${n.times.away} lượt, tổng ${n.awayMinutes} phút.`,
        `${words.forgotten}: ${n.claimsUsed} lượt.`,
        ...mostOften(facts),
      ],
    },
    {
      heading: 'III. Thẻ và trang phục',
      lines: [
        `Đến làm việc không mang thẻ: ${n.times['no-badge']} lượt, ${n.concerned['no-badge']} người. Không đeo thẻ khi kiểm tra tại quầy: ${n.times['badge-not-worn']} lượt, ${n.concerned['badge-not-worn']} người.`,
      ],
    },
    {
      heading: 'IV. Lãnh đạo trực',
      lines: [
        `Số buổi có phân công lãnh đạo trực: ${n.leaderSessions}; có mặt ${n.leaderThere}, không có mặt ${n.leaderGaps}, chưa đủ số liệu ${n.leaderUnknown}. Số buổi chưa phân công: ${n.leaderUnassigned}.`,
        ...leaderGaps(facts),
      ],
    },
    {
      heading: 'V. Kiểm tra, phản ánh, văn bản nhắc nhở đã ban hành',
      lines: ['…………………………………………………………'],
    },
    {
      heading: 'VI. Đề xuất thi đua',
      lines: [
        n.flawless.length === 0
          ? 'Chưa có đề xuất: ai cũng có ít nhất một ghi nhận trong tháng.'
          : `Đề nghị xem xét những người không có ghi nhận nào trong tháng: ${named(n.flawless)}.`,
      ],
    },
    {
      heading: 'Phụ lục',
      lines: [
        'Bảng chấm công; tổng hợp theo người; danh sách ghi nhận.',
        ...(facts.layout === 1 ? [`${stateLine(source)}.`] : []),
      ],
    },
  ]
}

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${shown} và ${names.length - MOST_NAMES} người khác` : shown
}

/** Those with the most late or early minutes. */
function mostOften(facts: MonthFacts): string[] {
  const ranked = violationsOf(facts)
    .map(({ name, counts, minutes }) => ({
      name,
      times: counts.late + counts.early,
      minutes: minutes.late + minutes.early,
    }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times || b.minutes - a.minutes)
    .slice(0, 5)
    .map(({ name, times, minutes }) => `${name} (${times} lượt, ${minutes} phút)`)
  return ranked.length === 0 ? [] : [`Nhiều nhất: ${ranked.join('; ')}.`]
}

function leaderGaps(facts: MonthFacts): string[] {
  const sessionsOn = Map.groupBy(facts.leaders, ({ date }) => date)
  const gaps = facts.leaders
    .filter(({ there, name }) => there === 'no' && name !== null)
    .map(
      ({ date, session }) =>
        `${sessionName(session, sessionsOn.get(date)?.length ?? 1).toLowerCase()} ${dayWords(date)}`,
    )
  return gaps.length === 0 ? [] : [`Buổi không có lãnh đạo trực: ${gaps.join('; ')}.`]
}
