import { Html5Qrcode } from 'html5-qrcode'
import { createWorkerDecoder } from '../../../renderer/kiosk/camera/worker-decoder.ts'
import { badgeCorpus, type Difficulty, renderCorpusFrame } from '../../../tests/support/badge-frames.ts'
import { cameraFrame } from '../../../tests/support/camera-frame.ts'
import {
  CLEAN_LOOK,
  drawBadgeFrame,
  FRAME_HEIGHT,
  FRAME_WIDTH,
} from '../../../tests/support/draw-badge-frame.ts'

/** One decoder on one frame; `ms` runs from having the camera's frame to having the answer. */
export interface Reading {
  readonly ms: number
  readonly read: boolean
}

export interface FrameReadings {
  readonly difficulty: Difficulty
  readonly kiosk: Reading
  readonly pass: 'fast' | 'full' | 'inverted' | 'mended' | 'none'
  /** html5-qrcode's own decoder, all formats, one look at the frame. */
  readonly standard: Reading
  /** The same as it scans by default: a missed frame is mirrored and decoded once more. */
  readonly standardWithFlip: Reading
}

interface Html5Decoder {
  readonly qrcode: { decodeAsync(canvas: HTMLCanvasElement): Promise<{ readonly text: string }> }
}

const WARM_UP_FRAMES = 12

const kiosk = createWorkerDecoder()
const html5 = new Html5Qrcode('reader') as unknown as Html5Decoder
const canvas = document.createElement('canvas')
canvas.width = FRAME_WIDTH
canvas.height = FRAME_HEIGHT
const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D

async function readByHtml5(): Promise<string | null> {
  try {
    return (await html5.qrcode.decodeAsync(canvas)).text
  } catch {
    return null
  }
}

async function timeHtml5(frame: VideoFrame, code: string): Promise<[Reading, Reading]> {
  const begin = performance.now()
  context.drawImage(frame, 0, 0, FRAME_WIDTH, FRAME_HEIGHT)
  const first = await readByHtml5()
  const once: Reading = { ms: performance.now() - begin, read: first === code }
  frame.close()
  if (first !== null) return [once, once]
  context.save()
  context.translate(FRAME_WIDTH, 0)
  context.scale(-1, 1)
  context.drawImage(canvas, 0, 0)
  context.restore()
  const second = await readByHtml5()
  return [once, { ms: performance.now() - begin, read: second === code }]
}

async function measure(count: number, seed: number): Promise<FrameReadings[]> {
  const readings: FrameReadings[] = []
  const corpus = badgeCorpus(count, seed)
  for (const shown of [...corpus.slice(0, WARM_UP_FRAMES), ...corpus]) {
    const frame = cameraFrame(renderCorpusFrame(shown))
    const copy = frame.clone()
    const begin = performance.now()
    const decoded = await kiosk.decode(frame)
    const own: Reading = { ms: performance.now() - begin, read: decoded?.codes.includes(shown.code) ?? false }
    const [standard, standardWithFlip] = await timeHtml5(copy, shown.code)
    const pass = decoded?.pass ?? 'none'
    readings.push({ difficulty: shown.difficulty, kiosk: own, pass, standard, standardWithFlip })
  }
  return readings.slice(WARM_UP_FRAMES)
}

/** Milliseconds per frame of an empty counter: `moving` changes all the time, the other stays as it is. */
async function measureEmpty(count: number): Promise<{ moving: number[]; still: number[] }> {
  const times = { moving: [] as number[], still: [] as number[] }
  const scenes = Array.from({ length: 8 }, (_, seed) =>
    drawBadgeFrame(null, { ...CLEAN_LOOK, noise: 2, seed: seed + 1 }),
  )
  for (let at = 0; at < count * 2; at++) {
    const moving = at < count
    const begin = performance.now()
    await kiosk.decode(cameraFrame(scenes[moving ? at % scenes.length : 0] as Uint8Array))
    times[moving ? 'moving' : 'still'].push(performance.now() - begin)
  }
  return { moving: times.moving, still: times.still.slice(-Math.floor(count / 2)) }
}

Object.assign(globalThis, { decodeBench: { measure, measureEmpty } })
