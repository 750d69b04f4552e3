import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'
import { writeXlsx } from '../../support/write-xlsx.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

describe.skipIf(chromiumPath() === null)('a list of people that is looked at again', () => {
  let pages: StaffPages
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(() => pages?.close())

  it('keeps file and answers when the point or the date changes, and says which answers are not used', async () => {
    const page = await pages.open('/people/import')
    const buffer = writeXlsx([
      ['Họ và tên', 'Chức vụ'],
      ['Mạc Lãnh Đạo', 'Chủ tịch UBND phường'],
      ['Nguyên Văn A1', ''],
    ])
    const choosePoint = async (name: string) => {
      await page.getByRole('combobox', { name: 'Điểm tiếp nhận cho dòng không ghi điểm' }).click()
      await page.getByRole('option', { name }).click()
    }
    await choosePoint('Quầy A')
    await page.locator('input[type=file]').setInputFiles({ name: 'ds.xlsx', mimeType: XLSX, buffer })
    const leader = page.locator('tr[data-line="2"]')
    const similar = page.locator('tr[data-line="3"]')
    await leader.getByRole('button', { name: 'Lãnh đạo', exact: true }).click()
    await similar.getByRole('button', { name: 'Là người khác' }).click()
    await page.locator('tr[data-kind=new]').nth(1).waitFor()

    await typeDate(page, 'Từ ngày, cho dòng không ghi ngày', '2/11/2026')
    await leader.getByText('02/11/2026').waitFor()
    await expect.poll(() => page.locator('tr[data-kind=new]').count()).toBe(2)
    expect(await page.locator('[data-unasked]').count()).toBe(0)

    await choosePoint('Quầy B')
    await leader.getByText('Quầy B').waitFor()
    await page.locator('[data-unasked]').getByText('Câu trả lời cho dòng 3 không dùng nữa').waitFor()
    expect(await leader.getAttribute('data-kind')).toBe('new')
    expect(await pages.faults(page)).toEqual([])

    // Whom a row resembles hangs on the point: it is asked again.
    await choosePoint('Quầy A')
    await leader.getByText('Quầy A').waitFor()
    await similar.getByRole('button', { name: 'Là người khác' }).click()
    await page.locator('[data-unasked]').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Nhập 2 dòng' }).click()
    await page.getByText('Đã nhập: 2 người mới').waitFor()
    await page.context().close()
  })

  it('names the points it takes, and shows no other beside one that it does not know', async () => {
    const page = await pages.open('/people/import')
    const buffer = writeXlsx([
      ['Họ và tên', 'Điểm tiếp nhận'],
      ['Lý Sai', 'Quầy Không Có'],
    ])
    await page.getByRole('combobox', { name: 'Điểm tiếp nhận cho dòng không ghi điểm' }).click()
    await page.getByRole('option', { name: 'Quầy A' }).click()
    await page.locator('input[type=file]').setInputFiles({ name: 'ds.xlsx', mimeType: XLSX, buffer })
    await page.locator('tr[data-kind=wrong]').waitFor()
    expect(await page.locator('tr[data-kind=wrong]').textContent()).not.toContain('Quầy A')
    expect(await page.locator('[data-points-taken]').textContent()).toBe(
      'Cột “Điểm tiếp nhận” nhận các tên: Quầy A, Quầy B',
    )
    expect(await pages.faults(page)).toEqual([])
    await page.context().close()
  })
})
