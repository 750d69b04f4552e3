import QRCode from 'qrcode'
import { makeBadgeCode } from '../../core/badge/badge-code.ts'
import { type BadgeLook, CLEAN_LOOK, drawBadgeFrame, FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'
import { randomNumbers } from './random-numbers.ts'

export const DIFFICULTIES = [
  'rotation',
  'perspective',
  'blur',
  'motion',
  'low-contrast',
  'noise',
  'small',
  'glare',
] as const
export type Difficulty = (typeof DIFFICULTIES)[number]

/** One picture of the corpus: which badge it shows and what makes it hard. */
export interface CorpusFrame {
  readonly difficulty: Difficulty
  readonly code: string
  readonly look: BadgeLook
}

/** A QR symbol as rows of modules; 1 is dark. */
export interface Modules {
  readonly size: number
  readonly dark: Uint8Array
}

/** The modules of a badge's printed code: numeric mode, version 2, error correction M. */
export function badgeModules(code: string): Modules {
  const { modules } = QRCode.create([{ data: code, mode: 'numeric' }], {
    version: 2,
    errorCorrectionLevel: 'M',
  })
  return { size: modules.size, dark: Uint8Array.from(modules.data, Number) }
}

/** The modules of any other code, as small as its text allows. */
export function textModules(text: string): Modules {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' })
  return { size: modules.size, dark: Uint8Array.from(modules.data, Number) }
}

function lookOf(difficulty: Difficulty, random: () => number): BadgeLook {
  const between = (low: number, high: number): number => low + (high - low) * random()
  const either = (low: number, high: number): number => between(low, high) * (random() < 0.5 ? -1 : 1)
  // Every badge is held up by hand: nearly upright, not quite still, before an uneven background.
  const held: BadgeLook = {
    ...CLEAN_LOOK,
    modulePixels: between(5, 9),
    centreX: FRAME_WIDTH / 2 + either(0, 220),
    centreY: FRAME_HEIGHT / 2 + either(0, 90),
    turnDegrees: either(0, 8),
    tiltX: either(0, 0.12),
    tiltY: either(0, 0.12),
    blurPixels: between(0.5, 0.9),
    noise: between(1, 3),
    seed: Math.floor(random() * 1e9),
  }
  switch (difficulty) {
    case 'rotation':
      return { ...held, turnDegrees: between(0, 360) }
    case 'perspective':
      return { ...held, tiltX: either(0.2, 0.55), tiltY: either(0.2, 0.55), modulePixels: between(6, 9) }
    case 'blur':
      return { ...held, blurPixels: between(1.4, 3.2), modulePixels: between(5, 8) }
    case 'motion':
      return {
        ...held,
        motionPixels: between(5, 16),
        motionDegrees: between(0, 180),
        modulePixels: between(5, 8),
      }
    case 'low-contrast':
      return { ...held, contrast: between(0.1, 0.35), brightness: between(50, 150) }
    case 'noise':
      return { ...held, noise: between(14, 38) }
    case 'small':
      return { ...held, modulePixels: between(2.1, 3.6), blurPixels: between(0.4, 0.7) }
    case 'glare':
      return { ...held, glare: between(0.5, 1), glareX: either(0.1, 0.8), glareY: either(0.1, 0.8) }
  }
}

/** The corpus of a seed, the difficulties in turn; the same seed gives the same frames. */
export function badgeCorpus(count: number, seed: number): CorpusFrame[] {
  const random = randomNumbers(seed)
  return Array.from({ length: count }, (_, index) => {
    const difficulty = DIFFICULTIES[index % DIFFICULTIES.length] as Difficulty
    return {
      difficulty,
      code: makeBadgeCode((count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256))),
      look: lookOf(difficulty, random),
    }
  })
}

/** Luminance of a corpus frame, 1280×720 bytes. */
export const renderCorpusFrame = (frame: CorpusFrame): Uint8Array<ArrayBuffer> =>
  drawBadgeFrame(badgeModules(frame.code), frame.look)
