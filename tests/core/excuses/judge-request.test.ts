import { expect, test } from 'vitest'
import { type AskedExcuse, daysTouched, judgeApproval } from '../../../core/excuses/judge-request.ts'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'

const asked = (more: Partial<AskedExcuse> = {}): AskedExcuse => ({
  state: 'waiting',
  from: '2026-11-02T00:00',
  to: '2026-11-02T24:00',
  document: '12/GNP',
  askedByAccount: 'an',
  agreedBy: null,
  ...more,
})

test('one yes is enough where the leave type asks for one', () => {
  expect(judgeApproval(asked(), leaveTypeOf('P'), 'an')).toEqual({ kind: 'approved' })
})

test('leave that asks for a paper waits for its number', () => {
  expect(judgeApproval(asked({ document: '' }), leaveTypeOf('P'), 'b')).toEqual({
    kind: 'cannot',
    why: 'document-needed',
  })
  expect(judgeApproval(asked({ document: '' }), leaveTypeOf('NB'), 'b')).toEqual({ kind: 'approved' })
})

test('D8: where two have to agree, neither whoever asked nor the same person twice is enough', () => {
  const unpaid = leaveTypeOf('R0')
  expect(judgeApproval(asked(), unpaid, 'an')).toEqual({ kind: 'cannot', why: 'own-request' })
  expect(judgeApproval(asked(), unpaid, 'binh')).toEqual({ kind: 'agreed' })
  expect(judgeApproval(asked({ agreedBy: 'binh' }), unpaid, 'binh')).toEqual({
    kind: 'cannot',
    why: 'same-person',
  })
  expect(judgeApproval(asked({ agreedBy: 'binh' }), unpaid, 'chi')).toEqual({ kind: 'approved' })
  expect(judgeApproval(asked({ askedByAccount: null }), unpaid, 'an')).toEqual({ kind: 'agreed' })
})

test.each(['withdrawn', 'approved', 'refused', 'revoked'] as const)(
  'nothing is decided about a request that is %s',
  (state) => {
    expect(judgeApproval(asked({ state }), leaveTypeOf('P'), 'b')).toEqual({
      kind: 'cannot',
      why: 'not-waiting',
    })
  },
)

test('leave is no longer than its kind allows', () => {
  const wedding = leaveTypeOf('R1')
  expect(judgeApproval(asked({ to: '2026-11-04T24:00' }), wedding, 'b').kind).toBe('approved')
  expect(judgeApproval(asked({ to: '2026-11-05T11:30' }), wedding, 'b')).toEqual({
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
