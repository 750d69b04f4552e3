import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { drawPdf, textOfPdf } from './pdf-pages.ts'
import { ANH, KHANH, MAN, PLANNED_PEOPLE, TIEN, UYEN } from './planned-month.ts'
import { readQrCodes } from './read-qr-codes.ts'
import { typeDate } from './staff-pages.ts'
import { writeXlsx } from './write-xlsx.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const NAMES = PLANNED_PEOPLE.map(({ name }) => name)
/** As an office keeps it: headed, numbered, signed, and nothing in it says who is a leader at the kiosk. */
const LIST = writeXlsx([
  ['UBND PHƯỜNG AN LỘC'],
  ['DANH SÁCH CÁN BỘ, CÔNG CHỨC, NGƯỜI LAO ĐỘNG'],
  [],
  ['STT', 'Họ và tên', 'Chức vụ', 'Mã số', 'Điện thoại'],
  ['1', '2', '3', '4', '5'],
  ...PLANNED_PEOPLE.map(({ name, title }, at) => [`${at + 1}`, name, title, `CB-${at + 1}`, `09000000${at}`]),
  ['', `Tổng cộng: ${NAMES.length} người`],
  ['', '', '', 'An Lộc, ngày 20 tháng 9 năm 2026'],
  ['', 'NGƯỜI LẬP', '', 'THỦ TRƯỞNG ĐƠN VỊ'],
])

/** Chooses from a list of a page. */
export async function choose(
  page: Page,
  within: Page | Locator,
  label: string | RegExp,
  option: string | RegExp,
) {
  await within.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

/** What a link of a page gives to keep. */
export async function downloadOf(page: Page, link: string): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: link, exact: true }).click()
  return readFileSync(await (await download).path())
}

/** Badges for the whole point. @returns the code read from each card, by name */
export async function printBadges(page: Page): Promise<Map<string, string>> {
  await choose(page, page, 'Điểm tiếp nhận', 'Một cửa An Lộc')
  await page.getByRole('button', { name: 'Cấp và in thẻ' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp và in thẻ' }).click()
  await page.getByText(`Đã cấp ${NAMES.length} thẻ`).waitFor()
  const pdf = await downloadOf(page, 'Tải tệp PDF')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).click()
  const codes = (await Promise.all(drawPdf(pdf, 150).map(readQrCodes))).flat()
  expect(new Set(codes).size).toBe(NAMES.length)
  // Names may take two lines of a card; the number beside each code is its own.
  const numbers = [...textOfPdf(pdf).matchAll(/Số: CB-(\d+)/g)].map(([, number]) => Number(number))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(NAMES.map((_, index) => index + 1))
  return new Map(numbers.map((number, index) => [NAMES[number - 1] ?? '', codes[index] ?? '']))
}

/** Makes room for a kiosk. @returns the ticket as its camera reads it from the screen */
export async function enrolmentTicket(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Đăng ký máy mới' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog, /Điểm tiếp nhận/, 'Một cửa An Lộc')
  await dialog.getByLabel(/Tên máy/).fill(name)
  await dialog.getByRole('button', { name: 'Tạo mã đăng ký' }).click()
  const code = page.getByRole('img', { name: `Mã QR đăng ký cho ${name}` })
  const [ticket] = await readQrCodes(await code.screenshot())
  if (ticket === undefined) throw new Error('no code on the screen')
  return ticket
}

/** Everybody of the plan, from a workbook; who leads is asked. */
export async function importPeople(page: Page): Promise<void> {
  await choose(page, page, /Điểm tiếp nhận/, 'Một cửa An Lộc')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'danh-sach.xlsx', mimeType: XLSX, buffer: LIST })
  await page.locator('tr[data-line]').first().waitFor()
  await page.getByRole('button', { name: 'Lãnh đạo', exact: true }).click()
  await expect.poll(() => page.locator('tr[data-kind=new]').count()).toBe(NAMES.length)
  await page.getByRole('button', { name: `Nhập ${NAMES.length} dòng` }).click()
  await page.getByText(`Đã nhập: ${NAMES.length} người mới`).waitFor()
}

/** Two sessions from Monday to Friday, for the whole city. @param from typed, such as `01102026` */
export async function setHours(page: Page, from: string): Promise<void> {
  await page.getByRole('button', { name: 'Thêm giờ làm việc' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, dialog, 'Áp dụng cho', 'Thành phố Mẫu')
  await dialog.getByLabel('Thứ Hai', { exact: true }).fill('7h30-11h30, 13:00-17:00')
  await dialog.getByRole('button', { name: /Chép Thứ Hai/ }).click()
  await typeDate(page, 'Từ ngày', from)
  await dialog.getByRole('button', { name: 'Xem trước' }).click()
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  const begins = [from.slice(0, 2), from.slice(2, 4), from.slice(4)].join('/')
  await page.getByText(`${begins} – không thời hạn`).waitFor()
}

/** Leave for the leader, sickness for somebody at the other counter. */
export async function askForExcuses(page: Page): Promise<void> {
  for (const [name, type, from, to, document] of [
    [MAN, /^Nghỉ phép/, '07102026', '07102026', 'GNP-12'],
    [TIEN, /^Ốm, điều dưỡng/, '15102026', '16102026', 'BHXH-7'],
  ] as const) {
    await page.getByRole('button', { name: 'Lập đề nghị' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/Cán bộ/).fill(name)
    await page.getByRole('option', { name: new RegExp(name) }).click()
    await choose(page, dialog, /Loại nghỉ/, type)
    await typeDate(page, 'Từ ngày', from)
    await typeDate(page, 'Đến ngày', to)
    await dialog.getByLabel('Số văn bản').fill(document)
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(`Số ${document}`).waitFor()
  }
}

/** One claim is believed and one is not; the third is shown beside the scan it does not agree with. */
export async function decideClaims(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tháng trước' }).click()
  const claim = (name: string) => page.locator('[data-claim]').filter({ hasText: name })
  await claim(ANH).getByText('Khác lượt quét').waitFor()
  expect(await claim(ANH).textContent()).toContain('07:51')
  await page.getByLabel(`Chọn xác nhận của ${UYEN} ngày 13/10/2026`).check()
  await page.getByRole('button', { name: 'Chấp nhận', exact: true }).click()
  await claim(UYEN).getByText('đã chấp nhận').waitFor()
  await page.getByLabel(`Chọn xác nhận của ${KHANH} ngày 14/10/2026`).check()
  await page.getByRole('button', { name: 'Không chấp nhận' }).click()
  await page.getByLabel(/Lý do/).fill('Camera cho thấy đã về sớm')
  await page.getByRole('dialog').getByRole('button', { name: 'Không chấp nhận' }).click()
  await claim(KHANH)
    .getByText(/không chấp nhận \(Camera/)
    .waitFor()
}

/** Two requests have their papers, the third has none. */
export async function decideRequests(page: Page): Promise<void> {
  await page.locator('[data-request]').first().waitFor()
  await expect.poll(() => page.locator('[data-request]').count()).toBe(3)
  const decide = async (names: readonly string[], deed: 'Duyệt' | 'Không duyệt', note: string) => {
    for (const name of names) await page.getByLabel(`Chọn đề nghị của ${name}`).check()
    await page.getByRole('button', { name: deed, exact: true }).click()
    const dialog = page.getByRole('dialog')
    if (note !== '') await dialog.getByLabel(/Lý do/).fill(note)
    await dialog.getByRole('button', { name: deed, exact: true }).click()
    await dialog
      .getByText(deed === 'Duyệt' ? '→ đã duyệt' : '→ không duyệt')
      .nth(names.length - 1)
      .waitFor()
    await dialog.getByRole('button', { name: 'Xong' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await decide([MAN, TIEN], 'Duyệt', '')
  await decide([KHANH], 'Không duyệt', 'Không có giấy nghỉ phép')
}
