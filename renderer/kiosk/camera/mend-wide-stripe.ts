import type { FinderPattern } from './finder-patterns.ts'
import type { StripeWay } from './mend-stripes.ts'

/**
 * Where a badge's code (25 modules) lies along either of its sides, seen from the middle of one of its corners, with a
 * little of the white at both ends; in modules. No whole code has a light line so long.
 */
const SPANS = [
  [-5, 23],
  [-23, 5],
] as const
/** Wider light bands are no stripe, in modules. */
const WIDEST = 1.5
/** How far from upright a badge is held, and how finely the way of its stripe is looked for; degrees. */
const MOST_TURNED = 15
const TURN_STEP = 0.5
/** Lines beside one another, and places along them, that are looked at; in modules. */
const LINE_STEP = 1 / 8
const PLACE_STEP = 1 / 2
/** So much of the print beside each half of a stripe is dark at least, in modules: of a code's lines it is about half. */
const LEAST_DARK = 3
/** Between the stripe and whole print its edge is blurred, in modules. */
const EDGE = 3 / 16
/** Widths that differ by less are the same, in pixels. */
const EQUAL = 0.01
/** Round a corner lies what is dark and what is light, within so many modules. */
const CORNER = 4

/** A picture as seen from a corner of a code, turned: `along` the stripe and `aside` from it, in pixels. */
interface TurnedView {
  /** Place of a pixel in the picture; -1 outside. */
  at(along: number, aside: number): number
  isLight(along: number, aside: number): boolean
}

/** Lines `from` to `to` aside, and how far they go along, in pixels. */
interface LightBand {
  readonly from: number
  readonly to: number
  readonly begin: number
  readonly end: number
}

/**
 * Closes, in place, one light line up to about a module wide that runs straight through a whole code and out at both
 * ends: what several dead points of a printer's head beside one another left out. Each half of it becomes what is
 * printed beside it.
 * @param picture luminance, a byte a pixel, `width` × `height` pixels
 * @param corner a corner of the code that the line left whole
 */
export function mendWideStripe(
  picture: Uint8Array,
  width: number,
  height: number,
  corner: FinderPattern,
  way: StripeWay,
): void {
  const level = levelAround(picture, width, height, corner)
  const upright = way === 'down' ? 90 : 0
  let best: { readonly view: TurnedView; readonly band: LightBand }[] = []
  for (let turned = -MOST_TURNED; turned <= MOST_TURNED; turned += TURN_STEP) {
    const view = turnedView(picture, width, height, corner, level, ((upright + turned) * Math.PI) / 180)
    const band = findBand(view, corner.module)
    if (band === null) continue
    const wider = best[0] === undefined ? 1 : widthOf(band) - widthOf(best[0].band)
    if (wider > EQUAL) best = []
    if (wider > -EQUAL) best.push({ view, band })
  }
  // Looked at askew a line is narrower than it is: it goes as the middle one of those goes that show it widest.
  const straight = best[Math.floor(best.length / 2)]
  if (straight !== undefined) closeBand(picture, straight.view, straight.band, corner.module)
}

const widthOf = ({ from, to }: LightBand): number => to - from

function turnedView(
  picture: Uint8Array,
  width: number,
  height: number,
  { x, y }: FinderPattern,
  level: number,
  angle: number,
): TurnedView {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const at = (along: number, aside: number): number => {
    const column = Math.round(x + along * dx - aside * dy)
    const row = Math.round(y + along * dy + aside * dx)
    return column < 0 || row < 0 || column >= width || row >= height ? -1 : row * width + column
  }
  return {
    at,
    isLight: (along, aside) => {
      const place = at(along, aside)
      return place >= 0 && (picture[place] as number) > level
    },
  }
}

function findBand(view: TurnedView, module: number): LightBand | null {
  const step = LINE_STEP * module
  let widest: LightBand | null = null
  for (const span of SPANS) {
    const [begin, end] = [span[0] * module, span[1] * module]
    let from: number | null = null
    for (let aside = SPANS[1][0] * module; aside <= SPANS[0][1] * module; aside += step) {
      if (isLightLine(view, aside, begin, end, module)) {
        from ??= aside
        continue
      }
      const band = from === null ? null : { from, to: aside - step, begin, end }
      from = null
      if (band === null || widthOf(band) > WIDEST * module || !isPrintBeside(view, band, module)) continue
      if (widest === null || widthOf(band) > widthOf(widest)) widest = band
    }
  }
  return widest
}

function isLightLine(view: TurnedView, aside: number, begin: number, end: number, module: number): boolean {
  for (let along = begin; along <= end; along += PLACE_STEP * module) {
    if (!view.isLight(along, aside)) return false
  }
  return true
}

function isPrintBeside(view: TurnedView, { from, to, begin, end }: LightBand, module: number): boolean {
  const step = PLACE_STEP * module
  const middle = (begin + end) / 2
  const isPrint = (aside: number, first: number, last: number): boolean => {
    let dark = 0
    for (let along = first; along <= last; along += step) if (!view.isLight(along, aside)) dark++
    return dark * step >= LEAST_DARK * module
  }
  return [from - 2 * EDGE * module, to + 2 * EDGE * module].every(
    (aside) => isPrint(aside, begin, middle) && isPrint(aside, middle, end),
  )
}

function closeBand(picture: Uint8Array, view: TurnedView, band: LightBand, module: number): void {
  const [first, last] = [band.from - EDGE * module, band.to + EDGE * module]
  const [before, behind] = [first - EDGE * module, last + EDGE * module]
  const middle = (first + last) / 2
  const printed = picture.slice()
  // Half steps: a turned line of pixels leaves none out.
  for (let along = band.begin; along <= band.end; along += 0.5) {
    for (let aside = first; aside <= last; aside += 0.5) {
      const [to, from] = [view.at(along, aside), view.at(along, aside < middle ? before : behind)]
      if (to >= 0 && from >= 0) picture[to] = printed[from] as number
    }
  }
}

/** Half way between the darkest and the lightest around a corner. */
function levelAround(
  picture: Uint8Array,
  width: number,
  height: number,
  { x, y, module }: FinderPattern,
): number {
  const reach = CORNER * module
  let [darkest, lightest] = [255, 0]
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row++) {
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column++) {
      const value = picture[row * width + column] as number
      darkest = Math.min(darkest, value)
      lightest = Math.max(lightest, value)
    }
  }
  return (darkest + lightest) / 2
}
