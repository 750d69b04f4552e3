import type { FinderPattern } from './finder-patterns.ts'
import type { StripeWay } from './mend-stripes.ts'

/**
 * A light line runs at least so far, in modules: all along a badge's code (25) and into the white at both of its ends.
 * No whole code has one.
 */
const LONGEST_OTHER = 28
/** How far from the corner that was seen the code and its white may reach, in modules. */
const REACH = 34
/** Wider light bands are no stripe, in modules. */
const WIDEST = 1.5
/** How far from upright a badge is held, and how finely the way of its stripe is looked for; degrees. */
const MOST_TURNED = 15
const TURN_STEP = 0.5
/** Lines beside one another, and places along them, that are looked at; in modules. */
const LINE_STEP = 1 / 4
const PLACE_STEP = 1 / 2
/** So much of the print just beside a stripe is dark at least: of a code's lines it is about half. */
const LEAST_DARK = 0.2
/** Between the stripe and whole print its edge is blurred, in modules. */
const EDGE = 1 / 4
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

/** Lines `from` to `to` aside, and how far they are light along, in pixels. */
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

/** The longest stretch of a line that is light, when no whole code could hold it. */
function longLight(view: TurnedView, aside: number, module: number): readonly [number, number] | null {
  const reach = REACH * module
  const step = PLACE_STEP * module
  let longest: readonly [number, number] | null = null
  let begin = -reach
  for (let along = -reach; along <= reach + step; along += step) {
    if (along <= reach && view.isLight(along, aside)) continue
    if (along - begin >= (longest === null ? LONGEST_OTHER * module : longest[1] - longest[0])) {
      longest = [begin, along - step]
    }
    begin = along + step
  }
  return longest
}

function findBand(view: TurnedView, module: number): LightBand | null {
  const step = LINE_STEP * module
  const reach = REACH * module
  let widest: LightBand | null = null
  let from: number | null = null
  let stretch: readonly [number, number] = [0, 0]
  for (let aside = -reach; aside <= reach; aside += step) {
    const light = longLight(view, aside, module)
    if (light !== null) {
      stretch = from === null ? light : [Math.max(stretch[0], light[0]), Math.min(stretch[1], light[1])]
      from ??= aside
      continue
    }
    if (from !== null) {
      const band = { from, to: aside - step, begin: stretch[0], end: stretch[1] }
      const isStripe = widthOf(band) <= WIDEST * module && isPrintBeside(view, band, module)
      if (isStripe && (widest === null || widthOf(band) > widthOf(widest))) widest = band
    }
    from = null
  }
  return widest
}

function isPrintBeside(view: TurnedView, { from, to, begin, end }: LightBand, module: number): boolean {
  const step = PLACE_STEP * module
  const beside = (aside: number): boolean => {
    let dark = 0
    for (let along = begin; along <= end; along += step) if (!view.isLight(along, aside)) dark++
    return dark * step >= LEAST_DARK * (end - begin)
  }
  return beside(from - 2 * EDGE * module) && beside(to + 2 * EDGE * module)
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
