import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { MonthFacts } from '../../../core/month/month-facts.ts'
import { makePaper, type PaperName } from '../../../district/papers/papers.ts'
import { inventedMonth } from '../../support/invented-month.ts'
import { canDrawPdf, drawPdf, grayPage, textOfPdf } from '../../support/pdf-pages.ts'

const month = inventedMonth('p2', '2026-10')
const lock = { id: '01937b80-0000-7000-8000-00000000000a', lockedAt: month.asOf }

/** The invented ward with as many people as are asked for. */
const ofPeople = (count: number, nameOf = (name: string, _index: number) => name): MonthFacts => ({
  ...month,
  people: Array.from({ length: count }, (_, index) => {
    const person = month.people[index % month.people.length]
    if (person === undefined) throw new Error('nobody')
    return { ...person, id: `${person.id}-${index}`, name: nameOf(person.name, index) }
  }),
})
const pagesOf = async (facts: MonthFacts, paper: PaperName = 'bang-cham-cong.pdf'): Promise<string[]> => {
  const pdf = Buffer.from(await makePaper(paper, { facts, lock }))
  const folder = process.env.GIOGIAC_KEEP_PAGES
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true })
    for (const [page, png] of drawPdf(pdf, 80).entries())
      writeFileSync(`${folder}/${paper}-${facts.people.length}-${page + 1}.png`, png)
  }
  return textOfPdf(pdf).normalize('NFC').split('\f').slice(0, -1)
}
/** Numbers that begin the rows of people on a page. */
const rowsOn = (page: string): number[] =>
  page.split('\n').flatMap((line) => {
    const number = /^\s*(\d{1,3})\s+\p{Lu}\p{L}/u.exec(line)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
/** Points left white at the sides. */
const SIDE = 24
const DOTS_PER_INCH = 144

/** How far from the edges of the first page its ink begins, in points. */
function inkOn(pdf: Buffer): Record<'left' | 'right' | 'top' | 'bottom', number> {
  const { width, height, shades } = grayPage(pdf, DOTS_PER_INCH)
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (const [at, shade] of shades.entries()) {
    if (shade > 200) continue
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  const points = (dots: number) => (dots * 72) / DOTS_PER_INCH
  return {
    left: points(left),
    right: points(width - 1 - right),
    top: points(top),
    bottom: points(height - 1 - bottom),
  }
}
const SIGNED = ['Người chấm công', 'Phụ trách bộ phận', 'Người duyệt']

describe.skipIf(!canDrawPdf())('the printed timesheet', () => {
  test.each([
    [1, 1],
    [14, 1],
    [15, 1],
    [40, 3],
    [120, 6],
  ])('of %i people takes at most %i pages, signed below its last rows', async (count, most) => {
    const pages = await pagesOf(ofPeople(count))
    expect(pages.length).toBeLessThanOrEqual(most)
    expect(pages.flatMap(rowsOn)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    for (const [index, page] of pages.entries()) {
      const isLast = index === pages.length - 1
      expect(page).toContain('Ngày trong tháng')
      expect(page).toMatch(new RegExp(`${index + 1}/${pages.length}\\s*$`))
      for (const who of SIGNED) expect(page.includes(who)).toBe(isLast)
      expect(page).not.toContain('NGUỒN SỐ LIỆU')
    }
    expect(rowsOn(pages.at(-1) ?? '').length).toBeGreaterThanOrEqual(Math.min(count, 3))
  })

  test('of nobody is one page that can be signed', async () => {
    const pages = await pagesOf(ofPeople(0))
    expect(pages).toHaveLength(1)
    for (const who of SIGNED) expect(pages[0]).toContain(who)
  })

  test('breaks long names within their column and leaves nobody out', async () => {
    const long = ofPeople(30, (name, index) => `${name} ${'Nguyễn Phúc Tôn Nữ '.repeat(index % 4)}`.trim())
    const pages = await pagesOf(long)
    expect(pages.flatMap(rowsOn)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    expect(rowsOn(pages.at(-1) ?? '').length).toBeGreaterThanOrEqual(3)
  })

  test.each([3, 40])(
    'of %i people fills the width between its margins, and leaves them white',
    async (count) => {
      const pdf = Buffer.from(await makePaper('bang-cham-cong.pdf', { facts: ofPeople(count), lock }))
      const boxes = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1'))
      expect([Number(boxes?.[1]), Number(boxes?.[2])]).toEqual([841.89, 595.28])
      const { left, right, top, bottom } = inkOn(pdf)
      // The table's own lines stand on the margins; half a point of line, half a dot of drawing.
      expect(left).toBeGreaterThan(SIDE - 1)
      expect(left).toBeLessThan(SIDE + 1)
      expect(right).toBeGreaterThan(SIDE - 1)
      expect(right).toBeLessThan(SIDE + 1)
      expect(top).toBeGreaterThan(23)
      // The footer stands within the lower margin, where printers still reach.
      expect(bottom).toBeGreaterThan(12)
    },
  )

  test('has its annexes as files of their own, each rule said once, days off without events left out', async () => {
    const facts = ofPeople(14)
    const sources = await pagesOf(facts, 'nguon-so-lieu.pdf')
    const all = sources.join('\n')
    expect(all.split('Giờ của').length - 1).toBeLessThanOrEqual(2)
    expect(all).toContain('05/10/2026')
    // A Saturday.
    expect(all).not.toContain('03/10/2026')
    expect(sources.length).toBeLessThanOrEqual(14)
    expect((await pagesOf(facts, 'ghi-nhan.pdf')).join('\n')).toContain('GHI NHẬN VỀ GIỜ GIẤC VÀ THẺ')
    expect((await pagesOf(facts, 'tong-hop-ghi-nhan.pdf')).join('\n')).toContain('Thiếu lượt')
  })
})
