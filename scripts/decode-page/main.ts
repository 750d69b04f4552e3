import { isBadgeCode } from '../../core/badge/badge-code.ts'
import { createWorkerDecoder } from '../../renderer/kiosk/camera/worker-decoder.ts'

/** Larger pictures no camera takes; they would only fill the decoder's memory. */
const MOST_PIXELS = 64_000_000
/** A photograph has many times the pixels of a camera's frame: it gets more time than the kiosk would give. */
const PICTURE_LIMIT_MS = 20_000
const WARM_UP_ROUNDS = 4
/** The kiosk spreads its passes over the frames in which a badge is held still; so many make every pass run. */
const FRAMES_HELD = 60

/** What the decoder says about one picture; `ms` runs from having its pixels to having the answer. */
export type PictureReading =
  | { readonly kind: 'looked'; readonly text: string | null; readonly ms: number }
  | { readonly kind: 'no-picture'; readonly why: 'unreadable' | 'too-large' | 'gave-up' }

/** What the script asks of this page. */
export interface DecodePage {
  /** Looks at the file chosen in the page's one file field. */
  look(): Promise<PictureReading>
}

const decoder = createWorkerDecoder(PICTURE_LIMIT_MS)

function paint(width: number, height: number, draw: (context: OffscreenCanvasRenderingContext2D) => void) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('No 2D canvas in this browser')
  draw(context)
  return canvas.transferToImageBitmap()
}

const black = (width: number, height: number): ImageBitmap =>
  paint(width, height, (context) => context.fillRect(0, 0, width, height))

/** The picture on white paper: what is transparent in a file has no brightness a decoder could see. */
const onPaper = (picture: ImageBitmap): ImageBitmap =>
  paint(picture.width, picture.height, (context) => {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, picture.width, picture.height)
    context.drawImage(picture, 0, 0)
  })

async function look(): Promise<PictureReading> {
  const file = document.querySelector('input')?.files?.[0]
  const picture = file === undefined ? null : await createImageBitmap(file).catch(() => null)
  if (picture === null) return { kind: 'no-picture', why: 'unreadable' }
  const { width, height } = picture
  if (width * height > MOST_PIXELS) {
    picture.close()
    return { kind: 'no-picture', why: 'too-large' }
  }
  const frame = onPaper(picture)
  picture.close()
  // Each picture is the first after darkness, so that it gets every pass whatever was looked at before it.
  await decoder.decode(black(width, height))
  const begin = performance.now()
  let decoded = await decoder.decode(await createImageBitmap(frame))
  for (let shown = 1; shown < FRAMES_HELD && decoded?.codes.length === 0; shown++) {
    decoded = await decoder.decode(await createImageBitmap(frame))
  }
  const ms = performance.now() - begin
  frame.close()
  if (decoded === null) return { kind: 'no-picture', why: 'gave-up' }
  const text = decoded.codes.find(isBadgeCode) ?? decoded.codes[0] ?? null
  return { kind: 'looked', text, ms }
}

const page: DecodePage = { look }
for (let round = 0; round < WARM_UP_ROUNDS; round++) await decoder.decode(black(1280, 720))
Object.assign(globalThis, { decodePage: page })
