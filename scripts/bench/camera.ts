import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowserHost } from '../../kiosk/browser-host.ts'
import { readPageFiles } from '../../kiosk/page-files.ts'
import { writeBadgeVideo } from '../../tests/support/badge-video.ts'
import { buildKioskPage, folderBeside } from '../../tests/support/build-kiosk-page.ts'
import { createTestKiosk } from '../../tests/support/create-test-kiosk.ts'
import { cameraFrom, openChromium } from '../../tests/support/open-chromium.ts'
import { serveFolder } from '../../tests/support/serve-folder.ts'
import { testBadge } from '../../tests/support/test-badge.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import { type CameraWatch, watchCameraBar } from './watch-camera-bar.ts'

const BADGES = 10
const SHOWN_SECONDS = 1
const GAP_SECONDS = 0.8

interface Run {
  /** Milliseconds from the first frame that shows a badge until it was read. */
  readonly delays: number[]
  /** Badges shown. */
  readonly shown: number
}

/** Plays the video to a page and waits until every badge has been shown once. */
async function run(url: string, video: string): Promise<Run> {
  const browser = await openChromium(cameraFrom(video))
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.addInitScript(watchCameraBar)
    await page.goto(url)
    const inPage = (count: number): boolean => (globalThis as unknown as CameraWatch).shown.length > count
    await page.waitForFunction(inPage, BADGES, { timeout: 60_000 })
    const { shown, reads } = await page.evaluate(() => {
      const { shown, reads } = globalThis as unknown as CameraWatch
      return { shown, reads }
    })
    // The first may have been on show before anybody looked, the last is only just coming up.
    const delays = shown.slice(1, BADGES).flatMap((from, at) => {
      const until = shown[at + 2] ?? Number.POSITIVE_INFINITY
      const read = reads.find((one) => one.at >= from && one.at < until)
      return read === undefined ? [] : [read.at - from]
    })
    return { delays, shown: BADGES - 1 }
  } finally {
    await browser.close()
  }
}

/**
 * From a badge visible to the camera until it is recorded by the real service (answer received by the page),
 * against html5-qrcode started with its defaults, where only the reading is counted; same video, same browser.
 */
export async function benchCamera(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-camera-'))
  const video = join(folder, 'badges.mjpeg')
  await writeBadgeVideo(
    video,
    Array.from({ length: BADGES }, (_, number) => [
      { show: null, seconds: GAP_SECONDS, bar: true },
      { show: testBadge(number + 1).code, seconds: SHOWN_SECONDS, bar: true },
    ]).flat(),
  )
  const kioskPage = await buildKioskPage()
  const otherPage = await buildKioskPage(folderBeside('./camera-page/', import.meta.url))
  const kiosk = await createTestKiosk()
  const host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(kioskPage), port: 0 })
  const other = await serveFolder(otherPage, {})
  try {
    const ours = await run(host.url, video)
    const theirs = await run(`${other.address}/`, video)
    const median = quantile(ours.delays, 0.5)
    const otherMedian = quantile(theirs.delays, 0.5)
    return [
      {
        name: 'badge visible → recorded, median',
        value: median,
        unit: 'ms',
        ratio: otherMedian / median,
        against: 'html5-qrcode defaults, visible → read',
        goal: 8,
      },
      { name: 'badge visible → recorded, p95', value: quantile(ours.delays, 0.95), unit: 'ms' },
      { name: 'recorded of those shown', value: (100 * ours.delays.length) / ours.shown, unit: '%' },
      { name: 'html5-qrcode defaults, visible → read, median', value: otherMedian, unit: 'ms' },
      {
        name: 'html5-qrcode defaults, read of those shown',
        value: (100 * theirs.delays.length) / theirs.shown,
        unit: '%',
      },
    ]
  } finally {
    await host.close()
    await other.close()
    await kiosk.close()
    for (const made of [folder, kioskPage, otherPage]) await rm(made, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchCamera())
