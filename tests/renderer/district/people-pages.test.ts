import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PeoplePage } from '../../../core/people/people-api.ts'
import { makeJpeg } from '../../support/make-jpeg.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { canDrawPdf, drawPdf } from '../../support/pdf-pages.ts'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'
import { writeXlsx } from '../../support/write-xlsx.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const LIST = writeXlsx([
  ['Họ và tên', 'Chức vụ', 'Mã số', 'Điểm tiếp nhận'],
  ['Đặng Thuỷ', 'Chuyên viên', 'CB07', 'Quầy A'],
  ['Nguyễn Văn A1', 'Phó Giám đốc', '', 'Quầy A'],
  ['Lý Sai', '', '', 'Quầy Không Có'],
])
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the pages about people', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(await pages.faults(page)).toEqual([])
  }
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(() => pages?.close())

  it('show what a list would do, and do it', async () => {
    const page = await pages.open('/people/import')
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải tệp mẫu' }).click()
    expect((await saved).suggestedFilename()).toBe('danh-sach-can-bo-mau.xlsx')
    const file = { name: 'danh-sach.xlsx', mimeType: XLSX, buffer: LIST }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.locator('tr[data-kind=wrong]').waitFor()
    await expect.poll(() => page.locator('tr[data-line]').count()).toBe(3)
    expect(await page.locator('tr[data-kind=wrong]').textContent()).toContain(
      'Ô D4: không có điểm tiếp nhận này',
    )
    expect(await page.locator('tr[data-kind=changed]').textContent()).toContain('Chuyên viên → Phó Giám đốc')
    await see(page, 'import')
    const apply = page.getByRole('button', { name: 'Nhập 2 dòng' })
    expect(await apply.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /Bỏ qua 1 dòng sai hoặc chưa trả lời/ }).check()
    await apply.click()
    await page.getByText('Đã nhập: 1 người mới, 1 người thay đổi').waitFor()
    await page.context().close()
  })

  it('list what is left out of a list and why, and ask what nobody can know', async () => {
    const page = await pages.open('/people/import')
    const buffer = writeXlsx([
      ['STT', 'Họ và tên', 'Chức vụ', 'Điểm tiếp nhận'],
      ['(1)', '(2)', '(3)', '(4)'],
      ['1', 'Mạc Lãnh Đạo', 'Chủ tịch UBND phường', 'Quầy A'],
      ['2', 'TrÇn ThÞ B×nh', 'Văn thư', 'Quầy A'],
      ['', 'Tổng cộng: 02 người', '', ''],
      ['', '(Ký, ghi rõ họ tên)', '', ''],
    ])
    await page.locator('input[type=file]').setInputFiles({ name: 'ds.xlsx', mimeType: XLSX, buffer })
    await page.locator('[data-left-out="5"]').waitFor()
    expect(await page.locator('[data-left-out="5"]').textContent()).toContain('đây có vẻ là dòng cộng')
    await expect.poll(() => page.locator('[data-left-out]').count()).toBe(3)
    await expect.poll(() => page.locator('tr[data-kind=asked]').count()).toBe(2)
    const apply = page.getByRole('button', { name: /^Nhập \d+ dòng$/ })
    expect(await apply.isDisabled()).toBe(true)
    await page.getByText('Còn 2 dòng sai hoặc chưa trả lời.').waitFor()
    await see(page, 'import-asked')
    await page.setViewportSize({ width: 390, height: 844 })
    await see(page, 'import-asked-phone')
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.getByRole('button', { name: 'Trả lời theo đề xuất đầu tiên cho 2 câu hỏi' }).click()
    await page.locator('tr[data-kind=new]').nth(1).waitFor()
    expect(await page.locator('tr[data-line="3"]').textContent()).toContain('Lãnh đạo')
    expect(await page.locator('tr[data-line="4"]').textContent()).toContain('Trần Thị Bình')
    await page.getByRole('button', { name: 'Cán bộ', exact: true }).click()
    await page.locator('tr[data-line="3"] td', { hasText: /^Cán bộ$/ }).waitFor()
    await page.getByRole('button', { name: 'Nhập 2 dòng' }).click()
    await page.getByText('Đã nhập: 2 người mới').waitFor()
    await page.context().close()
  })

  it.each([
    ['biff.xls', 'Chỉ nhận tệp .xlsx hoặc .csv.'],
    ['export.xls', 'Chỉ nhận tệp .xlsx hoặc .csv.'],
    ['protected.xlsx', 'tệp có đặt mật khẩu'],
  ])('say what to do with a file that is only called Excel: %s', async (name, said) => {
    const page = await pages.open('/people/import')
    const file = new URL(`../../district/people/office-lists/called-excel/${name}`, import.meta.url)
    await page.locator('input[type=file]').setInputFiles(fileURLToPath(file))
    const alert = page.getByRole('alert').filter({ hasText: said })
    await alert.waitFor()
    expect(await alert.textContent()).toContain('Lưu thành → Excel Workbook (.xlsx)')
    await page.context().close()
  })

  it('take a list back whole, after saying who goes, who stands as before and who stays', async () => {
    const page = await pages.open('/people/import')
    const buffer = writeXlsx([
      ['Họ và tên', 'Chức vụ', 'Mã số', 'Điểm tiếp nhận'],
      ['Bùi Nhầm Một', 'Chuyên viên', '', 'Quầy A'],
      ['Bùi Nhầm Hai', 'Chuyên viên', '', 'Quầy A'],
      ['Nguyễn Văn A2', 'Kế toán', '', 'Quầy A'],
      ['Bùi Sai Điểm', '', '', 'Quầy Không Có'],
    ])
    await page.locator('input[type=file]').setInputFiles({ name: 'nham.xlsx', mimeType: XLSX, buffer })
    await page.getByRole('checkbox', { name: /Bỏ qua 1 dòng/ }).check()
    await page.getByRole('button', { name: 'Nhập 3 dòng' }).click()
    await page.getByText('1 dòng chưa nhập').waitFor()
    const skipped = page.locator('[data-skipped]')
    expect(await skipped.count()).toBe(1)
    expect(await skipped.textContent()).toContain('Dòng 5: Bùi Sai Điểm – Ô D5: không có điểm tiếp nhận này')
    const line = page.locator('[data-people-import]', { hasText: 'nham.xlsx' })
    await line.getByText('2 người mới, 1 người thay đổi').waitFor()
    await see(page, 'import-skipped')
    const { people } = PeoplePage.parse((await pages.admin.get('/api/v1/people?q=bui nham hai')).body)
    const whose = { who: { kind: 'people', people: [people[0]?.id] } }
    expect((await pages.admin.write('POST', '/api/v1/badges', whose)).status).toBe(200)
    await line.getByRole('button', { name: 'Bỏ cả tệp nham.xlsx' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 người do tệp này thêm vào sẽ bị xóa.').waitFor()
    await dialog.getByText('1 người sẽ trở lại như trước khi nhập tệp này.').waitFor()
    const fates = dialog.locator('[data-fate]')
    expect(await fates.allTextContents()).toEqual([
      expect.stringMatching(/Giữ nguyên.*Bùi Nhầm Hai.*đang có thẻ/),
      expect.stringMatching(/Trả lại như trước.*Nguyễn Văn A2.*Chức danh: Kế toán → Chuyên viên/),
      expect.stringMatching(/Xóa.*Bùi Nhầm Một/),
    ])
    await see(page, 'take-back')
    await page.setViewportSize({ width: 390, height: 844 })
    await see(page, 'take-back-phone')
    await page.setViewportSize({ width: 1366, height: 768 })
    await dialog.getByRole('button', { name: 'Bỏ cả tệp' }).click()
    await dialog.getByText('Đã xóa 1 người do tệp này thêm vào.').waitFor()
    await see(page, 'taken-back')
    await dialog.getByRole('button', { name: 'Đóng' }).click()
    await line.getByText(/Đã bỏ .*; giữ lại 1 người/).waitFor()
    await page.goto('/people')
    await page.getByRole('row', { name: /Bùi Nhầm Hai/ }).waitFor()
    expect(await page.getByText('Bùi Nhầm Một').count()).toBe(0)
    await page.context().close()
  })

  it('find somebody without accents and with the tone in the other place', async () => {
    const page = await pages.open('/people')
    await page.getByRole('row', { name: /Nguyễn Văn A1/ }).waitFor()
    await see(page, 'people')
    await page.getByRole('textbox', { name: 'Tìm theo tên hoặc mã số' }).fill('dang thủy')
    await page.getByText('1 người', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Đặng Thuỷ' }).click()
    await page.getByRole('heading', { name: 'Đặng Thuỷ' }).waitFor()
    await see(page, 'record')
    await page.context().close()
  })

  it.skipIf(!canDrawPdf())('print the badges of chosen people, and the print reads back', async () => {
    const page = await pages.open('/people')
    for (const name of ['A1', 'A2'])
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('checkbox')
        .check()
    await page.getByRole('button', { name: 'In thẻ cho 2 người' }).click()
    await see(page, 'issue')
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp và in thẻ' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải tệp PDF' }).click()
    const saved = await (await download).createReadStream()
    const chunks: Buffer[] = []
    for await (const chunk of saved) chunks.push(chunk as Buffer)
    const codes = (await Promise.all(drawPdf(Buffer.concat(chunks), 150).map(readQrCodes))).flat()
    expect(codes).toHaveLength(2)
    await page.getByRole('button', { name: 'Đóng' }).click()
    await page.getByRole('row', { name: /A1.*Có thẻ/ }).waitFor()
    await page.context().close()
  })

  it('put a chosen photo on one card, made small in the page', async () => {
    const page = await pages.open('/people/b1/record')
    await page.getByRole('button', { name: /Cấp/ }).click()
    await page.getByRole('checkbox', { name: 'Có khung ảnh' }).check()
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    const dialog = page.getByRole('dialog')
    const picture = (name: string, buffer: Buffer) =>
      dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
    await picture('a.jpg', Buffer.from('no picture'))
    await dialog.getByText('Tệp này không phải ảnh.').waitFor()
    await picture('b.jpg', makeJpeg())
    await dialog.getByText('Đã chọn ảnh; ảnh chỉ dùng để in, không lưu.').waitFor()
    await see(page, 'photo')
    await dialog.getByRole('button', { name: 'Cấp và in thẻ' }).click()
    await page.getByText('Đã cấp 1 thẻ').waitFor()
    expect((await sent).postDataJSON()).toMatchObject({ picture: expect.stringMatching(/^\/9j\//) })
    await page.context().close()
  })

  it('issue and revoke badges of a whole point', async () => {
    const page = await pages.open('/badges')
    await page.getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await page.getByRole('option', { name: 'Quầy B' }).click()
    await page.getByRole('checkbox', { name: /Cấp lại cho cả người đã có thẻ/ }).check()
    await page.getByRole('button', { name: 'Cấp và in thẻ' }).click()
    await page.getByRole('dialog').getByText('thẻ đang dùng hết hiệu lực ngay').waitFor()
    expect(await page.getByText(/Đã cấp/).count()).toBe(0)
    await page.getByRole('dialog').getByRole('button', { name: 'Cấp và in thẻ' }).click()
    const issued = page.getByRole('dialog')
    await issued.getByText('Đã cấp 3 thẻ').waitFor()
    await see(page, 'issued')
    await issued.getByRole('button', { name: 'Đóng', exact: true }).click()
    await issued.getByText('Chưa tải tệp PDF. Đóng là mất tệp: 3 thẻ vừa cấp').waitFor()
    await page.keyboard.press('Escape')
    const saved = page.waitForEvent('download')
    await issued.getByRole('link', { name: 'Tải tệp PDF' }).click()
    await saved
    await issued.getByText('Chưa tải tệp PDF').waitFor({ state: 'detached' })
    await issued.getByRole('button', { name: 'Đóng', exact: true }).click()
    await issued.waitFor({ state: 'detached' })
    const newest = page.locator('tr[data-badge]').first()
    await newest.getByRole('button', { name: 'Thu hồi' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click()
    await newest.getByText('Mất').waitFor()
    await see(page, 'badges')
    await page.context().close()
  })

  it('give one person another role without a transfer', async () => {
    const page = await pages.open('/people/a2/record')
    await page.getByRole('button', { name: 'Đổi vai trò, quầy' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 người').first().waitFor()
    await see(page, 'repost-one')
    await dialog.getByRole('button', { name: 'Đổi cho 1 người' }).click()
    await dialog
      .getByText(/Đã đổi\.|đã như vậy/)
      .first()
      .waitFor()
    await dialog.getByRole('button', { name: 'Đóng' }).last().click()
    await dialog.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('move, end and erase a person', async () => {
    const page = await pages.open('/people/a3/record')
    await page.getByRole('button', { name: 'Chuyển công tác' }).click()
    await page.getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await page.getByRole('option', { name: 'Quầy B' }).click()
    await see(page, 'transfer')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Quầy B · Phường B').waitFor()
    await page.getByRole('button', { name: 'Nghỉ việc' }).click()
    await typeDate(page, 'Ngày làm việc cuối', '17112026')
    await page.getByRole('dialog').getByRole('button', { name: 'Nghỉ việc' }).click()
    await page.getByRole('button', { name: 'Xóa tên' }).click()
    await page.getByLabel('Lý do, số văn bản').fill('Đơn ngày 18/11/2026')
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa tên' }).click()
    await page.getByRole('heading', { name: '(đã xóa tên)' }).waitFor()
    await page.context().close()
  })

  it.each(['vi', 'en'] as const)('are for everybody, on a screen and a phone (%s)', async (language) => {
    for (const width of [1366, 390]) {
      for (const path of ['/people', '/people/a1/record', '/people/import', '/badges']) {
        const page = await pages.open(path, { language, width })
        await page.locator('h1').waitFor()
        await page.waitForLoadState('networkidle')
        expect(await pages.faults(page), `${path} ${width}`).toEqual([])
        await page.context().close()
      }
    }
  })

  it('let a ward leader look and touch nothing', async () => {
    const page = await pages.open('/people', { as: 'ward-leader', point: 'point-a', width: 390 })
    await page.getByText('Nguyễn Văn A1').waitFor()
    expect(await page.getByRole('button', { name: 'Thêm người' }).count()).toBe(0)
    await page.context().close()
  })

  it('need nothing that the policy of the pages forbids', () => {
    expect(pages.complaints).toEqual([])
  })
})
