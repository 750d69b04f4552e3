import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { seedOrganisation } from '../../../db/district/organisation/seed-organisation.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026 in Vietnam. */
const at = (hours: number, minutes: number) => Date.UTC(2026, 10, 18, hours - 7, minutes)

describe.skipIf(chromiumPath() === null)('the account of a day', () => {
  let pages: StaffPages
  let kiosk: WireKiosk
  beforeAll(async () => {
    pages = await openStaffPages(at(6, 30))
    kiosk = await createWireKiosk(pages.district).enrol()
    kiosk.scan('a1', at(7, 20))
    kiosk.scan('a1', at(8, 0), { intent: 'out-duty', purpose: 'Dự họp', backAt: at(9, 30) })
    await heardAt(at(9, 0))
  })
  afterAll(() => pages?.close())

  async function heardAt(now: number): Promise<void> {
    pages.district.clock.set(now)
    await kiosk.hello()
    await kiosk.sendAll()
  }
  const dayOf = async (language: 'vi' | 'en' = 'vi') => {
    const page = await pages.open('/people/a1?month=2026-11', { language })
    await page.locator('[data-date="2026-11-18"]').click()
    return page.getByRole('dialog')
  }

  it('calls nobody present who is out, in the panel and beside the strips', async () => {
    const day = await dayOf()
    await day.getByText('Sáng 07:30–11:30 · Ra ngoài vì công vụ').waitFor()
    await day.getByText('Ra ngoài vì công vụ · Dự họp · từ 08:00 · hẹn về 09:30').waitFor()
    await day.getByRole('img', { name: 'Sáng: Ra ngoài vì công vụ, đến 07:20' }).waitFor()
    expect(await day.getByText('đang có mặt').count()).toBe(0)
    const ward = await pages.open('/wards/point-a')
    await ward.getByRole('button', { name: 'Dòng thời gian' }).click()
    await ward.getByRole('img', { name: 'Sáng: Ra ngoài vì công vụ, đến 07:20' }).waitFor()
  })

  it('keeps what was said when the session is over, come back or not', async () => {
    await heardAt(at(12, 0))
    await (await dayOf()).getByText('08:00–11:30 · Ra ngoài vì công vụ · Dự họp · hẹn về 09:30').waitFor()
    kiosk.scan('a1', at(13, 20))
    kiosk.scan('a1', at(14, 0), { intent: 'out-private' })
    kiosk.scan('a1', at(14, 40), { intent: 'return' })
    await heardAt(at(18, 0))
    const day = await dayOf()
    await day.getByText('08:00–11:30 · Ra ngoài vì công vụ · Dự họp · hẹn về 09:30').waitFor()
    await day.getByText('14:00–14:40 · Ra ngoài vì việc riêng · không nói giờ về').waitFor()
    const english = await dayOf('en')
    await english.getByText('08:00–11:30 · Out on duty · Dự họp · back at 09:30').waitFor()
  })

  it('calls an office’s own leave by its name, never by its code', async () => {
    const own = { ...leaveTypeOf('P'), code: 'ĐH2', name: 'Đi học dài hạn' }
    const path = '/api/v1/organisations/ward-a/leave-types'
    const admin = await visitAs(pages.district, 'district-administrator')
    expect((await admin.write('PUT', path, [own])).status).toBe(204)
    const span = { person: 'a2', from: '2026-11-19T00:00', to: '2026-11-19T24:00', code: 'ĐH2' }
    await seedOrganisation(pages.district.database.db, { excuses: [span] })
    const asked = { ...span, document: '12/GP', reason: 'thi' }
    expect((await admin.write('POST', '/api/v1/excuses', asked)).status).toBe(200)
    const page = await pages.open('/people/a2?month=2026-11')
    await page.locator('[data-date="2026-11-19"]').click()
    const part = page.getByRole('dialog').locator('section', { hasText: 'Lý do nghỉ' })
    await part.getByText('Đi học dài hạn').first().waitFor()
    expect(await page.getByRole('dialog').getByText('ĐH2').count()).toBe(0)
    await page.goto('/excuses')
    await page.getByText('Trùng với: Đi học dài hạn').waitFor()
  })
})
