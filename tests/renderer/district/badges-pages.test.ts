import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the page of badges, of those nobody used', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png`, fullPage: true })
    expect(await pages.faults(page)).toEqual([])
  }
  const choose = async (page: Page, state: string) => {
    await page.getByRole('combobox', { name: 'Tình trạng' }).click()
    await page.getByRole('option', { name: state }).click()
  }
  const issueForPointB = async (page: Page) => {
    await page.getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await page.getByRole('option', { name: 'Quầy B' }).click()
    await page.getByRole('checkbox', { name: /Cấp lại cho cả người đã có thẻ/ }).check()
    await page.getByRole('button', { name: 'Cấp và in thẻ' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp và in thẻ' }).click()
    await page.getByText('Đã cấp 3 thẻ').waitFor()
  }
  const step = (page: Page) => page.locator('[data-step=badges]')
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(() => pages?.close())

  it('keeps the sheet that nobody saved when Back is pressed, and says what is lost', async () => {
    const page = await pages.open('/people')
    await page.locator('main').getByRole('link', { name: 'Thẻ', exact: true }).click()
    await page.getByRole('heading', { name: 'Thẻ', exact: true }).waitFor()
    await issueForPointB(page)
    await page.goBack()
    await page.getByText('Chưa tải tệp PDF. Đóng là mất tệp: 3 thẻ vừa cấp').waitFor()
    await see(page, 'badges-back')
    await page.goBack()
    await page.getByRole('link', { name: 'Tải tệp PDF' }).waitFor()
    await page.getByRole('button', { name: 'Đóng, bỏ tệp' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.goBack()
    await page.getByRole('heading', { name: 'Cán bộ' }).waitFor()
    await page.context().close()
  })

  it('does not call the first step of badges done while a sheet was never saved', async () => {
    const page = await pages.open('/')
    await step(page).waitFor()
    expect(await step(page).getAttribute('data-done')).toBe('false')
    await step(page).getByText('Có thẻ đã cấp mà chưa tải tệp in').waitFor()
    await see(page, 'badges-first-step')
    await page.context().close()
  })

  it('lists them by themselves, to be called back or printed again together', async () => {
    const page = await pages.open('/badges')
    await page.locator('tr[data-badge]').first().getByText('Chưa tải tệp in').waitFor()
    await see(page, 'badges-all')
    await choose(page, 'Chưa tải tệp in')
    await expect.poll(() => page.locator('tr[data-badge]').count()).toBe(3)
    await page.getByRole('checkbox', { name: 'Chọn mọi thẻ đang hiện' }).check()
    await see(page, 'badges-ticked')
    await page.getByRole('button', { name: 'Cấp và in lại 3 thẻ' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp và in thẻ' }).click()
    const saved = page.waitForEvent('download')
    const noted = page.waitForResponse((response) => response.url().endsWith('/badges/saved'))
    await page.getByRole('link', { name: 'Tải tệp PDF' }).click()
    await saved
    expect((await noted).status()).toBe(204)
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click()
    await page.getByText('Không có thẻ nào ở tình trạng này.').waitFor()
    await choose(page, 'Chưa dùng lần nào')
    await page
      .getByRole('row', { name: /Nguyễn Văn B1/ })
      .getByRole('checkbox')
      .check()
    await page
      .getByRole('row', { name: /Nguyễn Văn B2/ })
      .getByRole('checkbox')
      .check()
    await page.getByRole('button', { name: 'Thu hồi 2 thẻ' }).click()
    await see(page, 'badges-revoke')
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /Nguyễn Văn B2/ }).waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /Nguyễn Văn B3/ }).waitFor()
    await page.goto('/')
    await step(page).waitFor()
    expect(await step(page).getAttribute('data-done')).toBe('true')
    await page.context().close()
  })

  it('says who gave a badge at a kiosk, and the states in English, in the dark and on a small screen', async () => {
    const kiosk = await createWireKiosk(pages.district).enrol()
    kiosk.checkClock(0)
    const given = { staff: 'a3', badge: 'ab'.repeat(32), by: 'a2', reason: 'Mất thẻ' }
    kiosk.add('badge-handed-over', given, { at: NOW - 20_000 })
    await kiosk.sendAll()
    const page = await pages.open('/people/a3/record', { language: 'en' })
    await page.getByText('Handed over at a kiosk · Nguyễn Văn A2').waitFor()
    await page.getByText('In use').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await see(page, 'badges-record-en')
    await page.goto('/badges')
    await page.locator('tr[data-badge]').first().waitFor()
    await see(page, 'badges-en')
    await page.setViewportSize({ width: 360, height: 740 })
    await see(page, 'badges-en-small')
    await page.context().close()
    expect(pages.complaints).toEqual([])
  })
})
