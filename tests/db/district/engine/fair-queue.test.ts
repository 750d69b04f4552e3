import { describe, expect, it } from 'vitest'
import { createFairQueue, QueueFull } from '../../../../db/district/engine/fair-queue.ts'

describe('a fair queue', () => {
  /** Work that is held until it is let go, one piece after the other. */
  function heldWork(most: { atOnce: number; waiting: number; inLane: number }) {
    const queue = createFairQueue(most)
    const begun: string[] = []
    const ends: (() => void)[] = []
    const add = (lane: string, name: string): Promise<string> =>
      queue.run(lane, async () => {
        begun.push(name)
        await new Promise<void>((end) => ends.push(end))
        return name
      })
    const endOne = async () => {
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    return { queue, begun, add, endOne }
  }

  it('lets lanes take turns: whoever comes behind a long line of somebody else is next', async () => {
    const { begun, add, endOne } = heldWork({ atOnce: 1, waiting: 10, inLane: 5 })
    const all = [add('flood', 'f1'), add('flood', 'f2'), add('flood', 'f3'), add('owner', 'o1')]
    for (let ended = 0; ended < 4; ended++) await endOne()
    expect(await Promise.all(all)).toEqual(['f1', 'f2', 'f3', 'o1'])
    expect(begun.indexOf('o1')).toBeLessThan(begun.indexOf('f3'))
  })

  it('runs no more than it may at once, and refuses what is too much in a lane or in all', async () => {
    const { begun, add, endOne } = heldWork({ atOnce: 2, waiting: 3, inLane: 2 })
    const taken = ['1', '2', '3', '4'].map((name) => add('a', name))
    expect(begun).toEqual(['1', '2'])
    await expect(add('a', '5')).rejects.toBeInstanceOf(QueueFull)
    taken.push(add('b', '6'))
    await expect(add('c', '7')).rejects.toBeInstanceOf(QueueFull)
    for (let ended = 0; ended < 5; ended++) await endOne()
    expect(await Promise.all(taken)).toEqual(['1', '2', '3', '4', '6'])
  })

  it('goes on after work that failed', async () => {
    const { queue } = heldWork({ atOnce: 1, waiting: 1, inLane: 1 })
    const failed = queue.run('a', () => Promise.reject(new Error('no')))
    const after = queue.run('a', async () => 'done')
    await expect(failed).rejects.toThrow('no')
    expect(await after).toBe('done')
    expect(await queue.run('b', async () => 'again')).toBe('again')
  })
})
