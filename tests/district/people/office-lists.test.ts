import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImportSurroundings } from '../../../core/people/import-surroundings.ts'
import { planImport } from '../../../core/people/plan-import.ts'
import { readPeopleTable } from '../../../core/people/read-people-table.ts'
import { readTable } from '../../../district/people/read-table.ts'

const OTHER_NAMES = new URL('office-lists/other-peoples-names/', import.meta.url)
const AROUND: ImportSurroundings = {
  people: [],
  takenNumbers: new Set(),
  points: [{ id: 'point-a', name: 'Quầy A', organisationName: 'Phường A', shortName: '' }],
  counters: [],
  defaultPoint: 'point-a',
  from: '2026-07-06',
}

/** What a list would do; people it would add are those who are known to the next. */
function plan(bytes: Buffer, format: 'xlsx' | 'csv', around: Partial<ImportSurroundings> = {}) {
  const read = readTable(bytes, format)
  if (read.kind === 'refused') throw new Error(read.fault)
  const table = readPeopleTable(read.table, { today: '2026-07-06', answers: [] })
  if (table.kind === 'refused') throw new Error(table.fault)
  const rows = planImport(table.people, table.columns, { ...AROUND, ...around })
  const people = rows.flatMap(({ act }, at) =>
    act === null
      ? []
      : [
          {
            id: `p${at}`,
            name: act.name,
            title: act.title,
            staffNumber: act.staffNumber,
            posting: { point: 'point-a', role: 'staff' as const, counter: null, validFrom: '2026-07-06' },
            lastFrom: '2026-07-06',
          },
        ],
  )
  return { rows: rows.map(({ shown }) => shown), leftOut: table.leftOut, people }
}
const list = (name: string, around?: Partial<ImportSurroundings>) =>
  plan(readFileSync(new URL(`office-lists/${name}.xlsx`, import.meta.url)), 'xlsx', around)
const csv = (lines: readonly string[], around?: Partial<ImportSurroundings>) =>
  plan(Buffer.from(`\ufeff${lines.join('\n')}\n`), 'csv', around)
const names = ({ rows }: ReturnType<typeof plan>) => rows.map(({ name }) => name)
const kinds = ({ rows }: ReturnType<typeof plan>) => rows.map(({ kind }) => kind)

describe('a list as an office keeps it', () => {
  const FOUR = ['Nguyễn Văn An', 'Trần Thị Bích', 'Lê Hoàng Châu', 'Phạm Quốc Dũng']
  it.each(['split-name', 'split-name-lot', 'merged-name'])('has whole names: %s', (name) => {
    expect(names(list(name))).toEqual(FOUR)
  })

  it('begins on the day that a workbook of a Macintosh, or another, shows', () => {
    expect(list('days-from-1904').rows[0]?.from).toBe('2025-07-14')
    expect(list('days-from-1900').rows[0]?.from).toBe('2025-07-14')
  })

  it('has the same people whether their numbers are text or shown with zeros', () => {
    const first = list('zeros-as-text')
    expect(first.rows.map(({ staffNumber }) => staffNumber)).toEqual(['00042', '00043'])
    expect(kinds(list('zeros-by-format', { people: first.people }))).toEqual(['same', 'same'])
  })

  it('has no written carriage return in a name or title', () => {
    expect(list('carriage-return').rows).toMatchObject([
      { name: 'Hồ Văn Xuống Dòng', title: 'Chuyên viên Một cửa', staffNumber: 'XR-1' },
    ])
  })

  it('names the cells of formulas that failed', () => {
    const { rows } = list('formula-errors')
    const seen = rows.flatMap(({ faults }) => faults.map(({ line, column, code }) => [line, column, code]))
    expect(seen).toEqual([
      [2, 'C', 'formula-error'],
      [2, 'D', 'formula-error'],
      [3, 'B', 'formula-error'],
    ])
  })

  it('has its four people, and says of every other line why it is left out', () => {
    const read = list('numbered-with-footer')
    expect(names(read)).toEqual([
      'Đinh Văn Nhóm Một',
      'Đinh Thị Nhóm Hai',
      'Đinh Văn Nhóm Ba',
      'Đinh Thị Nhóm Bốn',
    ])
    expect(read.rows.map(({ questions }) => questions.map(({ code }) => code))).toEqual([
      ['leader-title'],
      ['leader-title'],
      [],
      [],
    ])
    expect(read.leftOut.map(({ line, why }) => [line, why])).toEqual([
      [6, 'numbering'],
      [7, 'group'],
      [10, 'group'],
      [13, 'total'],
      [15, 'place-and-date'],
      [16, 'signature'],
      [17, 'signature'],
      [20, 'signature'],
    ])
  })

  it.each(['shared-strings-named-otherwise', 'workbook-named-otherwise'])(
    'is read whatever its parts are called: %s',
    (name) => {
      expect(list(name).rows).toMatchObject([{ name: 'Phan Thị Tên Phần', title: 'Văn thư', kind: 'new' }])
    },
  )

  it('leaves out rows that a filter hides, and says so', () => {
    const read = list('hidden-rows')
    expect(names(read)).toEqual(['Mai Thị Còn Làm', 'Mai Thị Còn Nữa'])
    expect(read.leftOut).toMatchObject([{ line: 3, why: 'hidden' }])
  })

  it('has each date read rightly, or its cell named', () => {
    const { rows } = list('date-ways')
    expect(rows.map(({ kind, from, faults: [fault] }) => (kind === 'new' ? from : fault?.code))).toEqual([
      '2026-07-01',
      'bad-date',
      '2026-07-01',
      '2026-07-15',
      'bad-date',
      'bad-date',
      'date-out-of-bounds',
      '2026-07-01',
      'bad-date',
    ])
  })

  it('separated by semicolons has a title with commas', () => {
    const read = csv([
      'DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG;;',
      'Họ và tên;Chức danh;Mã số',
      'Tạ Thị Dấu Phẩy;Văn thư;CP-1',
      'Tạ Văn Chấm Phẩy;Kế toán, thủ quỹ;CP-2',
    ])
    expect(read.rows.map(({ name, title }) => [name, title])).toEqual([
      ['Tạ Thị Dấu Phẩy', 'Văn thư'],
      ['Tạ Văn Chấm Phẩy', 'Kế toán, thủ quỹ'],
    ])
  })

  it('of other peoples’ names is read as they are, all together and each alone', () => {
    const all = names(plan(readFileSync(new URL('all.csv', OTHER_NAMES)), 'csv'))
    expect(all).toEqual(
      [
        'Y Ñuê Êban',
        'H’Ñuan Byă',
        'Y Čăm Niê Kdăm',
        "H'Ƀơi Mlô",
        'Ksor H’Blĭm',
        'Rah Lan Hlơ̆i',
        'Y Ayŭn Kbuôr',
        'K’Brŏ̆',
        'Alăng Bh’riu Mơơ',
        'Kpă H’Ƀlŭi',
        'Chamaléa Thị Thủy',
        'Điểu K’Ré',
      ].map((name) => name.normalize('NFC')),
    )
    const alone = readdirSync(OTHER_NAMES).filter((file) => file.startsWith('one-'))
    const read = alone.sort().map((file) => plan(readFileSync(new URL(file, OTHER_NAMES)), 'csv'))
    expect(read.flatMap(names)).toEqual(all)
    expect(read.flatMap(kinds)).toEqual(all.map(() => 'new'))
  })

  it.each([
    ['biff.xls', 'old-container'],
    ['protected.xlsx', 'old-container'],
    ['export.xls', 'web-page'],
  ])('that is only called Excel is refused by what it is: %s', (name, fault) => {
    const bytes = readFileSync(new URL(`office-lists/called-excel/${name}`, import.meta.url))
    expect(readTable(bytes, 'xlsx')).toEqual({ kind: 'refused', fault, where: null })
  })

  it('with one name typed under Caps Lock is taken but for that one, which is asked about', () => {
    const nine = 'Mượn Hai Ba Bốn Năm Sáu Bảy Tám Chín'.split(' ').map((name) => `Cao Văn ${name}`)
    const read = csv(['Họ và tên', ...nine, 'lÊ tHỊ hOA'])
    expect(kinds(read)).toEqual([...nine.map(() => 'new'), 'asked'])
    expect(read.rows.at(-1)?.questions).toMatchObject([{ code: 'caps-lock', proposed: 'Lê Thị Hoa' }])
  })
})

describe('people of a second list', () => {
  const HEAD = 'Họ và tên,Chức danh'
  it('are the same when a letter only looks otherwise', () => {
    const { people } = csv([HEAD, 'Đặng Thị Đào,Văn thư', 'Đỗ Văn Đông,Kế toán'])
    for (const lines of [
      ['Ðặng Thị Ðào,Văn thư', 'Ðỗ Văn Ðông,Kế toán'],
      ['Ɖặng Thị Ɖào,Văn thư', 'Đỗ Văn Đông,Kế toán'],
      ['ĐẶNG THỊ ĐÀO,Văn thư', 'Đỗ Văn Đông,Kế toán'],
    ])
      expect(kinds(csv([HEAD, ...lines], { people }))).toEqual(['same', 'same'])
  })

  it('whose names differ by a mark are others, or are asked about', () => {
    const { people } = csv([HEAD, 'Trần Thị Hà,Văn thư'])
    const second = csv([HEAD, 'Trần Thị Hạ,Kế toán'], { people })
    expect(second.rows).toMatchObject([
      { kind: 'asked', questions: [{ code: 'similar-name', proposed: 'Trần Thị Hà' }] },
    ])
    expect(second.people).toEqual([])
    expect(kinds(csv([HEAD, 'Trần Thị Hà,Văn thư', 'Trần Thị Hạ,Kế toán']))).toEqual(['new', 'new'])
    expect(kinds(csv([HEAD, 'Trần Thị Hà,Văn thư', 'Trần Thị Hạ,Kế toán'], { people }))).toEqual([
      'same',
      'new',
    ])
  })
})
