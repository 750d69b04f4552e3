import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { CSP } from '../../electron/policy.ts'
import { type Scene, writeBadgeVideo, writeQuietVideo } from './badge-video.ts'
import { buildKioskPage } from './build-kiosk-page.ts'
import { cameraFrom, openChromium } from './open-chromium.ts'
import { createScriptedKiosk, type ScriptedKiosk } from './scripted-kiosk.ts'
import { type FolderServer, serveFolder } from './serve-folder.ts'

/** The shell's own policy; only the way to the service differs over HTTP. */
const POLICY = CSP.replace("connect-src 'none'", "connect-src 'self'")

/** The kiosk's page as it is built, and a browser whose camera plays a file. */
export interface CounterStage {
  /** Where the camera's files are. */
  readonly folder: string
  readonly browser: Browser
  /** The page on an address of its own, with a service that answers by script. */
  serve(): Promise<{ readonly kiosk: ScriptedKiosk; readonly server: FolderServer }>
  close(): Promise<void>
}

/** @param scenes before the camera, again and again; nothing, unless something is shown */
export async function openCounterStage(scenes: readonly Scene[] = []): Promise<CounterStage> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-video-'))
  const video = join(folder, scenes.length === 0 ? 'counter.y4m' : 'counter.mjpeg')
  await (scenes.length === 0 ? writeQuietVideo(video) : writeBadgeVideo(video, scenes))
  const built = await buildKioskPage()
  const browser = await openChromium(cameraFrom(video))
  return {
    folder,
    browser,
    async serve() {
      const kiosk = createScriptedKiosk()
      const server = await serveFolder(built, { 'content-security-policy': POLICY }, kiosk.answer)
      return { kiosk, server }
    },
    async close() {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
