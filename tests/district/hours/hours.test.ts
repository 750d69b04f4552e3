import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  PointDays,
  RulePreview,
  type RuleRow,
  Rules,
  SuggestedDays,
} from '../../../core/district/hours-api.ts'
import { instantOf } from '../../../core/time.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { districtSeed, SESSIONS } from '../../support/district-seed.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const EARLY = [
  ['07:00', '11:00'],
  ['13:00', '17:00'],
]
const workdays = (day: unknown) => ({ 1: day, 2: day, 3: day, 4: day, 5: day })

onBothEngines('hours', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardClerk: StaffVisitor
  beforeAll(async () => {
    const seed = districtSeed()
    district = await createTestDistrict({ database: engine.database(), now: NOW, seed })
    admin = await visitAs(district, 'district-administrator')
    wardClerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
  })
  afterAll(() => district?.stop())

  const rules = async (kind: string, who = admin) =>
    Rules.parse((await who.get(`/api/v1/rules?kind=${kind}`)).body)
  const save = (body: object, who = admin) =>
    who.write('POST', '/api/v1/rules', { remove: [], add: [], reachesBack: false, ...body })
  const preview = async (body: object, who = admin) => {
    const answer = await who.write('POST', '/api/v1/rules/preview', {
      remove: [],
      add: [],
      month: '2026-10',
      ...body,
    })
    expect(answer.status, answer.text).toBe(200)
    return RulePreview.parse(answer.body)
  }
  const schedule = async (from: string, days: number, point = 'point-a') =>
    PointDays.parse((await admin.get(`/api/v1/points/${point}/schedule?from=${from}&days=${days}`)).body)
  const hours = (scope: object, day: unknown, more: object = {}) => ({
    kind: 'hours',
    value: { scope, weekdays: workdays(day), validFrom: '2026-12-01', document: '12/QĐ-UBND', ...more },
  })
  const WARD = { kind: 'organisation', id: 'ward-a' }
  const endOn = ({ rule }: RuleRow, validTo: string) => ({ ...rule, value: { ...rule.value, validTo } })

  it('that are decided for later change no day before', async () => {
    const before = await schedule('2026-11-01', 60)
    const saved = await save({ add: [hours(WARD, EARLY)] })
    expect(saved.status, saved.text).toBe(200)
    expect(saved.body).toMatchObject({ reachesBackTo: null })
    const after = await schedule('2026-11-01', 60)
    expect(after.filter(({ date }) => date < '2026-12-01')).toEqual(
      before.filter(({ date }) => date < '2026-12-01'),
    )
    expect(after.find(({ date }) => date === '2026-12-01')).toMatchObject({
      sessions: EARLY,
      source: 'hours',
      note: '12/QĐ-UBND',
      subject: 'Phường A',
    })
    expect((await schedule('2026-12-01', 1, 'point-b'))[0]?.sessions).toEqual(SESSIONS)
  })

  it('that would change days of the past are saved only by somebody who says so', async () => {
    const [city] = await rules('hours')
    if (city === undefined) throw new Error('no hours')
    const fresh = hours({ kind: 'organisation', id: 'city' }, EARLY, { validFrom: '2026-11-10' })
    const change = { remove: [city.id], add: [endOn(city, '2026-11-09'), fresh] }
    const refused = await save(change)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('2026-11-10')
    expect((await schedule('2026-11-12', 1))[0]?.sessions).toEqual(SESSIONS)
    const seen = await preview({ ...change, month: '2026-11' })
    expect(seen.reachesBackTo).toBe('2026-11-10')
    const saved = await save({ ...change, reachesBack: true })
    expect(saved.body).toMatchObject({ reachesBackTo: '2026-11-10' })
    expect((await schedule('2026-11-09', 1))[0]?.sessions).toEqual(SESSIONS)
    expect((await schedule('2026-11-12', 1))[0]?.sessions).toEqual(EARLY)
  })

  describe('previewed', () => {
    /** Person a1 works 07:40 to 17:00 on four October days. */
    const DAYS = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08']
    beforeAll(async () => {
      const on = (date: string, time: string) => instantOf(date, time, 'Asia/Ho_Chi_Minh')
      district.clock.set(on('2026-10-05', '06:00'))
      const kiosk = await createWireKiosk(district).enrol()
      for (const date of DAYS) {
        kiosk.scan('a1', on(date, '07:40'))
        kiosk.scan('a1', on(date, '17:00'))
      }
      district.clock.set(NOW)
      await kiosk.sendAll()
    })

    it('wait for nobody who is changing the same rule', async () => {
      // PGlite has one connection.
      if (engine.name !== 'PostgreSQL') return
      const [held] = await rules('hours')
      if (held === undefined) throw new Error('no hours')
      const seen = await engine.database().db.transaction(async (tx) => {
        await tx.execute(sql`select from rules where id = ${held.id} for update`)
        return Promise.race([preview({ remove: [held.id], add: [held.rule] }), setTimeout(5_000, null)])
      })
      expect(seen).not.toBeNull()
    })

    it('say which flags of a past month would be others, and change none of them', async () => {
      const grace = {
        kind: 'policies',
        value: { organisation: 'ward-a', validFrom: '2026-12-01', values: { graceLate: 15 } },
      }
      const before = (await admin.get('/api/v1/people/a1/months/2026-10')).body
      const seen = await preview({ add: [grace] })
      expect(seen.reachesBackTo).toBe(null)
      expect(seen.willChange).toMatchObject({ count: 0, days: [] })
      expect(seen.asIf.count).toBe(4)
      expect(seen.asIf.days.map(({ person, date }) => [person, date])).toEqual(
        DAYS.map((date) => ['a1', date]),
      )
      expect(seen.asIf.days[0]?.before).toContainEqual({
        code: 'late',
        session: 0,
        minutes: 10,
        chargeable: 10,
      })
      expect(seen.asIf.days[0]?.after.filter(({ code }) => code === 'late')).toEqual([])
      expect(seen.asIf.flags.find(({ code }) => code === 'late')).toEqual({
        code: 'late',
        before: 4,
        after: 0,
      })
      expect(seen.people).toBe(3)
      const after = (await admin.get('/api/v1/people/a1/months/2026-10')).body
      expect(after).toEqual(before)
      expect(await rules('policies')).toEqual([])
    })

    it('say what will really change when the validity reaches into the month', async () => {
      const grace = {
        kind: 'policies',
        value: { organisation: 'ward-a', validFrom: '2026-10-07', values: { graceLate: 15 } },
      }
      const seen = await preview({ add: [grace] })
      expect(seen.reachesBackTo).toBe('2026-10-07')
      expect(seen.willChange.days.map(({ date }) => date)).toEqual(['2026-10-07', '2026-10-08'])
      expect(seen.asIf.count).toBe(4)
      expect((await save({ add: [grace], reachesBack: true })).status).toBe(200)
      const flags = (
        (await admin.get('/api/v1/people/a1/months/2026-10')).body as {
          days: { date: string; flags: { code: string }[] }[]
        }
      ).days
        .filter(({ flags: own }) => own.some(({ code }) => code === 'late'))
        .map(({ date }) => date)
      expect(flags).toEqual(['2026-10-05', '2026-10-06'])
    })

    it('warn of a full day that is not eight hours, and refuse nothing', async () => {
      const sessions = [
        ['07:30', '11:00'],
        ['13:00', '17:00'],
      ]
      const seen = await preview({ add: [hours(WARD, sessions, { validFrom: '2026-12-02' })] })
      expect(seen.warnings).toHaveLength(5)
      expect(seen.warnings[0]).toEqual({ kind: 'not-480', weekday: '1', minutes: 450 })
    })
  })

  it('changed by several at the same moment are changed once', async () => {
    const at = (validTo: string) => ({
      kind: 'hours',
      value: { scope: WARD, weekdays: workdays(SESSIONS), validFrom: '2027-06-01', validTo },
    })
    expect((await save({ add: [at('2027-06-30')] })).status).toBe(200)
    const held = (await rules('hours')).find(
      ({ rule }) => 'validFrom' in rule.value && rule.value.validFrom === '2027-06-01',
    )
    const answers = await Promise.all(
      [1, 2, 3, 4].map((day) => save({ remove: [held?.id], add: [at(`2027-07-0${day}`)] })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404])
  })

  it('of a season, a point and a person win in their order', async () => {
    const add = [
      hours({ kind: 'point', id: 'point-b' }, [['09:00', '11:00']], {
        validFrom: '2026-12-01',
        season: { from: '--12-10', to: '--02-10' },
      }),
      hours({ kind: 'person', id: 'b1' }, [['10:00', '11:00']]),
    ]
    expect((await save({ add })).status).toBe(200)
    expect((await schedule('2026-12-09', 1, 'point-b'))[0]?.sessions).toEqual(EARLY)
    expect((await schedule('2026-12-10', 1, 'point-b'))[0]?.sessions).toEqual([['09:00', '11:00']])
  })

  it('of duty, leaders and the nursing hour are kept with their dates; an allowance has an end', async () => {
    const add = [
      {
        kind: 'duty',
        value: { person: 'a1', date: '2026-11-21', sessions: [['07:30', '11:30']], document: '5/TB' },
      },
      { kind: 'leaders', value: { point: 'point-a', date: '2026-11-23', session: 0, person: 'a2' } },
      {
        kind: 'allowances',
        value: { person: 'a3', minutes: 60, validFrom: '2026-11-18', validTo: '2027-05-01' },
      },
    ]
    expect((await save({ add })).status).toBe(200)
    expect(await rules('allowances')).toMatchObject([
      { subject: 'Nguyễn Văn A3', rule: { value: { minutes: 60, validTo: '2027-05-01' } } },
    ])
    expect(await rules('leaders')).toMatchObject([{ subject: 'Quầy A · Nguyễn Văn A2' }])
    const endless = { kind: 'allowances', value: { person: 'a3', minutes: 60, validFrom: '2026-11-18' } }
    expect((await save({ add: [endless] })).status).toBe(422)
  })

  it('have a calendar by year: announced days as they are, other years by law with the moon', async () => {
    const of = async (year: number) =>
      SuggestedDays.parse((await admin.get(`/api/v1/calendar/suggestions?year=${year}`)).body)
    expect((await of(2026)).find(({ date }) => date === '2026-01-01')).toMatchObject({
      status: 'announced',
      known: false,
    })
    const tet = (await of(2027)).filter(({ name }) => name === 'Tết Âm lịch').map(({ date }) => date)
    expect(tet).toEqual(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'])
    const day = (date: string, more: object = {}) => ({
      kind: 'calendar',
      value: {
        scope: { kind: 'organisation', id: 'city' },
        date,
        name: 'Tết Âm lịch',
        kind: { kind: 'holiday' },
        status: 'proposed',
        enabled: true,
        ...more,
      },
    })
    expect((await save({ add: [day('2027-02-05')] })).status).toBe(200)
    expect((await save({ add: [day('2027-02-05')] })).status).toBe(409)
    expect((await of(2027)).find(({ date }) => date === '2027-02-05')).toMatchObject({ known: true })
    expect((await schedule('2027-02-05', 1))[0]).toMatchObject({
      sessions: [],
      source: 'holiday',
      note: 'Tết Âm lịch',
    })
    const [held] = await rules('calendar')
    const announced = day('2027-02-05', { status: 'announced', document: '9/TB' })
    expect((await save({ remove: [held?.id], add: [announced] })).status).toBe(200)
    expect(await rules('calendar')).toMatchObject([
      { rule: { value: { status: 'announced', document: '9/TB' } } },
    ])
  })

  it.each([
    [
      'sessions that overlap',
      hours(WARD, [
        ['07:30', '12:00'],
        ['11:00', '17:00'],
      ]),
    ],
    ['a session that ends before it begins', hours(WARD, [['17:00', '07:30']])],
    ['an end before the beginning', hours(WARD, SESSIONS, { validTo: '2026-11-01' })],
    ['a text with NUL', hours(WARD, SESSIONS, { document: 'a\u0000' })],
  ])('with %s are refused', async (_, rule) => {
    expect([400, 422]).toContain((await save({ add: [rule] })).status)
  })

  it('D6: of others are read when they hold here, and changed never', async () => {
    const seen = await rules('hours', wardClerk)
    expect(seen.some(({ subject }) => subject === 'Thành phố Mẫu')).toBe(true)
    expect(seen.some(({ subject }) => subject === 'Quầy B')).toBe(false)
    const city = seen.find(({ subject }) => subject === 'Thành phố Mẫu')
    expect(city?.mayChange).toBe(false)
    expect((await save({ remove: [city?.id] }, wardClerk)).status).toBe(404)
    expect(
      (await save({ add: [hours({ kind: 'organisation', id: 'city' }, EARLY)] }, wardClerk)).status,
    ).toBe(404)
    expect((await save({ add: [hours({ kind: 'person', id: 'b1' }, EARLY)] }, wardClerk)).status).toBe(404)
    expect((await save({ add: [hours({ kind: 'person', id: 'a1' }, EARLY)] }, wardClerk)).status).toBe(200)
    expect((await wardClerk.get('/api/v1/points/point-b/schedule?from=2026-11-18')).status).toBe(404)
    const leader = await visitAs(district, 'ward-leader', { point: 'point-a' })
    expect((await save({ add: [hours({ kind: 'person', id: 'a1' }, EARLY)] }, leader)).status).toBe(403)
  })
})
