import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBrowserHost } from '../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../kiosk/host/page-files.ts'
import { buildKioskPage, folderBeside } from '../../tests/support/build-kiosk-page.ts'
import { createTestKiosk } from '../../tests/support/create-test-kiosk.ts'
import { writeQueueVideo } from '../../tests/support/queue-video.ts'
import { serveFolder } from '../../tests/support/serve-folder.ts'
import { testDirectory } from '../../tests/support/test-directory.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import { timeBadges } from './time-badges.ts'

const PEOPLE = 30
const SECONDS_EACH = 3
/** Longest a person should wait for the card, median. */
const GOAL_MS = 400

/**
 * A shift's start, 30 people in 90 seconds before one camera: from the first readable frame of each badge until it
 * is recorded by the real service, beside html5-qrcode started with its defaults, where only the reading is counted;
 * same video, same browser.
 */
export async function benchQueue(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-queue-'))
  const video = join(folder, 'queue.mjpeg')
  await writeQueueVideo(video, PEOPLE, SECONDS_EACH)
  const kioskPage = await buildKioskPage()
  const otherPage = await buildKioskPage(folderBeside('./camera-page/', import.meta.url))
  const kiosk = await createTestKiosk({ directory: testDirectory(PEOPLE) })
  const host = await startBrowserHost({ service: kiosk.service, files: readPageFiles(kioskPage), port: 0 })
  const other = await serveFolder(otherPage, {})
  try {
    const ours = await timeBadges(host.url, video, 0, PEOPLE)
    const theirs = await timeBadges(`${other.address}/`, video, 0, PEOPLE)
    const median = quantile(ours.delays, 0.5)
    const otherMedian = quantile(theirs.delays, 0.5)
    return [
      {
        name: `recorded of ${PEOPLE} people in ${PEOPLE * SECONDS_EACH} s`,
        value: ours.delays.length,
        unit: '',
      },
      {
        name: 'first readable frame → recorded, median',
        value: median,
        unit: 'ms',
        ratio: otherMedian / median,
        against: 'html5-qrcode defaults, frame → read',
      },
      {
        name: 'the same, of what it may take',
        value: median,
        unit: 'ms',
        ratio: median / GOAL_MS,
        against: `${GOAL_MS} ms`,
        atMost: 1,
      },
      { name: 'first readable frame → recorded, p95', value: quantile(ours.delays, 0.95), unit: 'ms' },
      { name: 'first readable frame → recorded, longest', value: Math.max(...ours.delays), unit: 'ms' },
      { name: `html5-qrcode defaults, read of ${PEOPLE} people`, value: theirs.delays.length, unit: '' },
      { name: 'html5-qrcode defaults, frame → read, median', value: otherMedian, unit: 'ms' },
    ]
  } finally {
    await host.close()
    await other.close()
    await kiosk.close()
    for (const made of [folder, kioskPage, otherPage]) await rm(made, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchQueue())
