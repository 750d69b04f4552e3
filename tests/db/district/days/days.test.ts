import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WardDay } from '../../../../core/district/presence-api.ts'
import type { PersonDay } from '../../../../core/person-day/person-day.ts'
import { addDays, instantOf } from '../../../../core/time.ts'
import { deriveDays } from '../../../../db/district/days/derive-days.ts'
import { revokeDevice } from '../../../../db/district/kiosks/enrolment.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../../db/district/organisation/seed-organisation.ts'
import { readPersonMonth } from '../../../../db/district/pages/read-month.ts'
import { readToday, readWardDay } from '../../../../db/district/pages/read-wards.ts'
import { dayResults } from '../../../../db/district/schema/log.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../../support/create-test-district.ts'
import { deriveAgain } from '../../../support/derive-again.ts'
import { digestOf, districtSeed } from '../../../support/district-seed.ts'
import { createWireKiosk, type WireKiosk } from '../../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const on = (date: string, time: string): number => instantOf(date, time, ZONE)

onBothEngines('days', (engine) => {
  let district: TestDistrict
  const snapshots = createSnapshots()
  /** Each test has a week of its own, so that none sees the scans of another. */
  let monday = '2026-11-02'
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: on(monday, '06:00') })
  })
  afterAll(() => district.stop())

  const snapshot = () => snapshots.current(district.database.db)
  const wardDay = async (date: string, point = 'point-a'): Promise<WardDay> => {
    const day = await readWardDay(district.database.db, await snapshot(), point, date, district.clock.now())
    if (day === null) throw new Error('no such point')
    return day
  }
  const dayOf = async (person: string, date: string): Promise<PersonDay> => {
    const found = (await wardDay(date, `point-${person[0]}`)).people.find(({ id }) => id === person)
    if (found === undefined) throw new Error(`${person} is not there`)
    return found.day
  }
  const presenceOf = async (person: string, date: string) =>
    (await wardDay(date)).people.find(({ id }) => id === person)?.presence

  /** A week later, the only active kiosk of the first ward, talking since six in the morning. */
  const newWeek = async (time = '06:00'): Promise<WireKiosk> => {
    monday = addDays(monday, 7)
    district.clock.set(on(monday, time))
    await district.database.db.execute(sql`update devices set state = 'revoked'`)
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    await kiosk.send(1)
    return kiosk
  }
  const talk = async (kiosk: WireKiosk, date: string, time: string, from: number) => {
    district.clock.set(on(date, time))
    expect((await kiosk.send(from)).status).toBe(200)
    expect((await kiosk.hello()).status).toBe(200)
  }

  it('tells who is absent from who is not known of', async () => {
    const kiosk = await newWeek()
    kiosk.scan('a1', on(monday, '07:20'))
    await talk(kiosk, monday, '08:00', 3)
    expect(await presenceOf('a1', monday)).toBe('here')
    expect(await presenceOf('a2', monday)).toBe('not-arrived')
    district.clock.set(on(monday, '12:00'))
    expect(await presenceOf('a2', monday)).toBe('no-data')
    expect((await wardDay(monday)).kiosks.find(({ id }) => id === kiosk.device)?.silent).toBe(true)
    await kiosk.hello()
    expect(await presenceOf('a2', monday)).toBe('absent')
    expect((await dayOf('b1', monday)).states).toEqual(['no-data', 'awaited'])
  })

  it('says what was missing a moment ago, and nothing about the moment since', async () => {
    const kiosk = await newWeek()
    kiosk.scan('a1', on(monday, '07:20'))
    await talk(kiosk, monday, '07:25', 3)
    district.clock.set(on(monday, '07:32'))
    expect((await dayOf('a2', monday)).states[0]).toBe('awaited')
    await kiosk.hello()
    district.clock.set(on(monday, '07:34'))
    expect((await dayOf('a2', monday)).states[0]).toBe('not-arrived')
    expect((await dayOf('a2', monday)).complete).toBe(false)
  })

  it('knows nothing of the hours before the first kiosk began', async () => {
    const kiosk = await newWeek('10:00')
    await talk(kiosk, monday, '18:00', 2)
    expect((await dayOf('a1', monday)).states).toEqual(['no-data', 'no-data'])
    district.clock.set(on(addDays(monday, 1), '18:00'))
    await kiosk.hello()
    expect((await dayOf('a1', addDays(monday, 1))).states).toEqual(['absent', 'absent'])
  })

  it('keeps a day as final once every kiosk of the point has delivered beyond it', async () => {
    const first = await newWeek()
    const second = await createWireKiosk(district).enrol()
    await second.send(1)
    first.scan('a1', on(monday, '07:20'))
    first.scan('a1', on(monday, '17:01'))
    await talk(first, addDays(monday, 1), '06:30', 3)
    const kept = async () =>
      (await district.database.db.select().from(dayResults)).filter(({ day }) => day === monday)
    expect((await kept()).every(({ final }) => !final)).toBe(true)
    expect((await dayOf('a2', monday)).states).toEqual(['no-data', 'no-data'])
    await second.hello()
    expect(await kept()).toHaveLength(3)
    expect((await kept()).every(({ final }) => final)).toBe(true)
    expect((await dayOf('a2', monday)).states).toEqual(['absent', 'absent'])
    await revokeDevice(district.database.db, second.device)
  })

  it('judges a past day again when a late scan arrives', async () => {
    const kiosk = await newWeek()
    const other = await createWireKiosk(district, { startedAt: on(monday, '06:00') }).enrol()
    await other.send(1)
    kiosk.scan('a1', on(monday, '07:45'))
    const tuesday = addDays(monday, 1)
    await talk(kiosk, tuesday, '06:30', 3)
    expect((await dayOf('a1', monday)).flags).toContainEqual({
      code: 'late',
      session: 0,
      minutes: 15,
      chargeable: 15,
    })
    other.scan('a1', on(monday, '07:10'))
    other.scan('a1', on(monday, '17:05'))
    await talk(other, tuesday, '07:00', 2)
    const day = await dayOf('a1', monday)
    expect(day.marks[0]?.in?.at).toBe(on(monday, '07:10'))
    expect(day.flags.map(({ code }) => code)).not.toContain('late')
    const month = await readPersonMonth(
      district.database.db,
      await snapshot(),
      { person: 'a1', month: monday.slice(0, 7), only: null },
      district.clock.now(),
    )
    expect(month?.days.find(({ date }) => date === monday)).toEqual(day)
  })

  it('judges by the district clock once a run was compared with it, the scans before too', async () => {
    const kiosk = await newWeek()
    kiosk.state.run = crypto.randomUUID()
    const slow = 3_600_000
    kiosk.scan('a1', on(monday, '07:20') - slow)
    district.clock.set(on(monday, '07:30'))
    await kiosk.send(3)
    expect((await dayOf('a1', monday)).flags).toContainEqual({ code: 'clock-doubt' })
    expect((await dayOf('a1', monday)).marks[0]?.in?.at).toBe(on(monday, '06:20'))
    kiosk.checkClock(slow, on(monday, '07:30') - slow)
    kiosk.scan('a2', on(monday, '07:35') - slow)
    district.clock.set(on(monday, '07:36'))
    await kiosk.send(4)
    const day = await dayOf('a1', monday)
    expect(day.marks[0]?.in?.at).toBe(on(monday, '07:20'))
    expect(day.flags).toEqual([])
    expect((await dayOf('a2', monday)).marks[0]?.in?.at).toBe(on(monday, '07:35'))
  })

  it('moves a scan to the day it was really made, with the word that was said about it', async () => {
    const kiosk = await newWeek()
    kiosk.state.run = crypto.randomUUID()
    const yesterday = 86_400_000
    const tuesday = addDays(monday, 1)
    const id = kiosk.scan('a1', on(tuesday, '10:00') - yesterday)
    kiosk.add('intent', { scan: id, intent: 'leave' }, { at: on(tuesday, '10:00') - yesterday + 4_000 })
    await talk(kiosk, tuesday, '10:30', 3)
    expect((await dayOf('a1', monday)).marks[0]?.out?.at).toBe(on(monday, '10:00'))
    kiosk.checkClock(yesterday, on(tuesday, '10:40') - yesterday)
    await talk(kiosk, tuesday, '10:40', 5)
    expect((await dayOf('a1', monday)).marks.every((marks) => marks.in === null && marks.out === null)).toBe(
      true,
    )
    expect((await dayOf('a1', tuesday)).marks[0]?.out?.at).toBe(on(tuesday, '10:00'))
  })

  it('gives the same days whatever the batches were', async () => {
    const results: unknown[] = []
    for (const batch of [1, 3, 100]) {
      const kiosk = await newWeek()
      kiosk.scan('a1', on(monday, '07:50') - 600_000)
      kiosk.state.run = crypto.randomUUID()
      kiosk.scan('a2', on(monday, '07:51') - 600_000)
      kiosk.checkClock(600_000, on(monday, '08:00') - 600_000)
      kiosk.scan('a3', on(monday, '08:10') - 600_000)
      kiosk.checkClock(660_000, on(monday, '09:00') - 660_000)
      kiosk.scan('a3', on(monday, '11:31') - 660_000)
      district.clock.set(on(addDays(monday, 1), '06:00'))
      for (let from = 3; from <= kiosk.texts.length; from += batch) {
        await kiosk.send(from, Math.min(kiosk.texts.length, from + batch - 1))
      }
      const shifted = (text: string) =>
        text.replaceAll(/\d{13}/g, (at) => String(Number(at) - on(monday, '00:00')))
      results.push(
        (await wardDay(monday)).people.map(({ id, day }) => [
          id,
          shifted(JSON.stringify({ ...day, date: '' })),
        ]),
      )
    }
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  it('takes back what was annulled, also from another kiosk and before it came', async () => {
    const kiosk = await newWeek()
    const other = await createWireKiosk(district).enrol()
    const id = kiosk.scan('a1', on(monday, '07:20'))
    other.add('annul', { id, reason: 'quét nhầm', by: 'a3' }, { at: on(monday, '07:25') })
    await talk(other, monday, '07:30', 1)
    await talk(kiosk, monday, '07:32', 3)
    await other.hello()
    expect(await presenceOf('a1', monday)).toBe('not-arrived')
    expect((await dayOf('a1', monday)).marks[0]?.in).toBeNull()
  })

  it('counts scans at another counter, and shows the guest there', async () => {
    const kiosk = await newWeek()
    kiosk.scan('b1', on(monday, '07:20'))
    kiosk.add(
      'scan',
      { badge: digestOf('nobody'), staff: null, method: 'scanner' },
      { at: on(monday, '07:22') },
    )
    await talk(kiosk, monday, '07:25', 3)
    expect((await dayOf('b1', monday)).flags).toContainEqual({ code: 'other-point' })
    expect((await wardDay(monday)).guests).toEqual([
      { at: on(monday, '07:20'), name: 'Nguyễn Văn B1', from: 'Quầy B' },
      { at: on(monday, '07:22'), name: null, from: null },
    ])
  })

  it('finds whose badge it was itself, and gives a revoked one to nobody', async () => {
    const kiosk = await newWeek()
    await seedOrganisation(district.database.db, {
      badges: [{ digest: digestOf('lost'), person: 'a1', state: 'revoked', revokedAt: on(monday, '08:00') }],
    })
    const scan = (badge: string, time: string, staff: string | null) =>
      kiosk.add('scan', { badge: digestOf(badge), staff, method: 'camera' }, { at: on(monday, time) })
    scan('lost', '07:15', 'a2')
    scan('badge of a3', '07:16', null)
    scan('lost', '09:00', 'a1')
    await talk(kiosk, monday, '09:10', 3)
    expect((await dayOf('a1', monday)).marks[0]?.in?.at).toBe(on(monday, '07:15'))
    expect((await dayOf('a1', monday)).otherScans).toEqual([])
    expect((await dayOf('a3', monday)).marks[0]?.in?.at).toBe(on(monday, '07:16'))
    expect((await wardDay(monday)).guests).toEqual([{ at: on(monday, '09:00'), name: null, from: null }])
  })

  it('derives everything again to the same result, and gives an unknown badge to its owner when it is known', async () => {
    const kiosk = await newWeek()
    kiosk.add(
      'scan',
      { badge: digestOf('new badge'), staff: null, method: 'camera' },
      { at: on(monday, '07:29') },
    )
    kiosk.scan('a1', on(monday, '07:40'))
    kiosk.add('sign-in', { staff: 'a2', confirmedBy: 'pin', reason: 'quên thẻ' }, { at: on(monday, '07:41') })
    kiosk.add('claim', {
      staff: 'a2',
      date: monday,
      session: 1,
      side: 'out',
      at: on(monday, '17:00'),
      reason: 'họp',
      by: 'a3',
    })
    await talk(kiosk, addDays(monday, 1), '06:00', 3)
    const before = (await wardDay(monday)).people
    expect(before.find(({ id }) => id === 'a2')?.day.flags).toContainEqual({ code: 'no-badge' })
    const again = async () =>
      deriveAgain(
        district.database.db,
        await snapshot(),
        { from: monday, to: addDays(monday, 6) },
        district.clock.now(),
      )
    expect(await again()).toEqual({ days: 6 })
    expect((await wardDay(monday)).people).toEqual(before)
    await seedOrganisation(district.database.db, {
      badges: [{ digest: digestOf('new badge'), person: 'a3' }],
    })
    await again()
    expect((await dayOf('a3', monday)).marks[0]?.in?.at).toBe(on(monday, '07:29'))
    expect((await wardDay(monday)).guests).toEqual([])
  })

  it('judges kept days again after a rule has changed', async () => {
    const kiosk = await newWeek()
    kiosk.scan('a1', on(monday, '07:40'))
    await talk(kiosk, addDays(monday, 1), '06:00', 3)
    const month = async () =>
      readPersonMonth(
        district.database.db,
        await snapshot(),
        { person: 'a1', month: monday.slice(0, 7), only: null },
        district.clock.now(),
      )
    const flags = async () =>
      (await month())?.days.find(({ date }) => date === monday)?.flags.map(({ code }) => code)
    expect(await flags()).toContain('late')
    await seedOrganisation(district.database.db, {
      policies: [{ organisation: 'ward-a', validFrom: monday, validTo: monday, values: { graceLate: 15 } }],
    })
    expect(await flags()).not.toContain('late')
  })

  it('counts the wards of today', async () => {
    const kiosk = await newWeek()
    kiosk.scan('a1', on(monday, '07:20'))
    kiosk.scan('a2', on(monday, '07:50'))
    await talk(kiosk, monday, '08:00', 3)
    const today = await readToday(
      district.database.db,
      await snapshot(),
      { only: null, date: monday },
      district.clock.now(),
    )
    expect(
      today.wards.map(({ pointName, people, late, counts }) => ({ pointName, people, late, counts })),
    ).toEqual([
      { pointName: 'Quầy A', people: 3, late: 1, counts: { here: 2, 'not-arrived': 1 } },
      { pointName: 'Quầy B', people: 3, late: 0, counts: { 'no-data': 3 } },
    ])
    expect(today.arrivals).toEqual([
      { minute: 435, onTime: 1, late: 0 },
      { minute: 465, onTime: 0, late: 1 },
    ])
  })

  it('leaves out people on days on which they are posted nowhere', async () => {
    await seedOrganisation(district.database.db, {
      ...districtSeed(),
      people: [{ id: 'gone', name: 'Đã Chuyển Đi', title: '' }],
      postings: [{ person: 'gone', point: 'point-a', validFrom: '2026-01-01', validTo: '2026-06-30' }],
    })
    const asked = { person: 'gone', date: '2026-07-01' }
    expect(await deriveDays(district.database.db, await snapshot(), [asked], district.clock.now())).toEqual(
      [],
    )
    expect((await wardDay('2026-06-30')).people.map(({ id }) => id)).toContain('gone')
    expect((await wardDay('2026-07-01')).people.map(({ id }) => id)).not.toContain('gone')
  })
})
