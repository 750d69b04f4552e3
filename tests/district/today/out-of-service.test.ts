import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { readWardDay } from '../../../db/district/pages/read-wards.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 07:00 in Việt Nam; sessions 07:30 to 11:30 and 13:00 to 17:00. */
const SEVEN = Date.UTC(2026, 10, 18, 0)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (hour: number, minute = 0): number => SEVEN + (hour - 7) * HOUR + minute * MINUTE

onBothEngines('a kiosk at which nobody could scan', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: SEVEN })
  })
  afterAll(() => district.stop())
  beforeEach(async () => {
    await district.database.db.execute(`update devices set state = 'revoked'`)
    district.clock.set(SEVEN - 2 * HOUR)
  })

  /** A kiosk of point A whose clock was compared early in the morning. */
  const kioskAtWork = async (): Promise<WireKiosk> => {
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    return kiosk
  }
  const openedAgain = (kiosk: WireKiosk, from: number | null, to: number) =>
    kiosk.add('out-of-service', { from }, { at: to })
  const sendRest = async (kiosk: WireKiosk, sent: number) => {
    await kiosk.send(sent + 1)
    await kiosk.hello()
  }
  const dayOf = async (person: string, date = '2026-11-18') => {
    const snapshot = await createSnapshots().current(district.database.db)
    const day = await readWardDay(district.database.db, snapshot, 'point-a', date, district.clock.now())
    return day?.people.find(({ id }) => id === person)?.day
  }
  const statesOf = async (person: string) => (await dayOf(person))?.states

  it('makes nobody absent, and says when it was', async () => {
    const kiosk = await kioskAtWork()
    openedAgain(kiosk, at(8, 30), at(12))
    district.clock.set(at(12, 30))
    await sendRest(kiosk, 2)
    const day = await dayOf('a1')
    expect(day).toMatchObject({ complete: true, states: ['no-data', 'awaited'] })
    expect(day?.flags).toEqual([{ code: 'out-of-service' }])
    expect(day?.outages).toEqual([{ from: at(8, 30), to: at(12) }])
  })

  it('is heard no further than its screen was there, whatever it sends', async () => {
    const kiosk = await kioskAtWork()
    district.clock.set(at(7, 20))
    await kiosk.hello()
    district.clock.set(at(9))
    await kiosk.hello({ camera: 'closed' })
    kiosk.checkClock(0, at(10))
    district.clock.set(at(12))
    await kiosk.send(3)
    await kiosk.hello({ camera: 'closed' })
    expect(await dayOf('a1')).toMatchObject({ complete: false, states: ['no-data', 'awaited'] })
    openedAgain(kiosk, at(7, 25), at(12))
    await kiosk.hello()
    await sendRest(kiosk, 3)
    expect(await dayOf('a1')).toMatchObject({ complete: true, states: ['no-data', 'awaited'] })
    district.clock.set(at(17, 30))
    await kiosk.hello()
    expect(await statesOf('a1')).toEqual(['no-data', 'absent'])
  })

  it('calls nobody late who could not scan in time, and everybody who could', async () => {
    const kiosk = await kioskAtWork()
    openedAgain(kiosk, at(7, 10), at(7, 40))
    kiosk.scan('a1', at(7, 41))
    district.clock.set(at(8))
    await sendRest(kiosk, 2)
    expect((await dayOf('a1'))?.flags).toEqual([{ code: 'out-of-service' }])

    const other = await createWireKiosk(district, { startedAt: SEVEN - 2 * HOUR }).enrol()
    other.checkClock(0)
    await other.sendAll()
    // With a second kiosk that worked they could have scanned there.
    expect((await dayOf('a1'))?.flags).toMatchObject([{ code: 'late', minutes: 11 }])
  })

  it('counts from the last word of the run before where it does not know since when', async () => {
    const kiosk = await kioskAtWork()
    kiosk.scan('a2', at(7, 20))
    kiosk.state.run = randomUUID()
    kiosk.add('run-started', { app: '0.1.0', boot: null, lastRun: 'crashed' }, { at: at(9), up: 5_000 })
    openedAgain(kiosk, null, at(9, 1))
    kiosk.checkClock(0, at(9, 2))
    district.clock.set(at(12))
    await sendRest(kiosk, 2)
    expect(await dayOf('a3')).toMatchObject({
      states: ['no-data', 'awaited'],
      outages: [{ from: at(7, 20), to: at(9, 1) }],
    })
  })

  it('changes a day that was kept as absent, when its word comes days later', async () => {
    const kiosk = await kioskAtWork()
    kiosk.scan('a2', at(11, 40))
    await sendRest(kiosk, 2)
    const next = at(7) + 24 * HOUR
    district.clock.set(next)
    await kiosk.hello()
    expect(await statesOf('a3')).toEqual(['absent', 'absent'])
    openedAgain(kiosk, at(12), next + HOUR)
    kiosk.scan('a2', next + HOUR)
    district.clock.set(next + 2 * HOUR)
    await sendRest(kiosk, 3)
    const day = await dayOf('a3')
    expect(day?.states).toEqual(['absent', 'no-data'])
    expect(day?.outages).toEqual([{ from: at(12), to: next + HOUR }])
  })

  it('does not reach back beyond the last scan, whatever the kiosk’s clock made of the time between', async () => {
    const kiosk = await kioskAtWork()
    kiosk.scan('a2', at(11, 35))
    openedAgain(kiosk, at(7) - 200 * 24 * HOUR, at(12, 40))
    district.clock.set(at(12, 45))
    await sendRest(kiosk, 2)
    expect((await dayOf('a3'))?.states).toEqual(['absent', 'awaited'])
  })

  it('without a screen holds nobody’s day up where another kiosk of the point is in use', async () => {
    const kiosk = await kioskAtWork()
    const spare = await createWireKiosk(district, { name: 'Quầy 2', startedAt: SEVEN - 2 * HOUR }).enrol()
    spare.checkClock(0)
    await spare.sendAll()
    district.clock.set(at(12))
    await spare.hello({ camera: 'closed' })
    await kiosk.hello()
    expect(await dayOf('a3')).toMatchObject({ complete: true, states: ['absent', 'awaited'] })
  })
})
