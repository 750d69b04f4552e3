import { randomUUID } from 'node:crypto'
import { datesOfMonth, instantOf, weekdayOf } from '../../core/time.ts'
import { readMonthFacts } from '../../db/district/months/month-facts.ts'
import { lockMonth } from '../../db/district/months/month-locks.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import type { TestDistrict } from './create-test-district.ts'
import type { WireKiosk } from './wire-kiosk.ts'

export const ZONE = 'Asia/Ho_Chi_Minh'
const PEOPLE = ['a1', 'a2', 'a3']
const USUAL = ['07:24', '11:33', '12:55', '17:04']

/** Every month of some years, `YYYY-MM`. */
export const monthsOf = (first: number, years: number): string[] =>
  Array.from(
    { length: years * 12 },
    (_, n) => `${first + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
  )

/** The days of a month on which somebody scanned: its first two Tuesdays. */
export const workedDays = (month: string): string[] =>
  datesOfMonth(month)
    .filter((date) => weekdayOf(date) === 2)
    .slice(0, 2)

/**
 * Two days of every month at point A, sent at the end of it, the district's clock moved along. On the first day of each,
 * `a1` comes 17 minutes late.
 */
export async function workMonths(
  district: TestDistrict,
  kiosk: WireKiosk,
  months: readonly string[],
): Promise<void> {
  for (const month of months) {
    const first = workedDays(month)[0]
    const scans = workedDays(month).flatMap((date) =>
      USUAL.flatMap((time) =>
        PEOPLE.map((person, place) => {
          const isLate = time === USUAL[0] && person === 'a1' && date === first
          return { person, at: instantOf(date, isLate ? '07:47' : time, ZONE) + place * 5_000 }
        }),
      ),
    )
    for (const { person, at } of scans.sort((a, b) => a.at - b.at)) kiosk.scan(person, at)
    district.clock.set(instantOf(datesOfMonth(month).at(-1) ?? '', '23:50', ZONE))
    kiosk.checkClock(0, district.clock.now())
    const { have } = (await kiosk.hello()).body
    const answer = await kiosk.send((have?.seq ?? 0) + 1)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    await kiosk.hello()
  }
}

/** Closes a month of point A as it stands, without printing its papers. */
export async function closeMonth({ database: { db }, clock }: TestDistrict, month: string): Promise<void> {
  const snapshot = await createSnapshots().current(db)
  const facts = await readMonthFacts(db, snapshot, { point: 'point-a', month }, clock.now())
  if (facts === null) throw new Error('no such point')
  const lock = { id: randomUUID(), facts, digests: {}, by: 'quan', at: clock.now(), note: '' }
  await db.transaction((tx) => lockMonth(tx, lock, async () => facts))
}
