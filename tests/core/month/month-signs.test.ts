import { expect, test } from 'vitest'
import { monthSigns } from '../../../core/month/month-signs.ts'
import type { DayFlag } from '../../../core/person-day/person-day.ts'
import { inventedMonth } from '../../support/invented-month.ts'

test('signs of a month are counted by day and person, each day once', () => {
  const facts = inventedMonth('p2', '2026-11')
  const [first, second] = facts.people
  if (first === undefined || second === undefined) throw new Error('two people are needed')
  const flagged = (person: typeof first, dates: readonly number[], flags: readonly DayFlag[]) => ({
    ...person,
    days: person.days.map((each, index) => ({
      ...each,
      day: { ...each.day, flags: dates.includes(index) ? [...flags] : [] },
    })),
  })
  const doubt = { code: 'clock-doubt' } as const
  const waiting = [
    { code: 'claim-waiting', session: 0 },
    { code: 'claim-waiting', session: 1 },
  ] as const
  const people = [
    flagged(first, [1, 2], [doubt, { code: 'late', session: 0 }]),
    flagged(second, [2], [doubt, ...waiting]),
  ]
  expect(monthSigns({ people })).toEqual([
    {
      code: 'clock-doubt',
      days: 3,
      people: [
        { id: first.id, name: first.name, days: 2 },
        { id: second.id, name: second.name, days: 1 },
      ],
    },
    { code: 'claim-waiting', days: 1, people: [{ id: second.id, name: second.name, days: 1 }] },
  ])
  expect(monthSigns({ people: [flagged(first, [], []), flagged(second, [0], [{ code: 'late' }])] })).toEqual(
    [],
  )
})
