import { expect, test } from 'vitest'
import type { MonthFacts } from '../../../core/month/month-facts.ts'
import { instantOf } from '../../../core/time.ts'
import { violationsTable } from '../../../district/papers/annex-tables.ts'
import { makePaper, PAPER_NAMES } from '../../../district/papers/papers.ts'
import { inventedMonth } from '../../support/invented-month.ts'

const at = (date: string, time: string): number => instantOf(date, time, 'Asia/Ho_Chi_Minh')

/** An invented month in which somebody annulled a scan, a sign-in, and a claim of one person's day. */
function monthWithAnnulled(layout: number): { facts: MonthFacts; name: string; date: string } {
  const month = inventedMonth('p1', '2026-11')
  const [person, ...others] = month.people
  const [first, ...days] = person?.days ?? []
  if (person === undefined || first === undefined) throw new Error('nobody')
  const { date } = first.day
  const by = { by: 'l1', reason: 'Quét nhầm', annulledAt: at(date, '08:40') }
  const annulled = [
    { kind: 'scan', at: at(date, '08:30'), ...by },
    { kind: 'sign-in', at: at(date, '08:31'), ...by },
    { kind: 'claim', at: at(date, '08:00'), ...by },
  ] satisfies MonthFacts['people'][number]['days'][number]['day']['annulled']
  const people = [{ ...person, days: [{ ...first, day: { ...first.day, annulled } }, ...days] }, ...others]
  const voucherNames = { l1: 'Trần Thị Ánh' }
  return { facts: { ...month, layout, people, voucherNames }, name: person.name, date }
}

test('the findings list annulled scans with who, when and why, beside the day’s findings', () => {
  const { facts, name, date } = monthWithAnnulled(3)
  const day = date.split('-').reverse().join('/')
  const rows = violationsTable(facts).rows.filter((row) => String(row[3]).includes('đã hủy'))
  expect(rows).toEqual([
    [
      name,
      day,
      '',
      'Lượt quét đã hủy',
      '',
      '08:30',
      '',
      '',
      `Trần Thị Ánh hủy lúc 08:40 ngày ${day}: Quét nhầm`,
    ],
    [
      ...[name, day, '', 'Lượt vào không thẻ đã hủy', '', '08:31', '', ''],
      `Trần Thị Ánh hủy lúc 08:40 ngày ${day}: Quét nhầm`,
    ],
  ])
  const { rows: all } = violationsTable(facts)
  const { rows: without } = violationsTable({ ...facts, layout: 2 })
  expect(all.filter((row) => !String(row[3]).includes('đã hủy'))).toEqual(without)
})

test('a month that was closed under the second layout keeps every byte of its findings', async () => {
  const { facts } = monthWithAnnulled(2)
  const people = facts.people.map((person) => ({
    ...person,
    days: person.days.map(({ day: { annulled: _, ...day }, ...each }) => ({ ...each, day })),
  }))
  const lock = { id: '018f0000-0000-7000-8000-000000000001', lockedAt: facts.asOf }
  for (const name of PAPER_NAMES.filter((each) => each.includes('ghi-nhan'))) {
    const was = await makePaper(name, { facts: { ...facts, people }, lock })
    expect(Buffer.compare(await makePaper(name, { facts, lock }), was), name).toBe(0)
  }
})
