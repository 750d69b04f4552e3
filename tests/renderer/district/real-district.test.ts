import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDistrictPages } from '../../support/build-district-pages.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { makeAccount, STAFF_PASSWORD } from '../../support/open-account.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)

describe.skipIf(chromiumPath() === null)('the pages as the district itself serves them', () => {
  let folder: string
  let district: TestDistrict
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    folder = await buildDistrictPages()
    district = await createTestDistrict({ rendererDirectory: folder, now: NOW })
    const account = {
      username: 'tonghop',
      displayName: 'Trần Thị Thu Hà',
      role: 'district-administrator',
    } as const
    await makeAccount(district.database.db, account)
    browser = await openChromium()
    page = await browser.newPage({ baseURL: district.address, timezoneId: 'Asia/Ho_Chi_Minh' })
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
    })
    await page.clock.setFixedTime(NOW)
  })
  afterAll(async () => {
    await browser?.close()
    await district?.stop()
  })

  it('signs in and shows every ward, with nothing concluded where no kiosk has spoken', async () => {
    await page.goto('/')
    await page.getByLabel('Tên đăng nhập').fill('tonghop')
    await page.locator('input[autocomplete=current-password]').fill(STAFF_PASSWORD)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.locator('tr[data-ward]').first().waitFor()
    await expect.poll(() => page.locator('tr[data-ward]').count()).toBe(2)
    const counts = await page.locator('tr[data-ward=point-a] td[data-look=no-data]').textContent()
    expect(counts).toBe('3')
  })

  it('opens a ward, a person and the kiosks, and makes a ticket for a new one', async () => {
    await page.getByRole('link', { name: 'Quầy A', exact: true }).click()
    await page.locator('tr[data-person=a1][data-presence=no-data]').waitFor()
    await page.locator('tr[data-person=a1]').getByRole('link').click()
    await page.locator('[data-date="2026-11-18"]').waitFor()
    await page.getByRole('link', { name: 'Máy chấm công' }).click()
    await page.getByText('Chưa có máy nào').waitFor()
    await page.getByRole('button', { name: 'Đăng ký máy mới' }).click()
    await page.getByRole('combobox', { name: /Điểm tiếp nhận/ }).click()
    await page.getByRole('option', { name: 'Quầy A' }).click()
    await page.getByLabel(/Tên máy/).fill('Quầy số 1')
    await page.getByRole('button', { name: 'Tạo mã đăng ký' }).click()
    await page.getByRole('img', { name: 'Mã QR đăng ký cho Quầy số 1' }).waitFor()
    await page.getByText(/Còn hiệu lực 1[45]:/).waitFor()
  })

  it('needs nothing that the policy of the pages forbids', () => {
    expect(complaints).toEqual([])
  })
})
