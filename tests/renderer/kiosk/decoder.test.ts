import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildKioskPage, folderBeside } from '../../support/build-kiosk-page.ts'
import type { DecoderPage } from '../../support/decoder-page/main.ts'
import { FOREIGN_CODES } from '../../support/foreign-codes.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { type FolderServer, serveFolder } from '../../support/serve-folder.ts'
import { testBadge } from '../../support/test-badge.ts'

type OnPage = { readonly decoderPage: DecoderPage }

describe.skipIf(chromiumPath() === null)('the frame decoder', () => {
  let built: string
  let server: FolderServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    built = await buildKioskPage(folderBeside('../../support/decoder-page/', import.meta.url))
    server = await serveFolder(built, {})
    browser = await openChromium()
    page = await browser.newPage()
    await page.goto(`${server.address}/`)
    await page.waitForFunction(() => 'decoderPage' in globalThis)
  })

  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  it('gives all codes of a frame, so that nobody beside is overlooked', async () => {
    const badges = [1, 2, 3].map((number) => testBadge(number).code)
    const { codes } = await page.evaluate(
      (texts) => (globalThis as unknown as OnPage).decoderPage.decodeSheet(texts),
      badges,
    )
    expect([...codes].sort()).toEqual([...badges].sort())
  })

  it('sees no second code beside a badge that is alone, however badly it is held', async () => {
    const results = await page.evaluate(() =>
      (globalThis as unknown as OnPage).decoderPage.decodeCorpus(40, 77),
    )
    expect(results.filter(({ codes }) => codes.length === 1).length).toBeGreaterThan(32)
    expect(results.filter(({ beside }) => beside)).toEqual([])
  })

  it.each([
    ['down', 1, 8, 0],
    ['down', 2, 8, 3],
    ['down', 4, 8, 0],
    ['across', 1, 8, 3],
    ['across', 3, 8, 0],
    ['across', 4, 8, 3],
    ['across', 3, 8, 8],
    ['down', 3, 5, 3],
    ['across', 3, 5, 0],
    ['down', 6, 8, 0],
    ['down', 8, 8, 0],
    ['down', 8, 8, 7],
    ['across', 6, 8, 0],
    ['across', 8, 8, 0],
    ['across', 8, 8, -9],
    ['across', 8, 5, 4],
    ['down', 8, 5, 2],
    ['middle', 8, 8, 0],
  ] as const)(
    'reads a badge with a white stripe %s it, %d eighths of a module wide, modules of %d px, turned by %d degrees',
    async (way, wide, modulePixels, turnDegrees) => {
      const { code } = testBadge(21)
      const { codes } = await page.evaluate(
        ([text, stripe, look]) =>
          (globalThis as unknown as OnPage).decoderPage.decodeStriped(text, stripe, look, 72),
        [code, { way, wide }, { modulePixels, turnDegrees }] as const,
      )
      expect(codes).toEqual([code])
    },
  )

  it.each(['down', 'across'] as const)(
    'reads a badge with a wide white stripe %s it on a white sheet that fills the picture',
    async (way) => {
      const { code } = testBadge(21)
      const { codes } = await page.evaluate(
        ([text, stripe]) =>
          (globalThis as unknown as OnPage).decoderPage.decodeStriped(text, stripe, { modulePixels: 8 }, 72),
        [code, { way, wide: 6, margin: 40 }] as const,
      )
      expect(codes).toEqual([code])
    },
  )

  it('stays quick and bounded with forty codes in one frame', async () => {
    const many = Array.from({ length: 40 }, (_, number) => testBadge(number).code)
    const { codes, ms } = await page.evaluate(
      (texts) => (globalThis as unknown as OnPage).decoderPage.decodeSheet(texts),
      many,
    )
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.length).toBeLessThanOrEqual(8)
    expect(ms).toBeLessThan(1_000)
  })

  it('reads a badge that needs the full pass in its first frame after an empty counter', async () => {
    const { code } = testBadge(7)
    const empty = Array.from({ length: 90 }, () => ({ text: null, look: { seed: 4 } }))
    const small = { text: code, look: { seed: 4, modulePixels: 2.6, blurPixels: 0.6, turnDegrees: 12 } }
    const results = await page.evaluate(
      (frames) => (globalThis as unknown as OnPage).decoderPage.decode(frames),
      [...empty, small],
    )
    expect(results.at(-1)).toMatchObject({ codes: [code], pass: 'full' })
    const lookedAtClosely = results.slice(30, 90).filter(({ pass }) => pass === 'full').length
    expect(lookedAtClosely).toBeLessThanOrEqual(12)
  })

  it('reads every hostile code as text and nothing else', async () => {
    const printable = FOREIGN_CODES.filter(
      ([, code]) =>
        code.trim() !== '' && !code.includes('\u0000') && code.isWellFormed() && code.length <= 300,
    )
    const frames = printable.map(([, text]) => ({ text, look: { modulePixels: 6 } }))
    const results = await page.evaluate(
      (given) => (globalThis as unknown as OnPage).decoderPage.decode(given),
      frames,
    )
    const wrong = printable.filter(([, text], at) => results[at]?.codes[0] !== text).map(([name]) => name)
    expect(wrong).toEqual([])
  })

  it('replaces a worker that is stuck over a frame and reads the next one', async () => {
    const { code } = testBadge(9)
    const result = await page.evaluate(
      (text) => (globalThis as unknown as OnPage).decoderPage.decodeStuck(text),
      code,
    )
    expect(result).toEqual({ first: null, restarts: 1, second: [code] })
  })
})
