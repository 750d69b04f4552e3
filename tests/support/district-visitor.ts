import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildDistrictPages } from './build-district-pages.ts'
import { NOW } from './invented-district.ts'
import { openChromium } from './open-chromium.ts'
import { PASSWORD, type PagesDouble, startPagesDouble } from './pages-double.ts'

export interface VisitOptions {
  readonly as?: 'tonghop' | 'lanhdao'
  readonly scheme?: 'light' | 'dark'
  readonly language?: 'vi' | 'en'
  readonly width?: 1366 | 390
  /** Without this the visitor signs in first. */
  readonly signedOut?: boolean
}

export interface Visit {
  readonly page: Page
  /** Breaches of the content security policy and errors of scripts, as they come. */
  readonly complaints: string[]
}

export interface DistrictVisits {
  readonly double: PagesDouble
  visit(path: string, options?: VisitOptions): Promise<Visit>
  close(): Promise<void>
}

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    const said = message.text()
    // An answer that says "not signed in" is part of the way in.
    if (message.type() === 'error' && !said.includes('status of 401') && !said.includes('status of 429'))
      complaints.push(said)
  })
  return complaints
}

/** The district's pages, built and served, and visitors with a real browser whose clock stands at `NOW`. */
export async function openDistrictVisits(): Promise<DistrictVisits> {
  const folder = await buildDistrictPages()
  const double = await startPagesDouble(folder)
  const browser: Browser = await openChromium()
  const contexts: BrowserContext[] = []
  return {
    double,
    visit: async (path, options = {}) => {
      const width = options.width ?? 1366
      const context = await browser.newContext({
        baseURL: double.address,
        viewport: { width, height: width === 390 ? 844 : 768 },
        colorScheme: options.scheme ?? 'light',
        reducedMotion: 'reduce',
        timezoneId: 'Asia/Ho_Chi_Minh',
      })
      contexts.push(context)
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      const complaints = listen(page)
      await page.clock.setFixedTime(NOW)
      await page.addInitScript((language) => {
        if (localStorage.getItem('giogiac.language') === null)
          localStorage.setItem('giogiac.language', language)
      }, options.language ?? 'vi')
      if (!options.signedOut) {
        const answer = await context.request.post('/api/v1/sign-in', {
          data: { username: options.as ?? 'tonghop', password: PASSWORD },
        })
        if (!answer.ok()) throw new Error(`Sign-in answered ${answer.status()}`)
      }
      await page.goto(path)
      return { page, complaints }
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await browser.close()
      await double.close()
    },
  }
}
