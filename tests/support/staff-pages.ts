import type { Browser, Page } from 'playwright-core'
import type { Role } from '../../core/district/roles.ts'
import type { OrganisationSeed } from '../../db/district/organisation/seed-organisation.ts'
import { axeFaults } from './axe-faults.ts'
import { buildDistrictPages } from './build-district-pages.ts'
import { createTestDistrict, type TestDistrict } from './create-test-district.ts'
import { openChromium } from './open-chromium.ts'
import { type StaffVisitor, visitAs } from './staff-visitor.ts'

export interface StaffPages {
  readonly district: TestDistrict
  /** Signed in beside the pages, to prepare and to ask. */
  readonly admin: StaffVisitor
  /** Errors of scripts and breaches of the pages' policy, as they come. */
  readonly complaints: readonly string[]
  open(
    path: string,
    how?: {
      readonly as?: Role
      readonly point?: string
      readonly organisation?: string
      readonly language?: 'vi' | 'en'
      readonly width?: number
    },
  ): Promise<Page>
  /** What axe and the width of the page say against it, once nothing moves. */
  faults(page: Page): Promise<string[]>
  close(): Promise<void>
}

/** The district's own pages in Chromium, served by a real district. */
export async function openStaffPages(now: number, seed?: OrganisationSeed): Promise<StaffPages> {
  const folder = await buildDistrictPages()
  const district = await createTestDistrict({ rendererDirectory: folder, now, ...(seed ? { seed } : {}) })
  const admin = await visitAs(district, 'district-administrator')
  const browser: Browser = await openChromium()
  const complaints: string[] = []
  return {
    district,
    admin,
    complaints,
    async open(path, how = {}) {
      const { as = 'district-administrator', point, organisation, language = 'vi', width = 1366 } = how
      const scope = { ...(point && { point }), ...(organisation && { organisation }) }
      const visitor = await visitAs(district, as, scope)
      const context = await browser.newContext({
        baseURL: district.address,
        viewport: { width, height: 768 },
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Ho_Chi_Minh',
        locale: 'vi-VN',
        acceptDownloads: true,
      })
      context.setDefaultTimeout(15_000)
      const [name = '', value = ''] = (visitor.cookie ?? '').split('=')
      await context.addCookies([{ name, value, url: district.address }])
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
          complaints.push(message.text())
      })
      await page.clock.setFixedTime(now)
      await page.addInitScript((chosen) => localStorage.setItem('giogiac.language', chosen), language)
      await page.goto(path)
      return page
    },
    async faults(page) {
      // axe waits until the page stands still: its width is asked after that, as a person would see it.
      const faults = await axeFaults(page)
      const over = await page.evaluate(() => {
        const wide = document.documentElement.scrollWidth
        if (wide <= window.innerWidth) return null
        const ends = [...document.querySelectorAll('*')].filter(
          (each) => Math.ceil(each.getBoundingClientRect().right) === wide,
        )
        return `${wide} px wide of ${window.innerWidth}: ${ends.map((each) => each.outerHTML.slice(0, 120)).join(' ')}`
      })
      return over === null ? faults : [...faults, over]
    },
    async close() {
      await browser.close()
      await district.stop()
    },
  }
}

/** The field of a page that holds a date. */
export const dateField = (page: Page, label: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${label}`) })

/** Types a date into a field of a page as a person does, such as `1/7/2026`, over what it holds. */
export async function typeDate(page: Page, label: string, date: string): Promise<void> {
  await dateField(page, label).focus()
  await page.keyboard.type(date)
}
