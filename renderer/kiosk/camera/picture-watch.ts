import type { PictureSamples } from './picture-samples.ts'

/** Luminance below which a picture shows nothing; a covered lens stays under it, a dark room does not. */
const BLACK_MEAN = 26
const BLACK_BRIGHTEST = 48
/** A hand before the lens passes; a cover stays. */
const BLACK_AFTER_MS = 1_500
/** No new frame for this long: the camera or its cable is stuck. */
const NO_FRAME_AFTER_MS = 2_000
/** A living sensor never sends the same picture twice, let alone for this long. */
const SAME_PICTURE_AFTER_MS = 20_000

export type PictureState = 'ok' | 'black' | 'frozen'

/** Judges what a running camera shows. All times in milliseconds on one steady clock. */
export interface PictureWatch {
  /** A frame came, and this is how it looks. */
  saw(samples: PictureSamples, nowMs: number): void
  /** A frame came but was not looked at. */
  came(nowMs: number): void
  state(nowMs: number): PictureState
  /** The page was hidden or the camera opened anew: what was seen before means nothing. */
  reset(nowMs: number): void
}

export function createPictureWatch(startMs: number): PictureWatch {
  let lastFrameMs = startMs
  let lastChangeMs = startMs
  let blackSinceMs: number | null = null

  return {
    saw(samples, nowMs) {
      lastFrameMs = nowMs
      if (samples.change > 0) lastChangeMs = nowMs
      const black = samples.mean < BLACK_MEAN && samples.brightest < BLACK_BRIGHTEST
      blackSinceMs = black ? (blackSinceMs ?? nowMs) : null
    },
    came(nowMs) {
      lastFrameMs = nowMs
    },
    state(nowMs) {
      if (nowMs - lastFrameMs >= NO_FRAME_AFTER_MS) return 'frozen'
      if (blackSinceMs !== null && nowMs - blackSinceMs >= BLACK_AFTER_MS) return 'black'
      if (nowMs - lastChangeMs >= SAME_PICTURE_AFTER_MS) return 'frozen'
      return 'ok'
    },
    reset(nowMs) {
      lastFrameMs = nowMs
      lastChangeMs = nowMs
      blackSinceMs = null
    },
  }
}
