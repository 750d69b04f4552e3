import type { Modules } from './badge-frames.ts'

/** A camera in the page whose picture a test paints; beside it the page's worst delay so far. */
export interface CanvasCamera {
  /** Holds a code before the camera, or (null) shows an empty counter. */
  show(code: { readonly size: number; readonly dark: string } | null): void
  /** Longest time the page's timers were late, milliseconds, since the last call. */
  worstLagMs(): number
}

/** What `show` takes of a symbol: its modules as a text of zeros and ones. */
export const shownModules = ({ size, dark }: Modules): { size: number; dark: string } => ({
  size,
  dark: dark.join(''),
})

/**
 * Runs in a page before its own scripts: `getUserMedia` gives a canvas's stream, 1280×720 at 30 pictures a second,
 * alive with a little noise. Takes nothing from around it, because it travels as text.
 */
export function installCanvasCamera(): void {
  const width = 1280
  const height = 720
  const quietModules = 5
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.imageSmoothingEnabled = false
  let code: { canvas: OffscreenCanvas; size: number } | null = null
  let tick = 0
  const paint = (): void => {
    tick++
    context.fillStyle = '#777'
    context.fillRect(0, 0, width, height)
    if (code !== null) {
      const side = Math.max(1, Math.floor(Math.min(10, 690 / (code.size + 2 * quietModules))))
      const drawn = code.size * side
      context.fillStyle = '#ddd'
      const border = quietModules * side
      const left = Math.floor((width - drawn) / 2)
      const top = Math.floor((height - drawn) / 2)
      context.fillRect(left - border, top - border, drawn + 2 * border, drawn + 2 * border)
      context.drawImage(code.canvas, left, top, drawn, drawn)
    }
    for (let spot = 0; spot < 60; spot++) {
      context.fillStyle = (spot + tick) % 3 === 0 ? '#6a6a6a' : '#848484'
      context.fillRect((spot * 97 + tick * 13) % 200, (spot * 61 + tick * 7) % height, 9, 9)
    }
  }
  setInterval(paint, 33)
  const stream = (): MediaStream => canvas.captureStream(30)
  navigator.mediaDevices.getUserMedia = async () => stream()

  let worst = 0
  let due = performance.now() + 50
  setInterval(() => {
    const now = performance.now()
    worst = Math.max(worst, now - due)
    due = now + 50
  }, 50)

  const camera: CanvasCamera = {
    show(shown) {
      if (shown === null) {
        code = null
        return
      }
      const { size, dark } = shown
      const image = new ImageData(size, size)
      for (let at = 0; at < dark.length; at++) {
        image.data.fill(dark[at] === '1' ? 25 : 225, at * 4, at * 4 + 3)
        image.data[at * 4 + 3] = 255
      }
      const picture = new OffscreenCanvas(size, size)
      picture.getContext('2d')?.putImageData(image, 0, 0)
      code = { canvas: picture, size }
    },
    worstLagMs() {
      const was = worst
      worst = 0
      return was
    },
  }
  Object.assign(globalThis, { canvasCamera: camera })
}
