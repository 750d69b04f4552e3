import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { badgeSheet } from '../../../district/badges/badge-sheet.ts'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { type Scene, writeBadgeVideo } from '../../support/badge-video.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { type GreyPicture, holdSheet, printedPage, type SheetLook } from '../../support/held-sheet.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { cameraFrom, chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { canDrawPdf } from '../../support/pdf-pages.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

/** Printed so finely, a module of a badge (0.92 mm) is eight pixels. */
const DOTS_PER_INCH = (8 / 0.92) * 25.4

const LOOKS: readonly (readonly [how: string, look: SheetLook])[] = [
  ['near, most of it out of the picture', { scale: 1, turnDegrees: 0, middle: [0.5, 0.5] }],
  ['near and turned: one badge whole, two in part', { scale: 1, turnDegrees: -8, middle: [0.5, 0.5] }],
  ['farther, by its edge', { scale: 0.7, turnDegrees: -8, middle: [0.1, 0.5] }],
  ['at arm’s length', { scale: 0.5, turnDegrees: 3, middle: [0.5, 0.5] }],
  ['far, whole', { scale: 0.35, turnDegrees: -4, middle: [0.5, 0.5] }],
]

describe.skipIf(chromiumPath() === null || !canDrawPdf())('an uncut sheet of ten before the camera', () => {
  let folder: string
  let page: string
  let sheet: GreyPicture
  let two: GreyPicture
  let kiosk: TestKiosk
  let host: BrowserHost
  let browser: Browser | null = null
  let shown: KioskWindow | null = null

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giogiac-sheet-'))
    page = await buildKioskPage()
    const print = async (people: readonly number[]) =>
      printedPage(
        await badgeSheet(
          people.map((number) => ({
            superior: 'UBND tỉnh Thử Nghiệm',
            agency: 'UBND phường Thử Nghiệm',
            name: `Nguyễn Thị Mẫu ${number}`,
            title: 'Công chức',
            number: `CB-00${number}`,
            code: badgeOf(number).code,
          })),
          { layout: 'a4', photo: 'frame', madeAt: 0 },
        ),
        DOTS_PER_INCH,
      )
    sheet = await print([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    two = await print([1, 2])
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  afterEach(async () => {
    await shown?.close()
    await browser?.close()
    browser = null
    shown = null
    await host.close()
    await kiosk.close()
  })

  async function play(scenes: readonly Scene[]): Promise<KioskWindow> {
    const path = join(folder, 'camera.mjpeg')
    await writeBadgeVideo(path, scenes)
    kiosk = await createTestKiosk({ directory: testDirectory(10) })
    host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(page), port: 0 })
    browser = await openChromium(cameraFrom(path))
    shown = await openKioskWindow(browser, host.url)
    return shown
  }

  const scans = () =>
    readLog(kiosk.dataDirectory)
      .filter(({ type }) => type === 'scan')
      .map(({ data }) => data.staff)

  /** First the sheet, then nothing, then one badge alone, over and over. */
  async function thenOneAlone(picture: Uint8Array<ArrayBuffer>): Promise<void> {
    const { page: screen } = await play([
      { show: picture, seconds: 4 },
      { show: null, seconds: 1 },
      { show: badgeOf(2).code, seconds: 2.5 },
      { show: null, seconds: 0.5 },
    ])
    await screen.locator('[data-several=true]', { hasText: 'Giơ từng thẻ một' }).waitFor({ timeout: 15_000 })
    await screen.getByText('Nguyễn Thị Mẫu 2').waitFor({ timeout: 15_000 })
    // Once more round: neither the sheet that came first nor the one that comes now is anybody's scan.
    await screen.waitForTimeout(6_000)
    expect(new Set(scans())).toEqual(new Set(['person-2']))
  }

  it.each(LOOKS)('is nobody’s scan, %s; a badge alone is read after it', async (_how, look) => {
    await thenOneAlone(holdSheet(sheet, look))
  })

  it('is nobody’s scan as two badges side by side either', async () => {
    await thenOneAlone(holdSheet(two, { scale: 0.7, turnDegrees: 2, middle: [0.5, 0.1] }))
  })
})
