import { createHash } from 'node:crypto'
import { sourcesPdf, violationsPdf, violationTotalsPdf } from './annex-pdf.ts'
import { firstSheetPdf } from './first-layout/first-sheet-pdf.ts'
import { sheetCsv, sourcesCsv, violationsCsv, violationTotalsCsv } from './month-csv.ts'
import type { PaperSource } from './paper.ts'
import { reportDocx } from './report-docx.ts'
import { sheetPdf } from './sheet-pdf.ts'
import { sheetXlsx } from './sheet-xlsx.ts'

interface Kind {
  readonly type: string
  make(source: PaperSource): Promise<Uint8Array> | Uint8Array
}

const csv = (make: (facts: PaperSource['facts']) => string): Kind => ({
  type: 'text/csv; charset=utf-8',
  make: ({ facts }) => Buffer.from(make(facts), 'utf8'),
})

/** Every paper of a month by its file name. A month of the first layout has its annexes within the timesheet's file. */
export const PAPERS = {
  'bang-cham-cong.xlsx': {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: sheetXlsx,
  },
  'bang-cham-cong.pdf': {
    type: 'application/pdf',
    make: (source) => (source.facts.layout === 1 ? firstSheetPdf(source) : sheetPdf(source)),
  },
  'nguon-so-lieu.pdf': { type: 'application/pdf', make: sourcesPdf },
  'tong-hop-ghi-nhan.pdf': { type: 'application/pdf', make: violationTotalsPdf },
  'ghi-nhan.pdf': { type: 'application/pdf', make: violationsPdf },
  'bao-cao.docx': {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    make: reportDocx,
  },
  'bang-cham-cong.csv': csv(sheetCsv),
  'nguon-so-lieu.csv': csv(sourcesCsv),
  'ghi-nhan.csv': csv(violationsCsv),
  'tong-hop-ghi-nhan.csv': csv(violationTotalsCsv),
} as const satisfies Readonly<Record<string, Kind>>

export type PaperName = keyof typeof PAPERS
export const PAPER_NAMES = Object.keys(PAPERS) as PaperName[]
export const isPaperName = (name: string): name is PaperName => Object.hasOwn(PAPERS, name)

/** `bang-cham-cong-2026-10-phuong-cam-tu.pdf`. @param place what tells the ward from others */
export function paperFile(paper: PaperName, month: string, place: string): string {
  const dot = paper.lastIndexOf('.')
  return [paper.slice(0, dot), month, place].filter((part) => part !== '').join('-') + paper.slice(dot)
}

export const makePaper = async (name: PaperName, source: PaperSource): Promise<Uint8Array> =>
  PAPERS[name].make(source)

export const digestOfPaper = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
