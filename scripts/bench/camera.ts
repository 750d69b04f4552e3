import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowserHost } from '../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../kiosk/host/page-files.ts'
import { writeBadgeVideo } from '../../tests/support/badge-video.ts'
import { buildKioskPage, folderBeside } from '../../tests/support/build-kiosk-page.ts'
import { createTestKiosk } from '../../tests/support/create-test-kiosk.ts'
import { serveFolder } from '../../tests/support/serve-folder.ts'
import { testBadge } from '../../tests/support/test-badge.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import { timeBadges } from './time-badges.ts'

const BADGES = 10
const SHOWN_SECONDS = 1
const GAP_SECONDS = 0.8

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
    // The first may have been on show before anybody looked.
    const ours = await timeBadges(host.url, video, 1, BADGES)
    const theirs = await timeBadges(`${other.address}/`, video, 1, BADGES)
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
