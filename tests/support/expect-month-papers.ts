import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import { convertInLibreOffice } from './libre-office.ts'
import { textOfPdf } from './pdf-pages.ts'
import {
  ANH,
  KHANH,
  MAN,
  ON,
  PLANNED_PEOPLE,
  recount,
  recountAll,
  TIEN,
  UYEN,
  WORKING_DATES,
} from './planned-month.ts'
import { readWorkbook } from './read-workbook.ts'

const NAMES = PLANNED_PEOPLE.map(({ name }) => name)
/** As papers and pages write a number of days. */
export const comma = (days: number): string => String(days).replace('.', ',')
const byName = <T>(of: (name: string) => T): Record<string, T> =>
  Object.fromEntries(NAMES.map((name) => [name, of(name)]))

/** The workbook of the planned month: sums, single cells, a source for every cell, findings of everybody. */
export function expectPlannedWorkbook(xlsx: Buffer): void {
  const { sheets, formulas } = readWorkbook(xlsx)
  expect(formulas).toBe(0)
  const [sheet = [], sources = [], , totals = []] = sheets
  const rows = sheet.filter((row) => typeof row[0] === 'number')
  expect(Object.fromEntries(rows.map((row) => [row[1], row.slice(34, 37)]))).toEqual(
    byName((name) => [recount(name).paid, 0, recount(name).insurance]),
  )
  const cell = (name: string, date: string) =>
    rows.find((row) => row[1] === name)?.[2 + Number(date.slice(8))]
  expect(cell(MAN, '2026-10-07')).toBe('P')
  expect([cell(TIEN, '2026-10-15'), cell(TIEN, '2026-10-16')]).toEqual(['Ô', 'Ô'])
  expect([cell(ON, '2026-10-22'), cell(KHANH, '2026-10-27')]).toEqual(['V', 'V'])
  expect(sources.filter((row) => NAMES.includes(String(row[0])))).toHaveLength(
    NAMES.length * WORKING_DATES.length,
  )
  const source = (name: string, day: string) => sources.find((row) => row[0] === name && row[1] === day)
  expect(source(ANH, '20/10/2026')?.[4]).toBe('07:51 → 11:33; 12:55 → 17:04')
  expect(source(UYEN, '13/10/2026')?.[4]).toBe('07:24 → 11:33; 12:55 → 17:02 (XN)')
  expect(source(MAN, '07/10/2026')?.[6]).toContain('số GNP-12')
  const found = totals.filter((row) => NAMES.includes(String(row[0])))
  expect(Object.fromEntries(found.map((row) => [row[0], row.slice(2, 11)]))).toEqual(
    byName((name) => {
      const { late, early, absent, missing, lateMinutes, earlyMinutes } = recount(name)
      return [late, early, absent, missing, 0, 0, 0, lateMinutes, earlyMinutes]
    }),
  )
}

/** The same sheet as LibreOffice reads it. */
export function expectPlannedSheetInLibreOffice(xlsx: Buffer): void {
  const csv = convertInLibreOffice(xlsx, 'sheet.xlsx', 'csv:Text - txt - csv (StarCalc):59,34,76')
  const rows = csv
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(';'))
    .filter((row) => NAMES.includes(row[1] ?? ''))
  expect(Object.fromEntries(rows.map((row) => [row[1], [34, 36].map((at) => Number(row[at]))]))).toEqual(
    byName((name) => [recount(name).paid, recount(name).insurance]),
  )
}

/** The sheet as it is printed, sums at the end of every line, its annexes elsewhere. */
export function expectPlannedPrint(pdf: Buffer): void {
  const text = textOfPdf(pdf).normalize('NFC')
  const lines = text.split('\n')
  for (const name of NAMES) {
    const { paid, insurance } = recount(name)
    const line = lines.find((each) => new RegExp(`^\\s*\\d+\\s+${name}`).test(each)) ?? ''
    expect(line, name).toMatch(new RegExp(`\\s${comma(paid)}\\s+0\\s+${comma(insurance)}\\s*$`))
  }
  expect(text).not.toContain('NGUỒN SỐ LIỆU CỦA TỪNG Ô')
}

/** The figures of the report, as they are written and as LibreOffice prints them. */
export function expectPlannedReport(docx: Buffer): void {
  const { total, concerned } = recountAll()
  const days = `hưởng lương thời gian ${comma(total('paid'))}; nghỉ không lương 0; hưởng BHXH ${comma(total('insurance'))}.`
  const said = [
    `Số ngày làm việc trong tháng: ${WORKING_DATES.length} ngày.`,
    `vắng không lý do ${total('absent')}. Số liệu của các máy chấm công đã đủ cho cả tháng.`,
    days,
    `Đi muộn: ${total('late')} lượt, ${concerned('late')} người, tổng ${total('lateMinutes')} phút.`,
    `Về sớm: ${total('early')} lượt, ${concerned('early')} người, tổng ${total('earlyMinutes')} phút.`,
    `Vắng không lý do: ${total('absent')} lượt buổi, ${concerned('absent')} người.`,
    `Thiếu lượt quét: ${total('missing')} lượt, ${concerned('missing')} người.`,
    'Lãnh đạo xác nhận lượt quên quét: 1 lượt.',
  ]
  const xml = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array())
  const written = xml.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const pdf = convertInLibreOffice(docx, 'report.docx', 'pdf')
  const printed = textOfPdf(pdf).normalize('NFC').replace(/\s+/g, ' ')
  for (const sentence of said) {
    expect(written).toContain(sentence)
    expect(printed).toContain(sentence)
  }
}
