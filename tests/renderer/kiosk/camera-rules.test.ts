import { describe, expect, it } from 'vitest'
import { createCodesInView } from '../../../renderer/kiosk/camera/codes-in-view.ts'
import { findFinderPatterns } from '../../../renderer/kiosk/camera/finder-patterns.ts'
import { luminanceOfPixels, shrink, shrinkFactor } from '../../../renderer/kiosk/camera/luminance.ts'
import { createPassPlan } from '../../../renderer/kiosk/camera/pass-plan.ts'
import { createPictureSampler, type PictureSamples } from '../../../renderer/kiosk/camera/picture-samples.ts'
import { createPictureWatch } from '../../../renderer/kiosk/camera/picture-watch.ts'
import { badgeModules } from '../../support/badge-frames.ts'
import { CLEAN_LOOK, drawBadgeFrame, FRAME_HEIGHT, FRAME_WIDTH } from '../../support/draw-badge-frame.ts'
import { testBadge } from '../../support/test-badge.ts'

const bright = (change: number): PictureSamples => ({ mean: 110, brightest: 220, change })
const dark = (change: number): PictureSamples => ({ mean: 17, brightest: 30, change })

const [A, B, C] = [testBadge(1).code, testBadge(2).code, testBadge(3).code]

describe('codes in view', () => {
  const fresh = (codes: readonly string[]) => ({ fresh: codes, several: false })
  const SEVERAL = { fresh: [], several: true }

  it('gives a code once while it is held before the camera, however long', () => {
    const inView = createCodesInView()
    const given = Array.from({ length: 300 }, (_, frame) => inView([A], frame * 33).fresh).flat()
    expect(given).toEqual([A])
  })

  it('gives it again only after it was gone for a second and a half', () => {
    const inView = createCodesInView()
    expect(inView([A], 0)).toEqual(fresh([]))
    expect(inView([A], 33)).toEqual(fresh([A]))
    expect(inView([], 700)).toEqual(fresh([]))
    expect(inView([A], 1_532)).toEqual(fresh([]))
    expect(inView([A], 3_032)).toEqual(fresh([]))
    expect(inView([A], 3_065)).toEqual(fresh([A]))
  })

  it('gives no badge while more than one is in view, nor while they leave one by one', () => {
    const inView = createCodesInView()
    expect(inView([A, B], 0)).toEqual(SEVERAL)
    expect(inView([A, B, C], 100)).toEqual(SEVERAL)
    expect(inView([C], 400)).toEqual(SEVERAL)
    expect(inView([], 500)).toEqual(SEVERAL)
    expect(inView([], 1_000)).toEqual(fresh([]))
    expect(inView([C], 1_100)).toEqual(fresh([]))
    expect(inView([C], 1_133)).toEqual(fresh([C]))
  })

  it('gives a badge beside another kind of code, and the other code too', () => {
    const inView = createCodesInView()
    expect(inView([A, 'https://example.vn'], 0)).toEqual(fresh(['https://example.vn']))
    expect(inView([A, 'https://example.vn'], 33)).toEqual(fresh([A]))
  })

  it('gives the badge of the next person at once when it takes the place of the last', () => {
    const inView = createCodesInView()
    expect([0, 33].map((at) => inView([A], at))).toEqual([fresh([]), fresh([A])])
    expect([66, 99].map((at) => inView([B], at))).toEqual([fresh([]), fresh([B])])
  })

  it('gives none of a sheet of which one badge is read before the others', () => {
    const inView = createCodesInView()
    expect(inView([A], 0)).toEqual(fresh([]))
    expect(inView([A, B], 33)).toEqual(SEVERAL)
    expect(inView([A], 66)).toEqual(SEVERAL)
  })

  it('gives none of a sheet whose badges are read by turns', () => {
    const inView = createCodesInView()
    expect(inView([A], 0)).toEqual(fresh([]))
    expect([B, C, A, B].map((code, turn) => inView([code], 33 * (turn + 1)))).toEqual(Array(4).fill(SEVERAL))
  })

  it('gives no badge beside which another code stands that cannot be read, and gives it once it is alone', () => {
    const inView = createCodesInView()
    expect([0, 33, 66].map((at) => inView([A], at, true))).toEqual([SEVERAL, SEVERAL, SEVERAL])
    expect(inView([A], 600)).toEqual(SEVERAL)
    expect(inView([], 900)).toEqual(SEVERAL)
    expect([1_600, 1_633].map((at) => inView([A], at).fresh)).toEqual([[], [A]])
  })

  it('gives a badge that was lost from sight for a moment between its two looks', () => {
    const inView = createCodesInView()
    expect([[A], [], [], [A]].map((codes, look) => inView(codes, look * 150).fresh)).toEqual([
      [],
      [],
      [],
      [A],
    ])
  })

  it('takes one look long ago for no look at all', () => {
    const inView = createCodesInView()
    expect(inView([A], 0)).toEqual(fresh([]))
    expect(inView([A], 700)).toEqual(fresh([]))
    expect(inView([A], 733)).toEqual(fresh([A]))
  })
})

describe('the corners of codes in a picture', () => {
  const corners = (picture: Uint8Array) => findFinderPatterns(picture, FRAME_WIDTH, FRAME_HEIGHT, 1.6)

  it('are found for a badge, however it is turned, as large as they are printed and nowhere beside it', () => {
    for (const turnDegrees of [0, 7, 45, 120]) {
      for (const modulePixels of [3, 5, 9]) {
        const look = { ...CLEAN_LOOK, turnDegrees, modulePixels, blurPixels: 0.5, noise: 2 }
        const found = corners(drawBadgeFrame(badgeModules(A), look)).map(({ x, y, module }) => ({
          fromMiddle: Math.hypot(x - FRAME_WIDTH / 2, y - FRAME_HEIGHT / 2) / modulePixels,
          size: module / modulePixels,
        }))
        // The middles of the three squares are nine modules across and nine down from the middle of the code.
        const own = found.filter(({ fromMiddle }) => Math.abs(fromMiddle - 9 * Math.SQRT2) < 0.5)
        expect(own).toHaveLength(3)
        for (const { size } of own) expect([size, size > 0.8 && size < 1.5]).toEqual([size, true])
        for (const { fromMiddle } of found) expect(fromMiddle).toBeLessThan(9.5 * Math.SQRT2)
      }
    }
  })

  it('are none in a picture of an empty counter', () => {
    const found = Array.from({ length: 12 }, (_, seed) =>
      corners(drawBadgeFrame(null, { ...CLEAN_LOOK, noise: 2, seed })),
    )
    expect(found.flat()).toEqual([])
  })

  it('are found in white on black too', () => {
    const picture = drawBadgeFrame(badgeModules(A), CLEAN_LOOK).map((value) => 255 - value)
    expect(corners(picture).map(({ module }) => Math.round(module))).toEqual([7, 7, 7])
  })
})

describe('watching the picture', () => {
  it('says black after a second and a half in the dark, and takes it back with the first light', () => {
    const watch = createPictureWatch(0)
    for (let at = 0; at <= 1_400; at += 100) watch.saw(dark(1), at)
    expect(watch.state(1_450)).toBe('ok')
    watch.saw(dark(1), 1_500)
    expect(watch.state(1_500)).toBe('black')
    watch.saw(bright(30), 1_600)
    expect(watch.state(1_600)).toBe('ok')
  })

  it('says frozen when no frame comes for two seconds', () => {
    const watch = createPictureWatch(0)
    watch.came(500)
    expect(watch.state(2_499)).toBe('ok')
    expect(watch.state(2_500)).toBe('frozen')
    watch.came(2_600)
    expect(watch.state(2_600)).toBe('ok')
  })

  it('says frozen when the very same picture comes for twenty seconds', () => {
    const watch = createPictureWatch(0)
    for (let at = 0; at <= 20_000; at += 100) watch.saw(bright(0), at)
    expect(watch.state(20_000)).toBe('frozen')
    watch.saw(bright(0.01), 20_100)
    expect(watch.state(20_100)).toBe('ok')
  })
})

describe('the plan for the full pass', () => {
  it('looks at every frame closely while something moves', () => {
    const plan = createPassPlan()
    expect(Array.from({ length: 100 }, () => plan(bright(9))).every((pass) => pass === 'full')).toBe(true)
  })

  it('looks at one frame in six of an empty counter, and at once again when something moves', () => {
    const plan = createPassPlan()
    const still = Array.from({ length: 120 }, () => plan(bright(0.8)))
    expect(still.slice(30).filter((pass) => pass === 'full')).toHaveLength(15)
    expect(plan(bright(6))).toBe('full')
  })

  it('looks for white on black in idle frames that get no full pass, and in no frame twice', () => {
    const plan = createPassPlan()
    const still = Array.from({ length: 120 }, () => plan(bright(0.8)))
    expect(still.filter((pass) => pass === 'inverted')).toHaveLength(9)
    expect(still.filter((pass) => pass === 'mended')).toHaveLength(9)
    expect(still.slice(0, 14)).toEqual(Array(14).fill('full'))
    expect(still[14]).toBe('inverted')
  })
})

describe('luminance', () => {
  it('makes a picture smaller by averaging blocks, whatever the factor', () => {
    for (const factor of [2, 3]) {
      const width = 4 * factor
      const source = Uint8Array.from(
        { length: width * 2 * factor },
        (_, at) => (Math.floor((at % width) / factor) + 1) * 40,
      )
      const target = new Uint8Array(8)
      shrink(source, width, width, 2 * factor, factor, target)
      expect([...target]).toEqual([40, 80, 120, 160, 40, 80, 120, 160])
    }
  })

  it('halves a 1280 sensor, divides a 1920 one by three and leaves a 640 one alone', () => {
    expect([1280, 1920, 640, 320].map(shrinkFactor)).toEqual([2, 3, 1, 1])
  })

  it('weighs green most, whichever of red and blue comes first', () => {
    const pixels = Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255)
    const target = new Uint8Array(3)
    luminanceOfPixels(pixels, false, target)
    expect([...target]).toEqual([76, 150, 29])
    luminanceOfPixels(pixels, true, target)
    expect([...target]).toEqual([29, 150, 76])
  })

  it('samples tell an unchanged picture from a changed one', () => {
    const sample = createPictureSampler()
    const picture = new Uint8Array(640 * 360).fill(90)
    expect(sample(picture, 640, 360)).toEqual({ mean: 90, brightest: 90, change: 255 })
    expect(sample(picture, 640, 360).change).toBe(0)
    expect(
      sample(
        picture.map(() => 92),
        640,
        360,
      ).change,
    ).toBe(2)
  })
})
