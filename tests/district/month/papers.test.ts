import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { MonthFacts } from '../../../core/month/month-facts.ts'
import { monthSheet } from '../../../core/month/month-sheet.ts'
import { SheetTemplate } from '../../../core/month/sheet-template.ts'
import { makePaper, PAPER_NAMES } from '../../../district/papers/papers.ts'
import { inventedMonth } from '../../support/invented-month.ts'
import { convertInLibreOffice, libreOfficePath } from '../../support/libre-office.ts'
import { readWorkbook } from '../../support/read-workbook.ts'

const facts = inventedMonth('p2', '2026-11')
const lock = { id: '3f2a91c0-0000-4000-8000-00000000000a', lockedAt: facts.asOf }
const source = { facts, lock }
const PDFTOTEXT = '/usr/bin/pdftotext'
const folder = mkdtempSync(join(tmpdir(), 'giogiac-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every accented letter of Vietnamese, both cases. */
const LETTERS = [
  ...'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ',
  ...'ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ',
].join('')

const withNames = (names: readonly string[], template: Partial<SheetTemplate> = {}): MonthFacts => ({
  ...facts,
  template: SheetTemplate.parse(template),
  people: facts.people
    .slice(0, names.length)
    .map((person, index) => ({ ...person, name: names[index] ?? '' })),
})

function textOfPdf(bytes: Uint8Array): string {
  const file = join(folder, 'x.pdf')
  writeFileSync(file, bytes)
  return execFileSync(PDFTOTEXT, ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC')
}

describe('a locked month', () => {
  test.each(PAPER_NAMES)(
    '%s comes out the same from the facts as they were kept, in any time zone',
    async (name) => {
      const first = await makePaper(name, source)
      const kept = MonthFacts.parse(JSON.parse(JSON.stringify(facts)))
      const zone = process.env.TZ
      process.env.TZ = 'America/St_Johns'
      try {
        const again = await makePaper(name, { facts: kept, lock })
        expect(Buffer.compare(Buffer.from(first), Buffer.from(again))).toBe(0)
      } finally {
        if (zone === undefined) delete process.env.TZ
        else process.env.TZ = zone
      }
    },
  )

  test('says so on its papers, and an open one says that it is a draft', async () => {
    const closedBy = { ...facts, closedBy: 'Lê Thị Thu' }
    const closed = readWorkbook(await makePaper('bang-cham-cong.xlsx', { facts: closedBy, lock }))
      .sheets[0]?.[5]?.[0]
    expect(closed).toBe('Đã khóa lúc 23:00 ngày 08/12/2026; người khóa: Lê Thị Thu; số bản khóa 3F2A-91C0')
    const open = readWorkbook(await makePaper('bang-cham-cong.xlsx', { facts, lock: null }))
      .sheets[0]?.[5]?.[0]
    expect(open).toContain('BẢN TẠM')
  })
})

describe.skipIf(!existsSync(PDFTOTEXT))('the PDF', () => {
  test('holds all 134 Vietnamese letters', async () => {
    expect(new Set(LETTERS).size).toBe(134)
    // On lines of their own: a narrow cell would break the word.
    const half = [...LETTERS]
    const names = [0, 1, 2, 3, 4, 5, 6].map((part) => half.slice(part * 20, part * 20 + 20).join(' '))
    const text = textOfPdf(await makePaper('bang-cham-cong.pdf', { facts: withNames(names), lock }))
    expect([...LETTERS].filter((letter) => !text.includes(letter))).toEqual([])
  })

  test('has the rows and sums of the sheet', async () => {
    const text = textOfPdf(await makePaper('bang-cham-cong.pdf', source))
    const sheet = monthSheet(facts)
    for (const { number, name, sums } of sheet.rows) {
      const line = text.split('\n').find((each) => new RegExp(`^\\s*${number}\\s+${name}`).test(each))
      expect(line).toMatch(new RegExp(`\\s${String(sums[32]).replace('.', ',')}\\s+0\\s+0\\s*$`))
    }
    expect(text).toContain('Mẫu số C01a-HD')
    for (const who of ['Người chấm công', 'Phụ trách bộ phận', 'Người duyệt']) expect(text).toContain(who)
  })
})

const HOSTILE = [
  '=HYPERLINK("http://x","Bấm")',
  '+84912000000',
  '-Nguyễn',
  '@SUM(A1)',
  '<script>alert(1)</script>&amp;"',
  'Nguy\u0000ễn\u0008 \u202eV\u200b Ăn',
  `Lê _x0041_ ${'ệ'.repeat(300)}`,
]

describe('D11: hostile names', () => {
  test('stand in the workbook as texts, never as formulas', async () => {
    const { sheets, formulas } = readWorkbook(
      await makePaper('bang-cham-cong.xlsx', { facts: withNames(HOSTILE), lock }),
    )
    expect(formulas).toBe(0)
    const names = (sheets[0] ?? []).filter((row) => typeof row[0] === 'number').map((row) => row[1])
    expect(names.slice(0, 5)).toEqual(HOSTILE.slice(0, 5))
    expect(names[5]).toBe('Nguyễn \u202eV\u200b Ăn')
    expect(names[6]).toContain('_x005F_x0041_')
  })

  test.skipIf(libreOfficePath() === null)('open in LibreOffice as texts', async () => {
    const bytes = await makePaper('bang-cham-cong.xlsx', { facts: withNames(HOSTILE), lock })
    const xml = convertInLibreOffice(bytes, 'hostile.xlsx', 'fods').toString('utf8')
    expect(xml).not.toMatch(/table:formula=/)
    expect(xml).toContain('=HYPERLINK(')
  })

  test('cannot break the report or the PDF', async () => {
    const hostile = { facts: withNames(HOSTILE, { unit: HOSTILE[4] ?? '', place: HOSTILE[5] ?? '' }), lock }
    const xml = strFromU8(
      unzipSync(await makePaper('bao-cao.docx', hostile))['word/document.xml'] ?? new Uint8Array(),
    )
    expect(xml).not.toContain('<script>')
    expect(xml).toContain('&lt;script&gt;')
    expect((await makePaper('bang-cham-cong.pdf', hostile)).length).toBeGreaterThan(10_000)
    const csv = Buffer.from(await makePaper('bang-cham-cong.csv', hostile)).toString('utf8')
    expect(csv).toContain('"\'=HYPERLINK(""http://x"",""Bấm"")"')
    expect(csv).toContain("'-Nguyễn")
  })
})

test.skipIf(libreOfficePath() === null)(
  'the report prints with its parts in the order of the decree',
  async () => {
    const pdf = convertInLibreOffice(await makePaper('bao-cao.docx', source), 'report.docx', 'pdf')
    if (!existsSync(PDFTOTEXT)) return
    const text = textOfPdf(pdf)
    const parts = [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'BÁO CÁO',
      'Kính gửi: UBND thành phố Đông Hải',
      'I. Số liệu chung',
      'II. Đi muộn, về sớm, vắng',
      'III. Thẻ và trang phục',
      'IV. Lãnh đạo trực',
      'V. Kiểm tra, phản ánh',
      'VI. Đề xuất thi đua',
      'Nơi nhận:',
      'Phụ lục II',
    ]
    const places = parts.map((part) => text.indexOf(part))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect([...places].sort((a, b) => a - b)).toEqual(places)
  },
)
