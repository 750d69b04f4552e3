import { describe, expect, it } from 'vitest'
import { type Bringing, MOST_IDLE_LOOKS, untilHeld } from '../../../district/imports/until-held.ts'

/** Another file that has come so far at each look, and then ends. */
function bringing(
  steps: readonly number[],
  endsAfter = steps.length,
): Bringing & { readonly looks: () => number } {
  let looks = 0
  return {
    looks: () => looks,
    held: async () => steps[Math.min(looks, steps.length - 1)] ?? 0,
    isBeside: async () => looks < endsAfter,
    pause: async () => {
      looks++
    },
  }
}

describe('a file whose beginning is missing', () => {
  it('waits for the one that brings it, however long that goes on', async () => {
    const slow = bringing(Array.from({ length: 1_000 }, (_, i) => i * 10))
    expect(await untilHeld(slow, 5_000)).toBe(true)
    expect(slow.looks()).toBe(500)
  })

  it('waits for nobody where it is held already, nor where nobody brings it', async () => {
    const held = bringing([7])
    expect(await untilHeld(held, 7)).toBe(true)
    expect(await untilHeld(bringing([6], 0), 7)).toBe(false)
    expect(held.looks()).toBe(0)
  })

  it('looks once more when the other one has ended between two looks', async () => {
    let asked = 0
    const ended = {
      held: async () => (++asked === 1 ? 3 : 9),
      isBeside: async () => false,
      pause: async () => {},
    }
    expect(await untilHeld(ended, 9)).toBe(true)
  })

  it('gives up when nothing new comes for a minute: two may both lack something', async () => {
    const stuck = bringing([3], Number.POSITIVE_INFINITY)
    expect(await untilHeld(stuck, 4)).toBe(false)
    expect(stuck.looks()).toBe(MOST_IDLE_LOOKS)
    const late = bringing([...Array(MOST_IDLE_LOOKS).fill(3), 4], Number.POSITIVE_INFINITY)
    expect(await untilHeld(late, 4)).toBe(true)
  })
})
