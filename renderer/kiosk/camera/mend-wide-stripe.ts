import type { FinderPattern } from './finder-patterns.ts'
import type { StripeWay } from './mend-stripes.ts'

/** Modules that a stripe runs at least: all along a badge's code (25), and into the white at both of its ends. */
const LONGEST_OTHER = 28
/** How far from the corner that was seen the code and its white may reach, in modules. */
const REACH = 34
/** Round a corner lies what is dark and what is light, within so many modules. */
const CORNER = 4
/** Lines are followed a little beside themselves, in modules: no badge is held quite straight. */
const BESIDE = 3 / 8
/** Wider light gaps are no stripe, in modules. */
const WIDEST = 1.3

/**
 * Closes, in place, light lines up to about a module wide that run straight through a whole code and out at both ends,
 * which no whole code has: what several dead points of a printer's head beside one another left out.
 * @param picture luminance, a byte a pixel, `width` × `height` pixels
 */
export function mendWideStripe(
  picture: Uint8Array,
  width: number,
  height: number,
  { x, y, module }: FinderPattern,
  way: StripeWay,
): void {
  const printed = picture.slice()
  const level = levelAround(printed, width, height, x, y, CORNER * module)
  const [alongMiddle, acrossMiddle] = way === 'down' ? [y, x] : [x, y]
  const [alongSize, acrossSize] = way === 'down' ? [height, width] : [width, height]
  const place = (along: number, across: number): number =>
    way === 'down' ? along * width + across : across * width + along
  const isLight = (along: number, across: number): boolean =>
    (printed[place(along, across)] as number) > level
  const reach = Math.ceil(REACH * module)
  const beside = Math.round(BESIDE * module)
  const [fromAlong, toAlong] = [Math.max(0, alongMiddle - reach), Math.min(alongSize, alongMiddle + reach)]
  const from = Math.max(beside + 1, acrossMiddle - reach)
  const to = Math.min(acrossSize - beside - 1, acrossMiddle + reach)

  const lightNear = (along: number, across: number): number | null => {
    for (let off = 0; off <= beside; off++) {
      if (isLight(along, across + off)) return across + off
      if (isLight(along, across - off)) return across - off
    }
    return null
  }
  const close = (along: number, across: number): void => {
    let [first, last] = [across, across]
    while (first > 0 && last - first < WIDEST * module && isLight(along, first - 1)) first--
    while (last < acrossSize - 1 && last - first < WIDEST * module && isLight(along, last + 1)) last++
    if (last - first >= WIDEST * module || first === 0 || last === acrossSize - 1) return
    const [before, behind] = [printed[place(along, first - 1)], printed[place(along, last + 1)]]
    const dark = Math.min(before as number, behind as number)
    for (let at = first; at <= last; at++) picture[place(along, at)] = dark
  }

  for (let across = from; across < to; across++) {
    let run = 0
    for (let along = fromAlong; along <= toAlong; along++) {
      if (along < toAlong && lightNear(along, across) !== null) {
        run++
        continue
      }
      if (run >= LONGEST_OTHER * module) {
        for (let at = along - run; at < along; at++) close(at, lightNear(at, across) as number)
      }
      run = 0
    }
  }
}

/** Half way between the darkest and the lightest around a point. */
function levelAround(
  picture: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  reach: number,
): number {
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
