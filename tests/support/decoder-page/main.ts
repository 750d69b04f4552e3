import type { DecodedFrame } from '../../../renderer/kiosk/camera/frame-decoder.ts'
import { createWorkerDecoder } from '../../../renderer/kiosk/camera/worker-decoder.ts'
import { badgeCorpus, renderCorpusFrame, textModules } from '../badge-frames.ts'
import { cameraFrame } from '../camera-frame.ts'
import { type BadgeLook, CLEAN_LOOK, drawBadgeFrame, FRAME_HEIGHT, FRAME_WIDTH } from '../draw-badge-frame.ts'
import { drawStripedBadge, type Stripe } from '../striped-badge.ts'

export interface Decoded {
  readonly codes: readonly string[]
  readonly ms: number
  readonly pass: DecodedFrame['pass'] | 'none'
  /** A code that was not read stands beside the badge. */
  readonly beside: boolean
}

/** What a test may ask of the kiosk's decoder, in the browser and the worker it runs in. */
export interface DecoderPage {
  /** Frames one after the other through one decoder: text of the code, or `null` for none. */
  decode(
    frames: readonly { readonly text: string | null; readonly look: Partial<BadgeLook> }[],
  ): Promise<Decoded[]>
  /** Each frame of a corpus as the first that shows its badge. */
  decodeCorpus(count: number, seed: number): Promise<Decoded[]>
  /** A badge printed with a white stripe, held still for so many frames; the last one that was read, or the last. */
  decodeStriped(code: string, stripe: Stripe, look: Partial<BadgeLook>, frames: number): Promise<Decoded>
  /** As many codes as fit beside one another in one frame, four columns wide. */
  decodeSheet(texts: readonly string[]): Promise<Decoded>
  /** A frame given no time at all, then the same frame with time. */
  decodeStuck(text: string): Promise<{ first: string[] | null; restarts: number; second: string[] | null }>
}

const picture = (text: string | null, look: Partial<BadgeLook>): Uint8Array => {
  const code = text === null ? null : textModules(text)
  const modulePixels = code === null ? 7 : Math.min(7, 600 / code.size)
  return drawBadgeFrame(code, { ...CLEAN_LOOK, modulePixels, blurPixels: 0.4, noise: 1, ...look })
}

function sheet(texts: readonly string[]): Uint8Array {
  const columns = Math.ceil(Math.sqrt((texts.length * 16) / 9))
  const rows = Math.ceil(texts.length / columns)
  const wide = Math.floor(FRAME_WIDTH / columns)
  const high = Math.floor(FRAME_HEIGHT / rows)
  const page = new Uint8Array(FRAME_WIDTH * FRAME_HEIGHT).fill(220)
  texts.forEach((text, number) => {
    const code = textModules(text)
    const side = Math.floor(Math.min(wide, high) / (code.size + 8))
    const x0 = (number % columns) * wide + 4 * side
    const y0 = Math.floor(number / columns) * high + 4 * side
    for (let y = 0; y < code.size * side; y++) {
      for (let x = 0; x < code.size * side; x++) {
        const dark = code.dark[Math.floor(y / side) * code.size + Math.floor(x / side)] === 1
        page[(y0 + y) * FRAME_WIDTH + x0 + x] = dark ? 30 : 220
      }
    }
  })
  return page
}

const decoder = createWorkerDecoder()

async function decode(luminance: Uint8Array): Promise<Decoded> {
  const frame = cameraFrame(luminance)
  const begin = performance.now()
  const decoded = await decoder.decode(frame)
  const ms = performance.now() - begin
  return {
    codes: decoded?.codes ?? [],
    ms,
    pass: decoded?.pass ?? 'none',
    beside: decoded?.beside ?? false,
  }
}

const page: DecoderPage = {
  async decode(frames) {
    const results: Decoded[] = []
    for (const { text, look } of frames) results.push(await decode(picture(text, look)))
    return results
  },
  async decodeCorpus(count, seed) {
    const results: Decoded[] = []
    for (const frame of badgeCorpus(count, seed)) {
      await decode(picture(null, {}))
      results.push(await decode(renderCorpusFrame(frame)))
    }
    return results
  },
  async decodeStriped(code, stripe, look, frames) {
    const held = drawStripedBadge(code, stripe, look)
    let result = await decode(picture(null, {}))
    for (let shown = 0; shown < frames && result.codes.length === 0; shown++) result = await decode(held)
    return result
  },
  decodeSheet: (texts) => decode(sheet(texts)),
  async decodeStuck(text) {
    const hasty = createWorkerDecoder(0)
    // The first frame waits for the decoder to start, however long that takes.
    await hasty.decode(cameraFrame(picture(null, {})))
    const first = await hasty.decode(cameraFrame(picture(text, {})))
    const { restarts } = hasty
    // A fresh worker has its starting time again.
    const second = await hasty.decode(cameraFrame(picture(text, {})))
    hasty.close()
    return {
      first: first === null ? null : [...first.codes],
      restarts,
      second: second === null ? null : [...second.codes],
    }
  },
}

Object.assign(globalThis, { decoderPage: page })
