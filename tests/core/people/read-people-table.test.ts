import { describe, expect, test } from 'vitest'
import { columnLetters } from '../../../core/people/find-headings.ts'
import type { ImportAnswer } from '../../../core/people/people-list-api.ts'
import { readCsv } from '../../../core/people/read-csv.ts'
import { readPeopleTable } from '../../../core/people/read-people-table.ts'
import { plainTable, type SheetTable } from '../../../core/people/sheet-table.ts'
import { readWrittenDate } from '../../../core/written-date.ts'

const HEADINGS = ['STT', 'Họ và tên', 'Chức vụ', 'Mã số thẻ', 'Điểm tiếp nhận', 'Từ ngày']
const TODAY = '2026-07-06'
const read = (
  rows: readonly (readonly string[])[],
  more: Partial<SheetTable> & { readonly answers?: readonly ImportAnswer[] } = {},
) => readPeopleTable({ ...plainTable(rows), ...more }, { today: TODAY, answers: more.answers ?? [] })
const named = (table: ReturnType<typeof read>) =>
  table.kind === 'table' ? table.people.map(({ cells }) => cells.name) : table
const leftOut = (table: ReturnType<typeof read>) =>
  table.kind === 'table' ? table.leftOut.map(({ line, why }) => [line, why]) : table
const LIMITS = { rows: 100, columns: 20, cellLength: 500 }

describe('a list of people', () => {
  test('is read below its headings wherever they stand, composed and tidied', () => {
    const table = read([
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
        read([
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
    const table = read([HEADINGS, ['1', 'Nguyễn An', '', '001090123456', '', '']])
    expect(table).toMatchObject({
      people: [{ faults: [{ line: 2, column: 'D', code: 'identity-number', value: null }] }],
    })
    expect(JSON.stringify(table.kind === 'table' ? table.people[0]?.faults : null)).not.toContain('0010901')
  })

  test('names a cell that shows an old code and what it would be, asks, and takes the others', () => {
    const rows = [HEADINGS, ['1', 'Nguyễn An', '', '', '', ''], ['2', 'TrÇn ThÞ B×nh', 'V¨n th­', '', '', '']]
    const question = {
      column: 'B',
      code: 'tcvn3',
      value: 'TrÇn ThÞ B×nh',
      proposed: 'Trần Thị Bình',
      given: null,
    }
    expect(read(rows)).toMatchObject({
      people: [
        { questions: [], faults: [] },
        { questions: [question, { column: 'C', proposed: 'Văn thư' }] },
      ],
    })
    const say = (answer: ImportAnswer['answer']) =>
      named(read(rows, { answers: [{ line: 3, field: 'name', answer }] }))
    expect(say('converted')).toEqual(['Nguyễn An', 'Trần Thị Bình'])
    expect(say('as-written')).toEqual(['Nguyễn An', 'TrÇn ThÞ B×nh'])
  })

  test('asks about ñ only where other cells surely show the old code', () => {
    const asked = (names: string[]) => {
      const table = read([['Họ và tên'], ...names.map((name) => [name])])
      return table.kind === 'table' ? table.people.map(({ questions }) => questions.length) : table
    }
    expect(asked(['Ñoan', 'Nguyễn An'])).toEqual([0, 0])
    expect(asked(['Ñoan', 'Nguyeãn Vaên Bình'])).toEqual([1, 1])
  })

  test('has its name in two columns, or under one heading that spans two', () => {
    const split = [
      ['STT', 'Họ và tên đệm', 'Tên', 'Chức danh'],
      ['1', 'Nguyễn Văn', 'An', 'Văn thư'],
      ['2', 'Trần Thị ', ' Bích', ''],
    ]
    expect(named(read(split))).toEqual(['Nguyễn Văn An', 'Trần Thị Bích'])
    expect(
      named(
        read([
          ['Họ lót', 'Tên'],
          ['Lê Hoàng', 'Châu'],
        ]),
      ),
    ).toEqual(['Lê Hoàng Châu'])
    expect(
      named(
        read([
          ['Họ', 'Tên'],
          ['Lê', 'Châu'],
        ]),
      ),
    ).toEqual(['Lê Châu'])
    expect(
      named(
        read(
          [
            ['Họ tên', '', 'Quầy'],
            ['Lê', 'Châu', '1'],
          ],
          { merged: [{ line: 1, from: 0, to: 1 }] },
        ),
      ),
    ).toEqual(['Lê Châu'])
    // A CSV file does not know that the heading spanned both.
    expect(
      read([
        ['Họ tên', '', 'Quầy'],
        ['Nguyễn Văn', 'An', '1'],
      ]),
    ).toMatchObject({ fault: 'unnamed-column', where: 'B' })
    expect(
      read([
        ['Họ và tên đệm', 'Chức danh'],
        ['Nguyễn Văn', 'x'],
      ]),
    ).toMatchObject({ fault: 'half-name-column', where: 'A' })
  })

  test('has headings in two lines', () => {
    const table = read([
      ['STT', 'Họ và tên', 'Phân công', ''],
      ['', '', 'Quầy', 'Từ ngày'],
      ['1', 'Nguyễn An', '2', '1/7/26'],
    ])
    expect(table).toMatchObject({
      people: [{ line: 3, cells: { name: 'Nguyễn An', counter: '2' }, from: '2026-07-01' }],
    })
  })

  test('leaves out what is no person, each with why, and takes in what somebody says is one', () => {
    const rows = [
      ['STT', 'Họ và tên', 'Chức danh', 'Mã số'],
      ['(1)', '(2)', '(3)', '(4)'],
      ['I', 'LÃNH ĐẠO PHƯỜNG'],
      ['1', 'Tống Công Minh', 'Chủ tịch', 'A1'],
      ['', 'Tổ hồ sơ'],
      ['2', 'Tô Văn Tổng', 'Kế toán trưởng', 'A2'],
      ['', 'Đinh Không Số', 'Văn thư', ''],
      ['STT', 'HỌ VÀ TÊN', 'CHỨC DANH', 'MÃ SỐ'],
      ['3', 'Đinh Ba', '', ''],
      ['', 'Cộng: 03 người'],
      ['', '', 'Cẩm Tú, ngày 01 tháng 7 năm 2026'],
      ['', 'NGƯỜI LẬP BIỂU', 'CHỦ TỊCH'],
      ['', '(Ký, ghi rõ họ tên)', '(Ký tên, đóng dấu)'],
      ['', 'Đinh Ba', 'Tống Công Minh'],
      ['', '', '', '', 'ghi chú thêm'],
    ]
    const table = read(rows)
    expect(named(table)).toEqual(['Tống Công Minh', 'Tô Văn Tổng', 'Đinh Không Số', 'Đinh Ba'])
    expect(leftOut(table)).toEqual([
      [2, 'numbering'],
      [3, 'group'],
      [5, 'group'],
      [8, 'heading'],
      [10, 'total'],
      [11, 'place-and-date'],
      [12, 'signature'],
      [13, 'signature'],
      [14, 'signature'],
      [15, 'signature'],
    ])
    const person: ImportAnswer[] = [{ line: 5, field: 'name', answer: 'person' }]
    expect(named(read(rows, { answers: person }))).toContain('Tổ hồ sơ')
  })

  test('without a column of running numbers leaves out the same rows, and nobody whose row is a name alone', () => {
    const table = read([
      ['Họ và tên'],
      ['Nguyễn An'],
      ['Phòng Nội vụ'],
      ['II. Văn phòng'],
      ['Hà Văn Cộng'],
      ['Tổng cộng: 03 người'],
      ['Người lập biểu'],
      ['(Ký, ghi rõ họ tên)'],
    ])
    expect(named(table)).toEqual(['Nguyễn An', 'Hà Văn Cộng'])
    expect(leftOut(table)).toEqual([
      [3, 'group'],
      [4, 'group'],
      [6, 'total'],
      [7, 'signature'],
      [8, 'signature'],
    ])
  })

  test('leaves hidden rows out and says so, without quoting an identity number', () => {
    const table = read(
      [
        ['Họ và tên', 'Mã số'],
        ['Mai Còn', '1'],
        ['Mai Nghỉ', '001090123456'],
      ],
      { hidden: [3] },
    )
    expect(named(table)).toEqual(['Mai Còn'])
    expect(table).toMatchObject({ leftOut: [{ line: 3, why: 'hidden', text: '' }] })
  })

  test('names the cell of a formula that failed, and keeps none of it', () => {
    const table = read([
      ['Họ và tên', 'Chức danh', 'Mã số'],
      ['Ngô Tra', '#N/A', '#REF!'],
      ['#N/A', 'Văn thư', ''],
    ])
    const codes = table.kind === 'table' ? table.people.flatMap(({ faults }) => faults) : []
    expect(codes.map(({ line, column, code, value }) => [line, column, code, value])).toEqual([
      [2, 'B', 'formula-error', '#N/A'],
      [2, 'C', 'formula-error', '#REF!'],
      [3, 'A', 'formula-error', '#N/A'],
    ])
  })

  test('takes dates between 1990 and the end of next year, and names the cells of others', () => {
    const dates = [
      '1/7/26',
      '07/15/2026',
      '46204.75',
      '15.07.2026',
      'Tháng 7/2026',
      '2026',
      '20260',
      '31/12/2027',
    ]
    const more = ['01/01/2028', '31/12/1989', '1990-01-01']
    const table = read([
      ['Họ tên', 'Từ ngày'],
      ...[...dates, ...more].map((date, at) => [`Tô ${'abcdefghijklm'[at]}`, date]),
    ])
    const seen =
      table.kind === 'table' ? table.people.map(({ from, faults: [fault] }) => from ?? fault?.code) : []
    expect(seen).toEqual([
      '2026-07-01',
      'bad-date',
      '2026-07-01',
      '2026-07-15',
      'bad-date',
      'bad-date',
      'date-out-of-bounds',
      '2027-12-31',
      'date-out-of-bounds',
      'date-out-of-bounds',
      '1990-01-01',
    ])
    expect(
      read(
        [
          ['Họ tên', 'Từ ngày'],
          ['Tô', '44390'],
        ],
        { dayZero: '1904-01-01' },
      ),
    ).toMatchObject({
      people: [{ from: '2025-07-14' }],
    })
  })

  test('asks about a name typed with Caps Lock on', () => {
    expect(read([['Họ tên'], ['lÊ tHỊ hOA']])).toMatchObject({
      people: [{ questions: [{ code: 'caps-lock', proposed: 'Lê Thị Hoa', given: null }] }],
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
    expect(read(rows)).toMatchObject({ kind: 'refused', fault })
  })

  test('has columns named as a spreadsheet names them', () => {
    expect([0, 25, 26, 51, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA'])
  })

  test.each([
    ['15/07/2025', '2025-07-15'],
    ['1.7.2025', '2025-07-01'],
    ['2025-07-15', '2025-07-15'],
    ['2025-07-15T00:00:00', '2025-07-15'],
    ['45853', null],
    ['01072026', '2026-07-01'],
    ['172026', null],
    ['1-7-26', '2026-07-01'],
    ['1/7-2026', null],
    ['2026-07-01 08:30', '2026-07-01'],
    ['31/02/2025', null],
    ['07/15/2025', null],
    ['15/7/25', '2025-07-15'],
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
  test('has the separator that its lines share, whatever the title above has', () => {
    const text =
      'DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, KHÁC;;\nHọ tên;Chức danh;Mã\nTạ Dậu;Kế toán, thủ quỹ;1\nTạ An;x;2\n'
    expect(readCsv(text, LIMITS)).toMatchObject({
      rows: [[], ['Họ tên', 'Chức danh', 'Mã'], ['Tạ Dậu', 'Kế toán, thủ quỹ', '1'], ['Tạ An', 'x', '2']].map(
        (row, at) => (at === 0 ? ['DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, KHÁC', '', ''] : row),
      ),
    })
  })
  test('says where a quote was never closed, and stops at its limits', () => {
    expect(readCsv('a,b\n1,"x\n2,y', LIMITS)).toEqual({ kind: 'unclosed', line: 2 })
    expect(readCsv('a\n'.repeat(102), LIMITS)).toEqual({ kind: 'too-large' })
    expect(readCsv('x'.repeat(501), LIMITS)).toEqual({ kind: 'too-large' })
    expect(readCsv(','.repeat(21), LIMITS)).toEqual({ kind: 'too-large' })
  })
})
