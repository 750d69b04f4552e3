import { writeFile } from 'node:fs/promises'
import { isBadgeCode } from '../../core/badge/badge-code.ts'
import { badgeModules, type Modules, textModules } from './badge-frames.ts'
import { type BadgeLook, CLEAN_LOOK, drawBadgeFrame, FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'
import { encodePictures } from './encode-pictures.ts'
import { openChromium } from './open-chromium.ts'

/** Chromium plays a file of pictures at this rate and starts again at its end. */
export const VIDEO_FRAMES_A_SECOND = 30
/** Different pictures of a scene, shown in turn: the noise of a sensor that is alive. */
const PICTURES_A_SCENE = 2
const BAR_HEIGHT = 40
/** Widest a code is drawn, pixels. */
const WIDEST_CODE = 560

/** One stretch of a video: a code held up, an empty counter (`null`), a lens cap on, or a picture of 1280×720. */
export interface Scene {
  readonly show: string | null | 'black' | Uint8Array<ArrayBuffer>
  readonly seconds: number
  /** Paints a bar along the upper edge, bright while a code is shown, so that a page can tell when that was. */
  readonly bar?: boolean
  /** How the code is held; still and nearly straight when left out. */
  readonly look?: Partial<BadgeLook>
}

const modulesOf = (text: string): Modules => (isBadgeCode(text) ? badgeModules(text) : textModules(text))

function drawScene(scene: Scene): Uint8Array<ArrayBuffer> {
  if (scene.show instanceof Uint8Array) return scene.show
  if (scene.show === 'black') return new Uint8Array(FRAME_WIDTH * FRAME_HEIGHT).fill(1)
  const code = scene.show === null ? null : modulesOf(scene.show)
  const modulePixels = code === null ? 7 : Math.min(8, WIDEST_CODE / code.size)
  const picture = drawBadgeFrame(code, {
    ...CLEAN_LOOK,
    modulePixels,
    turnDegrees: 3,
    blurPixels: 0.5,
    seed: 11,
    ...scene.look,
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

function picturesOf(scene: Scene): Uint8Array[] {
  const drawn = drawScene(scene)
  return Array.from({ length: PICTURES_A_SCENE }, (_, number) => withNoise(drawn, number))
}

/** Enough for a camera to be alive, and little for the machine: a slow one plays it beside what is tested. */
const QUIET_FRAMES_A_SECOND = 10

/**
 * Writes a video of an empty counter for `--use-file-for-fake-video-capture`: YUV4MPEG2, 1280×720.
 * @param path ends in `.y4m`
 */
export async function writeQuietVideo(path: string): Promise<void> {
  const head = `YUV4MPEG2 W${FRAME_WIDTH} H${FRAME_HEIGHT} F${QUIET_FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`
  const grey = Buffer.alloc((FRAME_WIDTH * FRAME_HEIGHT) / 2, 128)
  const frames = picturesOf({ show: null, seconds: 1 }).flatMap((picture) => [
    Buffer.from('FRAME\n'),
    Buffer.from(picture),
    grey,
  ])
  await writeFile(path, Buffer.concat([Buffer.from(head), ...frames]))
}

/**
 * Writes a video for `--use-file-for-fake-video-capture`: concatenated JPEG pictures, 1280×720.
 * @param path ends in `.mjpeg`
 */
export async function writeBadgeVideo(path: string, scenes: readonly Scene[]): Promise<void> {
  const browser = await openChromium()
  try {
    const frames: Buffer[] = []
    // The empty counter between two people looks the same each time.
    const drawn = new Map<unknown, readonly Buffer[]>()
    for (const { seconds, ...scene } of scenes) {
      const key = scene.show instanceof Uint8Array ? scene.show : JSON.stringify(scene)
      const jpegs = drawn.get(key) ?? (await encodePictures(browser, picturesOf({ ...scene, seconds })))
      drawn.set(key, jpegs)
      const count = Math.round(seconds * VIDEO_FRAMES_A_SECOND)
      for (let at = 0; at < count; at++) frames.push(jpegs[at % jpegs.length] as Buffer)
    }
    await writeFile(path, Buffer.concat(frames))
  } finally {
    await browser.close()
  }
}
