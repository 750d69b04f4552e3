import type { Browser, Locator, Page } from 'playwright-core'

/** What somebody meets who opens every page of the district that the menus lead to. */
export interface Walk {
  /** Pages and their tabs, as `path` or `path · tab`. */
  readonly seen: readonly string[]
  /** Those that say that there is nothing to show, with what they say. */
  readonly empty: readonly string[]
  /** Errors of scripts, and messages of the browser's console. */
  readonly complaints: readonly string[]
}

async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.waitForFunction(
    () => document.querySelector('.MuiCircularProgress-root, .MuiSkeleton-root') === null,
  )
}

/** Signs in by the form, and opens every page of the navigation and of the account's menu, and every tab of each. */
export async function walkPages(
  browser: Browser,
  district: string,
  account: { readonly username: string; readonly password: string },
): Promise<Walk> {
  const context = await browser.newContext({
    baseURL: district,
    viewport: { width: 1366, height: 900 },
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Ho_Chi_Minh',
    locale: 'vi-VN',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const seen: string[] = []
  const empty: string[] = []
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // Who is not signed in yet is told so.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  const look = async (what: string): Promise<void> => {
    await settled(page)
    seen.push(what)
    for (const words of await page.locator('[data-empty]').allInnerTexts()) empty.push(`${what}: ${words}`)
  }
  const lookAtTabs = async (what: string): Promise<void> => {
    await look(what)
    for (const tab of (await page.getByRole('tab').all()).slice(1)) {
      await tab.click()
      await look(`${what} · ${await tab.innerText()}`)
    }
  }
  await page.goto('/')
  await page.getByLabel('Tên đăng nhập').fill(account.username)
  await page.locator('input[autocomplete=current-password]').fill(account.password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  const navigation = page.getByRole('navigation', { name: 'Các trang' }).first()
  await navigation.waitFor()
  const hrefs = (links: Locator) =>
    links.evaluateAll((all) => all.map((each) => each.getAttribute('href')).filter((href) => href !== null))
  const ways = await hrefs(navigation.getByRole('link'))
  await page.locator('header [aria-haspopup=menu]').last().click()
  await page.getByRole('menu').waitFor()
  ways.push(...(await hrefs(page.getByRole('menuitem'))))
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    await page.goto(way)
    await lookAtTabs(way)
    // Some pages are several, with a menu of their own.
    for (const next of await hrefs(page.locator('main nav a'))) {
      if (!ways.includes(next) && !seen.includes(next)) ways.push(next)
    }
  }
  await context.close()
  return { seen, empty, complaints }
}
