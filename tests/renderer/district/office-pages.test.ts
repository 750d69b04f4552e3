import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults } from '../../support/axe-faults.ts'
import { buildDistrictPages } from '../../support/build-district-pages.ts'
import type { TestDistrict } from '../../support/create-test-district.ts'
import { judgedByOlderRules, withoutFirstArrival } from '../../support/judged-by-older-rules.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../../support/lone-kiosk.ts'
import { OFFICE_NOW, openOfficeScene } from '../../support/office-scene.ts'
import { STAFF_PASSWORD } from '../../support/open-account.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { readWorkbook } from '../../support/read-workbook.ts'

interface Visit {
  readonly page: Page
  readonly complaints: string[]
}

/** Pages of the office and what is seen when each stands; `leader`: a ward leader has it on the phone. */
const PLACES = [
  { name: 'months', path: '/months?month=2026-10', ready: '[data-point]', leader: false },
  { name: 'sheet', path: '/months/point-a?month=2026-10', ready: '[data-person]', leader: true },
  { name: 'requests', path: '/excuses', ready: '[data-request]', leader: true },
  { name: 'trends', path: '/trends?month=2026-10', ready: '[data-date]', leader: true },
  { name: 'imports', path: '/imports', ready: '[data-pin]', leader: false },
  { name: 'kiosks and incidents', path: '/kiosks', ready: '[data-incident]', leader: false },
  { name: 'today with counters', path: '/', ready: '[data-counter]', leader: false },
  { name: 'wall display', path: '/wall', ready: '[data-ward]', leader: true },
] as const

describe.skipIf(chromiumPath() === null)('the office’s pages on a real district', () => {
  let folder: string
  let stick: string
  let district: TestDistrict
  let browser: Browser
  beforeAll(async () => {
    folder = await buildDistrictPages()
    stick = mkdtempSync(join(tmpdir(), 'giogiac-stick-'))
    const scene = await openOfficeScene(folder)
    district = scene.district
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await district?.stop()
    rmSync(stick, { recursive: true, force: true })
  })

  async function visit(
    who: 'tonghop' | 'phoban' | 'lanhdao',
    look: { width?: 1366 | 390; language?: 'vi' | 'en'; scheme?: 'light' | 'dark' } = {},
  ): Promise<Visit> {
    const width = look.width ?? 1366
    const context = await browser.newContext({
      baseURL: district.address,
      viewport: { width, height: width === 390 ? 844 : 768 },
      colorScheme: look.scheme ?? 'light',
      reducedMotion: 'reduce',
      timezoneId: 'Asia/Ho_Chi_Minh',
      acceptDownloads: true,
    })
    context.setDefaultTimeout(15_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      const text = message.text()
      if (message.type() === 'error' && !/status of (401|409|422)/.test(text)) complaints.push(text)
    })
    await page.clock.setFixedTime(OFFICE_NOW)
    await page.addInitScript(
      (language) => localStorage.setItem('giogiac.language', language),
      look.language ?? 'vi',
    )
    const answer = await context.request.post('/api/v1/sign-in', {
      data: { username: who, password: STAFF_PASSWORD },
    })
    expect(answer.ok()).toBe(true)
    return { page, complaints }
  }

  for (const look of [
    { language: 'vi', scheme: 'light', width: 1366 },
    { language: 'en', scheme: 'dark', width: 1366 },
    { language: 'vi', scheme: 'dark', width: 390 },
    { language: 'en', scheme: 'light', width: 390 },
  ] as const) {
    it(`axe finds nothing on any of them (${look.language}, ${look.scheme}, ${look.width} px)`, async () => {
      const narrow = look.width === 390
      const { page, complaints } = await visit(narrow ? 'lanhdao' : 'tonghop', look)
      for (const place of PLACES) {
        if (narrow && !place.leader) continue
        await page.goto(place.path)
        await page.locator(place.ready).first().waitFor()
        expect(await axeFaults(page), place.name).toEqual([])
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(over, place.name).toBeLessThanOrEqual(0)
      }
      expect(complaints).toEqual([])
      await page.context().close()
    })
  }

  it('an open month says which days newer rules judge otherwise, from what to what, and why', async () => {
    await judgedByOlderRules(district.database.db, { person: 'a1', date: '2026-10-06' }, withoutFirstArrival)
    const { page, complaints } = await visit('lanhdao')
    await page.goto('/people/a1?month=2026-10')
    await page
      .getByRole('button', { name: /06\/10/ })
      .first()
      .click()
    await page
      .getByRole('dialog')
      .getByText(/07:29 · .*người xác nhận: \p{L}+ \p{L}+/u)
      .waitFor()
    await page.goto('/months/point-a?month=2026-10')
    const notice = page.locator('[data-judged-anew="1"]')
    await notice.getByRole('button', { name: 'Xem những ngày này' }).click()
    const list = page.getByRole('dialog', { name: 'Những ngày được xét lại theo quy tắc mới' })
    const day = await list.locator('[data-anew="a1 2026-10-06"]').innerText()
    expect(day).toMatch(/Nguyễn Thị Bích Quyền · 0?6\/10/)
    expect(day).toMatch(/Trước\s+Sáng \(07:30\): – → 11:33 · Thiếu lượt quét đến\s+Giờ làm: 4 giờ/)
    expect(day).toMatch(/Nay\s+Sáng \(07:30\): 07:47 → 11:33 · Muộn 17 phút\s+Giờ làm: 7 giờ 43 phút/)
    expect(day).toContain('Vì sao: ')
    expect(await axeFaults(page)).toEqual([])
    await list.getByRole('button', { name: 'Đóng' }).click()
    await list.waitFor({ state: 'hidden' })
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('a month names the signs of its days, on how many and whose, and each leads to the person', async () => {
    const { page, complaints } = await visit('lanhdao')
    await page.goto('/months/point-a?month=2026-10')
    const sign = page.locator('[data-month-sign="clock-doubt"]')
    // This month's kiosk never compared its clock.
    expect(await sign.innerText()).toMatch(
      /^Giờ của máy chưa chắc chắn: [1-9]\d* ngày\. .*Nguyễn Thị Bích Quyền/,
    )
    await sign.getByRole('link', { name: 'Nguyễn Thị Bích Quyền' }).click()
    await page.waitForURL(/\/people\/a1\?month=2026-10$/)
    await page
      .getByRole('button', { name: /^.*6\/10/ })
      .first()
      .click()
    await page.getByText('Giờ của máy chưa chắc chắn').first().waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('a month names what happened to its kiosks and badges, and leads to where that is seen', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/months/point-a?month=2026-10')
    const step = page.locator('[data-month-sign="clock-step"]')
    expect(await step.innerText()).toMatch(/^Giờ của máy bị đổi: 1 lần, trong 1 ngày\. \S/)
    expect(await axeFaults(page)).toEqual([])
    await step.getByRole('link').click()
    await page.waitForURL(/\/kiosks$/)
    await page.getByText('Giờ của máy bị đổi').first().waitFor()
    await page.context().close()
    const { page: leaders } = await visit('lanhdao')
    await leaders.goto('/months/point-a?month=2026-10')
    await leaders.locator('[data-month-sign="clock-step"]').waitFor()
    expect(await leaders.locator('[data-month-sign="clock-step"]').getByRole('link').count()).toBe(0)
    await leaders.context().close()
  })

  it('a month is closed, printed and opened again', async () => {
    const { page, complaints } = await visit('tonghop')
    await page.goto('/months/point-a?month=2026-10')
    await page.getByRole('button', { name: 'Mẫu in' }).click()
    await page.getByLabel('Địa danh').fill('An Lộc')
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Lưu mẫu' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Khóa tháng' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Khóa tháng' }).click()
    await page.getByText('Đã khóa', { exact: true }).waitFor()

    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Bảng chấm công và phụ lục (Excel)', exact: true }).click()
    const file = await (await download).path()
    const { sheets, formulas } = readWorkbook(readFileSync(file))
    expect(formulas).toBe(0)
    const rows = (sheets[0] ?? []).filter((row) => typeof row[0] === 'number')
    const shown = await page
      .locator('tr[data-person]')
      .evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')))
    expect(rows.map((row) => row[1])).toEqual(shown.map(([name]) => name))
    expect(rows.map((row) => row.slice(3, 34))).toEqual(shown.map((row) => row.slice(1, 32)))

    await page.getByRole('button', { name: 'Mở lại' }).click()
    await page.getByLabel(/Lý do/).fill('Bổ sung giấy nghỉ phép')
    await page.getByRole('dialog').getByRole('button', { name: 'Mở lại' }).click()
    await page.getByText('Đang mở', { exact: true }).waitFor()
    await page.getByText(/Bổ sung giấy nghỉ phép/).waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it('requests are decided together, one without its paper is said to need it, and one needs two people', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/excuses')
    await page.locator('[data-request]').first().waitFor()
    await expect.poll(() => page.locator('[data-request]').count()).toBe(3)
    await page.getByLabel('Chọn tất cả đề nghị chờ duyệt').check()
    await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.getByRole('dialog').locator('li', { hasText: 'cần số văn bản' }).count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Duyệt', exact: true }).click()
    const said = page.getByRole('dialog')
    await said.getByText('→ đã duyệt').waitFor()
    await said.getByText('→ chưa duyệt: cần số văn bản').waitFor()
    await said.getByText('Kết quả: 2 trên 3 đề nghị').waitFor()
    await said.getByText('→ đã đồng ý, còn cần một người khác').waitFor()
    // It has been done: nothing offers to take it back.
    expect(await said.getByRole('button').allTextContents()).toEqual(['Xong'])
    await said.getByRole('button', { name: 'Xong' }).click()
    // What was not approved is still chosen.
    await page.getByText('Đã chọn 1').waitFor()
    await page.context().close()

    const second = await visit('phoban')
    await second.page.goto('/excuses')
    await second.page.getByLabel('Chọn đề nghị của Huỳnh Thị Uyên').check()
    await second.page.getByRole('button', { name: 'Duyệt', exact: true }).click()
    await second.page.getByRole('dialog').getByRole('button', { name: 'Duyệt', exact: true }).click()
    await second.page.getByText('→ đã duyệt').waitFor()
    await second.page.context().close()
  })

  it('a leader asks for half a day on the phone, and it waits to be decided', async () => {
    const { page } = await visit('lanhdao', { width: 390 })
    await page.goto('/excuses')
    await page.getByRole('button', { name: 'Lập đề nghị' }).click()
    await page.getByLabel(/Cán bộ/).fill('quyen')
    await page.getByRole('option', { name: /Nguyễn Thị Bích Quyền/ }).click()
    await page.getByRole('combobox', { name: /Loại nghỉ/ }).click()
    await page.getByRole('option', { name: /Hội nghị, học tập, tập huấn/ }).click()
    await page.getByRole('combobox', { name: /Thời gian/ }).click()
    await page.getByRole('option', { name: 'Buổi chiều' }).click()
    await page.getByLabel('Số văn bản').fill('GM-12')
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByText('04/11/2026, buổi chiều').waitFor()
    expect(await page.getByRole('checkbox').count()).toBe(0)
    await page.context().close()
  })

  it('claims show the scan they met, and one that nobody believes is refused', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/wards/point-a?date=2026-10-13')
    await page.locator('[data-person=a3]').waitFor()
    const titles = await page.locator('[data-person=a3] svg title').allTextContents()
    expect(titles.join()).toMatch(/Lãnh đạo xác nhận: \p{L}+ \p{L}+/u)
    await page.goto('/excuses?tab=claims')
    await page.getByRole('button', { name: 'Tháng trước' }).click()
    await page.locator('[data-claim]').first().waitFor()
    expect(await axeFaults(page)).toEqual([])
    const lines = await page.locator('[data-claim]').allTextContents()
    expect(lines.filter((line) => line.includes('Khác lượt quét') && line.includes('07:47'))).toHaveLength(1)
    expect(lines.filter((line) => line.includes('Khớp lượt quét') && line.includes('07:24'))).toHaveLength(1)
    expect(
      lines.filter((line) => line.includes('Được dùng') && line.includes('không có lượt quét')),
    ).toHaveLength(1)
    await page.getByLabel('Chọn xác nhận của Huỳnh Thị Uyên ngày 13/10/2026').check()
    await page.getByRole('button', { name: 'Không chấp nhận' }).click()
    await page.getByLabel(/Lý do/).fill('Không ai xác nhận thêm')
    await page.getByRole('dialog').getByRole('button', { name: 'Không chấp nhận' }).click()
    await page.getByText('không chấp nhận (Không ai xác nhận thêm)').waitFor()

    await page.goto('/people/a3?month=2026-10')
    const lost = page.locator('[data-uncounted]')
    await lost.getByText('1 buổi tính 0 phút vì thiếu lượt quét').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await lost.getByRole('button', { name: /13\/10.*Chiều/ }).click()
    await page.getByRole('dialog').getByText('Thiếu lượt quét về').waitFor()
    await page.goto('/months/point-a?month=2026-10')
    expect(await page.locator('[data-uncounted=a3]').innerText()).toMatch(/Huỳnh Thị Uyên: .*13\/10.* Chiều/)
    await page.locator('[data-uncounted=a3]').getByRole('link').click()
    await page.waitForURL('**/people/a3?month=2026-10')
    await page.context().close()
  })

  it('a log that is dropped on the page is imported, and its receipt can be carried back', async () => {
    const kiosk = await createLoneKiosk(district, { start: OFFICE_NOW, stick })
    await scanTimes(kiosk, 4)
    const file = await exportTo(stick, kiosk)
    await kiosk.close()
    const { page } = await visit('tonghop')
    await page.goto('/imports')
    const zone = page.getByText('Kéo tệp .gglog')
    await zone.waitFor()
    const transfer = await page.evaluateHandle(
      ([name, bytes]) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name))
        return data
      },
      ['quay-2.gglog', readFileSync(file).toString('base64')] as const,
    )
    const full = {
      status: 429,
      contentType: 'application/problem+json',
      json: { title: 'x', status: 429, detail: 'x' },
    }
    await page.route('**/imports/gglog?*', (route) => route.fulfill(full), { times: 1 })
    await zone.dispatchEvent('drop', { dataTransfer: transfer })
    await page.getByText('quay-2.gglog: chờ các tệp trước nhập xong').waitFor()
    const line = page.locator('[data-import]').filter({ hasText: 'quay-2.gglog' })
    await line.getByText('Đã nhập xong').waitFor()
    const download = page.waitForEvent('download')
    await line.getByRole('link', { name: 'Tải biên nhận' }).click()
    expect((await download).suggestedFilename()).toBe('quay-2.gglog.ggreceipt')
    await page.context().close()
  })

  it('a file of an old machine is asked about, and a number is bound to a person', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/imports')
    await page.getByLabel('Tệp để nhập').setInputFiles({
      name: '5_attlog.dat',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('9\t2025-06-02 07:28:13\t5\t0\t1\t0\nhỏng\n'),
    })
    await page.getByRole('dialog').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('combobox', { name: /Điểm tiếp nhận/ }).click()
    await page.getByRole('option', { name: 'Quầy A' }).click()
    await page.getByRole('button', { name: 'Nhập', exact: true }).click()
    const line = page.locator('[data-import]').filter({ hasText: '5_attlog.dat' })
    await line.getByText('mới 1, đã có 0').waitFor()
    await line.getByText('dòng hỏng 1').waitFor()
    await page.getByRole('button', { name: 'Có thể là Nguyễn Thị Bích Quyền' }).click()
    await page.locator('[data-pin="1"]').getByText('Có thể là').waitFor({ state: 'detached' })
    expect(await page.locator('[data-pin="1"] input').inputValue()).toBe('Nguyễn Thị Bích Quyền')
    await page.locator('[data-pin="9"]').waitFor()
    await line.getByRole('button', { name: 'Bỏ cả tệp 5_attlog.dat' }).click()
    await page.getByRole('dialog').getByText('1 lượt mới của tệp này').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Bỏ cả tệp' }).click()
    await line.getByText('Đã bỏ').waitFor()
    await page.locator('[data-pin="9"]').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('an incident says its numbers and leads to the day whose scans say more', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/kiosks')
    const words = (kind: string) => page.locator(`[data-incident=${kind}]`).innerText()
    await page.locator('[data-incident=burst]').waitFor()
    expect(await words('fork')).toContain('Sự kiện số 12 đến 14 nằm trong vùng cách ly.')
    expect(await words('clock-step')).toContain('Giờ nhảy lùi 121 phút.')
    await page.locator('[data-incident=burst]').getByRole('link', { name: 'Xem ngày đó' }).click()
    await page.waitForURL('**/wards/point-a?date=2026-11-03')
    await page.context().close()
  })

  it('an incident is looked after, and a kiosk is renamed and revoked', async () => {
    const { page } = await visit('tonghop')
    await page.goto('/kiosks')
    const fork = page.locator('[data-incident=fork]')
    await fork.getByText('Cần làm:').waitFor()
    await fork.getByRole('button', { name: 'Đã xử lý' }).click()
    await page.getByLabel(/Đã làm gì/).fill('Ổ đĩa đã được thay')
    await page.getByRole('dialog').getByRole('button', { name: 'Đã xử lý' }).click()
    await fork.waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /264/ }).getByRole('button').click()
    await page.getByText('1 GB').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Tên máy').fill('Quầy cũ')
    await page.getByRole('button', { name: 'Đổi tên' }).click()
    await page.getByRole('button', { name: 'Chi tiết máy Quầy cũ' }).click()
    await page.getByRole('button', { name: 'Thu hồi máy' }).click()
    await page.getByLabel(/Lý do/).fill('Máy hỏng')
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi máy' }).click()
    await page.getByText('Đã thu hồi').waitFor()
    await page.context().close()
  })
})
