import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPortConnection } from '../../../renderer/kiosk/connection/port-connection.ts'
import { createCounter } from '../../../renderer/kiosk/counter/counter.ts'

afterEach(() => vi.useRealTimers())

describe('while the service is away', () => {
  test('the first eight scans are awaited, and whoever comes then is told to scan again', () => {
    vi.useFakeTimers()
    // Nobody is at the other end: what is asked is held until somebody is.
    const counter = createCounter(createPortConnection(), {
      now: () => performance.now(),
      newId: () => randomUUID(),
    })
    for (let scan = 1; scan <= 8; scan++) counter.scan(`badge ${scan}`, 'scanner')
    expect(counter.view().card).toBeNull()
    vi.advanceTimersByTime(500)
    expect(counter.view().card?.card).toEqual({ kind: 'pending' })
    counter.scan('badge 9', 'scanner')
    expect(counter.view().card?.card).toEqual({ kind: 'fault' })
  })
})
