import type { PictureSamples } from './picture-samples.ts'

/** Mean change of the samples below which nobody is moving before the camera (sensor noise stays under it). */
const QUIET_CHANGE = 2.5
/** Frames without a symbol after which a quiet scene counts as empty: nobody holds a badge up. */
const FRAMES_UNTIL_IDLE = 15
/** In an idle scene only every so many frames get the full pass, at 30 frames a second five a second. */
const IDLE_FULL_PASS_EVERY = 6
/** In an idle scene every so many other frames are looked at for a code in white on black. */
const IDLE_OTHER_PASS_EVERY = 12
const IDLE_INVERTED_PASS_AT = 3
/** And as many others for a code that is there and cannot be read. */
const IDLE_MENDED_PASS_AT = 9

/** `none`: the fast pass is enough. The others take about as long as each other, and never two come in one frame. */
export type NextPass = 'none' | 'full' | 'inverted' | 'mended'

/**
 * Decides whether a frame in which the fast pass found nothing deserves a slow one, and which. While anything moves
 * every frame gets it, so a badge that needs it is read at once; an empty counter costs next to nothing. A badge in
 * white on black, or with a white stripe, is held still until it is read: its pass comes in idle frames that no other
 * pass would have had.
 */
export function createPassPlan(): (samples: PictureSamples) => NextPass {
  let quietFrames = 0
  return (samples) => {
    quietFrames = samples.change < QUIET_CHANGE ? quietFrames + 1 : 0
    if (quietFrames < FRAMES_UNTIL_IDLE || quietFrames % IDLE_FULL_PASS_EVERY === 0) return 'full'
    const turn = quietFrames % IDLE_OTHER_PASS_EVERY
    if (turn === IDLE_INVERTED_PASS_AT) return 'inverted'
    return turn === IDLE_MENDED_PASS_AT ? 'mended' : 'none'
  }
}
