import type { Browser, Locator, Page } from 'playwright-core'
import { authenticatorCode } from './authenticator.ts'
import type { TestDistrict } from './create-test-district.ts'
import { STAFF_PASSWORD } from './open-account.ts'

const USERNAME = 'quan.tri'

/** The first administrator of a new office at a browser; everything goes through the pages. */
export interface NewOffice {
  readonly page: Page
  /** Errors of scripts and breaches of the pages' policy, as they come. */
  readonly complaints: readonly string[]
  /** Chooses a password by the one-time code, signs in, sets up the second factor that is asked for. */
  begin(code: string): Promise<void>
  /** Signs in with password and second factor. */
  signIn(): Promise<void>
  /** Opens a page from the menu. */
  goTo(link: string, heading: string): Promise<void>
  /** Opens the page to which a step of the list for new systems leads. */
  nextStep(name: string): Promise<void>
  /** Adds an organisation, a point or a counter, with everything else as its dialog offers it. */
  addPlace(at: Page | Locator, button: string, name: string): Promise<void>
}

/** Opens a browser where nobody has ever signed in, at the district's own time. */
export async function openNewOffice(district: TestDistrict, browser: Browser): Promise<NewOffice> {
  const context = await browser.newContext({
    baseURL: district.address,
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Ho_Chi_Minh',
    locale: 'vi-VN',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  await page.clock.setFixedTime(district.clock.now())
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  let secret = ''
  const codeNow = () => authenticatorCode(secret, district.clock.now())
  const knock = async () => {
    await page.getByLabel('Tên đăng nhập').fill(USERNAME)
    await page.locator('input[autocomplete=current-password]').fill(STAFF_PASSWORD)
    await button('Đăng nhập').click()
  }
  const goTo = async (link: string, heading: string) => {
    const menu = page.getByRole('navigation', { name: 'Các trang' })
    await menu.getByRole('link', { name: link, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }
  return {
    page,
    complaints,
    goTo,
    async begin(code) {
      await page.goto('/')
      await button('Dùng mã một lần').click()
      await page.getByLabel('Tên đăng nhập').fill(USERNAME)
      await page.getByLabel('Mã một lần').fill(code)
      await page.getByLabel(/^Mật khẩu mới/).fill(STAFF_PASSWORD)
      await page.getByLabel(/^Nhập lại mật khẩu mới/).fill(STAFF_PASSWORD)
      await button('Đặt mật khẩu').click()
      await page.getByText('Đã đặt mật khẩu').waitFor()
      await button('Về trang đăng nhập').click()
      await knock()
      await page.getByLabel('Mật khẩu của tài khoản này').fill(STAFF_PASSWORD)
      await button('Thiết lập').click()
      secret = (await page.locator('[data-secret]').textContent()) ?? ''
      await page.getByLabel('Mã 6 số').fill(codeNow())
      await button('Xác nhận').click()
      await button('Đã cất các mã này').click()
      await page.locator('[data-step=organisation][data-done=false]').waitFor()
    },
    async signIn() {
      await page.goto('/')
      await knock()
      await page.getByLabel('Mã xác thực hai lớp').fill(codeNow())
      await button('Đăng nhập').click()
      await page.getByLabel('Tên đăng nhập').waitFor({ state: 'detached' })
    },
    async nextStep(name) {
      await goTo('Hôm nay', 'Có mặt hôm nay')
      await page.locator('[data-step]').getByRole('link', { name, exact: true }).click()
    },
    async addPlace(at, name, place) {
      await at.getByRole('button', { name, exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('textbox', { name: /^Tên(?! viết)/ }).fill(place)
      await dialog.getByRole('button', { name: 'Lưu' }).click()
      await page.getByRole('cell', { name: place }).first().waitFor()
      await dialog.waitFor({ state: 'detached' })
    },
  }
}
