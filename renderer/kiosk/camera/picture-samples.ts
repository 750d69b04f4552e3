const COLUMNS = 32
const ROWS = 18

/** How a frame looks as a whole, from a few hundred samples of its luminance (0–255). */
export interface PictureSamples {
  readonly mean: number
  /** Brightest sample. */
  readonly brightest: number
  /** Mean difference to the frame before, in steps of luminance; 0 means not one sample changed. */
  readonly change: number
}

/** Samples a small luminance picture on a fixed grid and compares it with the one before. */
export function createPictureSampler(): (
  picture: Uint8Array,
  width: number,
  height: number,
) => PictureSamples {
  let before: Uint8Array | null = null
  return (picture, width, height) => {
    const now = new Uint8Array(COLUMNS * ROWS)
    let sum = 0
    let brightest = 0
    let difference = 0
    for (let row = 0; row < ROWS; row++) {
      const line = Math.floor(((row + 0.5) * height) / ROWS) * width
      for (let column = 0; column < COLUMNS; column++) {
        const value = picture[line + Math.floor(((column + 0.5) * width) / COLUMNS)] ?? 0
        const at = row * COLUMNS + column
        now[at] = value
        sum += value
        if (value > brightest) brightest = value
        if (before !== null) difference += Math.abs(value - (before[at] as number))
      }
    }
    const isFirst = before === null
    before = now
    return { mean: sum / now.length, brightest, change: isFirst ? 255 : difference / now.length }
  }
}
