/** Width the fast pass aims at; a sensor of 1280×720 is halved, one of 1920×1080 divided by three. */
const SMALL_WIDTH = 640

/** Whole number by which a picture of this width is made smaller for the fast pass; 1 or more. */
export const shrinkFactor = (width: number): number => Math.max(1, Math.round(width / SMALL_WIDTH))

/**
 * Averages blocks of `factor` × `factor` bytes of luminance.
 * @param stride bytes from one line of `source` to the next
 */
export function shrink(
  source: Uint8Array,
  stride: number,
  width: number,
  height: number,
  factor: number,
  target: Uint8Array,
): void {
  const smallWidth = Math.floor(width / factor)
  const smallHeight = Math.floor(height / factor)
  if (factor === 2) {
    for (let y = 0; y < smallHeight; y++) {
      let upper = 2 * y * stride
      let lower = upper + stride
      const end = (y + 1) * smallWidth
      for (let at = y * smallWidth; at < end; at++) {
        target[at] =
          ((source[upper] as number) +
            (source[upper + 1] as number) +
            (source[lower] as number) +
            (source[lower + 1] as number) +
            2) >>
          2
        upper += 2
        lower += 2
      }
    }
    return
  }
  const area = factor * factor
  for (let y = 0; y < smallHeight; y++) {
    for (let x = 0; x < smallWidth; x++) {
      let sum = 0
      for (let dy = 0; dy < factor; dy++) {
        const line = (y * factor + dy) * stride + x * factor
        for (let dx = 0; dx < factor; dx++) sum += source[line + dx] as number
      }
      target[y * smallWidth + x] = (sum / area) | 0
    }
  }
}

/** Luminance (BT.601, full range) of four-byte pixels whose first byte is red, or blue when `blueFirst`. */
export function luminanceOfPixels(
  pixels: Uint8Array | Uint8ClampedArray,
  blueFirst: boolean,
  target: Uint8Array,
): void {
  const first = blueFirst ? 117 : 306
  const third = blueFirst ? 306 : 117
  for (let at = 0, pixel = 0; at < target.length; at++, pixel += 4) {
    target[at] =
      (first * (pixels[pixel] as number) +
        601 * (pixels[pixel + 1] as number) +
        third * (pixels[pixel + 2] as number) +
        512) >>
      10
  }
}
