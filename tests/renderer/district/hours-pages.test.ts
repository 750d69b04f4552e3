import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { dateField, openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const on = (date: string, time: string): number => instantOf(date, time, 'Asia/Ho_Chi_Minh')
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the pages about the organisation and its hours', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(await pages.faults(page)).toEqual([])
  }
  const choose = async (page: Page, label: string, option: string | RegExp) => {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
    pages.district.clock.set(on('2026-10-05', '06:00'))
    const kiosk = await createWireKiosk(pages.district).enrol()
    for (const date of ['2026-10-05', '2026-10-06']) {
      kiosk.scan('a1', on(date, '07:40'))
      kiosk.scan('a1', on(date, '17:00'))
    }
    pages.district.clock.set(NOW)
    await kiosk.sendAll()
  })
  afterAll(() => pages?.close())

  it('keep an old name beside the new one', async () => {
    const page = await pages.open('/organisation')
    await page.locator('[data-row=ward-a]').getByRole('button', { name: 'Sửa' }).click()
    await page.getByRole('button', { name: 'Chuyển tên hiện nay thành tên cũ' }).click()
    await typeDate(page, 'Đến hết ngày', '30062025')
    const names = page.getByRole('dialog').getByRole('textbox', { name: 'Tên', exact: true })
    await names.first().fill('UBND phường An Lộc')
    await see(page, 'organisation-dialog')
    await page.getByRole('button', { name: 'Lưu' }).click()
    const row = page.locator('[data-row=ward-a]')
    await row.getByText('UBND phường An Lộc').waitFor()
    expect(await row.locator('td').nth(1).textContent()).toContain('Phường A')
    await see(page, 'organisation')
    await page.context().close()
  })

  it('give a point a counter that has to be staffed at its times', async () => {
    const page = await pages.open('/organisation')
    await page.locator('[data-row=point-a]').getByRole('button', { name: '+ Quầy' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Tên').fill('Quầy 1')
    await dialog.getByLabel('Lĩnh vực').fill('Tư pháp - hộ tịch\nChứng thực')
    await choose(page, 'Khi nào phải có người', 'Theo giờ riêng')
    await dialog.getByLabel('Thứ Hai', { exact: true }).fill('7h30-11h30')
    await dialog.getByRole('button', { name: /Chép Thứ Hai/ }).click()
    await see(page, 'counter-dialog')
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Tư pháp - hộ tịch · Chứng thực').waitFor()
    await page.context().close()
  })

  it('show what a rule would have changed in a past month before it is saved', async () => {
    const page = await pages.open('/hours')
    await page.getByRole('tab', { name: 'Cách tính' }).click()
    await page.getByRole('button', { name: 'Thêm cách tính' }).click()
    await choose(page, 'Áp dụng cho', 'UBND phường An Lộc')
    await page.getByLabel('Cho phép đến muộn (phút)').fill('15')
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await page.getByText('Không ngày nào của tháng 10/2026 thay đổi khi lưu.').waitFor()
    await page.getByText('2 ngày công sẽ khác.').waitFor()
    await page.getByText('Sẽ lưu: Thêm cách tính').waitFor()
    expect(await page.locator('[data-saves]').allTextContents()).toEqual([
      expect.stringMatching(/^Thêm: UBND phường An Lộc · Cho phép đến muộn \(phút\): 15 · \d\d\/11\/2026/),
    ])
    await expect.poll(() => page.locator('[data-changed]').count()).toBe(2)
    await page.getByText('Đến muộn: 2 → 0').waitFor()
    await see(page, 'preview')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('cell', { name: 'Cho phép đến muộn (phút): 15' }).waitFor()
    await page.context().close()
  })

  it('say what a leader’s duty changes: nobody’s days', async () => {
    const page = await pages.open('/hours')
    await page.getByRole('tab', { name: 'Lãnh đạo trực' }).click()
    await page.getByRole('button', { name: 'Thêm lãnh đạo trực' }).click()
    await choose(page, 'Điểm tiếp nhận', 'Quầy A')
    await page.getByRole('combobox', { name: 'Người' }).fill('a2')
    await page.getByRole('option', { name: /A2/ }).click()
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await page.getByText('Phân công lãnh đạo trực không làm khác ngày công của ai.').waitFor()
    expect(await page.locator('[data-saves]').allTextContents()).toEqual([
      'Thêm: Quầy A · Nguyễn Văn A2 · Cả ngày · 18/11/2026',
    ])
    expect(await page.getByText('Đã xem').count()).toBe(0)
    await see(page, 'preview-leader')
    await page.context().close()
  })

  it('take a date as people write it, over an older one, and say so where it is none', async () => {
    const page = await pages.open('/hours')
    await page.locator('[data-rule]').getByRole('button', { name: 'Sửa' }).click()
    const field = dateField(page, 'Từ ngày')
    for (const [typed, shown] of [
      ['1/7/2026', '01/07/2026'],
      ['1/12/2026', '01/12/2026'],
      ['2.2.2026', '02/02/2026'],
      ['1-7-26', '01/07/2026'],
      ['31122026', '31/12/2026'],
    ] as const) {
      await typeDate(page, 'Từ ngày', typed)
      await page.keyboard.press('Tab')
      expect(await field.inputValue()).toBe(shown)
    }
    for (const none of ['172026', '31/2/2026', '1/7/0026']) {
      await typeDate(page, 'Từ ngày', none)
      await page.keyboard.press('Tab')
      await page.getByText('Không đọc được ngày này.').waitFor()
      expect(await field.inputValue()).toBe(none)
    }
    await see(page, 'date-unread')
    await page.getByRole('button', { name: /^Mở lịch: Từ ngày/ }).click()
    await page.getByRole('gridcell', { name: '15', exact: true }).click()
    expect(await field.inputValue()).toMatch(/^15\/\d\d\/20\d\d$/)
    await page.context().close()
  })

  it('save what reaches into the past only after somebody says so', async () => {
    const page = await pages.open('/hours')
    await page.locator('[data-rule]').getByRole('button', { name: 'Sửa' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Thứ Hai', { exact: true }).fill('07:00-11:00, 13:00-17:00')
    await typeDate(page, 'Từ ngày', '01112026')
    await dialog.getByRole('button', { name: 'Xem trước' }).click()
    await page.getByText('Thay đổi này làm khác các ngày đã qua kể từ 01/11/2026.').waitFor()
    const save = dialog.getByRole('button', { name: 'Lưu' })
    expect(await save.isDisabled()).toBe(true)
    await dialog.getByRole('checkbox', { name: 'Tôi biết và vẫn lưu' }).check()
    await see(page, 'reaches-back')
    await save.click()
    await page.getByText('01/11/2026 – không thời hạn').waitFor()
    await page.getByText('– 31/10/2026').waitFor()
    await see(page, 'hours')
    await page.context().close()
  })

  it('put the holidays of a year into the calendar', async () => {
    const page = await pages.open('/hours')
    await page.getByRole('tab', { name: 'Ngày nghỉ, làm bù' }).click()
    await page.getByRole('button', { name: 'Gợi ý theo năm' }).click()
    await choose(page, 'Áp dụng cho', 'Thành phố Mẫu')
    await page.locator('[data-suggested="2027-02-06"]').waitFor()
    expect(await page.locator('[data-suggested="2027-11-24"]').getByRole('checkbox').isChecked()).toBe(false)
    await see(page, 'suggest')
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('cell', { name: '06/02/2027' }).waitFor()
    await page.context().close()
  })

  it('take duty, leaders and allowances by name', async () => {
    const page = await pages.open('/hours')
    await page.getByRole('tab', { name: 'Lịch trực' }).click()
    await page.getByRole('button', { name: 'Thêm lịch trực' }).click()
    for (const name of ['van a1', 'van a2']) {
      await page.getByLabel('Những người trực').fill(name)
      await page.getByRole('option').first().click()
    }
    await typeDate(page, 'Ngày', '21112026')
    await see(page, 'duty')
    await page.getByRole('dialog').getByRole('button', { name: 'Xem trước' }).click()
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('cell', { name: 'Nguyễn Văn A2' }).waitFor()
    await expect.poll(() => page.locator('[data-rule]').count()).toBe(2)
    await page.getByRole('tab', { name: 'Giờ được bớt' }).click()
    await page.getByRole('button', { name: 'Thêm giờ được bớt' }).click()
    await page.getByLabel('Người', { exact: true }).fill('a3')
    await page.getByRole('option').first().click()
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Xem trước' }).isDisabled()).toBe(true)
    await typeDate(page, 'Đến hết ngày', '01052027')
    await page.getByRole('dialog').getByRole('button', { name: 'Xem trước' }).click()
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('cell', { name: '60 phút mỗi ngày' }).waitFor()
    await page.context().close()
  })

  it.each(['vi', 'en'] as const)('are for everybody, on a screen and a phone (%s)', async (language) => {
    for (const width of [1366, 390]) {
      for (const path of ['/organisation', '/hours']) {
        const page = await pages.open(path, { language, width })
        await page.locator('h1').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await pages.faults(page), `${path} ${width}`).toEqual([])
        if (path === '/hours') {
          for (const tab of await page.getByRole('tab').all()) {
            await tab.click()
            await page.waitForLoadState('networkidle')
            expect(await pages.faults(page), `${path} ${width} ${await tab.textContent()}`).toEqual([])
          }
        }
        await page.context().close()
      }
    }
  })

  it('need nothing that the policy of the pages forbids', () => {
    expect(pages.complaints).toEqual([])
  })
})
