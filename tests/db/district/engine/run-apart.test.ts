import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { QueueFull } from '../../../../db/district/engine/fair-queue.ts'
import {
  type Apart,
  type ApartLimits,
  BeyondMeans,
  createApart,
} from '../../../../db/district/engine/run-apart.ts'
import type { OddWork } from '../../../support/odd-worker.ts'

const LIMITS = { waiting: 3, inLane: 2, mostMs: 30_000, mostHeapMb: 64 }
let apart: Apart<OddWork, string>
const begin = (limits: Partial<ApartLimits> = {}) => {
  const file = new URL('../../../support/odd-worker.ts', import.meta.url)
  apart = createApart(file, { ...LIMITS, ...limits })
  return apart
}
afterEach(() => apart.stop())
const say = (lane: string, text = lane) => apart.run(lane, { kind: 'say', text })

describe('work in a thread of its own', () => {
  it('is answered to who asked, or fails with what went wrong there; the next goes on', async () => {
    begin()
    const failing = apart.run('a', { kind: 'throw' })
    const [failed, said] = await Promise.allSettled([failing, say('b', 'là đây')])
    expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'RangeError', message: 'not this' } })
    expect(said).toEqual({ status: 'fulfilled', value: 'là đây' })
  })

  it('waits no longer than a few others, and what comes beyond is refused', async () => {
    begin()
    const running = say('a')
    const waiting = [say('a'), say('a')]
    await expect(say('a')).rejects.toBeInstanceOf(QueueFull)
    waiting.push(say('b'))
    await expect(say('c')).rejects.toBeInstanceOf(QueueFull)
    expect(await Promise.all([running, ...waiting])).toEqual(['a', 'a', 'a', 'b'])
    expect(await say('c')).toBe('c')
  })

  it('that never ends is ended, and the next goes on', async () => {
    begin({ mostMs: 1_500 })
    await expect(apart.run('a', { kind: 'never-end' })).rejects.toBeInstanceOf(BeyondMeans)
    expect(await say('b')).toBe('b')
  })

  it('that fills its memory ends alone', async () => {
    begin()
    await expect(apart.run('a', { kind: 'fill-memory' })).rejects.toBeInstanceOf(BeyondMeans)
    expect(await say('b')).toBe('b')
  })

  it('for somebody who went away is not done any further', async () => {
    begin()
    const socket = Object.assign(new EventEmitter(), { destroyed: false })
    const left = apart.run('a', { kind: 'never-end' }, socket as unknown as Socket)
    const next = say('b')
    setTimeout(() => socket.emit('close'), 200)
    await expect(left).rejects.toThrow('ended')
    expect(await next).toBe('b')
    expect(socket.listenerCount('close')).toBe(0)
    const gone = Object.assign(new EventEmitter(), { destroyed: true }) as unknown as Socket
    await expect(apart.run('a', { kind: 'never-end' }, gone)).rejects.toThrow('nobody waits')
  })

  it('ends with the server', async () => {
    begin()
    const left = expect(apart.run('a', { kind: 'never-end' })).rejects.toThrow('ended')
    const waits = expect(say('b')).rejects.toThrow('nobody waits')
    await apart.stop()
    await Promise.all([left, waits])
  })
})
