import { createHash } from 'node:crypto'
import { sourcesPdf, violationsPdf, violationTotalsPdf } from './annex-pdf.ts'
import { firstSheetPdf } from './first-sheet-pdf.ts'
import { sheetCsv, sourcesCsv, violationsCsv, violationTotalsCsv } from './month-csv.ts'
import type { PaperSource } from './paper.ts'
import { reportDocx } from './report-docx.ts'
import { sheetPdf } from './sheet-pdf.ts'
import { sheetXlsx } from './sheet-xlsx.ts'

interface Kind {
  /** What people call it, as the name of a file beside others. */
  readonly title: string
  readonly type: string
  make(source: PaperSource): Promise<Uint8Array> | Uint8Array
}

const csv = (title: string, make: (facts: PaperSource['facts']) => string): Kind => ({
  title,
  type: 'text/csv; charset=utf-8',
  make: ({ facts }) => Buffer.from(make(facts), 'utf8'),
})

/** Every paper of a month by its file name. A month of the first layout has its annexes within the timesheet's file. */
export const PAPERS = {
  'bang-cham-cong.xlsx': {
    title: 'Bảng chấm công và phụ lục',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: sheetXlsx,
  },
  'bang-cham-cong.pdf': {
    title: 'Bảng chấm công',
    type: 'application/pdf',
    make: (source) => (source.facts.layout === 1 ? firstSheetPdf(source) : sheetPdf(source)),
  },
  'nguon-so-lieu.pdf': { title: 'Phụ lục I - Nguồn số liệu', type: 'application/pdf', make: sourcesPdf },
  'tong-hop-ghi-nhan.pdf': {
    title: 'Phụ lục II - Tổng hợp ghi nhận',
    type: 'application/pdf',
    make: violationTotalsPdf,
  },
  'ghi-nhan.pdf': { title: 'Phụ lục III - Danh sách ghi nhận', type: 'application/pdf', make: violationsPdf },
  'bao-cao.docx': {
    title: 'Báo cáo tháng',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: reportDocx,
  },
  'bang-cham-cong.csv': csv('Bảng chấm công', sheetCsv),
  'nguon-so-lieu.csv': csv('Nguồn số liệu của từng ô', sourcesCsv),
  'ghi-nhan.csv': csv('Danh sách ghi nhận', violationsCsv),
  'tong-hop-ghi-nhan.csv': csv('Tổng hợp ghi nhận', violationTotalsCsv),
} as const satisfies Readonly<Record<string, Kind>>

export type PaperName = keyof typeof PAPERS
export const PAPER_NAMES = Object.keys(PAPERS) as PaperName[]
export const isPaperName = (name: string): name is PaperName => Object.hasOwn(PAPERS, name)

/** `bang-cham-cong-2026-10-phuong-cam-tu.pdf`. @param place what tells the ward from others */
export function paperFile(paper: PaperName, month: string, place: string): string {
  const dot = paper.lastIndexOf('.')
  return [paper.slice(0, dot), month, place].filter((part) => part !== '').join('-') + paper.slice(dot)
}

/** `Bảng chấm công.pdf`: in a ZIP, in the folder of its month. */
export const paperTitle = (paper: PaperName): string =>
  `${PAPERS[paper].title}${paper.slice(paper.lastIndexOf('.'))}`

export const makePaper = async (name: PaperName, source: PaperSource): Promise<Uint8Array> =>
  PAPERS[name].make(source)

export const digestOfPaper = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
