import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { accounts } from '../../../db/district/schema/accounts.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = '2026-11-17'
/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the page about leave and claims', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    const faults = await pages.faults(page)
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(faults, name).toEqual([])
  }
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
    const { district, admin } = pages
    district.clock.set(instantOf(DAY, '06:00', ZONE))
    const kiosk = await createWireKiosk(district).enrol()
    const at = (time: string) => instantOf(DAY, time, ZONE)
    kiosk.scan('a3', at('07:25'))
    const late = kiosk.scan('a3', at('13:40'))
    kiosk.scan('a3', at('17:03'))
    const words = { staff: 'a3', date: DAY, session: 1, reason: 'Quên quét', by: 'a2' } as const
    kiosk.add('claim', { ...words, side: 'out', at: at('18:10') }, { at: at('18:20') })
    kiosk.add('annul', { id: late, reason: 'Quét nhầm', by: 'a2' }, { at: at('18:21') })
    district.clock.set(NOW)
    await kiosk.hello()
    await kiosk.sendAll()
    const leave = { from: '2026-11-19T00:00', to: '2026-11-19T24:00', code: 'NB' }
    await admin.write('POST', '/api/v1/excuses', { person: 'a1', ...leave })
    const clerk = await visitAs(district, 'clerk')
    await clerk.write('POST', '/api/v1/excuses', { person: 'a2', ...leave })
    await district.database.db
      .update(accounts)
      .set({ person: 'a2' })
      .where(eq(accounts.username, 'district-administrator'))
  })
  afterAll(async () => {
    expect(pages?.complaints).toEqual([])
    await pages?.close()
  })
  const request = (page: Page, name: string) => page.locator('[data-request]').filter({ hasText: name })

  it('offers nobody to decide about what is their own, says why, and how to come by somebody who may', async () => {
    const page = await pages.open('/excuses')
    const asked = request(page, 'Nguyễn Văn A1')
    const about = request(page, 'Nguyễn Văn A2')
    await asked.getByText('Người đề nghị không tự quyết định: nhờ người khác có quyền duyệt.').waitFor()
    await about.getByText('Không ai tự quyết định việc của mình: nhờ người khác có quyền duyệt.').waitFor()
    await asked.getByText(/chưa có tài khoản nào khác .* lập thêm một tài khoản có quyền duyệt/).waitFor()
    for (const line of [asked, about]) expect(await line.getByRole('checkbox').isDisabled()).toBe(true)
    expect(await page.getByLabel('Chọn tất cả đề nghị chờ duyệt').count()).toBe(0)
    await see(page, 'own-requests')
    await page.goto('/excuses?tab=claims')
    const claim = page.locator('[data-claim]')
    await claim
      .getByText(
        /Người xác nhận, hoặc đã hủy lượt quét của ngày ấy, không tự quyết định: nhờ người khác có quyền duyệt/,
      )
      .waitFor()
    expect(await claim.getByRole('checkbox').isDisabled()).toBe(true)
    expect(await claim.locator('[data-annulled]').innerText()).toBe(
      'Lượt quét 13:40 Nguyễn Văn A2 hủy lúc 18:21: Quét nhầm',
    )
    await see(page, 'own-claims')
    await page.context().close()
  })

  it('lets somebody else decide, and then names no missing account any more', async () => {
    const other = await pages.open('/excuses', { organisation: 'city' })
    await other.getByLabel('Chọn tất cả đề nghị chờ duyệt').check()
    await other.getByText('Đã chọn 2').waitFor()
    await other.context().close()
    const page = await pages.open('/excuses', { language: 'en', width: 390 })
    const asked = request(page, 'Nguyễn Văn A1')
    await asked.getByText('Nobody decides about what they asked for').waitFor()
    expect(await asked.getByText('No other account').count()).toBe(0)
    await see(page, 'own-requests-en-390')
    await page.context().close()
  })

  it('says so of a request that became one’s own while it was looked at', async () => {
    const { db } = pages.district.database
    const page = await pages.open('/excuses', { organisation: 'city' })
    await page.getByLabel('Chọn đề nghị của Nguyễn Văn A1').check()
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await db
      .update(accounts)
      .set({ person: 'a1' })
      .where(eq(accounts.username, 'district-administrator.city'))
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await dialog
      .getByText('→ chưa duyệt: không ai tự quyết định việc của mình: nhờ người khác có quyền duyệt')
      .waitFor()
    await page.context().close()
  })

  it('tells of a request that waits with the day it is about, until who asked withdraws it', async () => {
    const day = await pages.open('/people/a1?month=2026-11')
    await day.locator('[data-date="2026-11-19"]').click()
    const told = day.getByRole('dialog').locator('[data-day-asked=NB]')
    await told.getByText('Nghỉ bù · 19/11').waitFor()
    await see(day, 'day-asked')
    await day.getByRole('link', { name: 'Xem các đề nghị' }).click()
    await request(day, 'Nguyễn Văn A1').getByRole('button', { name: 'Rút đề nghị' }).click()
    await see(day, 'withdraw')
    await day.getByRole('dialog').getByRole('button', { name: 'Rút đề nghị' }).click()
    await request(day, 'Nguyễn Văn A1').waitFor({ state: 'detached' })
    expect(await request(day, 'Nguyễn Văn A2').getByRole('button', { name: 'Rút đề nghị' }).count()).toBe(0)
    await day.goto('/people/a1?month=2026-11')
    await day.locator('[data-date="2026-11-19"]').click()
    await day.getByRole('dialog').getByText('Các mốc').waitFor()
    expect(await told.count()).toBe(0)
    await day.context().close()
  })
})
