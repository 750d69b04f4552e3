import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importPublicKey, open } from '../../../core/log/seal.ts'
import { completeTo, readCoverage } from '../../../db/district/days/coverage.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { closeIncident, type Incident, readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { readQuarantine } from '../../../db/district/kiosks/quarantine.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { digestOf } from '../../support/district-seed.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Monday 16 November 2026, 07:00 in Việt Nam. */
const MONDAY_7 = Date.UTC(2026, 10, 16, 0)
const MINUTE = 60_000
const HOUR = 60 * MINUTE

onBothEngines('what is put before people', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: MONDAY_7 })
  })
  afterAll(() => district.stop())

  const db = () => district.database.db
  const incidentsOf = async (kiosk: WireKiosk): Promise<readonly Incident[]> =>
    (await readIncidents(db(), { points: null })).filter(({ device }) => device === kiosk.device)
  const held = async (log: string): Promise<string[]> =>
    rowsOf<{ text: string }>(
      await db().execute(sql`select text from events where log = ${log}::uuid order by seq`),
    ).map((row) => row.text)
  const counted = async (id: string): Promise<number> =>
    Number(
      rowsOf<{ n: string }>(
        await db().execute(
          sql`select count(*)::text as n from events where id = ${id}::uuid and not repeats`,
        ),
      )[0]?.n,
    )
  const loseFrom = async ({ state: { log }, hashAt }: WireKiosk, seq: number) => {
    await db().execute(sql`delete from events where log = ${log}::uuid and seq >= ${seq}`)
    await db().execute(
      sql`update logs set have_seq = ${seq - 1}, have_hash = ${hashAt(seq - 1)} where id = ${log}::uuid`,
    )
  }
  const kioskWith = async (events: number): Promise<WireKiosk> => {
    const kiosk = await createWireKiosk(district, { startedAt: MONDAY_7 }).enrol()
    for (let i = 1; i < events; i++) kiosk.scan(`a${1 + (i % 3)}`, MONDAY_7 + i * MINUTE)
    return kiosk
  }

  it('keeps a batch that tells another story verbatim, under the seal of the kiosk, and once (S7)', async () => {
    const kiosk = await kioskWith(10)
    await kiosk.sendAll()
    const { log } = kiosk.state
    kiosk.begin(null, log)
    for (let i = 1; i < 12; i++) kiosk.scan('a1', MONDAY_7 + i * 61_000)
    expect(await kiosk.send(1)).toMatchObject({ status: 409, body: { problem: 'fork', seq: 1 } })
    expect(await kiosk.send(1)).toMatchObject({ status: 409, body: { problem: 'fork' } })
    const kept = await readQuarantine(db(), kiosk.device)
    expect(kept).toMatchObject([{ log, from: 1, events: 12, why: 'fork' }])
    const opened = await open(kept[0]?.sealed ?? '', {
      key: await importPublicKey(kiosk.publicKey),
      audience: district.keys.publicKey,
      purpose: 'events',
    })
    expect(opened.kind === 'opened' && JSON.parse(opened.body).events).toEqual(kiosk.texts)
    expect(await incidentsOf(kiosk)).toMatchObject([
      { kind: 'fork', log, seq: 1, point: 'point-a', state: 'open', times: 2 },
    ])
  })

  it('keeps a signed batch whose links do not fit, and says so', async () => {
    const kiosk = await kioskWith(6)
    await kiosk.send(1, 3)
    const events = kiosk.texts.slice(3).map((text) => text.replace('camera', 'scanner'))
    expect(await kiosk.send(4, 6, { events })).toMatchObject({ body: { problem: 'broken-chain' } })
    expect(await readQuarantine(db(), kiosk.device)).toMatchObject([{ from: 4, events: 3 }])
    expect(await incidentsOf(kiosk)).toMatchObject([{ kind: 'broken-chain' }])
    expect(await kiosk.send(4)).toMatchObject({ status: 200 })
  })

  it('shows the newest of every kiosk beside a kiosk that is refused without end', async () => {
    const quiet = await kioskWith(10)
    await quiet.sendAll()
    quiet.begin(null, quiet.state.log)
    for (let i = 1; i < 12; i++) quiet.scan('a1', MONDAY_7 + i * 61_000)
    expect(await quiet.send(1)).toMatchObject({ body: { problem: 'fork' } })
    const loud = await kioskWith(1)
    await loud.sendAll()
    district.clock.set(district.clock.now() + MINUTE)
    for (let batch = 0; batch < 25; batch++) {
      loud.begin(null, randomUUID())
      expect(await loud.send(1, 1, { prev: 'ab'.repeat(32) })).toMatchObject({ status: 422 })
    }
    const shown = await readIncidents(db(), { points: null, limit: 20 })
    expect(shown).toHaveLength(20)
    expect(shown.filter(({ device }) => device === quiet.device)).toMatchObject([{ kind: 'fork' }])
    expect(shown.map(({ lastAt }) => lastAt)).toEqual(
      shown.map(({ lastAt }) => lastAt).toSorted((a, b) => b - a),
    )
  })

  it('keeps what a kiosk says of another one’s log apart from what that one says', async () => {
    const victim = await kioskWith(3)
    await victim.sendAll()
    const liar = await kioskWith(1)
    await liar.sendAll()
    const { log } = victim.state
    liar.begin({ log, seq: 1, hash: victim.hashAt(1) }, log)
    expect(await liar.send(1, 1, { prev: 'ab'.repeat(32) })).toMatchObject({ status: 422 })
    expect(await victim.send(1, 2, { prev: 'ab'.repeat(32) })).toMatchObject({ status: 422 })
    expect(await incidentsOf(victim)).toMatchObject([
      { kind: 'broken-chain', log, point: 'point-a', times: 1 },
    ])
    expect(await incidentsOf(liar)).toMatchObject([{ kind: 'broken-chain', log, times: 1 }])
  })

  it('tells of a kiosk that goes on from an older copy, and joins what it says twice to one event', async () => {
    const kiosk = await kioskWith(8)
    await kiosk.sendAll()
    const old = { log: kiosk.state.log, seq: 5, hash: kiosk.hashAt(5) }
    const again = JSON.parse(kiosk.texts[5] ?? '')
    kiosk.begin(old, randomUUID())
    kiosk.add('scan', again.data, { at: again.at, id: again.id })
    kiosk.scan('a1', MONDAY_7 + HOUR)
    expect(await kiosk.send(1)).toMatchObject({ status: 200, body: { have: { seq: 3 } } })
    expect(await counted(again.id)).toBe(1)
    expect(await incidentsOf(kiosk)).toMatchObject([
      { kind: 'restored', seq: 5, detail: { parent: old }, log: kiosk.state.log },
    ])
  })

  it('takes a log whose parent it never saw: it may have lost it, or it never came', async () => {
    const kiosk = await createWireKiosk(district, { startedAt: MONDAY_7 }).enrol()
    const parent = { log: randomUUID(), seq: 40, hash: 'ab'.repeat(32) }
    kiosk.begin(parent, randomUUID())
    kiosk.scan('a1', MONDAY_7 + MINUTE)
    expect(await kiosk.hello({ parent })).toMatchObject({ body: { have: { seq: 0, hash: kiosk.hashAt(0) } } })
    expect(await kiosk.send(1)).toMatchObject({ status: 200 })
  })

  it('tells of two kiosks with one key, and calls nothing complete until somebody has looked (S7)', async () => {
    const original = await kioskWith(4)
    // What is later than what only a clock that was compared tells.
    original.checkClock(0)
    await original.sendAll()
    const before = { ...original.state }
    const texts = [...original.texts]
    const parent = { log: before.log, seq: 5, hash: original.hashAt(5) }
    const beganAt = MONDAY_7 + HOUR
    original.begin(parent, randomUUID())
    original.scan('a2', beganAt)
    await original.sendAll()
    expect((await incidentsOf(original)).map(({ kind }) => kind)).toEqual(['restored'])
    // The other one goes on with the log as it was.
    const other = original.copy(before, texts)
    other.scan('a3', beganAt + HOUR)
    district.clock.set(beganAt + HOUR)
    await other.send(6)
    const found = await incidentsOf(original)
    expect(found.map(({ kind }) => kind).sort()).toEqual(['cloned', 'restored'])
    // The newer one is heard later; what the other one has since then nobody knows.
    const later = beganAt + 3 * HOUR
    district.clock.set(later)
    original.state.challenge = other.state.challenge
    await original.hello()
    const upTo = async () =>
      completeTo(await readCoverage(db(), ['point-a']), 'point-a', MONDAY_7 + HOUR, later)
    const withBoth = (await upTo()) ?? 0
    expect(withBoth).toBeLessThanOrEqual(beganAt + HOUR)
    const cloned = found.find(({ kind }) => kind === 'cloned')
    const closed = { by: 'quan', at: later, note: 'máy thứ hai đã tắt' }
    expect(await closeIncident(db(), cloned?.id ?? '', closed)).toBe(true)
    expect(await closeIncident(db(), cloned?.id ?? '', closed)).toBe(false)
    expect(await readIncidents(db(), { points: ['point-b'] })).toEqual([])
    expect(await readIncidents(db(), { points: [] })).toEqual([])
  })

  it('is shown its own receipt by a kiosk whose log it has lost some of (S8)', async () => {
    const kiosk = await kioskWith(9)
    const answer = await kiosk.send(1)
    const receipt = answer.text
    await loseFrom(kiosk, 7)
    expect(await kiosk.hello()).toMatchObject({ body: { have: { seq: 6 } } })
    expect(await incidentsOf(kiosk)).toEqual([])
    const forged = receipt.replace('"seq":9', '"seq":9 ')
    await kiosk.hello({ receipt: forged })
    const foreign = await kioskWith(3)
    await kiosk.hello({ receipt: (await foreign.send(1)).text })
    expect(await incidentsOf(kiosk)).toEqual([])
    await kiosk.hello({ receipt })
    expect(await incidentsOf(kiosk)).toMatchObject([
      {
        kind: 'rolled-back',
        seq: 6,
        detail: { held: 6, signed: { seq: 9, hash: kiosk.hashAt(9) }, receipt },
      },
    ])
    expect(await kiosk.send(7)).toMatchObject({ status: 200 })
    await kiosk.hello({ receipt })
    expect(await held(kiosk.state.log)).toEqual(kiosk.texts)
    expect((await incidentsOf(kiosk))[0]?.times).toBe(1)
  })

  it('keeps what a revoked kiosk still sends apart from the log (S14)', async () => {
    const kiosk = await kioskWith(5)
    await kiosk.send(1, 3)
    await revokeDevice(db(), kiosk.device)
    expect(await kiosk.hello()).toMatchObject({ status: 403, body: { problem: 'revoked' } })
    expect(await kiosk.send(4)).toMatchObject({ status: 403, body: { problem: 'revoked' } })
    expect(await kiosk.directory()).toMatchObject({ status: 403 })
    expect(await held(kiosk.state.log)).toHaveLength(3)
    expect(await readQuarantine(db(), kiosk.device)).toMatchObject([{ from: 4, events: 2, why: 'revoked' }])
    expect(await incidentsOf(kiosk)).toMatchObject([{ kind: 'revoked', state: 'open' }])
  })

  it('keeps nothing of what a stranger sends in the name of a revoked kiosk', async () => {
    const kiosk = await kioskWith(3)
    const stranger = await kioskWith(3)
    await revokeDevice(db(), kiosk.device)
    const wire = { sender: kiosk.device }
    expect(await stranger.send(1, 3, { wire })).toMatchObject({ status: 401 })
    expect(await readQuarantine(db(), kiosk.device)).toEqual([])
  })

  it('tells of a clock that somebody moved, not of one that was a little off', async () => {
    const kiosk = await kioskWith(2)
    const jump = (deltaMs: number) =>
      kiosk.add('clock-jumped', { beforeMs: MONDAY_7, afterMs: MONDAY_7 + Math.max(deltaMs, 0), deltaMs })
    jump(3_000)
    jump(-3 * HOUR)
    await kiosk.sendAll()
    expect(await incidentsOf(kiosk)).toMatchObject([
      { kind: 'clock-step', seq: 4, detail: { deltaMs: -3 * HOUR } },
    ])
  })

  it('tells of three badges within four seconds, however the scans come, once a kiosk and day', async () => {
    district.clock.set(MONDAY_7)
    const kiosk = await kioskWith(1)
    await kiosk.sendAll()
    const scans = async (
      start: number,
      ...steps: readonly (readonly [person: string, afterMs: number])[]
    ) => {
      for (const [person, afterMs] of steps) kiosk.scan(person, start + afterMs)
      expect(await kiosk.send(kiosk.texts.length - steps.length + 1)).toMatchObject({ status: 200 })
    }
    // Two people with a badge read twice, and a queue that moves quickly.
    await scans(MONDAY_7, ['a1', 0], ['a2', 900], ['a1', 1_800], ['a2', 3_900])
    await scans(MONDAY_7 + MINUTE, ['a1', 0], ['a2', 2_000], ['a3', 4_001])
    expect(await incidentsOf(kiosk)).toEqual([])
    await scans(MONDAY_7 + 2 * MINUTE, ['a1', 0])
    await scans(MONDAY_7 + 2 * MINUTE, ['a2', 1_500])
    expect(await incidentsOf(kiosk)).toEqual([])
    await scans(MONDAY_7 + 2 * MINUTE, ['a3', 4_000])
    expect(await incidentsOf(kiosk)).toMatchObject([
      {
        kind: 'burst',
        seq: kiosk.texts.length,
        log: kiosk.state.log,
        point: 'point-a',
        times: 1,
        detail: { day: '2026-11-16', withinMs: 4_000, people: ['a1', 'a2', 'a3'] },
      },
    ])
    // The same three are a burst each time, not with each further scan; the day is that of Việt Nam.
    await scans(MONDAY_7 + HOUR, ['a3', 0], ['a1', 700], ['a2', 1_400], ['a3', 2_100], ['a1', 2_800])
    const midnight = MONDAY_7 + 17 * HOUR
    await scans(midnight, ['a1', -3_000], ['a2', -2_000], ['a3', -1_000], ['a1', 0], ['a2', 10], ['a3', 20])
    const found = await incidentsOf(kiosk)
    expect(found.map(({ kind, times, detail }) => [kind, detail.day, times]).sort()).toEqual([
      ['burst', '2026-11-16', 3],
      ['burst', '2026-11-17', 1],
    ])
  })

  it('measures a burst by uptime: a clock that is set meanwhile neither makes one nor hides one', async () => {
    district.clock.set(MONDAY_7)
    const kiosk = await kioskWith(1)
    await kiosk.sendAll()
    const scan = (person: string, at: number, up: number, run?: string) => {
      const data = { badge: digestOf(`badge of ${person}`), staff: person, method: 'camera' } as const
      kiosk.add('scan', data, run === undefined ? { at, up } : { at, up, run })
    }
    scan('a1', MONDAY_7, 2_000_000)
    scan('a2', MONDAY_7 + 1_000, 2_020_000)
    scan('a3', MONDAY_7 + 2_000, 2_040_000)
    scan('a1', MONDAY_7 + 9_000, 2_060_000)
    scan('a2', MONDAY_7 + 9_100, 2_060_100)
    scan('a3', MONDAY_7 + 9_200, 2_060_200, randomUUID())
    await kiosk.send(2)
    expect(await incidentsOf(kiosk)).toEqual([])
    const run = randomUUID()
    for (const [i, person] of ['a1', 'a2', 'a3'].entries())
      scan(person, MONDAY_7 + i * HOUR, 3_000_000 + i * 1_000, run)
    expect(await kiosk.send(8)).toMatchObject({ status: 200 })
    expect(await incidentsOf(kiosk)).toMatchObject([{ kind: 'burst', detail: { withinMs: 2_000 } }])
  })

  it('tells of many refused codes in a short time, once a kiosk and day, and again when closed (T12)', async () => {
    district.clock.set(MONDAY_7)
    const kiosk = await kioskWith(1)
    await kiosk.sendAll()
    const refuse = async (count: number, start: number, everyMs: number) => {
      for (let i = 0; i < count; i++)
        kiosk.add(
          'refused-code',
          { class: i % 5 === 0 ? 'foreign' : 'identity-card' },
          { at: start + i * everyMs },
        )
      expect(await kiosk.send(kiosk.texts.length - count + 1)).toMatchObject({ status: 200 })
    }
    // A day of people who take out the wrong card: many, but one after the other.
    await refuse(40, MONDAY_7, MINUTE)
    await refuse(9, MONDAY_7 + HOUR, 1_000)
    expect(await incidentsOf(kiosk)).toEqual([])
    await refuse(1, MONDAY_7 + HOUR + 2 * MINUTE, 0)
    const [found] = await incidentsOf(kiosk)
    expect(found).toMatchObject({
      kind: 'refused-codes',
      seq: 51,
      point: 'point-a',
      times: 1,
      detail: { day: '2026-11-16', withinMs: 2 * MINUTE, codes: { foreign: 3, 'identity-card': 7 } },
    })
    const closed = { by: 'quan', at: MONDAY_7 + 2 * HOUR, note: 'đã nhắc người ở quầy' }
    expect(await closeIncident(db(), found?.id ?? '', closed)).toBe(true)
    await refuse(25, MONDAY_7 + 3 * HOUR, 1_000)
    await refuse(10, MONDAY_7 + 24 * HOUR, 1_000)
    const after = await incidentsOf(kiosk)
    expect(after.map(({ detail, state, times }) => [detail.day, state, times]).sort()).toEqual([
      ['2026-11-16', 'open', 3],
      ['2026-11-17', 'open', 1],
    ])
  })

  it('tells of a gap that stands, not of a kiosk that is corrected and goes on', async () => {
    district.clock.set(MONDAY_7)
    const kiosk = await kioskWith(12)
    await kiosk.send(1, 3)
    const gap = { status: 409, body: { problem: 'gap' } }
    expect(await kiosk.send(6, 8)).toMatchObject(gap)
    expect(await kiosk.send(4, 6)).toMatchObject({ status: 200 })
    // A district that lost its newest events asks for the same one again.
    await loseFrom(kiosk, 4)
    expect(await kiosk.send(7, 8)).toMatchObject(gap)
    expect(await kiosk.send(4, 6)).toMatchObject({ status: 200 })
    expect(await kiosk.send(8, 9)).toMatchObject(gap)
    await kiosk.hello()
    expect(await kiosk.send(7, 8)).toMatchObject({ status: 200 })
    expect(await incidentsOf(kiosk)).toEqual([])
    // Asked for 9, it sends 11 again and again.
    for (let i = 0; i < 3; i++) expect(await kiosk.send(11)).toMatchObject(gap)
    const found = { kind: 'gap', log: kiosk.state.log, seq: 9, point: 'point-a', state: 'open' }
    expect(await incidentsOf(kiosk)).toMatchObject([
      { ...found, times: 2, detail: { from: 9, to: 10, sentBy: 'kiosk' } },
    ])
    district.clock.set(MONDAY_7 + 17 * HOUR)
    await kiosk.hello()
    expect(await kiosk.send(11)).toMatchObject(gap)
    expect((await incidentsOf(kiosk)).map(({ kind, times }) => [kind, times])).toEqual([
      ['gap', 1],
      ['gap', 2],
    ])
    expect(await kiosk.send(9)).toMatchObject({ status: 200 })
  })

  it('tells at once of a kiosk that leaves out what it no longer has', async () => {
    const kiosk = await kioskWith(12)
    // The district lost everything, the kiosk has dropped its oldest months: what it still has begins later.
    const rest = await kiosk.send(1, 12, { events: kiosk.texts.slice(7) })
    expect(rest).toMatchObject({ body: { problem: 'malformed', seq: 1 } })
    expect(await incidentsOf(kiosk)).toMatchObject([
      { kind: 'gap', seq: 1, log: kiosk.state.log, times: 1, detail: { from: 1, to: 7, sentBy: 'kiosk' } },
    ])
    // What is held already nobody asks for, and another log's events are no gap.
    const other = await kioskWith(12)
    await other.send(1, 6)
    const without = (seq: number, from: number) => other.texts.slice(from - 1).toSpliced(seq - from, 1)
    expect(await other.send(2, 12, { events: without(4, 2) })).toMatchObject({
      body: { problem: 'malformed' },
    })
    const strange = kiosk.texts.slice(8)
    expect(await other.send(7, 12, { events: strange })).toMatchObject({ body: { problem: 'malformed' } })
    expect(await incidentsOf(other)).toEqual([])
    expect(await other.send(5, 12, { events: without(9, 5) })).toMatchObject({ body: { seq: 9 } })
    expect(await incidentsOf(other)).toMatchObject([{ kind: 'gap', seq: 9, detail: { from: 9, to: 9 } }])
    expect(await held(other.state.log)).toHaveLength(6)
  })

  it('says what it holds of every log of a kiosk', async () => {
    const kiosk = await kioskWith(4)
    await kiosk.sendAll()
    const first = { log: kiosk.state.log, have: kiosk.head }
    kiosk.begin({ ...first.have, log: first.log }, randomUUID())
    const answer = await kiosk.hello({ parent: { ...first.have, log: first.log } })
    expect(answer.body.logs).toEqual([first])
    await kiosk.sendAll()
    const logs = (await kiosk.hello()).body.logs as unknown[]
    expect(logs).toHaveLength(2)
    expect(logs).toEqual(expect.arrayContaining([first, { log: kiosk.state.log, have: kiosk.head }]))
  })
})
