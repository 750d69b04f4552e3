import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importPublicKey, open } from '../../core/log/seal.ts'
import { completeTo, readCoverage } from '../../db/district/coverage.ts'
import { rowsOf } from '../../db/district/district-db.ts'
import { revokeDevice } from '../../db/district/enrolment.ts'
import { closeIncident, type Incident, readIncidents } from '../../db/district/incidents.ts'
import { readQuarantine } from '../../db/district/quarantine.ts'
import { onBothEngines } from '../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../support/wire-kiosk.ts'

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
  const kioskWith = async (events: number): Promise<WireKiosk> => {
    const kiosk = await createWireKiosk(district).enrol()
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
    const kiosk = await createWireKiosk(district).enrol()
    const parent = { log: randomUUID(), seq: 40, hash: 'ab'.repeat(32) }
    kiosk.begin(parent, randomUUID())
    kiosk.scan('a1', MONDAY_7 + MINUTE)
    expect(await kiosk.hello({ parent })).toMatchObject({ body: { have: { seq: 0, hash: kiosk.hashAt(0) } } })
    expect(await kiosk.send(1)).toMatchObject({ status: 200 })
  })

  it('tells of two kiosks with one key, and calls nothing complete until somebody has looked (S7)', async () => {
    const original = await kioskWith(4)
    await original.sendAll()
    const before = { ...original.state }
    const texts = [...original.texts]
    const parent = { log: before.log, seq: 4, hash: original.hashAt(4) }
    const beganAt = MONDAY_7 + HOUR
    original.begin(parent, randomUUID())
    original.scan('a2', beganAt)
    await original.sendAll()
    expect((await incidentsOf(original)).map(({ kind }) => kind)).toEqual(['restored'])
    // The other one goes on with the log as it was.
    const other = original.copy(before, texts)
    other.scan('a3', beganAt + HOUR)
    district.clock.set(beganAt + HOUR)
    await other.send(5)
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
    await db().execute(sql`delete from events where log = ${kiosk.state.log}::uuid and seq > 6`)
    await db().execute(
      sql`update logs set have_seq = 6, have_hash = ${kiosk.hashAt(6)} where id = ${kiosk.state.log}::uuid`,
    )
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
