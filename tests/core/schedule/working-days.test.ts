import { expect, it } from 'vitest'
import { addWorkingDays } from '../../../core/schedule/working-days.ts'

const organisations = [
  { id: 'city', name: 'Thành phố', parent: null },
  { id: 'ward', name: 'Phường', parent: 'city' },
]
const day = (date: string, kind: 'holiday' | 'make-up', id = 'city', enabled = true) => ({
  scope: { kind: 'organisation' as const, id },
  date,
  name: date,
  kind: kind === 'holiday' ? { kind } : { kind, as: '1' as const },
  status: 'announced' as const,
  enabled,
})

it.each([
  ['a Wednesday', '2026-11-18', [], '2026-11-20'],
  ['a Friday, over the weekend', '2026-11-20', [], '2026-11-24'],
  ['a Saturday', '2026-11-21', [], '2026-11-24'],
  ['before a holiday', '2026-11-18', [day('2026-11-19', 'holiday')], '2026-11-23'],
  ['before a Saturday that is worked', '2026-11-19', [day('2026-11-21', 'make-up')], '2026-11-21'],
  ['before a holiday of one ward only', '2026-11-18', [day('2026-11-19', 'holiday', 'ward')], '2026-11-20'],
  [
    'before a holiday that is only proposed',
    '2026-11-18',
    [day('2026-11-19', 'holiday', 'city', false)],
    '2026-11-20',
  ],
] as const)('two working days after %s', (_name, from, calendar, expected) => {
  expect(addWorkingDays({ organisations, calendar: [...calendar] }, from, 2)).toBe(expected)
})
