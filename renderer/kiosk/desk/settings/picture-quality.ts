/** What a frame is good for, from its luminance (0–255). */
export interface PictureQuality {
  /** Mean luminance. */
  readonly brightness: number
  /** Variance of the Laplacian: how much fine detail there is. */
  readonly sharpness: number
  readonly light: 'dark' | 'good' | 'glaring'
  readonly focus: 'blurred' | 'good'
}

/** Below this a badge's modules sink into the noise; above the other they are washed out. */
const DARK_BELOW = 55
const GLARING_ABOVE = 215
/** A badge or a face in focus gives several hundred; a lens out of focus a few dozen. */
const BLURRED_BELOW = 60

/** Judges the middle of a camera's frame. `pixels`: RGBA, `width` × `height`. */
export function pictureQuality(pixels: Uint8ClampedArray, width: number, height: number): PictureQuality {
  const luminance = new Float32Array(width * height)
  let sum = 0
  for (let at = 0; at < luminance.length; at++) {
    const value =
      0.299 * (pixels[4 * at] ?? 0) + 0.587 * (pixels[4 * at + 1] ?? 0) + 0.114 * (pixels[4 * at + 2] ?? 0)
    luminance[at] = value
    sum += value
  }
  const brightness = sum / luminance.length
  let total = 0
  let squares = 0
  let count = 0
  const of = (at: number): number => luminance[at] ?? 0
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column
      const edge = of(at - 1) + of(at + 1) + of(at - width) + of(at + width) - 4 * of(at)
      total += edge
      squares += edge * edge
      count++
    }
  }
  const mean = count === 0 ? 0 : total / count
  const sharpness = count === 0 ? 0 : squares / count - mean * mean
  return {
    brightness,
    sharpness,
    light: brightness < DARK_BELOW ? 'dark' : brightness > GLARING_ABOVE ? 'glaring' : 'good',
    focus: sharpness < BLURRED_BELOW ? 'blurred' : 'good',
  }
}
