import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showText } from '../../../core/names.ts'
import type { Directory } from '../../../core/wire/directory.ts'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { deskHands } from '../../support/desk-hands.ts'
import { LEADER_PIN } from '../../support/desk-visits.ts'
import { HOSTILE_NAMES } from '../../support/hostile-names.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { changeFirstPin, chooseAdministratorPin, giveLeadersPins } from '../../support/pin-deeds.ts'
import { testBadge } from '../../support/test-badge.ts'
import { badgeOf, LEADER, testDirectory } from '../../support/test-directory.ts'

/** What turns or hides the text beside it. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0085]/
const SIZES = [
  { width: 1366, height: 768 },
  { width: 1080, height: 1920 },
] as const

/** A reception point where everything that has a name has a hostile one. */
function hostileDirectory(): Directory {
  const plain = testDirectory(HOSTILE_NAMES.length)
  const longest = HOSTILE_NAMES[0]?.[1] ?? ''
  return {
    ...plain,
    pointName: longest,
    organisationName: HOSTILE_NAMES[2]?.[1] ?? '',
    kioskName: HOSTILE_NAMES[7]?.[1] ?? '',
    people: plain.people.map((person, index) => {
      const name = HOSTILE_NAMES[index]?.[1] ?? person.name
      // PostgreSQL and JSON carry no half characters: they cannot come from a district.
      const whole = name.toWellFormed()
      return { ...person, name: whole, title: whole, counter: whole }
    }),
    guests: HOSTILE_NAMES.map(([, name], index) => ({
      digest: testBadge(500 + index).digest,
      person: `guest-${index}`,
      from: name.toWellFormed(),
      state: 'active',
    })),
    norms: HOSTILE_NAMES.map(([, name]) => name.toWellFormed()),
    notices: HOSTILE_NAMES.map(([, text]) => ({
      id: newId(),
      text: text.toWellFormed().slice(0, 280),
      validFrom: '2026-01-01',
      validTo: null,
    })),
    rulebook: {
      ...plain.rulebook,
      leaders: [{ point: plain.point, date: '2026-03-02', person: `person-${LEADER}` }],
    },
  }
}

describe.skipIf(chromiumPath() === null)('hostile names on the screen', () => {
  let built: string
  let browser: Browser
  let kiosk: TestKiosk
  let host: BrowserHost
  let shown: KioskWindow

  beforeAll(async () => {
    built = await buildKioskPage()
    browser = await openChromium(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
    kiosk = await createTestKiosk({ directory: hostileDirectory() })
    host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(built), port: 0 })
    const { page, close } = await openKioskWindow(browser, host.url)
    const hands = deskHands(page)
    await chooseAdministratorPin(hands)
    // Whoever leads here has a name that no test can look for.
    await giveLeadersPins(hands, [''])
    await hands.close()
    await hands.open('leader')
    await changeFirstPin(hands, '')
    await hands.desk.locator('[data-presence]').first().waitFor()
    await hands.close()
    await close()
  })
  afterAll(async () => {
    await shown?.close()
    await browser.close()
    await host.close()
    await kiosk.close()
  })

  /** Nothing unseen in the page, nothing wider than it, no script of a name run, no word outside the window. */
  async function expectHarmless(what: string): Promise<void> {
    const { page } = shown
    const found = await page.evaluate(() => {
      const wide = document.documentElement
      const outside = [...document.querySelectorAll('[data-answer] p, [data-desk] h1, h1')].filter((each) => {
        const box = each.getBoundingClientRect()
        const card = each.closest('[data-answer]')?.getBoundingClientRect()
        const [top, bottom] = [card?.top ?? 0, card?.bottom ?? innerHeight]
        return box.left < -1 || box.right > innerWidth + 1 || box.top < top - 1 || box.bottom > bottom + 1
      })
      return {
        text: document.body.innerText,
        scrolls: wide.scrollWidth > wide.clientWidth,
        outside: outside.map(({ textContent }) => textContent),
        elements: document.querySelectorAll('[data-answer] b, [data-answer] script, [onmouseover]').length,
      }
    })
    expect(found.text, what).not.toMatch(UNSEEN)
    expect({ ...found, text: '' }, what).toEqual({ text: '', scrolls: false, outside: [], elements: 0 })
    expect(shown.complaints, what).toEqual([])
  }

  /** A burst of keys that the machine held up is nobody's scan; the next try shows it. */
  async function scanUntil(code: string, words: string): Promise<void> {
    const cards = () => shown.page.locator('[data-answer]').allInnerTexts()
    for (let tries = 0; tries < 4; tries++) {
      await shown.scan(code)
      for (let waited = 0; waited < 2_000; waited += 100) {
        if ((await cards()).some((text) => text.includes(words))) return
        await shown.page.waitForTimeout(100)
      }
    }
    expect(await cards()).toEqual([expect.stringContaining(words)])
  }

  it.each(SIZES)(
    'are shown whole, composed and in their place on the answer card, $width wide',
    async (viewport) => {
      shown = await openKioskWindow(browser, host.url, { viewport })
      for (const [index, [what, name]] of HOSTILE_NAMES.entries()) {
        await scanUntil(badgeOf(index + 1).code, showText(name.toWellFormed()))
        await expectHarmless(what)
        await scanUntil(testBadge(500 + index).code, 'ĐÃ GHI: THẺ NƠI KHÁC')
        await expectHarmless(`guest: ${what}`)
        kiosk.clock.pass(3_000)
      }
      await shown.close()
    },
    120_000,
  )

  it('are found, listed and opened by the leader without a letter out of place', async () => {
    shown = await openKioskWindow(browser, host.url)
    const hands = deskHands(shown.page)
    await hands.open('forgotten')
    await hands.type('NGUY')
    await hands.desk.locator('[data-person]').first().waitFor()
    await expectHarmless('found')
    await hands.close()
    await hands.open('leader')
    const leader = hands.desk.locator(`[data-leader=person-${LEADER}]`)
    await leader.waitFor()
    await expectHarmless('door')
    await leader.click()
    await hands.pin(LEADER_PIN)
    await hands.desk.locator('[data-person]').first().waitFor()
    await expectHarmless('presence')
    await shown.close()
  }, 60_000)

  it('stand on the board, as leader on duty and as the kiosk’s own, and turn nothing', async () => {
    shown = await openKioskWindow(browser, host.url)
    await shown.page.locator('[data-idle=true]').waitFor({ timeout: 30_000 })
    for (let page = 0; page < 3; page++) {
      await expectHarmless(`board ${page}`)
      await shown.page.waitForTimeout(12_500)
    }
    const board = await shown.page.locator('[data-board]').evaluate((place) => {
      const { top, bottom } = place.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
    expect(board).toBe(true)
  }, 90_000)
})
