/** Which way the light lines run that dead points of a printer's head leave. */
export type StripeWay = 'down' | 'across'

/**
 * Closes light gaps up to `gap` pixels wide between dark ones, in place: what a dead point of a printer left out. As
 * long as it is less than a module, the modules themselves stay.
 * @param picture luminance, a byte a pixel, `width` pixels a line
 */
export function mendStripes(picture: Uint8Array, width: number, gap: number, way: StripeWay): void {
  const step = way === 'down' ? 1 : width
  const darker = picture.slice()
  for (let reach = step; reach <= gap * step; reach += step) {
    for (let at = reach; at < darker.length; at++) {
      const before = picture[at - reach] as number
      if (before < (darker[at] as number)) darker[at] = before
    }
  }
  picture.set(darker)
  for (let reach = step; reach <= gap * step; reach += step) {
    const end = darker.length - reach
    for (let at = 0; at < end; at++) {
      const behind = darker[at + reach] as number
      if (behind > (picture[at] as number)) picture[at] = behind
    }
  }
}
