import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MonthOverview } from '../../../core/district/month-api.ts'
import { instantOf } from '../../../core/time.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { MONTH, workMonth, ZONE } from '../../support/worked-month.ts'

const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the page of all months', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(await pages.faults(page)).toEqual([])
  }
  const locked = async () =>
    MonthOverview.parse((await pages.admin.get(`/api/v1/months/${MONTH}`)).body).points.map(
      ({ point, lockedAt }) => [point, lockedAt !== null],
    )
  beforeAll(async () => {
    pages = await openStaffPages(instantOf('2026-11-03', '09:00', ZONE))
    await workMonth(pages.district)
  })
  afterAll(() => pages?.close())

  it('closes one month at many points, one by one; a point whose cells are not known is left open and named', async () => {
    const page = await pages.open(`/months?month=${MONTH}`)
    await page.getByRole('checkbox', { name: 'Chọn cả 2 điểm đang mở' }).check()
    await page.getByRole('button', { name: 'Khóa 2 điểm' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('[data-lock=point-a]').getByText('Đủ số liệu').waitFor()
    await dialog
      .locator('[data-lock=point-b]')
      .getByText(/\d+ ô chưa đủ số liệu/)
      .waitFor()
    await see(page, 'lock-many')
    await dialog.getByRole('button', { name: 'Khóa 1 điểm' }).click()
    await dialog.locator('[data-lock=point-a][data-fate=locked]').waitFor()
    await dialog
      .locator('[data-lock=point-b]')
      .getByText(/Chưa khóa: còn \d+ ô/)
      .waitFor()
    await see(page, 'lock-many-done')
    await dialog.getByRole('button', { name: 'Đóng' }).click()
    expect(await locked()).toEqual([
      ['point-a', true],
      ['point-b', false],
    ])
    await page.context().close()
  })

  it('says of each point why it was not closed, and closes cells that are not known with the reason', async () => {
    const page = await pages.open(`/months?month=${MONTH}`, { language: 'en' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.getByRole('checkbox', { name: 'Choose Quầy B' }).check()
    await page.getByRole('button', { name: 'Lock 1 point' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: /Also lock the 1 point/ }).check()
    const submit = dialog.getByRole('button', { name: 'Lock 1 point' })
    expect(await submit.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Điểm này chưa có máy chấm công')
    await see(page, 'lock-many-en')
    await page.setViewportSize({ width: 360, height: 740 })
    await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth)
    await see(page, 'lock-many-en-small')
    const body = { acceptUnknown: true, note: 'Khóa trước ở nơi khác' }
    const first = await pages.admin.write('POST', `/api/v1/points/point-b/months/${MONTH}/lock`, body)
    expect(first.status, first.text).toBe(200)
    await submit.click()
    await dialog.locator('[data-lock=point-b]').getByText('This month is locked already.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    const reopened = await pages.admin.write('POST', `/api/v1/points/point-b/months/${MONTH}/reopen`, {
      reason: 'Khóa nhầm',
    })
    expect(reopened.status).toBe(200)
    await page.goto(`/months?month=${MONTH}`)
    await page.getByRole('checkbox', { name: 'Choose Quầy B' }).check()
    await page.getByRole('button', { name: 'Lock 1 point' }).click()
    await dialog.getByRole('checkbox', { name: /Also lock the 1 point/ }).check()
    await dialog.getByRole('textbox').fill('Điểm này chưa có máy chấm công')
    await submit.click()
    await dialog.locator('[data-lock=point-b][data-fate=locked]').waitFor()
    expect(await locked()).toEqual([
      ['point-a', true],
      ['point-b', true],
    ])
    expect(pages.complaints).toEqual([])
    await page.context().close()
  })

  it('gives the papers of all points that are chosen, and of one, as one ZIP', async () => {
    const page = await pages.open(`/months?month=${MONTH}`, { as: 'viewer' })
    await page.getByRole('checkbox', { name: 'Chọn cả 2 điểm đã khóa' }).check()
    await see(page, 'zip-many')
    const [many] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'Tải giấy tờ của 2 điểm đã khóa (ZIP)' }).click(),
    ])
    expect(many.suggestedFilename()).toBe('giay-to-2026-10-2-diem.zip')
    const papers = Object.keys(unzipSync(readFileSync(await many.path())))
    expect(papers).toHaveLength(20)
    await page.getByRole('link', { name: 'Mở bảng của Quầy A' }).click()
    const [one] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'Tải tất cả (ZIP)' }).click(),
    ])
    expect(one.suggestedFilename()).toBe('giay-to-2026-10-quay-a.zip')
    expect(await page.locator('[data-papers-missing]').count()).toBe(0)
    const lacking = {
      'content-disposition': 'attachment; filename="x.zip"; filename*=UTF-8\'\'thieu-1-giay-to.zip',
      'x-papers-missing': encodeURIComponent('Quầy A - tháng 10-2026/Báo cáo tháng.docx'),
    }
    await page.route('**/papers.zip?*', (route) => route.fulfill({ headers: lacking, body: 'PK' }), {
      times: 1,
    })
    const [partly] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải tất cả (ZIP)' }).click(),
    ])
    expect(partly.suggestedFilename()).toBe('thieu-1-giay-to.zip')
    const notice = page.locator('[data-papers-missing]')
    await notice.getByText('Tệp ZIP thiếu 1 giấy tờ').waitFor()
    await notice.getByText('Quầy A - tháng 10-2026/Báo cáo tháng.docx').waitFor()
    expect(await pages.faults(page)).toEqual([])
    await see(page, 'zip-one')
    await page.context().close()
  })

  it('offers closing to nobody who may not, nor before the month is over', async () => {
    const page = await pages.open(`/months?month=${MONTH}`, { as: 'viewer' })
    await page.locator('[data-point]').first().waitFor()
    expect(await page.getByRole('checkbox', { name: /đang mở/ }).count()).toBe(0)
    await page.getByRole('checkbox', { name: /đã khóa/ }).check()
    expect(await page.getByRole('button', { name: /^Khóa/ }).count()).toBe(0)
    await page.context().close()
    const now = await pages.open('/months?month=2026-11')
    await now.locator('[data-point]').first().waitFor()
    expect(await now.getByRole('checkbox').count()).toBe(0)
    await now.context().close()
  })
})
