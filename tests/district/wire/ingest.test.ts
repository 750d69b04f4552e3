import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Monday 16 November 2026, 07:00 in Việt Nam. */
const MONDAY_7 = Date.UTC(2026, 10, 16, 0)
const HOUR = 3_600_000

onBothEngines('taking events in', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: MONDAY_7 })
  })
  afterAll(() => district.stop())

  const held = async (log: string): Promise<string[]> =>
    rowsOf<{ text: string }>(
      await district.database.db.execute(sql`select text from events where log = ${log}::uuid order by seq`),
    ).map((row) => row.text)
  const countAll = async (): Promise<number> =>
    Number(
      rowsOf<{ n: string }>(
        await district.database.db.execute(sql`select count(*)::text as n from events`),
      )[0]?.n,
    )

  const kioskWith = async (events: number): Promise<WireKiosk> => {
    const kiosk = await createWireKiosk(district).enrol()
    for (let i = 1; i < events; i++) kiosk.scan(`a${1 + (i % 3)}`, MONDAY_7 + i * 60_000)
    return kiosk
  }

  it('keeps a log exactly as it was written, and says how far it has it', async () => {
    const kiosk = await kioskWith(20)
    const answer = await kiosk.send(1)
    expect(answer).toMatchObject({ status: 200, sealed: true, body: { have: kiosk.head } })
    expect(await held(kiosk.state.log)).toEqual(kiosk.texts)
  })

  it('stores every event once, however the log is cut, repeated and overlapped', async () => {
    const kiosk = await kioskWith(40)
    for (const [from, to] of [
      [1, 7],
      [1, 7],
      [5, 20],
      [20, 20],
      [8, 31],
      [1, 40],
      [30, 40],
    ] as const) {
      expect(await kiosk.send(from, to)).toMatchObject({ status: 200, sealed: true })
    }
    expect(await held(kiosk.state.log)).toEqual(kiosk.texts)
  })

  it('counts an event once that a newer log of the same kiosk brings again', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const id = kiosk.scan('a1', MONDAY_7 + 5 * 60_000)
    await kiosk.sendAll()
    const parent = { log: kiosk.state.log, seq: 1, hash: kiosk.hashAt(1) }
    kiosk.begin(parent, randomUUID())
    const badge = JSON.parse(kiosk.texts[0] ?? '').data.device
    expect(badge).toBe(kiosk.device)
    kiosk.add(
      'scan',
      { badge: 'a'.repeat(64), staff: 'a1', method: 'camera' },
      { at: MONDAY_7 + 5 * 60_000, id },
    )
    kiosk.scan('a2', MONDAY_7 + 6 * 60_000)
    expect(await kiosk.send(1)).toMatchObject({ status: 200, body: { have: { seq: 3 } } })
    const rows = rowsOf<{ repeats: boolean }>(
      await district.database.db.execute(
        sql`select repeats from events where id = ${id}::uuid order by repeats`,
      ),
    )
    expect(rows).toEqual([{ repeats: false }, { repeats: true }])
  })

  it('refuses what leaves a gap, and says where to go on', async () => {
    const kiosk = await kioskWith(10)
    await kiosk.send(1, 4)
    const answer = await kiosk.send(6, 10)
    expect(answer).toMatchObject({ status: 409, sealed: true, body: { problem: 'gap', have: { seq: 4 } } })
    expect(await held(kiosk.state.log)).toHaveLength(4)
    expect(await kiosk.send(5, 10)).toMatchObject({ status: 200 })
  })

  it('refuses a log that tells another story, naming the first event that differs', async () => {
    const kiosk = await kioskWith(10)
    await kiosk.sendAll()
    const before = await held(kiosk.state.log)
    const log = kiosk.state.log
    kiosk.begin(null, log)
    const answer = await kiosk.send(1)
    expect(answer).toMatchObject({ status: 409, body: { problem: 'fork', seq: 1 } })
    for (let i = 1; i < 11; i++) kiosk.scan('a1', MONDAY_7 + i * 61_000)
    expect(await kiosk.send(11)).toMatchObject({ status: 409, body: { problem: 'fork', seq: 10 } })
    expect(await held(log)).toEqual(before)
  })

  it('uses every challenge once: a recorded message cannot be sent again', async () => {
    const kiosk = await kioskWith(5)
    const challenge = kiosk.state.challenge
    await kiosk.send(1, 2)
    const replayed = await kiosk.send(3, 5, { wire: { challenge } })
    expect(replayed).toMatchObject({ status: 401, sealed: true, body: { problem: 'challenge' } })
    expect(replayed.body.challenge).not.toBe(challenge)
    expect(await held(kiosk.state.log)).toHaveLength(2)
    expect(await kiosk.send(3, 5)).toMatchObject({ status: 200 })
    expect(await kiosk.send(5, 5, { wire: { challenge: null } })).toMatchObject({ status: 401 })
  })

  it('believes only the kiosk itself', async () => {
    const kiosk = await kioskWith(5)
    const other = await kioskWith(3)
    const before = await countAll()
    const spoilBody = (sealed: string) => `${sealed.slice(0, -2)}0}`
    const unsign = (sealed: string) => {
      const [head = '', payload = ''] = sealed.split('\n')[0]?.split('.') ?? []
      return `${head}.${payload}.\n${sealed.slice(sealed.indexOf('\n') + 1)}`
    }
    const noAlgorithm = (sealed: string) => {
      const none = Buffer.from('{"alg":"none"}').toString('base64url')
      return none + sealed.slice(sealed.indexOf('.'))
    }
    const asOther = { sender: other.device, challenge: other.state.challenge }
    for (const wire of [
      { spoil: spoilBody },
      { spoil: unsign },
      { spoil: noAlgorithm },
      { audience: 'another district' },
      asOther,
    ]) {
      expect(await kiosk.send(1, 5, { wire })).toMatchObject({
        status: 401,
        body: { problem: 'bad-signature' },
      })
    }
    const stranger = createWireKiosk(district)
    stranger.begin()
    expect(await stranger.send(1)).toMatchObject({ status: 401, body: { problem: 'unknown-device' } })
    const asHello = await kiosk.say('hello', `logs/${kiosk.state.log}/events`, {})
    expect(asHello).toMatchObject({ status: 401, body: { problem: 'bad-signature' } })
    expect(await countAll()).toBe(before)
  })

  it('refuses the log of another kiosk', async () => {
    const kiosk = await kioskWith(3)
    await kiosk.sendAll()
    const thief = await createWireKiosk(district, { log: kiosk.state.log }).enrol()
    expect(await thief.send(1)).toMatchObject({ status: 409, body: { problem: 'unknown-log' } })
    expect(await thief.hello()).toMatchObject({ status: 409, body: { problem: 'unknown-log' } })
    const copied = await createWireKiosk(district).enrol()
    copied.texts[0] = (copied.texts[0] ?? '').replaceAll(copied.device, kiosk.device)
    expect(await copied.send(1)).toMatchObject({ status: 400, body: { problem: 'malformed', seq: 1 } })
  })

  it('checks all links before anything is stored', async () => {
    const kiosk = await kioskWith(10)
    await kiosk.send(1, 3)
    const change = (seq: number, alter: (text: string) => string) =>
      kiosk.texts.slice(3).map((text, index) => (index + 4 === seq ? alter(text) : text))
    const bad: [Record<string, unknown>, string][] = [
      [{ events: change(10, (text) => text.replace('camera', 'scanner')) }, 'broken-chain'],
      [{ events: change(7, () => '{"v":1') }, 'malformed'],
      [{ events: change(7, (text) => text.replace('"seq":7', '"seq":8')) }, 'malformed'],
      [{ events: change(7, (text) => text.replace(/"at":\d+/, '"at":-1')) }, 'malformed'],
      [{ events: change(7, (text) => text.replace('}}', ',"x":"\ud800"}}')) }, 'malformed'],
      [{ events: change(7, (text) => text.replace(kiosk.state.log, randomUUID())) }, 'malformed'],
      [{ events: [] }, 'malformed'],
      [{ from: 0 }, 'malformed'],
      [{ head: { seq: 5, hash: kiosk.hashAt(5) } }, 'malformed'],
      [{ head: { seq: 10, hash: 'f'.repeat(64) } }, 'broken-chain'],
      [{ prev: 'f'.repeat(64) }, 'fork'],
      [{ log: randomUUID() }, 'malformed'],
    ]
    for (const [overrides, problem] of bad) {
      const answer = await kiosk.send(4, 10, overrides)
      expect(answer.body, JSON.stringify(overrides).slice(0, 100)).toMatchObject({ problem })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(await held(kiosk.state.log)).toHaveLength(3)
    }
    const wrongStart = await createWireKiosk(district).enrol()
    expect(await wrongStart.send(1, 1, { prev: '0'.repeat(64) })).toMatchObject({
      body: { problem: 'broken-chain' },
    })
    expect(await kiosk.send(4, 10)).toMatchObject({ status: 200 })
  })

  it('refuses what is too large or is no sealed message at all, in words', async () => {
    const kiosk = await kioskWith(2)
    const before = await countAll()
    const big = 'x'.repeat(600_000)
    expect(await kiosk.post(`logs/${kiosk.state.log}/events`, big)).toMatchObject({ status: 413 })
    expect(await kiosk.post(`logs/${kiosk.state.log}/events`, big, true)).toMatchObject({ status: 413 })
    expect(await kiosk.post('hello', 'x'.repeat(9_000))).toMatchObject({ status: 413 })
    for (const text of ['', 'a.b.c\n{}', '{}', '\u0000\u0001', 'x'.repeat(3_000)]) {
      const answer = await kiosk.post('hello', text)
      expect(answer.status).toBe(400)
      expect(answer.body.detail).toMatch(/niêm phong|không đúng dạng/)
    }
    const tooMany = Array.from({ length: 501 }, () => kiosk.texts[0])
    expect(await kiosk.send(1, 2, { events: tooMany })).toMatchObject({ status: 400 })
    const plain = await fetch(`${district.address}/api/v1/hello`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(plain.status).toBe(415)
    expect(await countAll()).toBe(before)
  })

  it('keeps events of types it does not know, byte for byte', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const text = `{"v":1, "log":"${kiosk.state.log}","seq":2,"id":"${randomUUID()}","at":${MONDAY_7},"up":7.5,"run":"${kiosk.state.run}","type":"face-seen","data":{"ý":"\\u0000 \\"'; drop table events; --","n":1e400}}`
    const odd = text.replace('1e400', '12345678901234567890')
    kiosk.addText(odd)
    expect(await kiosk.send(1)).toMatchObject({ status: 200 })
    expect((await held(kiosk.state.log))[1]).toBe(odd)
  })

  it('lets one of two equal batches in and sees the other as held already', async () => {
    const kiosk = await kioskWith(30)
    await kiosk.send(1, 10)
    const challenge = kiosk.state.challenge
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => kiosk.send(11, 30, { wire: { challenge } })),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.problem === 'challenge')).toHaveLength(7)
    expect(await kiosk.send(11, 30)).toMatchObject({ status: 200, body: { have: { seq: 30 } } })
    expect(await held(kiosk.state.log)).toEqual(kiosk.texts)
  })

  it('takes impossible times without falling over', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.scan('a1', 253_402_300_799_999)
    kiosk.scan('a1', 0)
    kiosk.checkClock(1e300)
    kiosk.scan('a1', MONDAY_7)
    kiosk.checkClock(-1e300)
    kiosk.add('claim', {
      staff: 'a1',
      date: '0000-01-01',
      session: 9,
      side: 'in',
      at: 0,
      reason: '',
      by: 'a2',
    })
    const answer = await kiosk.send(1)
    expect(answer.body.detail).toBeUndefined()
    expect(answer).toMatchObject({ status: 200, body: { have: { seq: 7 } } })
  })

  it('answers in the time of a kiosk whose clock is years off', async () => {
    const kiosk = await createWireKiosk(district, { startedAt: Date.UTC(2016, 0, 1) }).enrol()
    expect(await kiosk.hello({ wall: Date.UTC(2016, 0, 1) })).toMatchObject({
      status: 200,
      body: { received: district.clock.now(), have: { seq: 0 } },
    })
    district.clock.set(district.clock.now() + HOUR)
    expect(await kiosk.send(1)).toMatchObject({ status: 200 })
  })
})
