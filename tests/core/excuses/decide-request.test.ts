import { expect, test } from 'vitest'
import { type AskedExcuse, daysTouched, verdictOn } from '../../../core/excuses/decide-request.ts'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import type { Actor } from '../../../core/excuses/may-decide.ts'

const by = (account: string, person: string | null = null): Actor => ({ account, person })

const asked = (more: Partial<AskedExcuse> = {}): AskedExcuse => ({
  state: 'waiting',
  from: '2026-11-02T00:00',
  to: '2026-11-02T24:00',
  document: '12/GNP',
  agreedBy: null,
  ...more,
})

test('one yes is enough where the leave type asks for one', () => {
  expect(verdictOn(asked(), leaveTypeOf('P'), by('an'))).toEqual({ kind: 'approved' })
})

test('leave that asks for a paper waits for its number', () => {
  expect(verdictOn(asked({ document: '' }), leaveTypeOf('P'), by('b'))).toEqual({
    kind: 'cannot',
    why: 'document-needed',
  })
  expect(verdictOn(asked({ document: '' }), leaveTypeOf('NB'), by('b'))).toEqual({ kind: 'approved' })
})

test('D8: where two have to agree, the same person twice is not enough, with another account neither', () => {
  const unpaid = leaveTypeOf('R0')
  expect(verdictOn(asked(), unpaid, by('binh'))).toEqual({ kind: 'agreed' })
  expect(verdictOn(asked({ agreedBy: by('binh') }), unpaid, by('binh'))).toEqual({
    kind: 'cannot',
    why: 'same-person',
  })
  expect(verdictOn(asked({ agreedBy: by('binh') }), unpaid, by('chi'))).toEqual({ kind: 'approved' })
  expect(verdictOn(asked({ agreedBy: by('binh', 'p-1') }), unpaid, by('binh.2', 'p-1'))).toEqual({
    kind: 'cannot',
    why: 'same-person',
  })
})

test.each(['withdrawn', 'approved', 'refused', 'revoked'] as const)(
  'nothing is decided about a request that is %s',
  (state) => {
    expect(verdictOn(asked({ state }), leaveTypeOf('P'), by('b'))).toEqual({
      kind: 'cannot',
      why: 'not-waiting',
    })
  },
)

test('leave is no longer than its kind allows', () => {
  const wedding = leaveTypeOf('R1')
  expect(verdictOn(asked({ to: '2026-11-04T24:00' }), wedding, by('b')).kind).toBe('approved')
  expect(verdictOn(asked({ to: '2026-11-05T11:30' }), wedding, by('b'))).toEqual({
    kind: 'cannot',
    why: 'too-long',
  })
})

test.each([
  ['2026-11-02T00:00', '2026-11-02T24:00', 1],
  ['2026-11-02T13:00', '2026-11-02T17:00', 1],
  ['2026-11-02T13:00', '2026-11-03T00:00', 1],
  ['2026-10-30T00:00', '2026-11-02T11:30', 4],
])('%s to %s touches %i days', (from, to, days) => {
  expect(daysTouched(from, to)).toBe(days)
})
