import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { typeScan } from './scanner-keys.ts'

/** A page of the kiosk, and what went wrong in it. */
export interface KioskWindow {
  readonly page: Page
  /** Errors of scripts, and messages of the browser's console. */
  readonly complaints: string[]
  /** Directives of the content security policy that stopped something. */
  violations(): Promise<string[]>
  /** Types as a keyboard scanner does: physical keys, no pauses, Enter. */
  scan(code: string): Promise<void>
  close(): Promise<void>
}

interface Watched {
  violatedDirectives?: string[]
}

/**
 * Opens the kiosk's page and waits until the screen has its service.
 * @param options of the browser's context, and a script run in the page before its own
 */
export async function openKioskWindow(
  browser: Browser,
  url: string,
  { initScript, ...options }: BrowserContextOptions & { readonly initScript?: () => void } = {},
): Promise<KioskWindow> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.addInitScript(() => {
    const watched = globalThis as Watched
    watched.violatedDirectives = []
    addEventListener('securitypolicyviolation', (event) =>
      watched.violatedDirectives?.push((event as SecurityPolicyViolationEvent).effectiveDirective),
    )
  })
  if (initScript !== undefined) await page.addInitScript(initScript)
  await page.goto(url)
  await page.waitForSelector('footer[data-sync], [data-action=set-up]')
  const keyboard = await context.newCDPSession(page)
  return {
    page,
    complaints,
    violations: () => page.evaluate(() => (globalThis as Watched).violatedDirectives ?? []),
    scan: (code) => typeScan(keyboard, code),
    close: () => context.close(),
  }
}
