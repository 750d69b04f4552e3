import { EventEmitter } from 'node:events'
import type { MessagePortMain } from 'electron'
import { describe, expect, test } from 'vitest'
import { linkKiosk, SILENCE_LIMIT_MS, START_LIMIT_MS } from '../../electron/kiosk-link.ts'
import type { ServiceProcess } from '../../electron/service-process.ts'
import { SERVICE_BEAT, SERVICE_BEAT_EVERY_MS } from '../../kiosk/host/service-beat.ts'
import { isPageEnded, PAGE_ENDED } from '../../kiosk/log/note-page-ended.ts'
import { QUIT_CODE } from '../../kiosk/quit-code.ts'
import { createHandTimers } from '../support/hand-timers.ts'

const visit = 'A'.repeat(43)
const INPUTS: Readonly<Record<string, unknown>> = {
  findDistrict: { address: '10.1.2.3' },
  enrol: { ticket: 'x' },
  scan: { id: '0199d2b0-0000-7000-8000-000000000001', code: 'x', via: 'camera' },
  exportLog: { visit },
  logHealth: { visit },
  readReceipt: { visit },
}

function link() {
  const timers = createHandTimers()
  const exits: ((code: number | null) => void)[] = []
  const posted: unknown[] = []
  const hear: ((message: unknown) => void)[] = []
  let kills = 0
  const start = (): ServiceProcess => ({
    post: (message) => posted.push(message),
    onMessage: (listener) => {
      hear.push(listener)
    },
    onExit: (listener) => {
      exits.push(listener)
    },
    kill: () => {
      kills++
      exits.at(-1)?.(null)
    },
  })
  const seen = { quits: 0, notes: 0 }
  const kiosk = linkKiosk(
    start,
    timers,
    () => seen.notes++,
    () => seen.quits++,
  )
  return {
    ...{ kiosk, timers, exits, seen, posted },
    kills: () => kills,
    /** The service that runs now says something. */
    say: (message: unknown) => hear.at(-1)?.(message),
    /** Time passes in which the service gives its signs of life. */
    live: (ms: number) => {
      for (let passed = 0; passed < ms; passed += SERVICE_BEAT_EVERY_MS) {
        hear.at(-1)?.(SERVICE_BEAT)
        timers.pass(SERVICE_BEAT_EVERY_MS)
      }
    },
    ask: (method: string) => {
      const port = Object.assign(new EventEmitter(), { start: () => {}, postMessage: () => {} })
      kiosk.attachPage(port as unknown as MessagePortMain)
      port.emit('message', { data: { call: 1, method, input: INPUTS[method] } })
    },
  }
}

describe('a service that is asked something slow', () => {
  test.each(['findDistrict', 'exportLog', 'logHealth', 'enrol', 'readReceipt', 'scan'])(
    '(%s) is left to it for as long as it gives signs of life',
    (method) => {
      const { ask, live, kills, posted } = link()
      ask(method)
      expect(posted).toHaveLength(1)
      live(20 * 60_000)
      expect(kills()).toBe(0)
    },
  )

  test('and gives no sign of life for half a minute hangs, and is started again', () => {
    const { ask, live, timers, kills, exits, posted } = link()
    live(60_000)
    ask('findDistrict')
    live(60_000)
    timers.pass(SILENCE_LIMIT_MS - SERVICE_BEAT_EVERY_MS - 1)
    expect(kills()).toBe(0)
    timers.pass(2 * SERVICE_BEAT_EVERY_MS + 1)
    expect([kills(), exits.length]).toEqual([1, 2])
    expect(posted).toHaveLength(1)
  })

  test('while it opens a log that takes minutes to rescue has its time, though not for ever', () => {
    const { ask, timers, kills } = link()
    ask('scan')
    timers.pass(START_LIMIT_MS - 1)
    expect(kills()).toBe(0)
    timers.pass(10_000)
    expect(kills()).toBe(1)
  })

  test('and is silent while nobody waits for it is left alone', () => {
    const { say, timers, kills } = link()
    say(SERVICE_BEAT)
    timers.pass(60 * 60_000)
    expect(kills()).toBe(0)
  })
})

describe('a service that ended', () => {
  test('because the administrator quit ends the shell, and is not started again', async () => {
    const { kiosk, timers, exits, seen } = link()
    exits[0]?.(QUIT_CODE)
    expect(seen).toEqual({ quits: 1, notes: 0 })
    await kiosk.stop()
    timers.pass(60_000)
    expect(exits).toHaveLength(1)
  })

  test('for any other reason is started again', () => {
    const { timers, exits, seen } = link()
    for (const code of [0, 1, null]) {
      exits.at(-1)?.(code)
      timers.pass(10_000)
    }
    expect(seen).toEqual({ quits: 0, notes: 3 })
    expect(exits).toHaveLength(4)
  })
})

test('a page that ended is told to the service that runs (E14)', () => {
  const { kiosk, timers, exits, posted } = link()
  kiosk.pageEnded()
  exits[0]?.(1)
  timers.pass(10_000)
  kiosk.pageEnded()
  expect(posted).toEqual([PAGE_ENDED, PAGE_ENDED])
  expect(posted.every(isPageEnded)).toBe(true)
  expect([null, 'page', { ended: 'all' }, { call: 1 }].some(isPageEnded)).toBe(false)
})
