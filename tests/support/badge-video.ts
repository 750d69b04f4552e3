import { writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { isBadgeCode } from '../../core/badge/badge-code.ts'
import { badgeModules, type Modules, textModules } from './badge-frames.ts'
import { CLEAN_LOOK, drawBadgeFrame, FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'
import { openChromium } from './open-chromium.ts'

/** Chromium plays a file of pictures at this rate and starts again at its end. */
export const VIDEO_FRAMES_A_SECOND = 30
/** Different pictures of a scene, shown in turn: the noise of a sensor that is alive. */
const PICTURES_A_SCENE = 2
const BAR_HEIGHT = 40
/** Widest a code is drawn, pixels. */
const WIDEST_CODE = 560

/** One stretch of a video: a code held up, an empty counter (`null`), or a lens cap on. */
export interface Scene {
  readonly show: string | null | 'black'
  readonly seconds: number
  /** Paints a bar along the upper edge, bright while a code is shown, so that a page can tell when that was. */
  readonly bar?: boolean
}

const modulesOf = (text: string): Modules => (isBadgeCode(text) ? badgeModules(text) : textModules(text))

function drawScene(scene: Scene): Uint8Array<ArrayBuffer> {
  if (scene.show === 'black') return new Uint8Array(FRAME_WIDTH * FRAME_HEIGHT).fill(1)
  const code = scene.show === null ? null : modulesOf(scene.show)
  const modulePixels = code === null ? 7 : Math.min(8, WIDEST_CODE / code.size)
  const picture = drawBadgeFrame(code, {
    ...CLEAN_LOOK,
    modulePixels,
    turnDegrees: 3,
    blurPixels: 0.5,
    seed: 11,
  })
  if (scene.bar === true) picture.fill(code === null ? 16 : 240, 0, FRAME_WIDTH * BAR_HEIGHT)
  return picture
}

/** The same picture with a little noise: all that tells one picture of a still scene from the next. */
function withNoise(picture: Uint8Array, number: number): Uint8Array<ArrayBuffer> {
  const noisy = Uint8Array.from(picture)
  for (let at = number; at < noisy.length; at += 5) noisy[at] = (noisy[at] as number) ^ 3
  return noisy
}

async function toJpeg(browser: Browser, pictures: readonly Uint8Array[]): Promise<Buffer[]> {
  const page = await browser.newPage()
  try {
    const jpegs: Buffer[] = []
    for (const picture of pictures) {
      const encoded = await page.evaluate(
        async ([base64, width, height]) => {
          const luminance = atob(base64)
          const image = new ImageData(width, height)
          for (let at = 0; at < luminance.length; at++) {
            image.data.fill(luminance.charCodeAt(at), at * 4, at * 4 + 3)
            image.data[at * 4 + 3] = 255
          }
          const canvas = new OffscreenCanvas(width, height)
          canvas.getContext('2d')?.putImageData(image, 0, 0)
          const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
          const bytes = new Uint8Array(await blob.arrayBuffer())
          let binary = ''
          for (const byte of bytes) binary += String.fromCharCode(byte)
          return btoa(binary)
        },
        [Buffer.from(picture).toString('base64'), FRAME_WIDTH, FRAME_HEIGHT] as const,
      )
      jpegs.push(Buffer.from(encoded, 'base64'))
    }
    return jpegs
  } finally {
    await page.close()
  }
}

/**
 * Writes a video for `--use-file-for-fake-video-capture`: concatenated JPEG pictures, 1280×720.
 * @param path ends in `.mjpeg`
 */
export async function writeBadgeVideo(path: string, scenes: readonly Scene[]): Promise<void> {
  const browser = await openChromium()
  try {
    const frames: Buffer[] = []
    for (const scene of scenes) {
      const drawn = drawScene(scene)
      const pictures = Array.from({ length: PICTURES_A_SCENE }, (_, number) => withNoise(drawn, number))
      const jpegs = await toJpeg(browser, pictures)
      const count = Math.round(scene.seconds * VIDEO_FRAMES_A_SECOND)
      for (let at = 0; at < count; at++) frames.push(jpegs[at % jpegs.length] as Buffer)
    }
    await writeFile(path, Buffer.concat(frames))
  } finally {
    await browser.close()
  }
}
