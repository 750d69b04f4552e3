/** One of the three squares in the corners of a QR code, whether or not the code around it can be read. */
export interface FinderPattern {
  /** Its middle, in pixels. */
  readonly x: number
  readonly y: number
  /** Side of one module, pixels. */
  readonly module: number
}

/** Light and dark are told apart by what lies around: blocks of so many pixels, and the blocks beside them. */
const BLOCK = 16
const BLOCKS_AROUND = 2
/** Where light and dark differ by less than this there is no print. */
const LEAST_CONTRAST = 40
/** How far a run may be from its share of 1 : 1 : 3 : 1 : 1, in modules. */
const RUN_OFF = 0.7
const MIDDLE_OFF = 1.2
/** The same square measured up and down, and askew. */
const MOST_APART = 0.5

/** Luminance between light and dark for each block; 0 where there is no print. */
function levelsOf(picture: Uint8Array, width: number, height: number): { levels: Uint8Array; wide: number } {
  const wide = Math.ceil(width / BLOCK)
  const high = Math.ceil(height / BLOCK)
  const darkest = new Uint8Array(wide * high).fill(255)
  const lightest = new Uint8Array(wide * high)
  for (let y = 0; y < height; y += 2) {
    const line = Math.floor(y / BLOCK) * wide
    for (let x = 0; x < width; x += 2) {
      const value = picture[y * width + x] as number
      const at = line + ((x / BLOCK) | 0)
      if (value < (darkest[at] as number)) darkest[at] = value
      if (value > (lightest[at] as number)) lightest[at] = value
    }
  }
  const levels = new Uint8Array(wide * high)
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      let low = 255
      let top = 0
      for (let y = Math.max(0, row - BLOCKS_AROUND); y <= Math.min(high - 1, row + BLOCKS_AROUND); y++) {
        for (
          let x = Math.max(0, column - BLOCKS_AROUND);
          x <= Math.min(wide - 1, column + BLOCKS_AROUND);
          x++
        ) {
          low = Math.min(low, darkest[y * wide + x] as number)
          top = Math.max(top, lightest[y * wide + x] as number)
        }
      }
      levels[row * wide + column] = top - low < LEAST_CONTRAST ? 0 : (low + top) >> 1
    }
  }
  return { levels, wide }
}

/** @returns side of a module when five runs stand as in the middle of the square, otherwise 0 */
function moduleOf(a: number, b: number, middle: number, d: number, e: number): number {
  const module = (a + b + middle + d + e) / 7
  if (Math.abs(middle - 3 * module) > MIDDLE_OFF * module) return 0
  const off = RUN_OFF * module
  const even = (run: number): boolean => Math.abs(run - module) <= off
  return even(a) && even(b) && even(d) && even(e) ? module : 0
}

/**
 * Finds them by the row of runs that every line through the middle has, in black on white and in white on black.
 * @param smallest side of a module, in pixels, below which none is looked for
 */
export function findFinderPatterns(
  picture: Uint8Array,
  width: number,
  height: number,
  smallest: number,
): FinderPattern[] {
  const { levels, wide } = levelsOf(picture, width, height)
  const isDark = (x: number, y: number): boolean =>
    (picture[y * width + x] as number) < (levels[((y / BLOCK) | 0) * wide + ((x / BLOCK) | 0)] as number)

  /** Walks from the middle one way, through its middle, its ring and its edge; `null` at the picture's end. */
  const walk = (x: number, y: number, dx: number, dy: number, most: number): number[] | null => {
    const runs = [0, 0, 0]
    const middleDark = isDark(x, y)
    for (let run = 0; run < 3; run++) {
      const dark = run === 1 ? !middleDark : middleDark
      while (x >= 0 && y >= 0 && x < width && y < height && isDark(x, y) === dark) {
        runs[run] = (runs[run] as number) + 1
        if ((runs[run] as number) > most) return null
        x += dx
        y += dy
      }
      if (x < 0 || y < 0 || x >= width || y >= height) return null
    }
    return runs
  }
  /** @returns the module along a line through the middle, and how far off the middle the start was */
  const through = (x: number, y: number, dx: number, dy: number, module: number) => {
    const most = 4 * module
    const back = walk(x, y, -dx, -dy, most)
    const on = back === null ? null : walk(x, y, dx, dy, most)
    if (back === null || on === null) return null
    const [inBack = 0, ringBack = 0, edgeBack = 0] = back
    const [inOn = 0, ringOn = 0, edgeOn = 0] = on
    const found = moduleOf(edgeBack, ringBack, inBack + inOn - 1, ringOn, edgeOn)
    if (found === 0 || Math.abs(found - module) > MOST_APART * module) return null
    return { module: found, off: Math.round((inOn - inBack) / 2) }
  }

  const found: FinderPattern[] = []
  const check = (x: number, y: number, module: number): void => {
    if (found.some((one) => Math.hypot(one.x - x, one.y - y) < 4 * one.module)) return
    const down = through(x, y, 0, 1, module)
    if (down === null) return
    const middleY = y + down.off
    const across = through(x, middleY, 1, 0, module)
    if (across === null) return
    const middleX = x + across.off
    // Along both diagonals a square has the same runs, each longer by the same share.
    if (through(middleX, middleY, 1, 1, module) === null) return
    if (through(middleX, middleY, 1, -1, module) === null) return
    found.push({ x: middleX, y: middleY, module: (down.module + across.module) / 2 })
  }

  const runs = new Uint16Array(5)
  // The middle of a square is three modules high: no line between these could find another.
  const step = Math.max(1, Math.floor(smallest))
  for (let y = 0; y < height; y += step) {
    runs.fill(0)
    let dark = false
    let run = 0
    const line = y * width
    const block = Math.floor(y / BLOCK) * wide
    for (let x = 0; x < width; x++) {
      const isNow = (picture[line + x] as number) < (levels[block + ((x / BLOCK) | 0)] as number)
      if (isNow === dark) {
        run++
        continue
      }
      runs.copyWithin(0, 1)
      runs[4] = run
      dark = isNow
      run = 1
      const [a = 0, b = 0, middle = 0, d = 0, e = 0] = runs
      const module = a === 0 ? 0 : moduleOf(a, b, middle, d, e)
      if (module >= smallest) check(Math.floor(x - e - d - middle / 2), y, module)
    }
  }
  return found
}
