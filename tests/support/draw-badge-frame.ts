import { randomNumbers } from './random-numbers.ts'

export const FRAME_WIDTH = 1280
export const FRAME_HEIGHT = 720

/** How a badge is held before the camera, and what the camera makes of it. */
export interface BadgeLook {
  /** Side of one module of the code on the sensor, in pixels, before tilting. */
  readonly modulePixels: number
  readonly centreX: number
  readonly centreY: number
  readonly turnDegrees: number
  /** Perspective: how much nearer one edge is than the other, as a share; 0 is flat. */
  readonly tiltX: number
  readonly tiltY: number
  /** Standard deviation of the lens's blur, pixels. */
  readonly blurPixels: number
  /** Length of the movement while the shutter is open, pixels. */
  readonly motionPixels: number
  readonly motionDegrees: number
  /** 1 keeps black and white apart, 0 leaves nothing. */
  readonly contrast: number
  /** Luminance around which contrast is taken away. */
  readonly brightness: number
  /** Standard deviation of the sensor's noise, steps of luminance. */
  readonly noise: number
  /** Strength of a lamp's reflection, and where it lies on the badge (−1 to 1). */
  readonly glare: number
  readonly glareX: number
  readonly glareY: number
  readonly seed: number
}

export const CLEAN_LOOK: BadgeLook = {
  modulePixels: 7,
  centreX: FRAME_WIDTH / 2,
  centreY: FRAME_HEIGHT / 2,
  turnDegrees: 0,
  tiltX: 0,
  tiltY: 0,
  blurPixels: 0,
  motionPixels: 0,
  motionDegrees: 0,
  contrast: 1,
  brightness: 128,
  noise: 0,
  glare: 0,
  glareX: 0,
  glareY: 0,
  seed: 1,
}

interface Modules {
  readonly size: number
  readonly dark: Uint8Array
}

/** Ink, paper, and the desk behind; printed and lit, so never quite black or white. */
const INK = 28
const PAPER = 222
const QUIET_MODULES = 4

/** Luminance of the printed card at a place in modules from the code's corner; `null` beside the card. */
function cardAt(code: Modules, u: number, v: number): number | null {
  const { size } = code
  const side = QUIET_MODULES + 2
  if (u < -side || v < -side || u >= size + side || v >= size + 16) return null
  if (u >= 0 && v >= 0 && u < size && v < size) {
    return code.dark[Math.floor(v) * size + Math.floor(u)] === 1 ? INK : PAPER
  }
  // Under the code stands a name: bars of about the size of letters.
  if (v >= size + 6 && v < size + 9 && u > 1 && u < size - 1)
    return Math.floor(u * 1.7) % 3 === 0 ? PAPER : 60
  if (v >= size + 11 && v < size + 12.5 && u > 5 && u < size - 5)
    return Math.floor(u * 2.3) % 4 === 0 ? PAPER : 90
  return PAPER
}

function background(random: () => number): Float32Array {
  const picture = new Float32Array(FRAME_WIDTH * FRAME_HEIGHT)
  const left = 40 + 110 * random()
  const right = 40 + 110 * random()
  for (let y = 0; y < FRAME_HEIGHT; y++) {
    for (let x = 0; x < FRAME_WIDTH; x++) {
      picture[y * FRAME_WIDTH + x] = left + ((right - left) * x) / FRAME_WIDTH + (y * 20) / FRAME_HEIGHT
    }
  }
  for (let box = 0; box < 14; box++) {
    const x0 = Math.floor(random() * FRAME_WIDTH)
    const y0 = Math.floor(random() * FRAME_HEIGHT)
    const x1 = Math.min(FRAME_WIDTH, x0 + 20 + Math.floor(random() * 260))
    const y1 = Math.min(FRAME_HEIGHT, y0 + 20 + Math.floor(random() * 260))
    const shade = (random() - 0.5) * 110
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const at = y * FRAME_WIDTH + x
        picture[at] = Math.min(235, Math.max(20, (picture[at] as number) + shade))
      }
    }
  }
  return picture
}

function drawCard(picture: Float32Array, code: Modules, look: BadgeLook): void {
  const turn = (look.turnDegrees * Math.PI) / 180
  const cos = Math.cos(turn) / look.modulePixels
  const sin = Math.sin(turn) / look.modulePixels
  const half = code.size / 2
  const reach = (code.size + 40) * look.modulePixels
  const fromX = Math.max(0, Math.floor(look.centreX - reach))
  const toX = Math.min(FRAME_WIDTH, Math.ceil(look.centreX + reach))
  const fromY = Math.max(0, Math.floor(look.centreY - reach))
  const toY = Math.min(FRAME_HEIGHT, Math.ceil(look.centreY + reach))
  const scale = half * look.modulePixels
  const parts = 3
  for (let y = fromY; y < toY; y++) {
    for (let x = fromX; x < toX; x++) {
      let sum = 0
      let covered = 0
      for (let part = 0; part < parts * parts; part++) {
        const dx = x + ((part % parts) + 0.5) / parts - look.centreX
        const dy = y + (Math.floor(part / parts) + 0.5) / parts - look.centreY
        const depth = 1 / (1 - (look.tiltX * dx + look.tiltY * dy) / (2 * scale))
        if (depth <= 0) continue
        const value = cardAt(code, (cos * dx + sin * dy) * depth + half, (cos * dy - sin * dx) * depth + half)
        if (value === null) continue
        sum += value
        covered++
      }
      if (covered === 0) continue
      const at = y * FRAME_WIDTH + x
      picture[at] = (sum + (picture[at] as number) * (parts * parts - covered)) / (parts * parts)
    }
  }
}

/** Averages along a line of offsets; both blurs are made of it. */
function smear(
  picture: Float32Array,
  steps: readonly { dx: number; dy: number; weight: number }[],
): Float32Array {
  const target = new Float32Array(picture.length)
  for (let y = 0; y < FRAME_HEIGHT; y++) {
    for (let x = 0; x < FRAME_WIDTH; x++) {
      let sum = 0
      for (const { dx, dy, weight } of steps) {
        const sx = Math.min(FRAME_WIDTH - 1, Math.max(0, x + dx))
        const sy = Math.min(FRAME_HEIGHT - 1, Math.max(0, y + dy))
        sum += weight * (picture[sy * FRAME_WIDTH + sx] as number)
      }
      target[y * FRAME_WIDTH + x] = sum
    }
  }
  return target
}

function blur(picture: Float32Array, sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * sigma))
  const raw = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  )
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  const across = raw.map((weight, at) => ({ dx: at - reach, dy: 0, weight: weight / total }))
  return smear(
    smear(picture, across),
    across.map(({ dx, weight }) => ({ dx: 0, dy: dx, weight })),
  )
}

function move(picture: Float32Array, pixels: number, degrees: number): Float32Array {
  const count = Math.max(2, Math.round(pixels))
  const angle = (degrees * Math.PI) / 180
  const steps = Array.from({ length: count }, (_, at) => {
    const along = (at / (count - 1) - 0.5) * pixels
    return {
      dx: Math.round(along * Math.cos(angle)),
      dy: Math.round(along * Math.sin(angle)),
      weight: 1 / count,
    }
  })
  return smear(picture, steps)
}

function addGlare(picture: Float32Array, code: Modules, look: BadgeLook): void {
  const scale = (code.size / 2) * look.modulePixels
  const x0 = look.centreX + look.glareX * scale
  const y0 = look.centreY + look.glareY * scale
  const wide = scale * 0.45
  for (let y = 0; y < FRAME_HEIGHT; y++) {
    for (let x = 0; x < FRAME_WIDTH; x++) {
      const distance = ((x - x0) / wide) ** 2 + ((y - y0) / (wide * 0.6)) ** 2
      const at = y * FRAME_WIDTH + x
      picture[at] = (picture[at] as number) + 230 * look.glare * Math.exp(-distance)
    }
  }
}

/** Draws one camera picture of a badge; `null` as code leaves the counter empty. @returns 1280×720 luminance bytes */
export function drawBadgeFrame(code: Modules | null, look: BadgeLook): Uint8Array<ArrayBuffer> {
  const random = randomNumbers(look.seed)
  let picture = background(random)
  if (code !== null) drawCard(picture, code, look)
  if (look.motionPixels > 0) picture = move(picture, look.motionPixels, look.motionDegrees)
  if (look.blurPixels > 0) picture = blur(picture, look.blurPixels)
  if (code !== null && look.glare > 0) addGlare(picture, code, look)
  const bytes = new Uint8Array(picture.length)
  for (let at = 0; at < bytes.length; at++) {
    // The sum of four uniform numbers is near enough to a bell curve, and quick.
    const noise = look.noise === 0 ? 0 : (random() + random() + random() + random() - 2) * 1.732 * look.noise
    const value = look.brightness + ((picture[at] as number) - look.brightness) * look.contrast + noise
    bytes[at] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return bytes
}
