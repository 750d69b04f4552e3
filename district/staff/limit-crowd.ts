import { QueueFull } from '../../db/district/engine/fair-queue.ts'

/** Of one place, under way at once: an office that comes to work has them all, a flood has no more. */
const MOST_OF_PLACE = 32

/**
 * Turns away what one place has under way beyond its number, before the database is asked anything for it: others would
 * wait for that.
 * @throws QueueFull
 */
export function createCrowdLimit() {
  const inside = new Map<string, number>()
  return async function enter<T>(place: string, work: () => Promise<T>): Promise<T> {
    const held = inside.get(place) ?? 0
    if (held >= MOST_OF_PLACE) throw new QueueFull()
    inside.set(place, held + 1)
    try {
      return await work()
    } finally {
      const left = (inside.get(place) ?? 1) - 1
      if (left > 0) inside.set(place, left)
      else inside.delete(place)
    }
  }
}
