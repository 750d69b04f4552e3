import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRelay, MAX_OPEN_CALLS, MAX_REQUEST_LENGTH } from '../../electron/relay.ts'

const outlet = () => {
  const received: unknown[] = []
  return { received, post: (message: unknown) => received.push(message) }
}
const ask = (call: number, input: unknown = {}) => ({ call, method: 'scan', input })

function connect() {
  const relay = createRelay(() => 0)
  const page = outlet()
  const service = outlet()
  relay.attachPage(page)
  relay.attachService(service)
  return { relay, page, service }
}

describe('the relay', () => {
  test('carries a question there and its answer back under the number the page used', () => {
    const { relay, page, service } = connect()
    relay.fromPage(page, ask(7, { id: 'a' }))
    expect(service.received).toEqual([{ call: 1, method: 'scan', input: { id: 'a' } }])
    relay.fromService({ call: 1, answer: { kind: 'recorded' } })
    expect(page.received).toEqual([{ call: 7, answer: { kind: 'recorded' } }])
  })

  test('answers calls in flight `service-restarted` when the service dies, once', () => {
    const { relay, page, service } = connect()
    relay.fromPage(page, ask(1))
    relay.fromPage(page, ask(2))
    relay.fromService({ call: 2, answer: 'x' })
    relay.serviceEnded()
    relay.serviceEnded()
    expect(page.received).toEqual([
      { call: 2, answer: 'x' },
      { call: 1, error: 'service-restarted' },
    ])
    // The dead service's last words change nothing.
    relay.fromService({ call: 1, answer: 'late' })
    expect(page.received).toHaveLength(2)
    expect(service.received).toHaveLength(2)
  })

  test('holds what is asked without a service for the next one', () => {
    const relay = createRelay(() => 0)
    const page = outlet()
    relay.attachPage(page)
    relay.fromPage(page, ask(1, { id: 'a' }))
    relay.serviceEnded()
    expect(page.received).toEqual([])
    const service = outlet()
    relay.attachService(service)
    expect(service.received).toEqual([{ call: 1, method: 'scan', input: { id: 'a' } }])
    relay.fromService({ call: 1, answer: 'x' })
    expect(page.received).toEqual([{ call: 1, answer: 'x' }])
  })

  test('a scan of a page that is gone is still handed over, and its answer goes to nobody else', () => {
    const relay = createRelay(() => 0)
    const [first, second, service] = [outlet(), outlet(), outlet()]
    relay.attachPage(first)
    relay.fromPage(first, ask(1, { id: 'a' }))
    relay.attachPage(second)
    relay.attachService(service)
    relay.fromPage(second, ask(1, { id: 'b' }))
    expect(service.received).toHaveLength(2)
    relay.fromService({ call: 1, answer: 'for the first' })
    relay.fromService({ call: 2, answer: 'for the second' })
    expect(first.received).toEqual([])
    expect(second.received).toEqual([{ call: 1, answer: 'for the second' }])
    relay.fromPage(first, ask(9))
    expect(service.received).toHaveLength(2)
  })

  test('a new page hears the newest news at once', () => {
    const { relay, page } = connect()
    relay.fromService({ notice: 'state', data: 1 })
    relay.fromService({ notice: 'state', data: 2 })
    expect(page.received).toHaveLength(2)
    const next = outlet()
    relay.attachPage(next)
    expect(next.received).toEqual([{ notice: 'state', data: 2 }])
  })

  test('refuses what is no request, too long, or too much (E4)', () => {
    const { relay, page, service } = connect()
    const circular: Record<string, unknown> = { call: 5, method: 'state' }
    circular.input = circular
    for (const bad of [
      { call: 5, method: 'sql', input: {} },
      { call: 5, method: 'state' },
      { call: 5, method: 'state', input: {}, path: '/etc' },
      { call: 5, method: 'scan', input: 'x'.repeat(MAX_REQUEST_LENGTH) },
      { call: 5, method: '__proto__', input: {} },
      { call: 5, method: 'state', input: 5n },
      circular,
    ]) {
      relay.fromPage(page, bad)
      expect(page.received.pop()).toEqual({ call: 5, error: 'invalid-input' })
    }
    for (const bad of [null, undefined, 'text', 5, [], { call: -1.5 }, () => 0]) relay.fromPage(page, bad)
    expect(page.received).toEqual([])
    expect(service.received).toEqual([])
    for (let call = 0; call <= MAX_OPEN_CALLS; call += 1) relay.fromPage(page, ask(call))
    expect(service.received).toHaveLength(MAX_OPEN_CALLS)
    expect(page.received).toEqual([{ call: MAX_OPEN_CALLS, error: 'failed' }])
  })

  test('passes on only well-formed requests, whatever a page or a service sends (E4)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.anything()), { maxLength: 20 }), (messages) => {
        const { relay, page, service } = connect()
        for (const [fromPage, message] of messages) {
          if (fromPage) relay.fromPage(page, message)
          else relay.fromService(message)
        }
        return service.received.length === 0
      }),
      { numRuns: 1_000 },
    )
  })

  test('says since when the oldest question waits, whatever was asked', () => {
    let now = 0
    const relay = createRelay(() => now)
    const [page, service] = [outlet(), outlet()]
    relay.attachPage(page)
    relay.fromPage(page, ask(1))
    expect(relay.waitingSince()).toBe(null)
    now = 10
    relay.attachService(service)
    expect(relay.waitingSince()).toBe(10)
    relay.fromService({ call: 1, answer: 'x' })
    expect(relay.waitingSince()).toBe(null)
    now = 20
    relay.fromPage(page, { call: 2, method: 'enrol', input: { ticket: 'x' } })
    now = 30
    relay.fromPage(page, ask(3))
    expect(relay.waitingSince()).toBe(20)
  })
})
