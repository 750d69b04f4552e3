import { describe, expect, test } from 'vitest'
import { readCsv } from '../../../core/people/read-csv.ts'
import { columnLetters, readPeopleTable, readWrittenDate } from '../../../core/people/read-people-table.ts'

const HEADINGS = ['STT', 'Họ và tên', 'Chức vụ', 'Mã số thẻ', 'Điểm tiếp nhận', 'Từ ngày']
const LIMITS = { rows: 100, columns: 20, cellLength: 500 }

describe('a list of people', () => {
  test('is read below its headings wherever they stand, composed and tidied', () => {
    const table = readPeopleTable([
      ['DANH SÁCH CÁN BỘ'],
      [],
      HEADINGS,
      ['1', '  Nguyễn   Thị Hằng '.normalize('NFD'), 'Chuyên viên', 'CB01', 'Quầy A', '15/7/2025'],
    ])
    expect(table).toMatchObject({
      kind: 'table',
      people: [
        {
          line: 4,
          cells: { name: 'Nguyễn Thị Hằng', title: 'Chuyên viên', staffNumber: 'CB01', point: 'Quầy A' },
          from: '2025-07-15',
          faults: [],
        },
      ],
      columns: { name: 'B', staffNumber: 'D' },
      notRead: [],
    })
  })

  test.each(['Số CCCD', 'CMND/CCCD', 'Số căn cước', 'Số định danh cá nhân', 'Hộ chiếu'])(
    'is refused as a whole for its column %s',
    (heading) => {
      expect(
        readPeopleTable([
          ['Họ tên', heading],
          ['Nguyễn An', ''],
        ]),
      ).toMatchObject({
        kind: 'refused',
        fault: 'identity-column',
        where: 'B',
      })
    },
  )

  test('names a cell with an identity number without quoting it', () => {
    const table = readPeopleTable([HEADINGS, ['1', 'Nguyễn An', '', '001090123456', '', '']])
    expect(table).toMatchObject({
      people: [{ faults: [{ line: 2, column: 'D', code: 'identity-number', value: null }] }],
    })
    expect(JSON.stringify(table.kind === 'table' ? table.people[0]?.faults : null)).not.toContain('0010901')
  })

  test('is refused as a whole when one cell shows an old encoding', () => {
    const rows = [HEADINGS, ['1', 'Nguyễn An', '', '', '', ''], ['2', 'TrÇn ThÞ B×nh', '', '', '', '']]
    expect(readPeopleTable(rows)).toMatchObject({
      kind: 'refused',
      fault: 'old-encoding',
      faults: [{ line: 3, column: 'B', code: 'tcvn3', value: 'TrÇn ThÞ B×nh' }],
    })
  })

  test.each([
    [
      [
        ['Tên gọi', 'Chức vụ'],
        ['a', 'b'],
      ],
      'no-name-column',
    ],
    [
      [
        ['Họ tên', 'Họ và tên'],
        ['a', 'b'],
      ],
      'repeated-column',
    ],
    [[['Họ tên']], 'empty'],
    [[[' '], []], 'empty'],
    [[['Hä vµ tªn', 'Chøc vô']], 'old-encoding'],
  ] as const)('%j is refused: %s', (rows, fault) => {
    expect(readPeopleTable(rows)).toMatchObject({ kind: 'refused', fault })
  })

  test('has columns named as a spreadsheet names them', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
  })

  test.each([
    ['15/07/2025', '2025-07-15'],
    ['1.7.2025', '2025-07-01'],
    ['2025-07-15', '2025-07-15'],
    ['2025-07-15T00:00:00', '2025-07-15'],
    ['45853', '2025-07-15'],
    ['31/02/2025', null],
    ['07/15/2025', null],
    ['15/7/25', null],
    ['hôm qua', null],
  ])('a date written %s is %s', (written, date) => {
    expect(readWrittenDate(written)).toBe(date)
  })
})

describe('CSV', () => {
  test.each([',', ';', '\t'])('is read with the separator %j, quotes, and any end of line', (separator) => {
    const text = `\ufeffa${separator}"b ""x""${separator}y"\r\n1${separator}"hai\ndòng"\r3${separator}\n`
    expect(readCsv(text, LIMITS)).toEqual({
      kind: 'table',
      rows: [
        ['a', `b "x"${separator}y`],
        ['1', 'hai\ndòng'],
        ['3', ''],
      ],
    })
  })
  test('says where a quote was never closed, and stops at its limits', () => {
    expect(readCsv('a,b\n1,"x\n2,y', LIMITS)).toEqual({ kind: 'unclosed', line: 2 })
    expect(readCsv('a\n'.repeat(102), LIMITS)).toEqual({ kind: 'too-large' })
    expect(readCsv('x'.repeat(501), LIMITS)).toEqual({ kind: 'too-large' })
    expect(readCsv(','.repeat(21), LIMITS)).toEqual({ kind: 'too-large' })
  })
})
