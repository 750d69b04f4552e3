import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RULES_VERSION } from '../../../../core/day/rules-version.ts'
import type { PersonDay } from '../../../../core/person-day/person-day.ts'
import { addDays, instantOf } from '../../../../core/time.ts'
import { readDays } from '../../../../db/district/days/derive-days.ts'
import type { DistrictDb } from '../../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import {
  type OrganisationSeed,
  seedOrganisation,
} from '../../../../db/district/organisation/seed-organisation.ts'
import { dayResults } from '../../../../db/district/schema/log.ts'
import { rules, settings } from '../../../../db/district/schema/organisation.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../../support/create-test-district.ts'
import { createWireKiosk } from '../../../support/wire-kiosk.ts'

const MONDAY = '2026-11-02'
const TUESDAY = addDays(MONDAY, 1)
const on = (date: string, time: string): number => instantOf(date, time, 'Asia/Ho_Chi_Minh')

onBothEngines('kept days', (engine) => {
  let district: TestDistrict
  const snapshots = createSnapshots()
  const db = (): DistrictDb => district.database.db
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: on(MONDAY, '06:00') })
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    kiosk.scan('a1', on(MONDAY, '07:45'))
    kiosk.scan('a2', on(MONDAY, '07:45'))
    kiosk.scan('a2', on(TUESDAY, '07:45'))
    district.clock.set(on(addDays(TUESDAY, 1), '06:30'))
    await kiosk.sendAll()
  })
  afterAll(() => district.stop())

  const read = async (person: string, date: string, through = db()): Promise<PersonDay | null> => {
    const snapshot = await snapshots.current(db())
    const [day] = await readDays(through, snapshot, [{ person, date }], district.clock.now())
    return day ?? null
  }
  const ofDay = (person: string, date: string) => and(eq(dayResults.person, person), eq(dayResults.day, date))
  /** Puts a mark on a kept day by which it is known again: nobody judges so many minutes of work. */
  const mark = async (person: string, date: string) => {
    const [row] = await db().select().from(dayResults).where(ofDay(person, date))
    if (row === undefined) throw new Error(`${person} has no kept day on ${date}`)
    const result = { ...row.result, workedMinutes: 9_999 }
    await db().update(dayResults).set({ result }).where(ofDay(person, date))
  }
  const EVERY = ['a1', 'a2'].flatMap((person) => [MONDAY, TUESDAY].map((date) => [person, date] as const))
  /** All of them, as they are judged now. */
  const markAll = async () => {
    for (const [person, date] of EVERY) {
      await read(person, date)
      await mark(person, date)
    }
  }
  const isKept = async (person: string, date: string): Promise<boolean> =>
    JSON.stringify(await read(person, date)).includes('9999')
  const seed = (part: OrganisationSeed) => seedOrganisation(db(), part)
  const versionOf = async (person: string, date: string) =>
    (await db().select().from(dayResults).where(ofDay(person, date)))[0]?.rulesVersion
  const rulesVersion = async () => (await db().select().from(settings))[0]?.rulesVersion

  it('stand until something changes', async () => {
    await markAll()
    for (const [person, date] of EVERY) expect(await isKept(person, date)).toBe(true)
  })

  it.each<[string, OrganisationSeed]>([
    ['an excuse', { excuses: [{ person: 'a1', from: `${MONDAY}T07:30`, to: `${MONDAY}T11:30`, code: 'P' }] }],
    ['an allowance', { allowances: [{ person: 'a1', minutes: 60, validFrom: MONDAY, validTo: MONDAY }] }],
    ['a duty', { duty: [{ person: 'a1', date: MONDAY, sessions: [['07:30', '11:30']] }] }],
    [
      'hours of one’s own',
      {
        hours: [
          {
            scope: { kind: 'person', id: 'a1' },
            weekdays: { 1: [['08:00', '11:30']] },
            validFrom: MONDAY,
            validTo: MONDAY,
          },
        ],
      },
    ],
    ['a posting', { postings: [{ person: 'a1', point: 'point-a', validFrom: MONDAY, validTo: MONDAY }] }],
  ])('of others, and of other dates, stand when %s changes', async (_, part) => {
    await markAll()
    await seed(part)
    expect(await isKept('a1', MONDAY)).toBe(false)
    expect(await isKept('a1', TUESDAY)).toBe(true)
    expect(await isKept('a2', MONDAY)).toBe(true)
    expect(await isKept('a2', TUESDAY)).toBe(true)
  })

  it('of a program with other rules are judged again, and kept again by these', async () => {
    await markAll()
    await db()
      .update(dayResults)
      .set({ judgedBy: RULES_VERSION - 1 })
      .where(ofDay('a1', MONDAY))
    expect(await isKept('a1', MONDAY)).toBe(false)
    expect(await isKept('a2', MONDAY)).toBe(true)
    const [row] = await db().select().from(dayResults).where(ofDay('a1', MONDAY))
    expect(row?.judgedBy).toBe(RULES_VERSION)
  })

  it('stand whoever leads', async () => {
    await markAll()
    await seed({ leaders: [{ point: 'point-a', date: MONDAY, person: 'a1' }] })
    expect(await isKept('a2', MONDAY)).toBe(true)
  })

  it('are judged again when an excuse is taken back', async () => {
    await seed({ excuses: [{ person: 'a1', from: `${MONDAY}T13:00`, to: `${MONDAY}T17:00`, code: 'P' }] })
    await markAll()
    await db().delete(rules).where(eq(rules.kind, 'excuses'))
    expect(await isKept('a1', MONDAY)).toBe(false)
    expect(await isKept('a2', MONDAY)).toBe(true)
  })

  it('are all judged again after a change for everybody, and kept again by whoever reads them', async () => {
    await markAll()
    await seed({ policies: [{ organisation: 'ward-a', validFrom: MONDAY, values: { graceLate: 10 } }] })
    expect(await versionOf('a2', MONDAY)).toBeLessThan((await rulesVersion()) ?? 0)
    expect(await isKept('a2', MONDAY)).toBe(false)
    expect(await versionOf('a2', MONDAY)).toBe(await rulesVersion())
    await mark('a2', MONDAY)
    expect(await isKept('a2', MONDAY)).toBe(true)
  })

  it('are not kept by a reader when somebody has written them since', async () => {
    await seed({ policies: [{ organisation: 'ward-a', validFrom: MONDAY, values: { graceLate: 12 } }] })
    const before = await versionOf('a2', TUESDAY)
    let written = false
    const busy = new Proxy(db(), {
      get: (target, name, own) =>
        name !== 'execute'
          ? Reflect.get(target, name, own)
          : async (query: Parameters<DistrictDb['execute']>[0]) => {
              const answer = await target.execute(query)
              if (!written) {
                written = true
                await target.execute(sql`update day_results set point = point where person = 'a2'`)
              }
              return answer
            },
    })
    await read('a2', TUESDAY, busy)
    expect(written).toBe(true)
    expect(await versionOf('a2', TUESDAY)).toBe(before)
    await read('a2', TUESDAY)
    expect(await versionOf('a2', TUESDAY)).toBe(await rulesVersion())
  })
})
