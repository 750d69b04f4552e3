import { badgeModules } from './badge-frames.ts'
import { type BadgeLook, CLEAN_LOOK, drawBadgeFrame } from './draw-badge-frame.ts'

/** Pixels of the print along a module; stripes are given in them. */
const PRINTED = 8
/** White around the code, in modules, where nothing else is said. */
const QUIET = 4

/** A white line that a dead point of a printer's head left, in eighths of a module from the code's edge. */
export interface Stripe {
  /** `down` beside its left edge or `across` beside its upper one, through two corners; `middle`: down, through none. */
  readonly way: 'down' | 'across' | 'middle'
  readonly wide: number
  /** White around the code, in modules: a badge, or a sheet that fills the picture. */
  readonly margin?: number
}

const FROM = { down: 22, across: 22, middle: 100 } as const

/** One camera picture of a badge that was printed so. @returns 1280×720 luminance bytes */
export function drawStripedBadge(
  code: string,
  { way, wide, margin = QUIET }: Stripe,
  look: Partial<BadgeLook> = {},
): Uint8Array<ArrayBuffer> {
  const { size, dark } = badgeModules(code)
  const side = (size + 2 * margin) * PRINTED
  const printed = new Uint8Array(side * side)
  const edge = margin * PRINTED
  for (let y = 0; y < size * PRINTED; y++) {
    for (let x = 0; x < size * PRINTED; x++) {
      const along = (way === 'across' ? y : x) - FROM[way]
      const left = along >= 0 && along < wide
      const module = Math.floor(y / PRINTED) * size + Math.floor(x / PRINTED)
      printed[(y + edge) * side + x + edge] = left ? 0 : (dark[module] as number)
    }
  }
  const modulePixels = (look.modulePixels ?? 8) / PRINTED
  return drawBadgeFrame(
    { size: side, dark: printed },
    { ...CLEAN_LOOK, blurPixels: 0.4, noise: 2, ...look, modulePixels },
  )
}
