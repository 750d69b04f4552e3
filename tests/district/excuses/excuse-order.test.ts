import { expect, it } from 'vitest'
import type { ExcusesDecided } from '../../../core/district/excuses-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { addDays, instantOf } from '../../../core/time.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, openTestDatabase } from '../../support/create-test-district.ts'
import { randomNumbers } from '../../support/random-numbers.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** Monday. */
const FIRST = '2026-11-02'
const DAYS = 20
const SEEDS = [11, 12, 13]

/** Times of a day as `HH:mm`, in order, minutes apart. */
function timesOf(random: () => number, count: number): string[] {
  const minutes = Array.from({ length: count }, () => 390 + Math.floor(random() * 690))
  return [...new Set(minutes)]
    .sort((a, b) => a - b)
    .map(
      (minute) =>
        `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    )
}

onBothEngines('an excuse', (engine) => {
  it.each(SEEDS)(
    'makes the same day, approved before the scans came or after them (seed %d)',
    async (seed) => {
      const district = await createTestDistrict({
        database: await openTestDatabase(await engine.newPlace()),
        now: instantOf(FIRST, '06:00', ZONE),
      })
      try {
        const random = randomNumbers(seed)
        const kiosk = await createWireKiosk(district).enrol()
        const dates = Array.from({ length: DAYS }, (_, index) => addDays(FIRST, index))
        const plan = dates.map((date) => {
          const [from = '07:30', to = '17:00'] = timesOf(random, 2)
          return { date, excuse: { from, to }, scans: timesOf(random, Math.floor(random() * 6)) }
        })
        district.clock.set(instantOf(addDays(FIRST, DAYS), '08:00', ZONE))
        const admin = await visitAs(district, 'district-administrator')
        const second = await visitAs(district, 'district-administrator', { organisation: 'city' })
        const excuse = async (person: string): Promise<void> => {
          const ids: string[] = []
          for (const { date, excuse } of plan) {
            const span = { from: `${date}T${excuse.from}`, to: `${date}T${excuse.to}` }
            const asked = { person, ...span, code: 'P', document: '12/GNP', reason: 'Việc nhà' }
            const { body, text, status } = await admin.write('POST', '/api/v1/excuses', asked)
            expect(status, text).toBe(200)
            ids.push((body as { id: string }).id)
          }
          const words = { ids, decision: 'approve' }
          const { body } = await second.write('POST', '/api/v1/excuses/decisions', words)
          expect((body as ExcusesDecided).results.filter(({ outcome }) => outcome !== 'approved')).toEqual([])
        }
        await excuse('a1')
        for (const { date, scans } of plan) {
          for (const time of scans) {
            for (const person of ['a1', 'a3']) kiosk.scan(person, instantOf(date, time, ZONE))
          }
        }
        district.clock.set(instantOf(addDays(FIRST, DAYS), '08:00', ZONE))
        await kiosk.hello()
        await kiosk.sendAll()
        await excuse('a3')
        const daysOf = async (person: string) =>
          PersonMonth.parse((await admin.get(`/api/v1/people/${person}/months/2026-11`)).body).days.map(
            ({ date, symbol, states, marks, flags }) => ({ date, symbol, states, marks, flags }),
          )
        const before = await daysOf('a1')
        expect(before.filter(({ symbol }) => symbol !== '').length).toBeGreaterThan(10)
        expect(await daysOf('a3')).toEqual(before)
      } finally {
        await district.stop()
      }
    },
  )
})
