import { describe, expect, test } from 'vitest'
import { KnownEvent } from '../../../core/log/event.ts'
import { factsOfDay } from '../../../core/log/facts-of-day.ts'

const uuid = (n: number) => `018f3a50-7b1c-7c7a-9a53-${String(n).padStart(12, '0')}`
let seq = 0
function event(id: number, type: string, data: object, at = 1000 * id): KnownEvent {
  seq++
  return KnownEvent.parse({ v: 1, log: uuid(0), seq, id: uuid(id), at, up: at, run: uuid(0), type, data })
}
const scan = (id: number) => event(id, 'scan', { badge: 'a'.repeat(64), staff: 'p', method: 'camera' })
const facts = (...events: KnownEvent[]) => factsOfDay(events, ({ at }) => at + 7)

describe('the facts of a day', () => {
  test('are scans at their corrected time, and sign-ins without a badge', () => {
    const signIn = event(2, 'sign-in', { staff: 'p', confirmedBy: 'pin', reason: 'Quên thẻ' })
    expect(facts(scan(1), signIn).scans).toEqual([
      { id: uuid(1), at: 1007, intent: undefined },
      { id: uuid(2), at: 2007, intent: undefined, badge: 'absent' },
    ])
  })

  test('know the intent that was tapped last', () => {
    const tap = (id: number, intent: string) => event(id, 'intent', { scan: uuid(1), intent })
    expect(facts(scan(1), tap(2, 'leave'), tap(3, 'return')).scans[0]?.intent).toBe('return')
    expect(facts(tap(2, 'leave')).scans).toEqual([])
  })

  test('leave out what was annulled, scans and claims alike', () => {
    const by = { reason: 'nhầm', by: 'leader' }
    const claim = event(5, 'claim', { staff: 'p', date: '2026-03-02', session: 0, side: 'in', at: 3, ...by })
    expect(facts(scan(1), scan(2), claim).claims).toEqual([
      { date: '2026-03-02', session: 0, side: 'in', at: 3, by: 'leader', made: 5007 },
    ])
    const after = facts(
      scan(1),
      scan(2),
      claim,
      event(6, 'annul', { id: uuid(1), ...by }),
      event(7, 'annul', { id: uuid(5), ...by }),
    )
    expect(after.scans.map(({ id }) => id)).toEqual([uuid(2)])
    expect(after.claims).toEqual([])
  })
})
