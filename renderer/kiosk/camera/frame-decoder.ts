import { assertNever } from '../../../core/assert-never.ts'
import { isBadgeCode } from '../../../core/badge/badge-code.ts'
import { hasCodeBeside } from './code-beside.ts'
import type { CodePlace } from './code-place.ts'
import { findFinderPatterns } from './finder-patterns.ts'
import { luminanceOfPixels, shrink, shrinkFactor } from './luminance.ts'
import { mendStripes, type StripeWay } from './mend-stripes.ts'
import { mendWideStripe } from './mend-wide-stripe.ts'
import { createPassPlan, type NextPass } from './pass-plan.ts'
import { createPictureSampler, type PictureSamples } from './picture-samples.ts'
import type { ReadEffort, ReadSymbol, SymbolReader } from './symbol-reader.ts'

/** Enough for a badge held up properly, which is nearly every badge. */
const FAST: ReadEffort = {
  harder: false,
  rotate: false,
  invert: false,
  downscale: false,
  binarizer: 'LocalAverage',
}
/** For small, blurred and slanted badges. */
const FULL: ReadEffort = {
  harder: true,
  rotate: false,
  invert: false,
  downscale: false,
  binarizer: 'LocalAverage',
}

/** As many looks as a badge has to be alone in before it counts. */
const CLOSER_LOOKS = 2

/** In turn, one a frame: a badge that needs one of them is held still for as long as all of them take. */
const MENDINGS: readonly { readonly way: StripeWay; readonly wide: boolean }[] = [
  { way: 'down', wide: false },
  { way: 'across', wide: false },
  { way: 'down', wide: true },
  { way: 'across', wide: true },
]

/** Smaller codes cannot be read, whatever is done for them; pixels a module. */
const SMALLEST_MODULE = 2

export interface DecodedFrame {
  /** Texts of all QR codes in the frame, whatever they are; empty when there is none. */
  readonly codes: readonly string[]
  /** Where each of them was, in the same order. */
  readonly places: readonly CodePlace[]
  /** Beside the only badge stands a part of another code of about its size, which could not be read. */
  readonly beside: boolean
  /** Corners of a code are there and no code could be read; `null` where none were looked for. */
  readonly unread: boolean | null
  readonly samples: PictureSamples
  /** The last pass that ran. */
  readonly pass: 'fast' | Exclude<NextPass, 'none'>
}

interface Memory {
  readonly width: number
  readonly height: number
  readonly factor: number
  readonly full: number
  readonly fullBytes: number
  readonly small: number
  readonly smallBytes: number
}

/** Formats whose first plane is luminance; the camera delivers one of these. */
const PLANAR = new Map<string, (width: number, height: number) => PlaneLayout[]>([
  ['I420', subsampled],
  ['NV12', (w, h) => [plane(0, w), plane(w * h, 2 * Math.ceil(w / 2))]],
])

const plane = (offset: number, stride: number): PlaneLayout => ({ offset, stride })

function subsampled(width: number, height: number): PlaneLayout[] {
  const half = Math.ceil(width / 2)
  return [
    plane(0, width),
    plane(width * height, half),
    plane(width * height + half * Math.ceil(height / 2), half),
  ]
}

/**
 * Reads QR codes from camera frames in two steps: a fast pass over a picture of about 640×360, then, where
 * that found nothing and the plan allows, a full pass at sensor size.
 * The caller closes the frame.
 */
export function createFrameDecoder(
  reader: SymbolReader,
): (frame: VideoFrame | ImageBitmap) => Promise<DecodedFrame> {
  const sample = createPictureSampler()
  const planPass = createPassPlan()
  /** How often each code was looked at closely since it came into view. */
  let looks = new Map<string, number>()
  let mending = 0
  /** What read the last frame where the usual passes could not: the badge is still held up, and has to be read twice. */
  let again: 'inverted' | 'mended' | null = null
  let memory: Memory | null = null
  let canvas: OffscreenCanvas | null = null

  const memoryFor = (width: number, height: number): Memory => {
    if (memory !== null && memory.width === width && memory.height === height) return memory
    if (memory !== null) {
      reader.free(memory.full)
      reader.free(memory.small)
    }
    const factor = shrinkFactor(width)
    const fullBytes = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2)
    const smallBytes = Math.floor(width / factor) * Math.floor(height / factor)
    memory = {
      width,
      height,
      factor,
      full: reader.allocate(fullBytes),
      fullBytes,
      small: reader.allocate(smallBytes),
      smallBytes,
    }
    return memory
  }

  const drawn = (frame: VideoFrame | ImageBitmap, width: number, height: number): Uint8ClampedArray => {
    if (canvas === null || canvas.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height)
    }
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (context === null) throw new Error('No 2D canvas in this worker')
    context.drawImage(frame, 0, 0, width, height)
    return context.getImageData(0, 0, width, height).data
  }

  const load = async (frame: VideoFrame | ImageBitmap): Promise<Memory> => {
    if ('codedWidth' in frame) {
      const { width, height } = frame.visibleRect ?? { width: frame.codedWidth, height: frame.codedHeight }
      const space = memoryFor(width, height)
      const layout = PLANAR.get(frame.format ?? '')
      if (layout !== undefined) {
        await frame.copyTo(reader.view(space.full, space.fullBytes), { layout: layout(width, height) })
        return space
      }
      luminanceOfPixels(drawn(frame, width, height), false, reader.view(space.full, width * height))
      return space
    }
    const space = memoryFor(frame.width, frame.height)
    const pixels = drawn(frame, frame.width, frame.height)
    luminanceOfPixels(pixels, false, reader.view(space.full, frame.width * frame.height))
    return space
  }

  return async (frame) => {
    const { width, height, factor, full, small, smallBytes } = await load(frame)
    const smallWidth = Math.floor(width / factor)
    const smallHeight = Math.floor(height / factor)
    const smallView = reader.view(small, smallBytes)
    shrink(reader.view(full, width * height), width, width, height, factor, smallView)
    const samples = sample(smallView, smallWidth, smallHeight)

    /** A badge that has just come into view may not be the only one: closer looks find what is beside it. */
    const closely = (symbols: readonly ReadSymbol[], pass: DecodedFrame['pass']): DecodedFrame => {
      const badges = symbols.filter(({ text }) => isBadgeCode(text))
      const [badge] = badges
      const isNew = badge !== undefined && (looks.get(badge.text) ?? 0) < CLOSER_LOOKS
      const beside =
        isNew &&
        badges.length === 1 &&
        hasCodeBeside(reader.view(full, width * height), { width, height }, badge, symbols)
      // Looks count only while it is alone: of a sheet, each frame is looked at closely.
      looks =
        beside || badges.length > 1
          ? new Map()
          : new Map(symbols.map(({ text }) => [text, (looks.get(text) ?? 0) + 1]))
      again = symbols.length > 0 && (pass === 'inverted' || pass === 'mended') ? pass : null
      return { ...parted(symbols), beside, unread: symbols.length > 0 ? false : null, samples, pass }
    }
    /** Tries to read a code of which only corners are seen, as one with white stripes: narrow ones, then a wide one. */
    const mended = (): DecodedFrame => {
      const picture = reader.view(full, width * height)
      const [corner] = findFinderPatterns(picture, width, height, SMALLEST_MODULE)
      if (corner === undefined) return { ...closely([], 'mended'), unread: false }
      const { way, wide } = MENDINGS[mending % MENDINGS.length] as (typeof MENDINGS)[number]
      if (wide) mendWideStripe(picture, width, height, corner, way)
      else mendStripes(picture, width, Math.max(1, Math.floor(corner.module / 2)), way)
      const symbols = reader.read(full, width, height, FULL)
      if (symbols.length === 0) mending++
      return { ...closely(symbols, 'mended'), unread: symbols.length === 0 }
    }

    const quick = reader.read(small, smallWidth, smallHeight, FAST)
    if (quick.length > 0) {
      const known = quick.every(({ text }) => (looks.get(text) ?? 0) >= CLOSER_LOOKS || !isBadgeCode(text))
      again = null
      if (known) return { ...parted(quick), beside: false, unread: false, samples, pass: 'fast' }
      return closely(allOf(quick, reader.read(full, width, height, FULL)), 'full')
    }
    const planned = planPass(samples)
    const pass = again ?? planned
    switch (pass) {
      case 'none':
        return closely([], 'fast')
      case 'full':
        return closely(reader.read(full, width, height, FULL), pass)
      case 'inverted': {
        const picture = reader.view(full, width * height)
        for (let at = 0; at < picture.length; at++) picture[at] = 255 - (picture[at] as number)
        return closely(reader.read(full, width, height, FULL), pass)
      }
      case 'mended':
        return mended()
      default:
        return assertNever(pass)
    }
  }
}

/** What two looks at one picture found, each code once. */
const allOf = (first: readonly ReadSymbol[], second: readonly ReadSymbol[]): ReadSymbol[] => [
  ...first,
  ...second.filter(({ text }) => first.every((one) => one.text !== text)),
]

const parted = (symbols: readonly ReadSymbol[]): Pick<DecodedFrame, 'codes' | 'places'> => ({
  codes: symbols.map(({ text }) => text),
  places: symbols.map(({ place }) => place),
})
