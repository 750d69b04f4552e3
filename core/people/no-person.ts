import { foldText, tidyText } from '../names.ts'
import { isNameHeading } from './find-headings.ts'
import type { LeftOutWhy } from './people-list-api.ts'

/** What is looked at of a row. */
export interface RowLook {
  readonly cells: readonly string[]
  readonly name: string
  /** Of the other columns that are read. */
  readonly others: readonly string[]
  /** Of the column of running numbers; `null`: the file has none. */
  readonly number: string | null
  /** The name's cell is one with its neighbours. */
  readonly isMerged: boolean
}

const DATE_LINE = /ngay .{0,12}thang .{0,12}nam/
const TOTAL =
  /^((tổng cộng|tổng số|cộng)(?![\p{L}\p{M}])|tổng\s*[:(\d]|(tong cong|tong so|cong|tong)\s*[:(\d]|danh sách (này )?(có|gồm)(?![\p{L}\p{M}])|total\b)/iu
const SIGNERS = new Set([
  'nguoi lap',
  'nguoi lap bieu',
  'nguoi lap bang',
  'nguoi lap danh sach',
  'nguoi tong hop',
  'nguoi cham cong',
  'nguoi duyet',
  'phu trach bo phan',
  'thu truong',
  'thu truong don vi',
  'thu truong co quan',
  'chu tich',
  'pho chu tich',
  'giam doc',
  'truong phong',
  'ke toan',
  'ke toan truong',
  'xac nhan cua don vi',
  'xac nhan',
  'noi nhan',
  'ky ten',
])
const SIGNING =
  /ghi ro ho ten|ky ten|dong dau|^(tm|kt|tl|tuq) (uy ban|chu tich|giam doc|thu truong|hoi dong)|^noi nhan/
const GROUP_WORD =
  /^(phòng|ban|tổ|bộ phận|khối|lãnh đạo|văn phòng|trung tâm|công an|ubnd|hđnd|ủy ban|đảng ủy|mặt trận|đội)(?![\p{L}\p{M}])/iu
const GROUP_NUMBER = /^([ivxl]{1,5}|[a-hđ])[.)]?$/i
const GROUP_START = /^([IVXL]{1,5}|[A-HĐ]|\d{1,2}(\.\d{1,2})?)[.)\-/]\s*\p{L}/u

const wordsOf = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a number such as `1`, `01.` or `(1)` stands before the row. */
const isNumbered = ({ number }: RowLook): boolean =>
  number !== null && /^\(?\d{1,4}[.)]?$/.test(number.trim())

/**
 * Why a row under the headings seems to be no person; `null`: it is one, as far as it shows.
 * @param ended the end of the list was seen above: place and date, or who signs
 */
export function whyNoPerson(look: RowLook, ended: boolean): LeftOutWhy | null {
  const filled = look.cells.map(tidyText).filter((cell) => cell !== '')
  const name = tidyText(look.name)
  const alone = look.others.every((cell) => tidyText(cell) === '')
  if (
    filled.every((cell) => /^[([]?(\d{1,2}|[a-zđ])[)\]]?$/i.test(cell)) &&
    name !== '' &&
    (filled.length > 1 || /\d/.test(name))
  )
    return 'numbering'
  if (/^[([]\d{1,2}[)\]]$/.test(name)) return 'numbering'
  if (isNameHeading(name)) return 'heading'
  if (filled.some((cell) => DATE_LINE.test(wordsOf(cell)))) return 'place-and-date'
  const isCounted = isNumbered(look)
  if (!isCounted && [name, filled[0] ?? ''].some((cell) => TOTAL.test(cell))) return 'total'
  if (!isCounted && filled.some((cell) => SIGNING.test(wordsOf(cell)))) return 'signature'
  if (!isCounted && (SIGNERS.has(wordsOf(name)) || /^\(.*\)$/.test(name))) return 'signature'
  if (!isCounted && ended) return 'signature'
  if (look.number !== null && GROUP_NUMBER.test(look.number.trim())) return 'group'
  if (name === '') return alone ? (isGroupText(filled[0] ?? '') ? 'group' : 'note') : null
  if (!alone || isCounted) return null
  if (look.isMerged || look.number !== null || isGroupText(name)) return 'group'
  return null
}

const isGroupText = (text: string): boolean => GROUP_START.test(text) || GROUP_WORD.test(text)

/** Whether what follows is below the list. */
export const endsList = (why: LeftOutWhy | null): boolean => why === 'place-and-date' || why === 'signature'
