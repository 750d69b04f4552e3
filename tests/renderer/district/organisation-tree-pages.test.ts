import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtSeed } from '../../support/district-seed.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const WARDS = ['An Lạc', 'Bình Minh', 'Cẩm Tú', 'Đông Xuyên', 'Hạ Lâm', 'Kim Ngân', 'Lộc Thủy', 'Mai Sơn']
const COUNTERS = [1, 2, 3, 4, 5]

describe.skipIf(chromiumPath() === null)('the tree of a city with many counters', () => {
  let pages: StaffPages
  beforeAll(async () => {
    const seed = districtSeed()
    pages = await openStaffPages(NOW, {
      ...seed,
      organisations: [
        { id: 'city', name: 'Thành phố Mẫu', parent: null },
        ...WARDS.map((name, ward) => ({ id: `w${ward}`, name: `Phường ${name}`, parent: 'city' })),
      ],
      points: WARDS.map((name, ward) => ({
        id: `p${ward}`,
        name: `Một cửa ${name}`,
        organisation: `w${ward}`,
      })),
      people: [],
      postings: [],
      badges: [],
      counters: WARDS.flatMap((_, ward) =>
        COUNTERS.map((number) => ({
          id: `q${ward}${number}`,
          point: `p${ward}`,
          name: `Quầy ${number}`,
          fields: number === 5 ? ['Đất đai'] : [],
          staffing: { kind: 'never' as const },
          validFrom: '2026-01-01',
          validTo: null,
        })),
      ),
    })
  })
  afterAll(() => pages?.close())

  it('is folded to its points, opens one by one, and opens where a counter is added', async () => {
    const page = await pages.open('/organisation')
    const rows = page.locator('tr[data-row]')
    await rows.first().waitFor()
    await expect.poll(() => rows.count()).toBe(1 + 2 * WARDS.length)
    await page.getByRole('button', { name: 'Gấp hay mở Một cửa Cẩm Tú' }).click()
    await expect.poll(() => rows.count()).toBe(1 + 2 * WARDS.length + COUNTERS.length)
    await page.getByRole('button', { name: 'Gấp hay mở Phường Cẩm Tú' }).click()
    await expect.poll(() => rows.count()).toBe(2 * WARDS.length)
    expect(await pages.faults(page)).toEqual([])
    const point = page.locator('tr[data-row=p0]')
    await point.getByRole('button', { name: '+ Quầy' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: /^Tên/ }).fill('Quầy 6')
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('cell', { name: 'Quầy 6', exact: true }).waitFor()
    await page.context().close()
  })

  it('finds a ward without accents, with everything that stands above and below it', async () => {
    const page = await pages.open('/organisation')
    const rows = page.locator('tr[data-row]')
    await rows.first().waitFor()
    await page.getByLabel('Tìm đơn vị, điểm, quầy').fill('phuong ha lam')
    await expect
      .poll(() => rows.evaluateAll((each) => each.map((row) => row.getAttribute('data-row'))))
      .toEqual(['city', 'w4', 'p4', ...COUNTERS.map((number) => `q4${number}`)])
    await page.getByLabel('Tìm đơn vị, điểm, quầy').fill('không có')
    await page.getByText('Không có nơi nào khớp với “không có”').waitFor()
    expect(pages.complaints).toEqual([])
    await page.context().close()
  })
})
