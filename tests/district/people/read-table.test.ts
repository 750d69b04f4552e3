import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createListDesk } from '../../../district/people/list-desk.ts'
import { readTable } from '../../../district/people/read-table.ts'
import { workbookParts, writeXlsx, zip } from '../../support/write-xlsx.ts'

const ROWS = [
  ['Họ và tên', 'Mã số', 'Từ ngày'],
  ['Nguyễn Thị Hằng & <Con>', 'CB01', 45853],
  ['Đặng Ươm', '', 12],
]
const refusedAs = (bytes: Buffer) => {
  const read = readTable(bytes, 'xlsx')
  return read.kind === 'refused' ? read.fault : 'read'
}
const rowsOf = (bytes: Buffer, format: 'xlsx' | 'csv' = 'xlsx') => {
  const read = readTable(bytes, format)
  return read.kind === 'table' ? read.table.rows : read
}
const sheet = (body: string) => `<worksheet><sheetData>${body}</sheetData></worksheet>`

describe('a spreadsheet', () => {
  it('is read cell by cell', () => {
    expect(rowsOf(writeXlsx(ROWS))).toEqual([
      ['Họ và tên', 'Mã số', 'Từ ngày'],
      ['Nguyễn Thị Hằng & <Con>', 'CB01', '45853'],
      ['Đặng Ươm', '', '12'],
    ])
  })

  it('is read as other writers make it: prefixes, rich and inline texts, saved formulas, gaps', () => {
    const body = `<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:r><x:t>Nguyễn </x:t></x:r><x:r><x:t>An</x:t></x:r></x:is></x:c><x:c t="str"><x:f>A1</x:f><x:v>Quầy A</x:v></x:c></x:row><row r="4"><c r="A4"><v>7.9090123456E10</v></c></row><row r="1048576"/>`
    expect(rowsOf(zip(workbookParts(sheet(body), [])))).toEqual([
      [],
      ['', 'Nguyễn An', 'Quầy A'],
      [],
      ['79090123456'],
    ])
  })

  it.skipIf(!existsSync('/usr/bin/soffice'))('is read as LibreOffice writes it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'giogiac-xlsx-'))
    try {
      writeFileSync(
        join(folder, 'list.csv'),
        'Họ và tên,Mã số,Từ ngày\nNguyễn Thị Hằng,CB01,2025-07-15\nĐỗ Ươm,007,\n',
      )
      execFileSync(
        '/usr/bin/soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'xlsx',
          '--infilter=CSV:44,34,76,1,1/2/2/2/3/5',
          '--outdir',
          folder,
          join(folder, 'list.csv'),
        ],
        { stdio: 'ignore', timeout: 120_000 },
      )
      expect(rowsOf(readFileSync(join(folder, 'list.xlsx')))).toEqual([
        ['Họ và tên', 'Mã số', 'Từ ngày'],
        ['Nguyễn Thị Hằng', 'CB01', '2025-07-15'],
        ['Đỗ Ươm', '007'],
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('D12: that unpacks to far more than it is stops at the allowance, whatever size it claims', async () => {
    const bomb = Buffer.alloc(400 * 1024 * 1024, '<row/>')
    const parts = workbookParts('', []).filter(({ name }) => !name.includes('sheet1'))
    const file = zip([...parts, { name: 'xl/worksheets/sheet1.xml', data: bomb, claims: 1_000 }])
    expect(file.length).toBeLessThan(5 * 1024 * 1024)
    const before = process.memoryUsage().rss
    const desk = createListDesk()
    const around = {
      people: [],
      takenNumbers: new Set<string>(),
      points: [],
      counters: [],
      defaultPoint: null,
      from: '2026-11-18',
    }
    const order = { bytes: file, format: 'xlsx', today: '2026-11-18', answers: [], around } as const
    expect(await desk.run('a', order)).toEqual({
      kind: 'refused',
      preview: { kind: 'refused', fault: 'too-large', where: null },
    })
    await desk.stop()
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024)
  })

  it.each([
    ['a text', Buffer.from('Họ tên')],
    ['an empty file', Buffer.alloc(0)],
    ['a gzip file', gzipSync('Họ tên')],
    ['a SQLite file', Buffer.from('SQLite format 3\0')],
    ['an archive without a workbook', zip([{ name: 'a.txt', data: 'x' }])],
    ['half a file', writeXlsx(ROWS).subarray(0, 700)],
    ['a sheet that is no XML', zip(workbookParts('<worksheet><row', []))],
    ['a document type', zip(workbookParts(`<!DOCTYPE a [<!ENTITY b "c">]>${sheet('')}`, []))],
  ])('D12: %s is no spreadsheet', (_, bytes) => {
    expect(refusedAs(bytes)).toBe('not-a-table')
  })

  it('D12: with more rows, columns or letters than a list of people has is refused', () => {
    expect(refusedAs(writeXlsx(Array.from({ length: 5_001 }, () => ['x'])))).toBe('too-large')
    expect(refusedAs(writeXlsx([Array.from({ length: 101 }, () => 'x')]))).toBe('too-large')
    expect(refusedAs(writeXlsx([['x'.repeat(2_001)]]))).toBe('too-large')
    expect(refusedAs(zip(workbookParts(sheet('<row r="9999999"><c><v>1</v></c></row>'), [])))).toBe(
      'too-large',
    )
  })

  it('D12: with any byte changed is read or refused, and never more than that', () => {
    const whole = writeXlsx(ROWS)
    for (let at = 0; at < whole.length; at += 3) {
      const bent = Buffer.from(whole)
      bent[at] = (bent[at] ?? 0) ^ 0x55
      expect(['table', 'refused']).toContain(readTable(bent, 'xlsx').kind)
    }
  })
})

describe('what an office calls a spreadsheet', () => {
  it.each([
    [
      'an Excel file of before 2007, or one behind a password',
      Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
      'old-container',
    ],
    ['a web page', Buffer.from('\ufeff <html><table><tr><td>Họ và tên</td></tr></table></html>'), 'web-page'],
    [
      'a bare table of a web page',
      Buffer.from('<TABLE border=1><tr><td>Họ tên</td></tr></TABLE>'),
      'web-page',
    ],
    ['an Excel 2003 XML file', Buffer.from('<?xml version="1.0"?>\n<Workbook/>'), 'web-page'],
  ])('and is %s is refused with what to do', (_, bytes, fault) => {
    expect(readTable(bytes, 'xlsx')).toMatchObject({ kind: 'refused', fault })
    expect(readTable(bytes, 'csv')).toMatchObject({ kind: 'refused', fault })
  })
})

describe('a CSV file', () => {
  it('is read from UTF-8 and UTF-16, and refused in an older code', () => {
    const text = 'Họ tên;Mã số\nĐặng Ươm;1\n'
    const rows = [
      ['Họ tên', 'Mã số'],
      ['Đặng Ươm', '1'],
    ]
    expect(rowsOf(Buffer.from(text), 'csv')).toEqual(rows)
    expect(rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'), 'csv')).toEqual(rows)
    expect(readTable(Buffer.from('H\xe0 N\xf4i', 'latin1'), 'csv')).toMatchObject({ fault: 'not-utf8' })
    expect(readTable(Buffer.from('a\0b'), 'csv')).toMatchObject({ fault: 'not-a-table' })
  })
})
