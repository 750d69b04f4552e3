import type { PictureSamples } from './picture-samples.ts'

/** Mean change of the samples below which nobody is moving before the camera (sensor noise stays under it). */
const QUIET_CHANGE = 2.5
/** Frames without a symbol after which a quiet scene counts as empty: nobody holds a badge up. */
const FRAMES_UNTIL_IDLE = 15
/** In an idle scene only every so many frames get the full pass, at 30 frames a second five a second. */
const IDLE_FULL_PASS_EVERY = 6
/** After so many closer looks in a row that found nothing, every other one looks for what badges rarely are. */
const LOOKS_UNTIL_RARE = 4

/** `none`: the fast pass is enough. The others take about as long as each other, and never two come in one frame. */
export type NextPass = 'none' | 'full' | 'inverted' | 'denoised'

/**
 * Decides whether a frame in which the fast pass found nothing deserves a slow one, and which. While anything moves
 * every frame gets it, so a badge that needs it is read at once; an empty counter costs next to nothing. A code in
 * white on black or with a white stripe is held still until it is read, so its passes take turns in quiet frames.
 */
export function createPassPlan(): (samples: PictureSamples) => NextPass {
  let quietFrames = 0
  let looks = 0
  return (samples) => {
    const quiet = samples.change < QUIET_CHANGE
    quietFrames = quiet ? quietFrames + 1 : 0
    const looksCloser = quietFrames < FRAMES_UNTIL_IDLE || quietFrames % IDLE_FULL_PASS_EVERY === 0
    if (!looksCloser) return 'none'
    looks++
    if (!quiet || looks <= LOOKS_UNTIL_RARE || looks % 2 !== 0) return 'full'
    return looks % 4 === 0 ? 'inverted' : 'denoised'
  }
}
