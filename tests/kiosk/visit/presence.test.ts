import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonPresence } from '../../../core/kiosk/kiosk-visit-api.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { LEADER_ID, leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import { badgeOf, POINT, testDirectory } from '../../support/test-directory.ts'

let kiosk: TestKiosk
afterEach(() => kiosk.close())

async function start(more: Partial<ReturnType<typeof testDirectory>> = {}, start?: string): Promise<void> {
  const directory = { ...testDirectory(4), ...more }
  kiosk = await createTestKiosk({ directory, ...(start === undefined ? {} : { start }) })
}
const today = async (visit: string, date?: string) => {
  const answer = await kiosk.service.api.presence({ visit, ...(date === undefined ? {} : { date }) })
  if (answer.kind !== 'presence') throw new Error(answer.kind)
  return answer
}
const wheres = (people: readonly PersonPresence[]) => people.map(({ presence }) => presence)

describe("today's presence", () => {
  beforeEach(() => start())

  it('says who is here, late, away, awaited and not arrived, of everybody of the point', async () => {
    await leaderVisit(kiosk)
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2026-03-02T07:42:00+07:00')
    await kiosk.scan(badgeOf(2).code)
    const out = { id: newId(), code: badgeOf(1).code, method: 'camera', intent: 'out-duty' } as const
    kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
    await kiosk.service.api.scan({ ...out, purpose: 'Họp', backAt: kiosk.clock.now() + 1 })
    const shown = await today(await visitAgain(kiosk))
    expect(shown).toMatchObject({
      date: '2026-03-02',
      complete: true,
      others: null,
      asOf: kiosk.clock.now(),
      note: null,
    })
    expect(shown.sessions).toHaveLength(2)
    expect(wheres(shown.people)).toEqual(['away', 'here', 'not-arrived', 'not-arrived'])
    expect(shown.people[1]?.day.flags).toContainEqual({
      code: 'late',
      session: 0,
      minutes: 12,
      chargeable: 12,
    })
    expect(shown.people[0]?.facts).toMatchObject([
      { kind: 'scan', annulled: false, intent: null },
      { kind: 'scan', intent: 'out-duty', purpose: 'Họp' },
    ])
    expect(shown.people.map(({ hasPin }) => hasPin)).toEqual([false, true, false, false])
  })

  it('shows a past day as it ended', async () => {
    await leaderVisit(kiosk)
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2026-03-02T17:01:00+07:00')
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2026-03-04T09:00:00+07:00')
    const shown = await today(await visitAgain(kiosk), '2026-03-02')
    expect(shown.people[0]?.day).toMatchObject({ date: '2026-03-02', states: ['incomplete', 'incomplete'] })
    expect(shown.people[2]?.day.states).toEqual(['absent', 'absent'])
  })
})

describe('what one kiosk does not know', () => {
  it('is no data where the point has another kiosk, or nobody has said that it has not', async () => {
    for (const kiosks of [2, 0]) {
      await start({ kiosks })
      const visit = await leaderVisit(kiosk)
      await kiosk.scan(badgeOf(1).code)
      kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
      const shown = await today(await visitAgain(kiosk))
      expect(visit).toHaveLength(32)
      expect(shown).toMatchObject({ complete: false, others: { standing: 'unheard', heardTo: null } })
      expect(wheres(shown.people)).toEqual(['here', 'no-data', 'no-data', 'no-data'])
      expect(shown.people[1]?.day.flags.filter(({ code }) => code !== 'clock-doubt')).toEqual([])
      if (kiosks === 2) await kiosk.close()
    }
  })
})

describe('the leader on duty', () => {
  it('is named with where they are, on the idle screen without', async () => {
    const rulebook = {
      ...testDirectory().rulebook,
      leaders: [{ point: POINT, date: '2026-03-02', person: LEADER_ID }],
    }
    await start({ rulebook })
    await leaderVisit(kiosk)
    await kiosk.scan(badgeOf(2).code)
    expect((await today(await visitAgain(kiosk))).leader).toEqual({
      id: LEADER_ID,
      name: 'Nguyễn Thị Mẫu 2',
      presence: 'here',
    })
    expect((await kiosk.service.api.state({})).leaderOnDuty).toBe('Nguyễn Thị Mẫu 2')
  })
})

describe("one person's week and month", () => {
  beforeEach(() => start())
  const days = (visit: string, from: string, to: string, person = personId(1)) =>
    kiosk.service.api.personDays({ visit, person, from, to })

  it('has a day for each date, with what is on record', async () => {
    await leaderVisit(kiosk)
    for (const day of ['02', '03', '04']) {
      kiosk.clock.passTo(`2026-03-${day}T07:2${day.slice(1)}:00+07:00`)
      await kiosk.scan(badgeOf(1).code)
    }
    kiosk.clock.passTo('2026-03-05T09:00:00+07:00')
    const answer = await days(await visitAgain(kiosk), '2026-03-01', '2026-03-31')
    if (answer.kind !== 'days') throw new Error(answer.kind)
    expect(answer.days).toHaveLength(31)
    expect(answer.days.map(({ facts }) => facts.length).slice(0, 6)).toEqual([0, 1, 1, 1, 0, 0])
    expect(answer.days[0]?.day.sessions).toEqual([])
    expect(answer.days[4]?.day.states).toEqual(['not-arrived', 'awaited'])
  })

  it('has the 29th of February in a leap year', async () => {
    await kiosk.close()
    await start({}, '2028-02-29T07:20:00+07:00')
    await leaderVisit(kiosk)
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2028-02-29T17:00:30+07:00')
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2028-03-01T08:00:00+07:00')
    const answer = await days(await visitAgain(kiosk), '2028-02-28', '2028-03-01')
    if (answer.kind !== 'days') throw new Error(answer.kind)
    expect(answer.days.map(({ day }) => day.date)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
    expect(answer.days[1]?.facts).toHaveLength(2)
    expect(answer.days[1]?.day.marks[0]?.in).toMatchObject({ at: Date.parse('2028-02-29T07:20:00+07:00') })
  })

  it('refuses too many days, a backward span, and people of elsewhere', async () => {
    const visit = await leaderVisit(kiosk)
    expect(await days(visit, '2026-01-01', '2026-03-04')).toEqual({
      kind: 'refused',
      reason: 'too-many-days',
    })
    expect(await days(visit, '2026-03-02', '2026-03-01')).toEqual({
      kind: 'refused',
      reason: 'ends-before-it-begins',
    })
    expect(await days(visit, '2026-03-02', '2026-03-02', 'person-guest')).toEqual({ kind: 'unknown-person' })
  })
})

describe('clocks', () => {
  it('a scan in the last millisecond of a day belongs to that day, though it is answered on the next', async () => {
    await start({
      rulebook: {
        ...testDirectory().rulebook,
        duty: [{ person: personId(1), date: '2026-03-02', sessions: [['20:00', '24:00']] }],
      },
    })
    await leaderVisit(kiosk)
    kiosk.clock.passTo('2026-03-02T19:58:00+07:00')
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo(Date.parse('2026-03-02T23:59:59.999+07:00'))
    const now = kiosk.clock.now
    let readings = 0
    // The day ends between the event's reading of the clock and whatever is asked after it.
    kiosk.clock.now = () => now() + Math.min(1, readings++)
    const answer = await kiosk.scan(badgeOf(1).code)
    kiosk.clock.now = now
    expect(answer).toMatchObject({ became: { kind: 'left', session: 0, earlyMinutes: 1 } })
    kiosk.clock.pass(60_000)
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ became: { kind: 'outside-hours' } })
    const visit = await visitAgain(kiosk)
    const shown = await today(visit, '2026-03-02')
    expect(shown.people[0]?.day.states).toEqual(['present'])
    expect(shown.people[0]?.facts).toHaveLength(2)
    expect((await today(visit)).date).toBe('2026-03-03')
  })

  it('set back three hours during a shift: nothing is lost, and the jump is on record', async () => {
    await start()
    await leaderVisit(kiosk)
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.passTo('2026-03-02T11:31:00+07:00')
    kiosk.clock.setWall('2026-03-02T08:31:00+07:00')
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
    expect(await kiosk.scan(badgeOf(3).code)).toMatchObject({ became: { kind: 'arrived', lateMinutes: 61 } })
    const shown = await today(await visitAgain(kiosk))
    expect(shown.people[0]?.facts).toHaveLength(2)
    expect(wheres(shown.people)).toEqual(['here', 'not-arrived', 'here', 'not-arrived'])
    expect(shown.people[0]?.day.flags).toContainEqual({ code: 'clock-doubt' })
  })
})
