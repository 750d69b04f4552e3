import { type Scene, writeBadgeVideo } from './badge-video.ts'
import { FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'
import { randomNumbers } from './random-numbers.ts'
import { badgeOf } from './test-directory.ts'

/** A page and its decoder are up by then, also on a slow machine. */
const BEFORE_FIRST_SECONDS = 3
/** Of a person's time, the part in which the badge can be read; then the next person steps up. */
const SHOWN_PART = 0.6
const SEED = 30_090

/**
 * Writes a video of a shift's start: people 1 to `people` of the test directory in a queue, each holding up a badge
 * in a way of their own, with the bar of `Scene` from the first readable picture on.
 */
export async function writeQueueVideo(path: string, people: number, secondsEach: number): Promise<void> {
  const random = randomNumbers(SEED)
  const either = (most: number): number => (2 * random() - 1) * most
  const scenes = Array.from({ length: people }, (_, at): Scene[] => [
    { show: null, seconds: at === 0 ? BEFORE_FIRST_SECONDS : secondsEach * (1 - SHOWN_PART), bar: true },
    {
      show: badgeOf(at + 1).code,
      seconds: secondsEach * SHOWN_PART,
      bar: true,
      look: {
        modulePixels: 4.5 + 4 * random(),
        centreX: FRAME_WIDTH / 2 + either(180),
        centreY: FRAME_HEIGHT / 2 + either(70),
        turnDegrees: either(12),
        tiltX: either(0.15),
        tiltY: either(0.15),
        blurPixels: 0.5 + 0.6 * random(),
        noise: 1 + 3 * random(),
        seed: at + 1,
      },
    },
  ])
  await writeBadgeVideo(path, scenes.flat())
}
