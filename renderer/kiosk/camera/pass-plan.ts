import type { PictureSamples } from './picture-samples.ts'

/** Mean change of the samples below which nobody is moving before the camera (sensor noise stays under it). */
const QUIET_CHANGE = 2.5
/** Frames without a symbol after which a quiet scene counts as empty: nobody holds a badge up. */
const FRAMES_UNTIL_IDLE = 15
/** In an idle scene only every so many frames get the full pass, at 30 frames a second five a second. */
const IDLE_FULL_PASS_EVERY = 6

/**
 * Decides whether a frame in which the fast pass found nothing deserves the slow one. While anything moves
 * every frame gets it, so a badge that needs it is read at once; an empty counter costs next to nothing.
 */
export function createPassPlan(): (samples: PictureSamples) => boolean {
  let quietFrames = 0
  return (samples) => {
    quietFrames = samples.change < QUIET_CHANGE ? quietFrames + 1 : 0
    return quietFrames < FRAMES_UNTIL_IDLE || quietFrames % IDLE_FULL_PASS_EVERY === 0
  }
}
