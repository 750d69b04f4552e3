import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Monday, 07:15 in Hà Nội; the point opens at 07:30. */
describe('a kiosk whose screen was not there', () => {
  let kiosk: TestKiosk
  beforeEach(async () => {
    kiosk = await createTestKiosk({ bootId: 'boot 1', screenByHand: true })
    await state()
  })
  afterEach(() => kiosk.close())

  const state = () => kiosk.service.api.state({})
  const outages = () =>
    readLog(kiosk.dataDirectory).flatMap((event) =>
      event.type === 'out-of-service' ? [{ from: event.data.from, at: event.at }] : [],
    )
  /** Forgets what the kiosk's beginning wrote. */
  const since = (known: number) => outages().slice(known)

  it('writes down from when to when, once, as soon as it is there again', async () => {
    const known = outages().length
    const from = kiosk.clock.now()
    kiosk.clock.pass(2 * HOUR)
    await state()
    const at = kiosk.clock.now()
    kiosk.clock.pass(10_000)
    await state()
    expect(since(known)).toEqual([{ from, at }])
  })

  it('writes nothing about a page that is loaded again, or a screen that asks all day', async () => {
    const known = outages().length
    for (let i = 0; i < 100; i++) {
      kiosk.clock.pass(MINUTE)
      await state()
    }
    await kiosk.restart()
    kiosk.clock.pass(20_000)
    await state()
    expect(since(known)).toEqual([])
  })

  it('knows since when also when the machine was off, and says so when it does not', async () => {
    const known = outages().length
    const from = kiosk.clock.now()
    kiosk.clock.pass(HOUR)
    await kiosk.restart()
    await state()
    expect(since(known)).toMatchObject([{ from, at: from + HOUR }])
    // The battery of its clock is empty: since when cannot be told by it.
    kiosk.clock.reboot()
    kiosk.clock.setWall(5_000)
    await kiosk.restart()
    await state()
    expect(since(known)[1]).toMatchObject({ from: null })
  })

  it('calls nobody late, at the scan or in the leader’s day, who could not scan in time', async () => {
    await leaderVisit(kiosk)
    kiosk.clock.pass(25 * MINUTE)
    await state()
    const answer = await kiosk.scan(badgeOf(2).code)
    expect(answer).toMatchObject({ kind: 'recorded', became: null })
    const visit = await visitAgain(kiosk)
    const range = { from: '2026-03-02', to: '2026-03-02' }
    const days = await kiosk.service.api.personDays({ visit, person: personId(2), ...range })
    expect(days).toMatchObject({ kind: 'days' })
    const today = days.kind === 'days' ? days.days.at(-1)?.day : undefined
    expect(today?.flags.map(({ code }) => code)).toEqual(['clock-doubt', 'out-of-service'])
  })

  it('calls late who came late while it was there', async () => {
    for (let minute = 0; minute < 25; minute++) {
      kiosk.clock.pass(MINUTE)
      await state()
    }
    const answer = await kiosk.scan(badgeOf(2).code)
    expect(answer).toMatchObject({ kind: 'recorded', became: { kind: 'arrived', lateMinutes: 10 } })
  })
})
