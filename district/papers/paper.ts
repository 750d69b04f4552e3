import { lockNumber } from '../../core/month/lock-number.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { dayWords } from '../../core/month/month-words.ts'
import { localDateOf, localTimeOf } from '../../core/time.ts'

/** What a month's papers are printed from: the facts, and the closing they belong to. */
export interface PaperSource {
  readonly facts: MonthFacts
  /** `null`: the month is open, and the papers say that they are not final. */
  readonly lock: { readonly id: string; readonly lockedAt: number } | null
}

/** The moment a paper speaks of; the only one its file carries. */
export const paperMoment = ({ facts, lock }: PaperSource): number => lock?.lockedAt ?? facts.asOf

/** At the foot, in a workbook under the title: whether the month is closed, and up to when the figures go. */
export function stateLine({ facts, lock }: PaperSource): string {
  const at = (instant: number): string =>
    `${localTimeOf(instant, facts.zone)} ngày ${dayWords(localDateOf(instant, facts.zone))}`
  if (lock === null) return `BẢN TẠM, chưa khóa tháng; số liệu đến ${at(facts.asOf)}`
  const locked = `Đã khóa lúc ${at(lock.lockedAt)}`
  if (facts.layout <= 3) return `${locked}; mã bản khóa ${lock.id}`
  const by = facts.closedBy === undefined ? '' : `; người khóa: ${facts.closedBy}`
  return `${locked}${by}; số bản khóa ${lockNumber(lock.id)}`
}

/** The three lines on the left of the sheet's head. */
export const headLines = ({ template, organisationName, pointName }: MonthFacts): readonly string[] => [
  `Đơn vị: ${template.unit || organisationName}`,
  `Bộ phận: ${template.department || pointName}`,
  `Mã đơn vị SDNS: ${template.budgetCode || '…………'}`,
]

/** The line above the signatures, its date left to the pen. */
export const placeLine = ({ template, month }: MonthFacts): string =>
  `${template.place === '' ? 'Ngày' : `${template.place}, ngày`} …… tháng …… năm ${month.slice(0, 4)}`
