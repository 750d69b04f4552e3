import { describe, expect, test } from 'vitest'
import { linkKiosk } from '../../electron/kiosk-link.ts'
import type { ServiceProcess } from '../../electron/service-process.ts'
import { isPageEnded, PAGE_ENDED } from '../../kiosk/note-page-ended.ts'
import { QUIT_CODE } from '../../kiosk/quit-code.ts'
import { createHandTimers } from '../support/hand-timers.ts'

function link() {
  const timers = createHandTimers()
  const exits: ((code: number | null) => void)[] = []
  const posted: unknown[] = []
  const start = (): ServiceProcess => ({
    post: (message) => posted.push(message),
    onMessage: () => {},
    onExit: (listener) => {
      exits.push(listener)
    },
    kill: () => {},
  })
  const seen = { quits: 0, notes: 0 }
  const kiosk = linkKiosk(
    start,
    timers,
    () => seen.notes++,
    () => seen.quits++,
  )
  return { kiosk, timers, exits, seen, posted }
}

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
