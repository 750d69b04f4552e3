import { cameraFrom, openChromium } from '../../tests/support/open-chromium.ts'
import { type CameraWatch, watchCameraBar } from './watch-camera-bar.ts'

/** How a page did with the badges of a video. */
export interface BadgeTimes {
  /** Milliseconds from the first frame that shows a badge until it was read, of those that were. */
  readonly delays: number[]
  /** Badges shown. */
  readonly shown: number
}

/**
 * Plays a video of badges with bars to a page and times those from `first` (counted from 0) up to `end`; waits until
 * one more has come up, for which the video starts again.
 */
export async function timeBadges(
  url: string,
  video: string,
  first: number,
  end: number,
): Promise<BadgeTimes> {
  const browser = await openChromium(cameraFrom(video))
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.addInitScript(watchCameraBar)
    await page.goto(url)
    const inPage = (count: number): boolean => (globalThis as unknown as CameraWatch).shown.length > count
    await page.waitForFunction(inPage, end, { timeout: 180_000 })
    const { shown, reads } = await page.evaluate(() => {
      const { shown, reads } = globalThis as unknown as CameraWatch
      return { shown, reads }
    })
    const delays = shown.slice(first, end).flatMap((from, at) => {
      const until = shown[first + at + 1] ?? Number.POSITIVE_INFINITY
      const read = reads.find((one) => one.at >= from && one.at < until)
      return read === undefined ? [] : [read.at - from]
    })
    return { delays, shown: end - first }
  } finally {
    await browser.close()
  }
}
