import { copyFile, mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { type Scene, writeBadgeVideo } from '../../support/badge-video.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { FOREIGN_CODES } from '../../support/foreign-codes.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { cameraFrom, chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { readLog } from '../../support/read-log.ts'
import { drawStripedBadge } from '../../support/striped-badge.ts'
import { badgeOf, UNKNOWN_BADGE } from '../../support/test-directory.ts'

/** Hostile codes a printed symbol can carry, small ones and the largest. */
const HOSTILE = FOREIGN_CODES.filter(
  ([name, code, kind]) =>
    kind !== 'enrolment' &&
    code.trim() !== '' &&
    /SQL|identity card, seven|web page$|largest symbol, bytes|markup|VietQR|shell|right-to-left/.test(name),
).map(([, code]) => code)

describe.skipIf(chromiumPath() === null)('a badge before the camera', () => {
  let folder: string
  let page: string
  let kiosk: TestKiosk
  let host: BrowserHost
  let browser: Browser | null = null
  let shown: KioskWindow | null = null

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giogiac-video-'))
    page = await buildKioskPage()
  })

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  afterEach(async () => {
    await shown?.close()
    await browser?.close()
    browser = null
    shown = null
    await host.close()
    await kiosk.close()
  })

  /** The real page, the real service and its SQLite log, and a camera playing these scenes over and over. */
  async function play(scenes: readonly Scene[] | string): Promise<KioskWindow> {
    const path = typeof scenes === 'string' ? scenes : join(folder, 'camera.mjpeg')
    if (typeof scenes !== 'string') await writeBadgeVideo(path, scenes)
    kiosk = await createTestKiosk()
    host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(page), port: 0 })
    browser = await openChromium(cameraFrom(path))
    shown = await openKioskWindow(browser, host.url)
    return shown
  }

  const logged = (type: string): number =>
    readLog(kiosk.dataDirectory).filter((event) => event.type === type).length

  it('is read, recorded once while it is held, and answered with the name', async () => {
    const {
      page: screen,
      complaints,
      violations,
    } = await play([
      { show: null, seconds: 1 },
      { show: badgeOf(2).code, seconds: 5 },
    ])
    await screen.getByText('Nguyễn Thị Mẫu 2').waitFor({ timeout: 10_000 })
    expect(await screen.textContent('[data-answer=good]')).toContain('ĐÃ ĐẾN')
    await screen.waitForTimeout(1_500)
    expect(logged('scan')).toBe(1)
    expect(complaints).toEqual([])
    expect(await violations()).toEqual([])
  })

  it('is recorded once with a white stripe through its corners, held still', async () => {
    const striped = drawStripedBadge(badgeOf(2).code, { way: 'down', wide: 3 }, { turnDegrees: 2 })
    const { page: screen } = await play([
      { show: null, seconds: 1 },
      { show: striped, seconds: 6 },
    ])
    await screen.getByText('Nguyễn Thị Mẫu 2').waitFor({ timeout: 15_000 })
    await screen.waitForTimeout(1_500)
    expect(logged('scan')).toBe(1)
  })

  it('is recorded in white on black too, held still', async () => {
    const dark = drawStripedBadge(badgeOf(2).code, { way: 'down', wide: 0 }).map((value) => 255 - value)
    const { page: screen } = await play([
      { show: null, seconds: 1 },
      { show: dark, seconds: 6 },
    ])
    await screen.getByText('Nguyễn Thị Mẫu 2').waitFor({ timeout: 15_000 })
    await screen.waitForTimeout(1_500)
    expect(logged('scan')).toBe(1)
  })

  it('that is too damaged to be read gets a word after some seconds, and loses it when it is gone', async () => {
    const damaged = drawStripedBadge(badgeOf(2).code, { way: 'across', wide: 24 })
    const { page: screen } = await play([
      { show: damaged, seconds: 8 },
      { show: null, seconds: 6 },
    ])
    await screen.locator('[data-unread=true]', { hasText: 'không đọc được' }).waitFor({ timeout: 15_000 })
    await screen.locator('[data-unread=false]').waitFor({ timeout: 15_000 })
    expect(logged('scan')).toBe(0)
  })

  it('gives two badges in turn two cards, the second replacing the first at once', async () => {
    const { page: screen } = await play([
      { show: badgeOf(1).code, seconds: 1.2 },
      { show: UNKNOWN_BADGE.code, seconds: 3 },
    ])
    await screen.getByText('Nguyễn Thị Mẫu 1').waitFor({ timeout: 10_000 })
    await screen.getByText('ĐÃ GHI: THẺ LẠ').waitFor({ timeout: 3_800 })
    expect(await screen.locator('[data-answer]').count()).toBe(1)
    expect(await screen.content()).not.toContain('Nguyễn Thị Mẫu 1')
  })

  it('leaves no trace of hostile codes, and the screen stays alive', async () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(10)
    const { page: screen, complaints } = await play([
      ...HOSTILE.map((show): Scene => ({ show, seconds: 0.5 })),
      { show: badgeOf(1).code, seconds: 2 },
    ])
    const lag = screen.evaluate(async () => {
      let worst = 0
      for (let round = 0; round < 120; round++) {
        const begin = performance.now()
        await new Promise((done) => setTimeout(done, 50))
        worst = Math.max(worst, performance.now() - begin - 50)
      }
      return worst
    })
    await screen.getByText('Nguyễn Thị Mẫu 1').waitFor({ timeout: 20_000 })
    await screen.waitForTimeout(500)
    const texts = readLog(kiosk.dataDirectory)
    const refused = texts.filter((event) => event.type === 'refused-code')
    expect(refused.length).toBeGreaterThanOrEqual(HOSTILE.length - 2)
    for (const { data } of refused) expect(Object.keys(data)).toEqual(['class'])
    const html = await screen.content()
    for (const code of HOSTILE) expect(html).not.toContain(code.slice(0, 20))
    expect(JSON.stringify(texts)).not.toContain('001090123456')
    expect(await lag).toBeLessThan(1_000)
    expect(complaints).toEqual([])
  })

  it('says that the picture is black, and takes it back when there is light', async () => {
    const { page: screen } = await play([
      { show: null, seconds: 1 },
      { show: 'black', seconds: 4 },
    ])
    await screen.getByText('Hình camera tối đen').waitFor({ timeout: 8_000 })
    await screen.locator('[data-banner=camera-black]').waitFor({ state: 'detached', timeout: 8_000 })
  })

  it('says within three seconds that the camera is gone, and finds it again by itself (T2)', async () => {
    const { page: screen } = await play([{ show: badgeOf(3).code, seconds: 3 }])
    await screen.locator('[data-camera=ok]').waitFor({ timeout: 10_000 })
    // The browser's capture process dies with the file under its hands, as with a camera that is pulled out.
    const path = join(folder, 'camera.mjpeg')
    await copyFile(path, `${path}.kept`)
    await truncate(path, 0)
    await screen.getByText('Mất kết nối camera').waitFor({ timeout: 3_000 })
    await copyFile(`${path}.kept`, path)
    await screen.locator('[data-camera=ok]').waitFor({ timeout: 5_000 })
    await screen.locator('[data-banner=camera-lost]').waitFor({ state: 'detached' })
    await screen.getByText('Nguyễn Thị Mẫu 3').waitFor({ timeout: 5_000 })
  })

  it('says that there is no camera, and a keyboard scanner does its work', async () => {
    const { page: screen, scan } = await play(join(folder, 'no-such-camera.mjpeg'))
    await screen.getByText('Không tìm thấy camera').waitFor({ timeout: 8_000 })
    await scan(badgeOf(1).code)
    await screen.getByText('Nguyễn Thị Mẫu 1').waitFor({ timeout: 8_000 })
    expect(logged('scan')).toBe(1)
  })
})
