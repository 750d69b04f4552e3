import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENROLMENT_PREFIX } from '../../../core/badge/classify-code.ts'
import { Directory } from '../../../core/wire/directory.ts'
import { createEnrolmentCode } from '../../../db/district/kiosks/enrolment.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the pages about notices and leave types', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    const faults = await pages.faults(page)
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(faults, name).toEqual([])
  }
  const choose = async (page: Page, label: string | RegExp, option: string | RegExp) => {
    await page.getByRole('dialog').getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: option }).click()
  }
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(async () => {
    expect(pages?.complaints).toEqual([])
    await pages?.close()
  })

  /** A real kiosk of point A, enrolled over the network. */
  async function openKiosk(): Promise<TestKiosk> {
    const { database, address, keys } = pages.district
    const kiosk = await createTestKiosk({ directory: null, start: NOW })
    kiosk.service.start()
    const made = await createEnrolmentCode(
      database.db,
      { point: 'point-a', name: 'Quầy 1' },
      NOW,
      randomBytes,
    )
    const invitation = { address, district: keys.publicKey, code: made?.code }
    const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
    const answer = await kiosk.service.api.enrol({ ticket, name: 'Quầy 1' })
    expect(answer.kind).toBe('enrolled')
    return kiosk
  }

  it('write what a kiosk shows to citizens with its next directory, change it, end it and take it away', async () => {
    const kiosk = await openKiosk()
    const shows = (texts: readonly string[]) =>
      eventually(async () => {
        await kiosk.service.api.syncNow({})
        const { notices } = await kiosk.service.api.state({})
        expect(notices.map(({ text }) => text)).toEqual(texts)
      })
    const page = await pages.open('/notices')
    await page.getByText('Chưa có thông báo nào.').waitFor()
    const tabs = page.getByRole('navigation', { name: 'Các trang' }).first()
    expect(await tabs.evaluate((nav) => nav.scrollWidth - nav.clientWidth), 'tabs out of sight').toBe(0)
    await page.getByRole('button', { name: 'Viết thông báo' }).click()
    const dialog = page.getByRole('dialog')
    const text = dialog.getByLabel('Nội dung')
    const save = dialog.getByRole('button', { name: 'Lưu' })
    await text.fill('x'.repeat(290))
    await dialog.getByText('Dài quá 10 ký tự. Hãy rút ngắn.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await text.fill('\u200B\u202E')
    await dialog.getByText('Chưa có chữ nào đọc được. Hãy viết nội dung.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await text.fill('Sáng 24/11 Bộ phận Một cửa nghỉ; xin nộp hồ sơ trực tuyến.')
    await dialog.getByText('Còn 222 ký tự').waitFor()
    expect(await dialog.locator('[data-preview]').textContent()).toContain('xin nộp hồ sơ trực tuyến.')
    await choose(page, 'Hiện ở', 'Phường A')
    await see(page, 'notice-dialog')
    await save.click()
    const line = page.locator('[data-notice]')
    await line.getByText('Đang hiện').waitFor()
    await line.getByText('Phường A (1 điểm tiếp nhận) · 18/11/2026 – không thời hạn').waitFor()
    await see(page, 'notices')
    await shows(['Sáng 24/11 Bộ phận Một cửa nghỉ; xin nộp hồ sơ trực tuyến.'])

    await line.getByRole('button', { name: 'Kết thúc' }).click()
    await see(page, 'notice-end')
    await dialog.getByRole('button', { name: 'Kết thúc' }).click()
    await line.getByText('18/11/2026 – 18/11/2026').waitFor()
    await line.getByRole('button', { name: 'Sửa' }).click()
    await text.fill('Từ 01/12 đổi giờ tiếp dân.')
    await typeDate(page, 'Từ ngày', '01122026')
    await dialog.getByText('Ngày cuối phải từ ngày đầu trở đi.').waitFor()
    await typeDate(page, 'Đến hết ngày', '31122026')
    await save.click()
    await line.getByText('Sắp hiện').waitFor()
    await shows([])
    await line.getByRole('button', { name: 'Xóa' }).click()
    await dialog.getByRole('button', { name: 'Xóa' }).click()
    await line.waitFor({ state: 'detached' })
    await page.context().close()
    await kiosk.close()
  })

  it('offer a bound clerk their own organisation only, and stand in English on a phone', async () => {
    const page = await pages.open('/notices', {
      as: 'clerk',
      organisation: 'ward-a',
      language: 'en',
      width: 390,
    })
    await page.getByRole('button', { name: 'Write a notice' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Text').fill('The counter is closed on 24 November. '.repeat(7))
    await dialog.getByRole('combobox', { name: 'Shown at' }).click()
    expect(await page.getByRole('option').allTextContents()).toEqual(['Phường A'])
    await page.getByRole('option').click()
    await see(page, 'notice-dialog-en-390')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Shown now').waitFor()
    await see(page, 'notices-en-390')
    await page.context().close()
  })

  it('add a leave type with a symbol of its own, refuse one that is taken beside its field, and go back to the inherited list', async () => {
    const page = await pages.open('/excuses?tab=types')
    await page.getByText('Đang dùng danh mục sẵn có').waitFor()
    await page.getByRole('combobox', { name: 'Đơn vị' }).click()
    await page.getByRole('option', { name: 'Phường A' }).click()
    await page.locator('[data-type=TS]').waitFor()
    await see(page, 'types')
    await page.getByRole('button', { name: 'Thêm loại nghỉ' }).click()
    const dialog = page.getByRole('dialog')
    const save = dialog.getByRole('button', { name: 'Lưu' })
    await dialog.getByText('Lưu thì Phường A có danh mục riêng').waitFor()
    await dialog.getByLabel('Mã').fill('ts')
    await dialog.getByText('Mã này đã dùng ở dòng 9 (Thai sản).').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await dialog.getByLabel('Mã').fill('ĐH')
    await dialog.getByLabel('Tên').fill('Đi học dài hạn')
    await dialog.getByLabel('Ký hiệu trên bảng công').fill('No')
    await dialog.getByText('Ký hiệu này đã là của “Việc riêng không lương”.').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await dialog.getByLabel('Ký hiệu trên bảng công').fill('Đh')
    const half = dialog.getByLabel('Ký hiệu nửa ngày')
    await half.fill('Ts')
    await dialog.getByText('Ký hiệu này đã là của “Thai sản”.').waitFor()
    expect(await half.getAttribute('aria-invalid')).toBe('true')
    expect(await save.isDisabled()).toBe(true)
    await see(page, 'half')
    await half.fill('Đh')
    await dialog.getByText('Ký hiệu này đã chỉ cả ngày của loại này.').waitFor()
    await half.fill('Đh/2')
    await choose(page, 'Cột', '33: không lương')
    await choose(page, 'Ai duyệt', 'Chỉ cấp trên duyệt')
    await dialog.getByLabel('Hai người phải đồng ý').check()
    await dialog.getByLabel('Lãnh đạo xin được ngay tại máy chấm công').check()
    await dialog.getByLabel('Dài nhất (ngày)').fill('30 ngày')
    await see(page, 'type-dialog')
    await save.click()
    const row = page.locator('[data-type="ĐH"]')
    await row.getByText('Đi học dài hạn').waitFor()
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      'Đi học dài hạn',
      'Đhnửa ngày Đh/2',
      '33',
      'Chỉ cấp trên duyệt',
      '',
      'Hai người phải đồng ýxin được ở máy chấm côngdài nhất 30 ngày',
      'SửaBỏ',
    ])
    await page.getByText('Danh mục riêng của Phường A').waitFor()
    const legend = await pages.admin.get('/api/v1/points/point-a/months/2026-11')
    expect((legend.body as { legend: unknown[] }).legend).toContainEqual(['Đh', 'Đi học dài hạn'])

    const kiosk = await createWireKiosk(pages.district).enrol()
    const { leaves } = Directory.parse((await kiosk.directory(0)).body.directory)
    expect(leaves?.at(-1)).toEqual({ code: 'ĐH', name: 'Đi học dài hạn', needsDocument: false })

    await page.getByRole('button', { name: 'Sửa loại “Đi học dài hạn”' }).click()
    expect(await dialog.getByLabel('Mã').isDisabled()).toBe(true)
    expect(await dialog.getByLabel('Ký hiệu nửa ngày').inputValue()).toBe('Đh/2')
    await dialog.getByLabel('Tên').fill('Đi học')
    await save.click()
    await row.getByText('Đi học', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Bỏ loại “Hội nghị, học tập, tập huấn”' }).click()
    await see(page, 'type-remove')
    await dialog.getByRole('button', { name: 'Bỏ', exact: true }).click()
    await page.locator('[data-type=H]').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Dùng của cấp trên' }).click()
    await dialog.getByRole('button', { name: 'Dùng của cấp trên' }).click()
    await row.waitFor({ state: 'detached' })
    await page.locator('[data-type=H]').waitFor()
    await page.context().close()
  })

  it('show the types to a leader on a phone, in English, without a way to change them', async () => {
    const page = await pages.open('/excuses?tab=types', {
      as: 'ward-leader',
      point: 'point-a',
      language: 'en',
      width: 390,
    })
    await page.locator('[data-type=TS]').waitFor()
    await see(page, 'types-en-390')
    expect(await page.getByRole('button', { name: /Add|Change|Remove/ }).count()).toBe(0)
    await page.context().close()
  })

  it('let nobody choose a request that another level decides about, and say whose accounts do', async () => {
    const clerk = await visitAs(pages.district, 'clerk')
    const words = { person: 'a1', from: '2026-11-18T00:00', to: '2026-11-18T24:00', document: '7/QĐ' }
    for (const code of ['N', 'NB']) await clerk.write('POST', '/api/v1/excuses', { ...words, code })
    const page = await pages.open('/excuses', { organisation: 'ward-a' })
    const stopped = page.locator('[data-request]').filter({ hasText: 'Ngừng việc' })
    await stopped.getByText('Chỉ tài khoản của Thành phố Mẫu hoặc cấp cao hơn duyệt được loại này.').waitFor()
    expect(await stopped.getByRole('checkbox').isDisabled()).toBe(true)
    await page.getByLabel('Chọn tất cả đề nghị chờ duyệt').check()
    await page.getByText('Đã chọn 1').waitFor()
    await see(page, 'requests-of-others')
    await page.context().close()
  })
})
