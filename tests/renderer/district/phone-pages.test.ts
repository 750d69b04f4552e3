import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtSeed } from '../../support/district-seed.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const WIDTH = 360
const shots = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('on a phone', () => {
  let pages: StaffPages
  beforeAll(async () => {
    const seed = districtSeed()
    pages = await openStaffPages(NOW, {
      ...seed,
      points: (seed.points ?? []).map((point, index) => ({
        ...point,
        name: `Trung tâm Phục vụ hành chính công phường ${['An Lạc', 'Bình Minh'][index]}`,
      })),
    })
    const change = { name: 'Nguyễn Văn A1', title: 'Công chức', staffNumber: null }
    await pages.admin.write('PUT', '/api/v1/people/a1', change)
  })
  afterAll(() => pages?.close())

  it.each([
    ['/hours', 'tr[data-rule]'],
    ['/organisation', 'tr[data-row]'],
    ['/accounts', 'tr[data-account]'],
    ['/audit', 'tr[data-audit]'],
  ])('tables of %s are read from top to bottom, nothing cut and no word a line', async (path, row) => {
    const page = await pages.open(path, { width: WIDTH })
    await page.locator(row).first().waitFor()
    if (shots !== undefined)
      await page.screenshot({ path: `${shots}/phone${path.replaceAll('/', '-')}.png`, fullPage: true })
    const cells = await page.locator('main tbody :is(td, th)').evaluateAll((all) =>
      all
        .filter((cell) => cell.textContent !== '')
        .map((cell) => {
          const { left, right, width } = cell.getBoundingClientRect()
          return { text: cell.textContent, isSeen: left >= 0 && right <= innerWidth, width }
        }),
    )
    expect(cells.length).toBeGreaterThan(2)
    expect(cells.filter(({ isSeen, width }) => !isSeen || width < 240)).toEqual([])
    expect(await pages.faults(page)).toEqual([])
    await page.context().close()
  })

  it('the first of a ward’s people stands in the window', async () => {
    const page = await pages.open('/wards/point-a', { width: WIDTH })
    const first = page.locator('[data-person]').first()
    await first.waitFor()
    if (shots !== undefined) await page.screenshot({ path: `${shots}/phone-ward.png` })
    const name = await first.getByRole('link').boundingBox()
    expect((name?.y ?? 1_000) + (name?.height ?? 0)).toBeLessThan(700)
    expect(await pages.faults(page)).toEqual([])
    await page.context().close()
  })
})
