import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import type { ScannerFault } from '../../../renderer/kiosk/scanner/read-burst.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { contentOf, tracesOf } from '../../support/code-traces.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { type KioskWithPins, makeKioskWithPins } from '../../support/kiosk-with-pins.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { readLog } from '../../support/read-log.ts'
import { pressAtOnce, pressSlowly, type ScannerKey, scannerKeys } from '../../support/scanner-keys.ts'
import { badgeOf } from '../../support/test-directory.ts'

const BADGE = badgeOf(1).code
const OTHER = badgeOf(2).code
const CARD = '001090123456||NGUYEN VAN MAU|01011990|Nam|Phuong X|15042021'
const ENTER: ScannerKey = { code: 'Enter' }
const SHIFTED = [...BADGE].map((digit): ScannerKey => ({ code: `Digit${digit}`, shift: true }))

/** Every digit as Alt held, Numpad0 and the two figures of its number, Alt let go. */
const BY_ALT = [...BADGE].flatMap((digit): ScannerKey[] => [
  { code: 'AltLeft', alt: true },
  ...[...`0${digit.charCodeAt(0)}`].map((figure): ScannerKey => ({ code: `Numpad${figure}`, alt: true })),
])

const RECORDED: readonly (readonly [name: string, keys: readonly ScannerKey[]])[] = [
  ['the AIM identifier ]Q1 before it', [...scannerKeys(`]Q1${BADGE}`), ENTER]],
  ['the AIM identifier ]Q3 before it', [...scannerKeys(`]Q3${BADGE}`), ENTER]],
  ['a code letter before it', [...scannerKeys(`s${BADGE}`), ENTER]],
  ['a sign behind it', [...scannerKeys(`${BADGE}#`), ENTER]],
  ['Ctrl+B and Ctrl+C around it', [...scannerKeys(`\x02${BADGE}\x03`), ENTER]],
  ['Alt numbers for digits', [...BY_ALT, ENTER]],
  ['Shift with every digit', [...SHIFTED, ENTER]],
  ['itself twice and one Enter', [...scannerKeys(BADGE + BADGE), ENTER]],
  ['no end', scannerKeys(BADGE)],
  ['Enter before and behind', [ENTER, ...scannerKeys(BADGE), ENTER]],
  ['two Enters', [...scannerKeys(BADGE), ENTER, ENTER]],
  ['Enter and Ctrl+J', [...scannerKeys(BADGE), ENTER, { code: 'KeyJ', ctrl: true }]],
  [
    'keys that have no place on a keyboard',
    [...[...BADGE].map((digit): ScannerKey => ({ code: '', key: digit })), { code: '', key: 'Enter' }],
  ],
]

describe.skipIf(chromiumPath() === null)('a scanner set up in its own way, at the counter', () => {
  let built: string
  let browser: Browser
  /** Without an administrator's PIN the screen that asks for it opens by itself, and a few keys there are fingers. */
  let withPins: KioskWithPins
  let kiosk: TestKiosk
  let host: BrowserHost
  let shown: KioskWindow
  let page: Page
  let keyboard: CDPSession
  let logged: string[]

  beforeAll(async () => {
    built = await buildKioskPage()
    browser = await openChromium(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'])
    withPins = await makeKioskWithPins(browser, { people: 3, staff: 3 })
  })
  afterAll(async () => {
    await browser.close()
    withPins.remove()
  })
  beforeEach(async () => {
    logged = []
    kiosk = await createTestKiosk({
      dataDirectory: withPins.copy(),
      directory: null,
      log: (...line) => logged.push(JSON.stringify(line)),
    })
    host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(built), port: 0 })
    shown = await openKioskWindow(browser, host.url)
    page = shown.page
    keyboard = await page.context().newCDPSession(page)
  })
  afterEach(async () => {
    await shown.close()
    await host.close()
    await kiosk.close()
  })

  const made = () =>
    readLog(kiosk.dataDirectory)
      .filter(({ type }) => type === 'scan' || type === 'refused-code')
      .map(({ type, data }) => (type === 'scan' ? [type, data.staff] : [type, data.class]))
  const card = () => page.locator('[data-answer]')
  const wordOf = async (word: string) => {
    await card().getByText(word, { exact: true }).waitFor({ timeout: 8_000 })
    expect(await card().textContent()).not.toContain('KHÔNG PHẢI THẺ')
  }

  /** Does it up to three times: a busy machine tears keys apart, and then people scan again. */
  async function untilShown(act: () => Promise<void>, text: string): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      await act()
      const seen = await page
        .getByText(text, { exact: true })
        .waitFor({ timeout: 2_500 })
        .then(() => true)
        .catch(() => false)
      if (seen) return
      await page.waitForTimeout(2_100)
    }
    throw new Error(`never shown: ${text}`)
  }

  it.each(RECORDED)('is read and recorded once: a badge with %s', async (_name, keys) => {
    await untilShown(() => pressAtOnce(keyboard, keys), 'Nguyễn Thị Mẫu 1')
    await page.waitForTimeout(600)
    expect(made()).toEqual([['scan', 'person-1']])
    expect(await page.content()).not.toContain('KHÔNG PHẢI THẺ')
    expect(shown.complaints).toEqual([])
  })

  it.each([45, 55, 70, 95])('is read and recorded: a badge at %d ms a key', async (gapMs) => {
    await untilShown(() => pressSlowly(keyboard, [...scannerKeys(BADGE), ENTER], gapMs), 'Nguyễn Thị Mẫu 1')
    expect(made()).toEqual([['scan', 'person-1']])
  })

  it('is read for two people when the Enter between their badges is missing', async () => {
    await pressAtOnce(keyboard, [...scannerKeys(BADGE + OTHER), ENTER])
    await expect.poll(made).toEqual([
      ['scan', 'person-1'],
      ['scan', 'person-2'],
    ])
  })

  it('is named as too slow at 120 ms a key', async () => {
    const word = 'MÁY QUÉT GỬI QUÁ CHẬM'
    await untilShown(() => pressSlowly(keyboard, [...scannerKeys(BADGE), ENTER], 120), word)
    await wordOf(word)
    expect(made()).toEqual([])
  })

  it('asks to scan again when the code came in two pieces', async () => {
    await untilShown(async () => {
      await pressAtOnce(keyboard, scannerKeys(BADGE.slice(0, 20)))
      await page.waitForTimeout(180)
      await pressAtOnce(keyboard, [...scannerKeys(BADGE.slice(20)), ENTER])
    }, 'QUÉT LẠI')
    await wordOf('QUÉT LẠI')
    expect(made()).toEqual([])
    await shown.scan(BADGE)
    await page.getByText('Nguyễn Thị Mẫu 1').waitFor({ timeout: 8_000 })
  })

  it.each<[ScannerFault, string, readonly ScannerKey[]]>([
    ['adds', 'MÁY QUÉT GỬI THÊM KÝ TỰ', [...scannerKeys(`0${BADGE}`), ENTER]],
    ['shift', 'MÁY QUÉT ĐẶT SAI KIỂU BÀN PHÍM', [...SHIFTED.slice(1), ENTER]],
    ['alt', 'MÁY QUÉT GỬI BẰNG PHÍM ALT', [...BY_ALT.slice(4), ENTER]],
    ['short', 'MÃ QUÁ NGẮN, QUÉT LẠI', [...scannerKeys('12345'), ENTER]],
    ['cut', 'QUÉT LẠI', scannerKeys(BADGE.slice(0, 20))],
    [
      'no-names',
      'KHÔNG NHẬN RA PHÍM CỦA MÁY QUÉT',
      Array.from({ length: 20 }, () => ({ code: '', key: '' })),
    ],
    [
      'control-keys',
      'MÁY QUÉT GỬI PHÍM LẠ',
      [...scannerKeys(`${BADGE.slice(0, 20)}\n${BADGE.slice(20)}`), ENTER],
    ],
  ])('is named in words and nothing recorded: %s', async (_fault, word, keys) => {
    await untilShown(() => pressAtOnce(keyboard, keys), word)
    await wordOf(word)
    expect(made()).toEqual([])
  })

  it('keeps an identity card’s class and forgets its digits, whatever is put around it', async () => {
    for (const text of [CARD, `]Q1${CARD}`, `S${CARD}`, `${CARD}${CARD}`]) {
      const before = made().length
      await pressAtOnce(keyboard, [...scannerKeys(text), ENTER])
      await expect.poll(() => made().slice(before)).toEqual([['refused-code', 'identity-card']])
    }
    await pressAtOnce(keyboard, scannerKeys(CARD.slice(0, 30)))
    await wordOf('QUÉT LẠI')
    const places = [...contentOf(kiosk.dataDirectory), ...logged, await page.content()]
    const forms = [CARD, `]Q1${CARD}`, CARD.slice(0, 12), CARD.slice(0, 30)]
    expect(tracesOf(forms, places)).toEqual([])
  })
})
