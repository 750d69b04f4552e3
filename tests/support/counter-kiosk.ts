import type { Browser, Page } from 'playwright-core'
import { startBrowserHost } from '../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../kiosk/host/page-files.ts'
import { buildKioskPage } from './build-kiosk-page.ts'
import { createTestKiosk, type TestKiosk } from './create-test-kiosk.ts'
import { type DeskHands, deskHands } from './desk-hands.ts'
import type { HandClock } from './hand-clock.ts'
import { openKioskWindow } from './kiosk-window.ts'

/** A kiosk on its counter: all there is of it for whoever stands before it. */
export interface CounterKiosk {
  readonly page: Page
  readonly hands: DeskHands
  readonly clock: HandClock
  /** Errors of scripts, and messages of the browser's console. */
  readonly complaints: readonly string[]
  /** A code before the scanner. @returns what the card says then, which has these words on it */
  scan(code: string, words: string): Promise<string>
  /** What of the screen behind is cut off, by its text. */
  clipped(): Promise<string[]>
  close(): Promise<void>
}

/** Starts a kiosk that nobody has enrolled: its real service, its real page. @param now where its clock stands */
export async function openCounterKiosk(browser: Browser, now: number): Promise<CounterKiosk> {
  const kiosk = await createTestKiosk({ directory: null, start: now })
  kiosk.service.start()
  const counter = await openCounter(browser, kiosk)
  return {
    ...counter,
    async close() {
      await counter.close()
      await kiosk.close()
    },
  }
}

/** Opens the real page of a kiosk that runs; it runs on when the page is closed. */
export async function openCounter(browser: Browser, kiosk: TestKiosk): Promise<CounterKiosk> {
  const files = await readPageFiles(await buildKioskPage())
  const host = await startBrowserHost({ service: kiosk.service, files, port: 0 })
  const open = await openKioskWindow(browser, host.url, { reducedMotion: 'reduce' })
  open.page.setDefaultTimeout(20_000)
  const card = open.page.locator('[data-answer]')
  return {
    page: open.page,
    hands: deskHands(open.page),
    clock: kiosk.clock,
    complaints: open.complaints,
    async scan(code, words) {
      const said = card.getByText(words).first()
      await open.scan(code)
      // A card goes after four seconds: whoever has not seen it scans again, as people do.
      await said.waitFor({ timeout: 8_000 }).catch(async () => {
        await open.scan(code)
        await said.waitFor()
      })
      return (await card.textContent()) ?? ''
    },
    clipped: () =>
      open.page
        .locator('main section')
        .evaluateAll((sections) =>
          sections
            .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
            .map(({ textContent }) => textContent ?? ''),
        ),
    async close() {
      await open.close()
      await host.close()
    },
  }
}
