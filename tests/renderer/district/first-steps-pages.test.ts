import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pins } from '../../../db/district/schema/pins.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Saturday 21 November 2026, 08:00 in Vietnam. */
const SATURDAY = Date.UTC(2026, 10, 21, 1)

const shots = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('a district without a kiosk on a day off', () => {
  let pages: StaffPages
  beforeAll(async () => {
    pages = await openStaffPages(SATURDAY)
  })
  afterAll(() => pages?.close())

  for (const look of [
    { language: 'vi', width: 1366 },
    { language: 'en', width: 390 },
  ] as const) {
    it(`says what comes next and that nobody works today (${look.language}, ${look.width} px)`, async () => {
      const page = await pages.open('/', look)
      await page.locator('[data-step]').first().waitFor()
      const done = await page
        .locator('[data-step]')
        .evaluateAll((steps) => steps.map((step) => [step.dataset.step, step.dataset.done]))
      expect(done).toEqual([
        ['organisation', 'true'],
        ['points', 'true'],
        ['hours', 'true'],
        ['people', 'true'],
        ['badges', 'true'],
        ['kiosks', 'false'],
        ['pins', 'false'],
      ])
      const link = page.locator('[data-day-off]').getByRole('link')
      expect(await link.getAttribute('href')).toContain('date=2026-11-20')
      if (shots !== undefined) await page.screenshot({ path: `${shots}/first-${look.language}.png` })
      expect(await pages.faults(page)).toEqual([])
      await page.context().close()
    })
  }

  it('does not call a day off for which no working hours are set, and says where they are set', async () => {
    const page = await pages.open('/?date=2024-11-13')
    const notice = page.locator('[data-hours-missing]')
    await notice.getByText('Chưa đặt giờ làm việc cho ngày này.').waitFor()
    expect(await notice.getByRole('link', { name: 'Đặt giờ làm việc' }).getAttribute('href')).toBe('/hours')
    expect(await page.locator('[data-day-off]').count()).toBe(0)
    expect(await pages.faults(page)).toEqual([])
    await page.context().close()
  })

  it('warns that no ward reaches this address, and says when the kiosk has come', async () => {
    const page = await pages.open('/kiosks')
    await page.getByRole('button', { name: 'Đăng ký máy mới' }).click()
    await page.getByRole('combobox', { name: /Điểm tiếp nhận/ }).click()
    await page.getByRole('option', { name: 'Quầy A' }).click()
    await page.getByLabel(/Tên máy/).fill('Quầy số 1')
    await page.getByRole('button', { name: 'Tạo mã đăng ký' }).click()
    await page.locator('[data-reach=loopback]').getByText('--address').waitFor()
    const code = (await page.locator('[data-typed=typedCode]').textContent()) ?? ''
    expect(await pages.faults(page)).toEqual([])
    const kiosk = createWireKiosk(pages.district)
    expect((await kiosk.enrolWith(code.trim())).status).toBe(200)
    const enrolled = page.locator('[data-enrolled]')
    await page.clock.runFor(4_000)
    await enrolled.getByText('đã đăng ký xong').waitFor()
    expect(await page.getByRole('img', { name: /Mã QR/ }).count()).toBe(0)
    expect(await pages.faults(page)).toEqual([])
    expect(pages.complaints).toEqual([])
    await page.goto('/')
    await page.locator('[data-without-kiosk]').getByRole('link', { name: 'Quầy B' }).waitFor()
    expect(await page.locator('[data-without-kiosk]').textContent()).toBe(
      '1 điểm tiếp nhận chưa có máy chấm công: Quầy B',
    )
    await page.context().close()
  })

  it('keeps the steps in sight until a leader has a PIN, and says how the administrator comes to one', async () => {
    const steps = async () => {
      const page = await pages.open('/wall')
      const answered = page.waitForResponse('**/first-steps')
      await page.goto('/')
      await (await answered).finished()
      await page.locator('[data-ward]').first().waitFor()
      // What came with the answer is drawn by then.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
      const undone = page.locator('[data-step][data-done=false]')
      const shown = await page.locator('[data-step]').count()
      const left = await undone.evaluateAll((all) => all.map(({ dataset }) => dataset.step))
      const words = await page.locator('[data-step=pins]').allInnerTexts()
      await page.context().close()
      return { shown, left, words: words.join(' ') }
    }
    const before = await steps()
    expect(before).toMatchObject({ shown: 7, left: ['pins'] })
    expect(before.words).toMatch(/Cài đặt.*PIN quản trị.*Mã PIN/)
    const pin = (person: string, role: 'staff' | 'leader') =>
      pages.district.database.db.insert(pins).values({
        ...{ point: 'point-a', person, role, salt: 'a'.repeat(32), verifier: 'b'.repeat(64) },
        ...{ cost: 14, own: false, digits: 6, count: 1, at: SATURDAY },
      })
    await pin('a1', 'staff')
    expect(await steps()).toMatchObject({ left: ['pins'] })
    await pin('a2', 'leader')
    expect(await steps()).toMatchObject({ shown: 0 })
  })

  it('a unit that is added begins with the year and has no earlier name yet', async () => {
    const page = await pages.open('/organisation')
    await page.getByRole('button', { name: 'Thêm đơn vị' }).click()
    const begins = page.getByRole('dialog').getByRole('textbox', { name: /Từ ngày/ })
    expect(await begins.inputValue()).toBe('01/01/2026')
    expect(await page.getByRole('button', { name: 'Chuyển tên hiện nay thành tên cũ' }).count()).toBe(0)
    const refused = await pages.admin.write('POST', '/api/v1/organisation/points', {
      name: 'Điểm sớm',
      shortName: '',
      organisation: 'ward-a',
      validFrom: '1960-01-01',
      validTo: null,
      earlier: [],
    })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('01/01/1970')])
    await page.context().close()
  })
})
