import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, inviteAccount } from '../../../db/district/accounts/accounts.ts'
import { authenticatorCode } from '../../support/authenticator.ts'
import { axeFaults } from '../../support/axe-faults.ts'
import { buildDistrictPages } from '../../support/build-district-pages.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const PASSWORD = 'chín con voi đi xe đạp'

describe.skipIf(chromiumPath() === null)('the first administrator', () => {
  let folder: string
  let district: TestDistrict
  let browser: Browser
  let page: Page
  let secret: string
  const complaints: string[] = []

  beforeAll(async () => {
    folder = await buildDistrictPages()
    district = await createTestDistrict({ rendererDirectory: folder, now: NOW, secondFactor: 'required' })
    browser = await openChromium()
    page = await browser.newPage({ baseURL: district.address, timezoneId: 'Asia/Ho_Chi_Minh' })
    page.setDefaultTimeout(15_000)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      const said = message.text()
      if (message.type() === 'error' && !/status of 4(01|09|22)/.test(said)) complaints.push(said)
    })
    await page.clock.setFixedTime(NOW)
  })
  afterAll(async () => {
    await browser?.close()
    await district?.stop()
  })

  const faults: string[] = []
  /** Axe on the page as it stands, in both languages. */
  const look = async (name: string): Promise<void> => {
    for (const language of ['VI', 'EN']) {
      await page.getByRole('button', { name: new RegExp(`^${language},`) }).click()
      for (const fault of await axeFaults(page)) faults.push(`${name} ${language}: ${fault}`)
    }
    await page.getByRole('button', { name: /^VI,/ }).click()
  }
  const codeNow = () => authenticatorCode(secret, district.clock.now())
  const signIn = async () => {
    await page.getByLabel('Tên đăng nhập').fill('quan.tri')
    await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  }

  it('chooses a password with the code from the command line', async () => {
    const { db } = district.database
    const account = { displayName: 'Trần Thị Quản', role: 'district-administrator', point: null } as const
    await createAccount(db, { ...account, username: 'quan.tri', password: null })
    const { code } = await inviteAccount(db, 'quan.tri', NOW, randomBytes)
    await page.goto('/')
    await page.getByRole('button', { name: 'Dùng mã một lần' }).click()
    await page.getByLabel('Tên đăng nhập').fill('quan.tri')
    await page.getByLabel('Mã một lần').fill(code.toLowerCase())
    const setButton = page.getByRole('button', { name: 'Đặt mật khẩu' })
    await page.getByLabel(/^Mật khẩu mới/).fill('matkhau123456')
    await page.getByLabel(/^Nhập lại mật khẩu mới/).fill('matkhau12345')
    await page.getByText('Hai lần nhập chưa giống nhau').waitFor()
    expect(await setButton.isDisabled()).toBe(true)
    await page.getByLabel(/^Nhập lại mật khẩu mới/).fill('matkhau123456')
    await page.getByRole('button', { name: 'Hiện mật khẩu' }).first().click()
    expect(await page.getByLabel(/^Mật khẩu mới/).getAttribute('type')).toBe('text')
    await look('choose password')
    await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
    await page.getByText(/dễ đoán/).waitFor()
    await page.getByText('Chưa thực hiện được').waitFor()
    await page.getByLabel(/^Mật khẩu mới/).fill(PASSWORD)
    await page.getByLabel(/^Nhập lại mật khẩu mới/).fill(PASSWORD)
    await setButton.click()
    await page.getByText('Đã đặt mật khẩu').waitFor()
    await page.getByRole('button', { name: 'Về trang đăng nhập' }).click()
  })

  it('sets up the second factor before anything else', async () => {
    await signIn()
    await page.getByText('phải thiết lập xác thực hai lớp').waitFor()
    expect(await page.locator('tr[data-ward]').count()).toBe(0)
    await page.getByLabel('Mật khẩu của tài khoản này').fill(PASSWORD)
    await page.getByRole('button', { name: 'Thiết lập' }).click()
    await page.getByRole('img', { name: 'Mã QR cho ứng dụng xác thực' }).waitFor()
    const shown = (await page.locator('[data-secret]').textContent()) ?? ''
    expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
    secret = shown
    await look('second factor')
    await page.getByLabel('Mã 6 số').fill(codeNow())
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.getByText('Đã bật xác thực hai lớp').waitFor()
    await expect.poll(() => page.getByRole('listitem').count()).toBe(10)
    expect(await page.getByRole('button', { name: 'In các mã này' }).isVisible()).toBe(true)
    await look('recovery codes')
    await page.getByRole('button', { name: 'Đã cất các mã này' }).click()
    await page.locator('tr[data-ward]').first().waitFor()
  })

  it('gives a colleague an account and hands over the code', async () => {
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Quản' }).click()
    await page.getByRole('menuitem', { name: 'Quản trị' }).click()
    await page.locator('tr[data-account="quan.tri"]').getByText('tài khoản của bạn').waitFor()
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
    await page.getByLabel('Tên đăng nhập').fill('lanh.dao.a')
    await page.getByLabel('Họ và tên').fill('Nguyễn Văn Lãnh')
    await page.getByRole('combobox', { name: 'Người trong danh sách' }).fill('a2')
    await page.getByRole('option', { name: 'Nguyễn Văn A2, Quầy A' }).click()
    await page.getByRole('combobox', { name: /Vai trò/ }).click()
    await page.getByRole('option', { name: 'Lãnh đạo phường' }).click()
    await page.getByRole('combobox', { name: /Điểm tiếp nhận/ }).click()
    await page.getByRole('option', { name: 'Quầy A' }).click()
    for (const fault of await axeFaults(page)) faults.push(`account dialog: ${fault}`)
    await page.getByRole('button', { name: 'Tạo và lấy mã' }).click()
    expect(await page.locator('[data-code]').textContent()).toMatch(/^[\w]{4}-[\w]{4}-[\w]{4}-[\w]{4}$/)
    await page.getByRole('button', { name: 'Đóng' }).click()
    const row = page.locator('tr[data-account="lanh.dao.a"]')
    await row.getByText('Chờ đặt mật khẩu').waitFor()
    await row.getByText('Quầy A').waitFor()
    await row.getByRole('cell', { name: 'Nguyễn Văn A2' }).waitFor()
    await look('accounts')
  })

  it('takes the person off it and puts another in their place, and is told who has an account already', async () => {
    const row = page.locator('tr[data-account="lanh.dao.a"]')
    const dialog = page.getByRole('dialog')
    const person = dialog.getByRole('combobox', { name: 'Người trong danh sách' })
    const edit = async () => {
      await page.getByRole('button', { name: 'Thao tác với Nguyễn Văn Lãnh' }).click()
      await page.getByRole('menuitem', { name: 'Sửa quyền' }).click()
    }
    await edit()
    expect(await person.inputValue()).toBe('Nguyễn Văn A2')
    await person.fill('')
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await row.getByRole('cell', { name: 'chưa ghi' }).waitFor()

    const { db } = district.database
    const account = { username: 'cua.a1', displayName: 'Của A1', role: 'viewer', point: null } as const
    await createAccount(db, { ...account, person: 'a1', password: null })
    await edit()
    await person.fill('a1')
    await page.getByRole('option', { name: 'Nguyễn Văn A1, Quầy A' }).click()
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await dialog.getByText(/đã có một tài khoản đang hoạt động \(cua\.a1\)/).waitFor()
    await person.fill('a3')
    await page.getByRole('option', { name: 'Nguyễn Văn A3, Quầy A' }).click()
    await dialog.getByRole('button', { name: 'Lưu' }).click()
    await row.getByRole('cell', { name: 'Nguyễn Văn A3' }).waitFor()
  })

  it('disables it, and sees that in the audit log', async () => {
    await page.getByRole('button', { name: 'Thao tác với Nguyễn Văn Lãnh' }).click()
    await page.getByRole('menuitem', { name: 'Khóa tài khoản' }).click()
    await page.getByRole('button', { name: 'Khóa tài khoản' }).click()
    await page.locator('tr[data-account="lanh.dao.a"]').getByText('Đã khóa').waitFor()
    await page.locator('main').getByRole('link', { name: 'Nhật ký thao tác' }).click()
    await page.getByRole('cell', { name: 'Khóa một tài khoản', exact: true }).waitFor()
    const changed = page.locator('tr[data-audit]', { hasText: 'Sửa quyền của một tài khoản' }).first()
    expect(await changed.locator('td').allInnerTexts()).toEqual([
      expect.stringMatching(/^\d+$/),
      '08:00',
      expect.stringMatching(/^Trần Thị Quản\s+quan\.tri$/),
      'Sửa quyền của một tài khoản',
      'Tài khoản: Nguyễn Văn Lãnh',
      'xong',
      'Người: để trống → Nguyễn Văn A3',
    ])
    for (const language of ['EN', 'VI']) {
      await page.getByRole('button', { name: new RegExp(`^${language},`) }).click()
      const said = await page.locator('tr[data-audit] td:nth-child(n + 4)').allInnerTexts()
      expect(
        said.filter((text) => /[{}"]|[a-z]+:[a-z]|\b[a-z-]+\.[a-z-]+|[\da-f]{8}-[\da-f]{4}-/.test(text)),
      ).toEqual([])
    }
    const rows = await page.locator('tr[data-audit]').count()
    await page.getByRole('button', { name: 'Chỉ xem các dòng về Tài khoản: Nguyễn Văn Lãnh' }).first().click()
    await page.getByText('Chỉ xem: Tài khoản: Nguyễn Văn Lãnh').waitFor()
    await expect.poll(() => page.locator('tr[data-audit]').count()).toBeLessThan(rows)
    await page.getByLabel('Lọc theo tên đăng nhập').fill('nobody')
    await page.getByText('Không có dòng nào').waitFor()
    await page.getByLabel('Lọc theo tên đăng nhập').fill('')
    await page.getByRole('button', { name: 'Kiểm tra chuỗi' }).click()
    await page.getByText(/Chuỗi nguyên vẹn: \d+ dòng/).waitFor()
    await look('audit')
  })

  it('makes a token for another program and revokes it', async () => {
    await page.getByRole('link', { name: 'Mã truy cập API' }).click()
    await page.getByRole('button', { name: 'Tạo mã truy cập' }).click()
    await page.getByLabel('Dùng cho phần mềm').fill('Tiền lương')
    for (const fault of await axeFaults(page)) faults.push(`token dialog: ${fault}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Tạo mã truy cập' }).click()
    const token = await page.locator('[data-token-text]').textContent()
    expect(token).toMatch(/^ggt_/)
    const ask = () =>
      fetch(`${district.address}/api/v1/points/point-a/months/2026-11`, {
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await ask()).status).toBe(200)
    await page.getByRole('button', { name: 'Đóng' }).click()
    await look('tokens')
    await page.getByRole('button', { name: 'Thu hồi' }).click()
    await page.getByText('Đã thu hồi').waitFor()
    expect((await ask()).status).toBe(401)
  })

  it('reads the API’s documentation, which axe finds nothing in', async () => {
    for (const language of ['vi', 'en']) {
      await page.goto(`/docs?language=${language}`)
      // The page's own policy lets no script in, so axe comes by the debugger.
      for (const fault of await axeFaults(page)) faults.push(`docs ${language}: ${fault}`)
    }
    await page.goto('/account')
    await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor()
    await look('own account')
  })

  it('is asked for the code of the phone at the next sign-in', async () => {
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Quản' }).click()
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await signIn()
    await page.getByLabel('Mã xác thực hai lớp').fill('000000')
    await look('sign-in with second factor')
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.getByText('Mã không đúng hoặc đã dùng').waitFor()
    district.clock.set(district.clock.now() + 60_000)
    await page.getByLabel('Mã xác thực hai lớp').fill(codeNow())
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
    await page.locator('tr[data-ward]').first().waitFor()
  })

  it('meets nothing that axe or the policy of the pages objects to', () => {
    expect(faults).toEqual([])
    expect(complaints).toEqual([])
  })
})
