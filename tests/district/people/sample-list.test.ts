import { expect, it } from 'vitest'
import { IMPORT_FIELDS } from '../../../core/people/people-list-api.ts'
import { readPeopleTable } from '../../../core/people/read-people-table.ts'
import { readTable } from '../../../district/people/read-table.ts'
import { sampleList } from '../../../district/people/sample-list.ts'
import { readWorkbook } from '../../support/read-workbook.ts'

const POINTS = ['Bộ phận Một cửa phường An Lạc', 'Bộ phận Một cửa phường Bồ Đề']
const AROUND = { today: '2026-11-18', answers: [] }

function listOf(bytes: Uint8Array) {
  const read = readTable(Buffer.from(bytes), 'xlsx')
  if (read.kind !== 'table') throw new Error(read.fault)
  return read.table
}

it('an empty list of people that is imported as it is says that it is empty', () => {
  expect(readPeopleTable(listOf(sampleList(POINTS, 0)), AROUND)).toMatchObject({ fault: 'empty' })
})

it('has every column that an import reads, and a line written into it is read whole', () => {
  const table = listOf(sampleList(POINTS, 0))
  const line = ['1', 'Nguyễn Thị Hà', 'Chủ tịch', 'CB01', POINTS[0] ?? '', 'Quầy 1', 'Lãnh đạo', '01/07/2026']
  const rows = [table.rows[0] ?? [], line]
  const read = readPeopleTable({ ...table, rows }, AROUND)
  if (read.kind !== 'table') throw new Error(read.fault)
  expect(Object.keys(read.columns).sort()).toEqual([...IMPORT_FIELDS].sort())
  expect(read.notRead).toEqual([])
  expect(read.people).toMatchObject([
    { role: 'leader', from: '2026-07-01', faults: [], questions: [], cells: { name: 'Nguyễn Thị Hà' } },
  ])
})

it('says how it is filled in, with the points that may be written', () => {
  const how = JSON.stringify(readWorkbook(sampleList(POINTS, 0)))
  for (const words of [...POINTS, 'Lãnh đạo', 'Không đưa vào tệp']) expect(how).toContain(words)
  expect(JSON.stringify(readWorkbook(sampleList([], 0)))).toContain('Chưa có điểm nào')
})
