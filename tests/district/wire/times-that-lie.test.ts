import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readCoverage } from '../../../db/district/days/coverage.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { readWardDay } from '../../../db/district/pages/read-wards.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Việt Nam. */
const MORNING = Date.UTC(2026, 10, 18, 1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

onBothEngines('times that lie', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: MORNING })
  })
  afterAll(() => district.stop())

  const db = () => district.database.db
  /** The only kiosk of the point that is active. */
  const alone = async (startedAt?: number): Promise<WireKiosk> => {
    await db().execute(`update devices set state = 'revoked'`)
    district.clock.set(MORNING)
    return createWireKiosk(district, startedAt === undefined ? {} : { startedAt }).enrol()
  }
  const statesOn = async (date: string) => {
    const snapshot = await createSnapshots().current(db())
    const day = await readWardDay(db(), snapshot, 'point-a', date, district.clock.now())
    return day?.people.map((person) => person.day.states)
  }
  const NOTHING_KNOWN = [1, 2, 3].map(() => ['no-data', 'no-data'])
  const kindsOf = async ({ device }: WireKiosk) =>
    (await readIncidents(db(), { points: null })).filter((each) => each.device === device)

  it('make nobody absent before the kiosk was enrolled', async () => {
    const kiosk = await alone(1_000)
    await kiosk.sendAll()
    expect(await statesOn('2026-11-11')).toEqual(NOTHING_KNOWN)
    expect(await statesOn('2026-10-14')).toEqual(NOTHING_KNOWN)
    expect(await kindsOf(kiosk)).toMatchObject([{ kind: 'impossible-time', seq: 1 }])
  })

  it.each([
    ['1970', 1_000],
    ['2099', Date.UTC(2099, 0, 1)],
  ])(
    'of a log that began in %s do not outlive the log: the one that goes on from it counts',
    async (_, startedAt) => {
      const kiosk = await alone(startedAt)
      await kiosk.sendAll()
      const parent = { log: kiosk.state.log, ...kiosk.head }
      kiosk.begin(parent, randomUUID())
      kiosk.forget()
      const begun = { v: 1, log: kiosk.state.log, at: MORNING, up: 10, run: randomUUID() }
      const data = { point: 'point-a', device: kiosk.device, parent, why: 'damaged' }
      kiosk.addText(JSON.stringify({ ...begun, seq: 1, id: randomUUID(), type: 'log-started', data }))
      district.clock.set(MORNING + 5 * DAY)
      await kiosk.send(1, 1)
      await kiosk.hello({ parent })
      expect(await statesOn('2026-11-19')).toEqual([1, 2, 3].map(() => ['absent', 'absent']))
    },
  )

  it('are kept, shown and judge nobody', async () => {
    const kiosk = await alone()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    const sent = kiosk.texts.length
    for (const at of [Date.UTC(2099, 5, 1, 1), 5_000, MORNING - 3 * DAY]) {
      kiosk.state.run = randomUUID()
      kiosk.scan('a1', at)
    }
    const answer = await kiosk.send(sent + 1)
    expect(answer).toMatchObject({ status: 200, body: { have: { seq: sent + 3 } } })
    expect(await kindsOf(kiosk)).toMatchObject([
      {
        kind: 'impossible-time',
        seq: sent + 1,
        detail: { events: 3, first: 5_000, last: Date.UTC(2099, 5, 1, 1) },
      },
    ])
    const snapshot = await createSnapshots().current(db())
    for (const date of ['2099-06-01', '2026-11-15']) {
      const day = await readWardDay(db(), snapshot, 'point-a', date, district.clock.now())
      expect(day?.people.map(({ day: { otherScans } }) => otherScans)).toEqual([[], [], []])
      expect(day?.guests).toEqual([])
    }
  })

  it('count once the run was compared after all, with what was said about a scan of nobody known', async () => {
    const kiosk = await alone()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    const sent = kiosk.texts.length
    // A battery that died: the machine believes it is 1970, until it is compared.
    kiosk.state.run = randomUUID()
    const id = kiosk.scan('a1', 60_000)
    kiosk.add('intent', { scan: id, intent: 'leave' }, { at: 64_000 })
    await kiosk.send(sent + 1)
    district.clock.set(MORNING + 10 * MINUTE)
    kiosk.checkClock(MORNING + 10 * MINUTE - 5 * MINUTE, 5 * MINUTE)
    await kiosk.send(sent + 3)
    const snapshot = await createSnapshots().current(db())
    const day = await readWardDay(db(), snapshot, 'point-a', '2026-11-18', district.clock.now())
    const own = day?.people.find((person) => person.id === 'a1')?.day
    expect(own?.marks[0]).toMatchObject({ in: null, out: { at: MORNING + 6 * MINUTE } })
  })

  it('move nothing beyond the last event of a message: what was recorded on the way is not held', async () => {
    const kiosk = await alone()
    kiosk.checkClock(0)
    kiosk.scan('a1', MORNING + MINUTE)
    district.clock.set(MORNING + 3 * MINUTE)
    await kiosk.send(1)
    const upTo = async () => (await readCoverage(db(), ['point-a'])).get('point-a')?.[0]?.completeTo
    expect(await upTo()).toBe(MORNING + MINUTE)
    await kiosk.hello()
    expect(await upTo()).toBe(MORNING + 3 * MINUTE)
  })

  it('make no second kiosk out of an old log’s tail that a clock hours ahead recorded', async () => {
    const kiosk = await alone()
    const ahead = 7 * HOUR
    kiosk.checkClock(-ahead, MORNING + ahead)
    await kiosk.sendAll()
    const seq = kiosk.texts.length
    kiosk.add('access', { who: 'kiosk', what: 'page-ended' }, { at: MORNING + ahead + MINUTE })
    const old = { ...kiosk.state }
    const texts = [...kiosk.texts]
    const hashes = [seq, seq + 1].map((at) => kiosk.hashAt(at))
    district.clock.set(MORNING + 7 * MINUTE)
    const parent = { log: old.log, seq, hash: hashes[0] ?? '' }
    kiosk.state.run = randomUUID()
    kiosk.begin(parent, randomUUID())
    kiosk.checkClock(-ahead, MORNING + ahead + 7 * MINUTE)
    await kiosk.sendAll()
    const body = { log: old.log, from: seq + 1, prev: hashes[0], events: texts.slice(seq) }
    const head = { seq: seq + 1, hash: hashes[1] }
    const answer = await kiosk.say(
      'events',
      `logs/${old.log}/events`,
      { v: 1, ...body, head },
      { gzip: true },
    )
    expect(answer.status).toBe(200)
    expect((await kindsOf(kiosk)).map(({ kind }) => kind)).not.toContain('cloned')
  })
})
