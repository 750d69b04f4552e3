import { afterEach, describe, expect, test } from 'vitest'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { givePin, leaderVisit, personId, STAFF_PIN, visitAgain } from '../../support/desk-visits.ts'
import { closeBoth, district, kiosk as double, enrolled, state } from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

const PERSON = personId(1)
const ANNA = badgeOf(1).code

describe('midnight', () => {
  let kiosk: TestKiosk
  afterEach(() => kiosk.close())

  const signIn = () =>
    kiosk.service.api.signIn({
      id: newId(),
      person: PERSON,
      proof: { kind: 'pin', pin: STAFF_PIN },
      reason: 'Quên ở nhà',
    })
  const recorded = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'sign-in')
  const datesOf = async (from: string, to: string) => {
    const visit = await visitAgain(kiosk)
    const days = await kiosk.service.api.personDays({ visit, person: PERSON, from, to })
    if (days.kind !== 'days') throw new Error(days.kind)
    return days.days.filter(({ facts }) => facts.length > 0).map(({ day }) => day.date)
  }

  test('that passes while a PIN is looked at puts the sign-in on one day, of one month, and says so', async () => {
    kiosk = await createTestKiosk({ start: '2026-03-31T23:58:00+07:00' })
    await leaderVisit(kiosk)
    await givePin(kiosk, PERSON, STAFF_PIN)
    kiosk.clock.passTo('2026-03-31T23:59:59.950+07:00')
    const asked = signIn()
    // The verifier is slow on purpose: the day ends while it works.
    kiosk.clock.pass(100)
    const answer = await asked
    const [event] = recorded()
    expect(answer).toMatchObject({ kind: 'recorded', at: event?.at, noBadgeThisMonth: 1 })
    expect(event?.at).toBe(Date.parse('2026-04-01T00:00:00.050+07:00'))
    expect(await datesOf('2026-03-30', '2026-04-02')).toEqual(['2026-04-01'])
    kiosk.clock.pass(150_000)
    expect(await signIn()).toMatchObject({ noBadgeThisMonth: 2 })
  })

  test('divides two scans two milliseconds apart into two days; neither repeats the other', async () => {
    kiosk = await createTestKiosk({ start: '2026-03-02T23:50:00+07:00' })
    await leaderVisit(kiosk)
    kiosk.clock.passTo('2026-03-02T23:59:59.999+07:00')
    const before = await kiosk.scan(ANNA)
    kiosk.clock.pass(2)
    const after = await kiosk.scan(ANNA)
    for (const answer of [before, after]) {
      expect(answer).toMatchObject({ kind: 'recorded', became: { kind: 'outside-hours' } })
    }
    expect(await datesOf('2026-03-01', '2026-03-04')).toEqual(['2026-03-02', '2026-03-03'])
  })

  test('that passes between a scan and the tap that explains it changes nothing but the day of neither', async () => {
    kiosk = await createTestKiosk({ start: '2026-03-02T23:59:58+07:00' })
    await leaderVisit(kiosk)
    const scanned = await kiosk.scan(ANNA)
    if (scanned.kind !== 'recorded') throw new Error(scanned.kind)
    kiosk.clock.pass(5_000)
    const tap = { id: newId(), scan: scanned.scan, intent: 'leave' } as const
    expect(await kiosk.service.api.intent(tap)).toMatchObject({ kind: 'recorded' })
    expect(await datesOf('2026-03-01', '2026-03-04')).toEqual(['2026-03-02'])
  })
})

describe('the 29th of February', () => {
  let kiosk: TestKiosk
  afterEach(() => kiosk.close())

  test('is a working day like any other: scanned, claimed and looked at; and is no day of 2027', async () => {
    kiosk = await createTestKiosk({ start: '2028-02-29T07:20:00+07:00' })
    await leaderVisit(kiosk)
    expect(await kiosk.scan(ANNA)).toMatchObject({ became: { kind: 'arrived', session: 0, lateMinutes: 0 } })
    kiosk.clock.passTo('2028-02-29T17:01:00+07:00')
    expect(await kiosk.scan(ANNA)).toMatchObject({ became: { kind: 'left', session: 1 } })
    kiosk.clock.passTo('2028-03-01T08:00:00+07:00')
    const visit = await visitAgain(kiosk)
    const claim = {
      id: newId(),
      visit,
      person: personId(3),
      session: 0,
      side: 'in',
      at: Date.parse('2028-02-29T07:28:00+07:00'),
      reason: 'Quên quét',
    } as const
    const { api } = kiosk.service
    expect(await api.claim({ ...claim, date: '2028-02-29' })).toMatchObject({
      kind: 'recorded',
      outcome: 'used',
    })
    const days = await api.personDays({ visit, person: PERSON, from: '2028-02-28', to: '2028-03-01' })
    expect(days.kind === 'days' && days.days.map(({ day }) => day.date)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
    const nonsense = { call: 1, method: 'claim', input: { ...claim, id: newId(), date: '2027-02-29' } }
    expect(await answerRequest(kiosk.service, nonsense)).toEqual({ call: 1, error: 'invalid-input' })
  })
})

describe('a clock set back three hours during a shift', { timeout: 30_000 }, () => {
  const jumps = (dataDirectory: string) =>
    readLog(dataDirectory).filter(({ type }) => type === 'clock-jumped')

  test('changes nobody’s day where the district’s time is known', async () => {
    await enrolled({ start: '2026-03-02T07:10:00+07:00' })
    try {
      const up0 = double.clock.uptime()
      const truth = double.clock.now()
      district.now = () => truth + (double.clock.uptime() - up0)
      await eventually(async () => expect((await state()).clock.checked).toBe(true))
      const at = (time: string) => Date.parse(`2026-03-02T${time}:00+07:00`)
      double.clock.passTo(at('07:25'))
      expect(await double.scan(ANNA)).toMatchObject({ became: { kind: 'arrived', lateMinutes: 0 } })
      double.clock.passTo(at('10:30'))
      double.clock.setWall(at('07:30'))
      expect(await double.scan(badgeOf(2).code)).toMatchObject({
        at: at('10:30'),
        became: { kind: 'arrived', session: 0, lateMinutes: 180 },
      })
      double.clock.pass(61 * 60_000)
      expect(await double.scan(ANNA)).toMatchObject({
        at: at('11:31'),
        became: { kind: 'left', session: 0, earlyMinutes: 0 },
      })
      expect(jumps(double.dataDirectory).map(({ data }) => data.deltaMs)).toEqual([-3 * 3_600_000])
      const { clock } = await state()
      expect(clock).toMatchObject({ checked: true, offsetMs: 3 * 3_600_000 })
    } finally {
      await closeBoth()
    }
  })

  test('is on record where it is not known, every scan is kept, and the screen says that the time is in doubt', async () => {
    const kiosk = await createTestKiosk({ start: '2026-03-02T07:25:00+07:00' })
    try {
      await kiosk.scan(ANNA)
      kiosk.clock.passTo('2026-03-02T10:30:00+07:00')
      kiosk.clock.setWall('2026-03-02T07:30:00+07:00')
      expect(await kiosk.scan(ANNA)).toMatchObject({ kind: 'recorded' })
      await kiosk.restart()
      expect(await kiosk.scan(ANNA)).toMatchObject({ kind: 'recorded' })
      const log = readLog(kiosk.dataDirectory)
      expect(log.filter(({ type }) => type === 'scan')).toHaveLength(3)
      expect(jumps(kiosk.dataDirectory).map(({ data }) => data.deltaMs)).toEqual([-3 * 3_600_000])
      expect((await kiosk.service.api.state({})).clock.checked).toBe(false)
    } finally {
      await kiosk.close()
    }
  })
})
