import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { MOST_LOGS_A_DAY } from '../../../db/district/intake/day-quota.ts'
import { MOST_INCIDENTS_A_DAY, raiseIncident, readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { sendAgain } from '../../support/send-again.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const DAY = 24 * 60 * 60_000
/** Monday 16 November 2026, 08:00 in Việt Nam. */
const MONDAY = Date.UTC(2026, 10, 16, 1)

onBothEngines('what is told of one kiosk in a day', (engine) => {
  let district: TestDistrict
  let day = MONDAY
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterAll(() => district.stop())
  beforeEach(() => {
    day += DAY
    district.clock.set(day)
  })

  const db = () => district.database.db
  const told = async ({ device }: WireKiosk) => {
    const all = await readIncidents(db(), { points: null, limit: 5_000 })
    const own = all.filter((incident) => incident.device === device)
    return {
      many: own.filter(({ kind }) => kind === 'many-incidents'),
      count: (asked: string) => own.filter(({ kind }) => kind === asked).length,
    }
  }
  const setClock = (kiosk: WireKiosk, times: number) => {
    for (let i = 0; i < times; i++) {
      const jump = { beforeMs: day, afterMs: day - 600_000, deltaMs: -600_000 }
      kiosk.add('clock-jumped', jump, { at: day + i })
    }
  }

  it('has an end, says so by its kind, hides nothing else, and goes on the next day', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    setClock(kiosk, MOST_INCIDENTS_A_DAY + 30)
    await kiosk.sendAll()
    let { many, count } = await told(kiosk)
    expect(count('clock-step')).toBe(MOST_INCIDENTS_A_DAY)
    expect(many).toMatchObject([{ times: 30, state: 'open', detail: { kind: 'clock-step' } }])
    // What was told is told again, not counted among the many.
    for (let again = 0; again < 3; again++) await sendAgain(kiosk, 1)
    expect((await told(kiosk)).many).toMatchObject([{ times: 30 }])

    for (let i = 0; i < 10; i++) kiosk.add('refused-code', { class: 'foreign' }, { at: day + 1_000 + i })
    kiosk.begin({ log: kiosk.state.log, seq: 1, hash: kiosk.hashAt(1) }, randomUUID())
    await sendAgain(kiosk, 1)
    ;({ count, many } = await told(kiosk))
    expect(count('restored') + count('fork')).toBe(1)

    district.clock.set(day + DAY)
    setClock(kiosk, 3)
    await sendAgain(kiosk, 2)
    ;({ count, many } = await told(kiosk))
    expect(count('clock-step')).toBe(MOST_INCIDENTS_A_DAY + 3)
    expect(many).toHaveLength(1)
  })

  it('is not much more for many that come at once', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    const place = {
      device: kiosk.device,
      point: 'point-a',
      log: kiosk.state.log,
      seq: 1,
      at: day,
      detail: {},
    }
    for (let i = 0; i < MOST_INCIDENTS_A_DAY - 1; i++)
      await raiseIncident(db(), { ...place, kind: 'broken-chain', sameAs: `broken-chain ${i}` })
    const atOnce = Array.from({ length: 8 }, (_, i) =>
      db().transaction((tx) =>
        raiseIncident(tx, {
          ...place,
          seq: 2 + i,
          kind: 'broken-chain',
          sameAs: `broken-chain at once ${i}`,
        }),
      ),
    )
    await Promise.all(atOnce)
    const { many, count } = await told(kiosk)
    expect(count('broken-chain') + (many[0]?.times ?? 0)).toBe(MOST_INCIDENTS_A_DAY + 7)
    expect(count('broken-chain')).toBeLessThan(MOST_INCIDENTS_A_DAY + 8)
    expect(count('broken-chain')).toBeGreaterThanOrEqual(MOST_INCIDENTS_A_DAY)
  })

  it('names those that it counts, each counted once, whoever notes it again and at once', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const { device } = kiosk
    const { log } = kiosk.state
    const place = { device, point: 'point-a', log, at: day, detail: {}, kind: 'burst' } as const
    const raise = (seq: number) =>
      db().transaction((tx) => raiseIncident(tx, { ...place, seq, sameAs: `burst ${seq}`, times: 7 }))
    for (let seq = 1; seq <= MOST_INCIDENTS_A_DAY; seq++) await raise(seq)
    const beyond = Array.from({ length: 6 }, (_, i) => MOST_INCIDENTS_A_DAY + 1 + i)
    await Promise.all([...beyond, ...beyond].map(raise))
    const [many] = (await told(kiosk)).many
    expect(many?.times).toBe(6)
    expect(many?.detail.which).toHaveLength(6)
    expect(many?.detail.which).toEqual(expect.arrayContaining(beyond.map((seq) => ({ log, seq }))))
    for (let seq = MOST_INCIDENTS_A_DAY + 7; seq <= MOST_INCIDENTS_A_DAY + 60; seq++) await raise(seq)
    const [more] = (await told(kiosk)).many
    expect(more?.times).toBe(60)
    expect(more?.detail.which).toHaveLength(50)
  })

  it('is not crowded by a revoked kiosk that names a new log each time', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const place = {
      device: kiosk.device,
      point: 'point-a',
      seq: 1,
      at: day,
      detail: {},
      kind: 'revoked',
    } as const
    for (let i = 0; i < MOST_INCIDENTS_A_DAY + 5; i++)
      await raiseIncident(db(), { ...place, log: randomUUID(), sameAs: `revoked ${i}` })
    const { many, count } = await told(kiosk)
    expect(count('revoked')).toBe(MOST_INCIDENTS_A_DAY)
    expect(many).toMatchObject([{ times: 5, detail: { kind: 'revoked' } }])
  })

  it('has an end for new logs as well: each would be an incident that is never folded', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    const beginAnew = () => {
      kiosk.begin({ log: kiosk.state.log, seq: 1, hash: kiosk.hashAt(1) }, randomUUID())
      return sendAgain(kiosk, 1)
    }
    for (let i = 1; i < MOST_LOGS_A_DAY; i++) expect((await beginAnew()).status, String(i)).toBe(200)
    expect((await beginAnew()).status).toBe(429)
    const { count } = await told(kiosk)
    expect(count('too-much')).toBe(1)
    const all = await readIncidents(db(), { points: null, limit: 5_000 })
    const tooMuch = all.find(({ kind, device }) => kind === 'too-much' && device === kiosk.device)
    expect(tooMuch?.detail.logs).toBe(MOST_LOGS_A_DAY)
    expect(count('restored') + count('fork')).toBe(MOST_LOGS_A_DAY - 1)
    district.clock.set(day + DAY)
    expect((await sendAgain(kiosk, 1)).status).toBe(200)
  })
})
