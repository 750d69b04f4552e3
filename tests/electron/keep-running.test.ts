import { describe, expect, test } from 'vitest'
import { HEALTHY_AFTER_MS, keepRunning, restartDelayMs } from '../../electron/keep-running.ts'
import type { ServiceProcess } from '../../electron/service-process.ts'
import { createHandTimers } from '../support/hand-timers.ts'

function createProcesses() {
  const all: { exit: (code: number | null) => void; say: (message: unknown) => void; kills: string[] }[] = []
  const start = (): ServiceProcess => {
    let exit = (_code: number | null): void => {}
    let say = (_message: unknown): void => {}
    const kills: string[] = []
    all.push({ exit: (code) => exit(code), say: (message) => say(message), kills })
    return {
      post: () => {},
      onMessage: (listener) => {
        say = listener
      },
      onExit: (listener) => {
        exit = listener
      },
      kill: (force) => {
        kills.push(force ?? 'ask')
      },
    }
  }
  return { all, start }
}

function keep() {
  const timers = createHandTimers()
  const processes = createProcesses()
  const heard: unknown[] = []
  const waits: number[] = []
  const keeper = keepRunning(
    processes.start,
    {
      started: () => {},
      message: (message) => heard.push(message),
      ended: (_code, wait) => waits.push(wait),
    },
    timers,
  )
  return { ...processes, timers, heard, waits, keeper }
}

describe('the service is kept running (E14)', () => {
  test('waits 200 ms, then twice as long each time, at most 5 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1000].map(restartDelayMs)).toEqual([
      ...[200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000],
    ])
    const { all, timers, waits } = keep()
    for (let death = 0; death < 7; death += 1) {
      all.at(-1)?.exit(1)
      timers.pass(5_000)
    }
    expect(waits).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000])
    expect(all).toHaveLength(8)
  })

  test('a service that ran half a minute starts the waiting anew', () => {
    const { all, timers, waits } = keep()
    all.at(-1)?.exit(1)
    timers.pass(200)
    all.at(-1)?.exit(1)
    timers.pass(400)
    timers.pass(HEALTHY_AFTER_MS)
    all.at(-1)?.exit(null)
    expect(waits).toEqual([200, 400, 200])
  })

  test('a dead process is heard no more', () => {
    const { all, timers, heard } = keep()
    all[0]?.exit(1)
    timers.pass(200)
    all[0]?.say('late')
    all[1]?.say('fresh')
    expect(heard).toEqual(['fresh'])
  })

  test('stopping ends it, by force when it does not go, and starts nothing again', async () => {
    const { all, timers, keeper } = keep()
    const stopped = keeper.stop()
    expect(all[0]?.kills).toEqual(['ask'])
    timers.pass(3_000)
    expect(all[0]?.kills).toEqual(['ask', 'force'])
    all[0]?.exit(null)
    await stopped
    timers.pass(60_000)
    expect(all).toHaveLength(1)
  })

  test('stopping between two lives starts nothing', async () => {
    const { all, timers, keeper } = keep()
    all[0]?.exit(1)
    await keeper.stop()
    timers.pass(60_000)
    expect(all).toHaveLength(1)
  })
})
