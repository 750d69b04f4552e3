import { afterEach, describe, expect, test } from 'vitest'
import {
  caughtUp,
  closeBoth,
  district,
  enrolled,
  expectWhole,
  scans,
  state,
  syncNow,
} from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import type { Sabotage } from '../../support/sync-district.ts'

afterEach(closeBoth)

describe('a line that loses and lies', { timeout: 30_000 }, () => {
  const LIES: readonly (readonly [string, Sabotage])[] = [
    [
      'a page of a captive portal with status 200',
      { status: 200, body: '<html>Welcome to the free WiFi</html>' },
    ],
    ['an empty 200', { status: 200, body: '' }],
    ['a 200 that looks like an answer but has no seal', { status: 200, body: '{"v":1,"have":{"seq":99}}' }],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }],
    ['a gateway that is down', { status: 502, body: 'Bad Gateway' }],
    ['garbage', { status: 200, body: '\u0000\u0001\n\u0002' }],
    ["an answer under a stranger's seal", 'other-key'],
    ['an answer in the name of a stranger', 'other-sender'],
    ['an answer for another kiosk', 'other-audience'],
    ['an answer sealed for another purpose', 'other-purpose'],
    ['an answer that was changed on the way', 'changed-answer'],
    ['an answer to an earlier request', 'older-answer'],
    ['a request that never arrives', 'drop-request'],
    ['an answer that never arrives', 'drop-answer'],
  ]
  test.each(LIES)('takes %s for no acknowledgement, and sends again', async (_name, lie) => {
    await enrolled()
    let lies = 0
    district.sabotage = () => {
      lies++
      return lie
    }
    await scans(3)
    await syncNow()
    await eventually(() => expect(lies).toBeGreaterThanOrEqual(3))
    expect((await state()).sync).toMatchObject({ kind: 'offline', waiting: 3 })
    district.sabotage = () => null
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  // An upload that was stored but not answered is acknowledged by the next hello: see below.
  const SWALLOWED = LIES.filter(([, lie]) => lie !== 'drop-answer')
  test.each(SWALLOWED)('takes %s for no acknowledgement of an upload', async (_name, lie) => {
    await enrolled()
    let lies = 0
    district.sabotage = (route) => {
      if (route !== 'events') return null
      lies++
      return lie
    }
    await scans(3)
    await syncNow()
    await eventually(() => expect(lies).toBeGreaterThanOrEqual(2))
    expect((await state()).sync.waiting).toBe(3)
    district.sabotage = () => null
    await syncNow()
    await caughtUp()
    expectWhole()
  })

  test('sends once more what was handled twice or never answered, without a double', async () => {
    await enrolled()
    let calls = 0
    district.sabotage = () => (['twice', 'drop-answer', null] as const)[calls++ % 3] ?? null
    await scans(20)
    await syncNow()
    await caughtUp()
    expectWhole()
  })
})
