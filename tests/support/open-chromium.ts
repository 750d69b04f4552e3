import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const DEBIAN_CHROMIUM = '/usr/bin/chromium'

/** The browser the tests use, or `null` when this machine has none; its suites are then skipped by name. */
export function chromiumPath(): string | null {
  const named = process.env.GIOGIAC_CHROMIUM
  if (named !== undefined) return named
  if (existsSync(DEBIAN_CHROMIUM)) return DEBIAN_CHROMIUM
  const own = chromium.executablePath()
  return existsSync(own) ? own : null
}

/**
 * Opens a headless Chromium that speaks to loopback only.
 * @param more further command line switches, such as a camera played from a file
 */
export async function openChromium(more: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('No Chromium on this machine')
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  })
}

/** Switches that play a file of concatenated JPEG pictures as the camera, and allow its use. */
export const cameraFrom = (mjpegPath: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${mjpegPath}`,
]
