import type { Browser, Page } from 'playwright-core'
import type { TestDistrict } from './create-test-district.ts'
import { makeAccount, STAFF_PASSWORD } from './open-account.ts'

const ACCOUNTS = {
  clerk: { username: 'vanthu', displayName: 'Ngô Thị Văn Thư', role: 'clerk', point: null },
  leader: { username: 'lanhdao', displayName: 'Đặng Đức Mẫn', role: 'ward-leader', point: 'point-a' },
  administrator: {
    username: 'quantri',
    displayName: 'Trần Thị Thu Hà',
    role: 'district-administrator',
    point: null,
  },
} as const
export type OfficePerson = keyof typeof ACCOUNTS

/** Three people with accounts of their own, each at a browser that begins signed out. */
export interface OfficePeople {
  /** Signs somebody in by the form, on the district's own day, opens a page and lets them work there. */
  as<T>(who: OfficePerson, path: string, work: (page: Page) => Promise<T>): Promise<T>
  /** Errors of scripts and breaches of the pages' policy, as they come. */
  readonly complaints: readonly string[]
}

/** Makes the accounts. The ward leader works on a phone. */
export async function createOfficePeople(district: TestDistrict, browser: Browser): Promise<OfficePeople> {
  for (const account of Object.values(ACCOUNTS)) {
    await makeAccount(district.database.db, account)
  }
  const complaints: string[] = []
  return {
    complaints,
    async as(who, path, work) {
      const context = await browser.newContext({
        baseURL: district.address,
        viewport: who === 'leader' ? { width: 390, height: 844 } : { width: 1366, height: 768 },
        deviceScaleFactor: 2,
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Ho_Chi_Minh',
        locale: 'vi-VN',
        acceptDownloads: true,
      })
      try {
        context.setDefaultTimeout(20_000)
        const page = await context.newPage()
        page.on('pageerror', (error) => complaints.push(`${who} ${path}: ${error.message}`))
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('401'))
            complaints.push(`${who} ${path}: ${message.text()}`)
        })
        await page.clock.setFixedTime(district.clock.now())
        await page.goto(path)
        await page.getByLabel('Tên đăng nhập').fill(ACCOUNTS[who].username)
        await page.locator('input[autocomplete=current-password]').fill(STAFF_PASSWORD)
        await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
        await page.getByLabel('Tên đăng nhập').waitFor({ state: 'detached' })
        // Wherever the sign-in led to, the work begins here.
        await page.goto(path)
        return await work(page)
      } finally {
        await context.close()
      }
    },
  }
}
