import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { MOST_BYTES_A_DAY, MOST_UNKNOWN_A_DAY } from '../../../db/district/intake/day-quota.ts'
import { ingestBatch } from '../../../db/district/intake/ingest.ts'
import { withDeviceOfFile } from '../../../db/district/kiosks/devices.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { sendAgain } from '../../support/send-again.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Monday 16 November 2026, 08:00 in Việt Nam. */
const MONDAY = Date.UTC(2026, 10, 16, 1)
const BATCH = 25
/** As long as one event may be, nearly. */
const LONG = 15_000

onBothEngines('what is taken of one kiosk in a day', (engine) => {
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
  const held = async ({ state }: WireKiosk): Promise<number> =>
    rowsOf<{ n: number }>(
      await db().execute(sql`select count(*)::int as n from events where log = ${state.log}::uuid`),
    )[0]?.n ?? 0
  const told = async ({ device }: WireKiosk) =>
    (await readIncidents(db(), { points: null })).filter(
      (incident) => incident.device === device && incident.kind === 'too-much',
    )
  const addUnknown = (kiosk: WireKiosk, count: number, letters = 0) => {
    const { log, run } = kiosk.state
    for (let i = 0; i < count; i++) {
      const place = { v: 1, log, seq: kiosk.texts.length + 1, id: randomUUID(), at: district.clock.now() }
      kiosk.addText(
        JSON.stringify({ ...place, up: 1, run, type: 'of-tomorrow', data: { a: 'a'.repeat(letters) } }),
      )
    }
  }
  /** As if so much had come today already. */
  const setTaken = ({ state }: WireKiosk, { bytes = 0, unknown = 0 }) =>
    db().execute(sql`
      update logs set taken = json_build_object('day', taken ->> 'day', 'bytes', ${bytes}::int, 'unknown', ${unknown}::int)
      where id = ${state.log}::uuid`)

  it('has an end where its types are not known, and goes on after midnight', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    const most = Math.floor(MOST_UNKNOWN_A_DAY / LONG / BATCH) * BATCH
    addUnknown(kiosk, most, LONG)
    let from = 2
    for (; from <= most; from += BATCH) {
      expect((await sendAgain(kiosk, from, from + BATCH - 1)).status).toBe(200)
    }
    addUnknown(kiosk, BATCH, LONG)
    const last = from + BATCH - 1
    const refused = await sendAgain(kiosk, from, last)
    expect(refused).toMatchObject({ status: 429, sealed: false, retryAfter: 300 })
    district.clock.set(day + 16 * 60 * MINUTE - 40_000)
    expect(await sendAgain(kiosk, from, last)).toMatchObject({ status: 429, retryAfter: 40 })
    expect(await held(kiosk)).toBe(most + 1)
    expect(await told(kiosk)).toMatchObject([
      { times: 2, point: 'point-a', seq: from, detail: { unknown: expect.any(Number) } },
    ])
    expect((await kiosk.hello()).status).not.toBe(429)
    const other = await createWireKiosk(district).enrol()
    expect((await other.send(1)).status).toBe(200)

    district.clock.set(day + 16 * 60 * MINUTE)
    expect(await sendAgain(kiosk, from, last)).toMatchObject({ status: 200, body: { have: { seq: last } } })
    expect(await told(kiosk)).toHaveLength(1)
  })

  it('is counted in bytes over all of its logs; what is held already counts once', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.scan('a1', day + MINUTE)
    await kiosk.sendAll()
    await setTaken(kiosk, { bytes: MOST_BYTES_A_DAY - 1_200 })
    for (let again = 0; again < 3; again++) expect((await sendAgain(kiosk, 1, 2)).status).toBe(200)
    const older = { log: kiosk.state.log, seq: 2, hash: kiosk.hashAt(2) }
    kiosk.begin(older, randomUUID())
    expect((await sendAgain(kiosk, 1, 1)).status).toBe(200)
    for (let i = 2; i < 6; i++) kiosk.scan('a1', day + i * MINUTE)
    expect((await sendAgain(kiosk, 2, 5)).status).toBe(429)
    expect(await held(kiosk)).toBe(1)
    expect(await told(kiosk)).toMatchObject([{ times: 1, seq: 2, detail: { unknown: 0 } }])
  })

  it('is not more for two batches that come at once', async () => {
    for (let round = 0; round < 5; round++) {
      const kiosk = await createWireKiosk(district).enrol()
      await kiosk.sendAll()
      await setTaken(kiosk, { unknown: MOST_UNKNOWN_A_DAY - 15_000 })
      const twin = kiosk.copy(kiosk.state, kiosk.texts)
      twin.begin({ log: kiosk.state.log, seq: 1, hash: kiosk.hashAt(1) }, randomUUID())
      addUnknown(kiosk, 10, 1_000)
      addUnknown(twin, 10, 1_000)
      const untilHeard = async (one: WireKiosk, from: number): Promise<number> => {
        for (;;) {
          const { status, body } = await one.send(from)
          if (body.problem !== 'challenge') return status
        }
      }
      const statuses = await Promise.all([untilHeard(kiosk, 2), untilHeard(twin, 1)])
      expect(statuses.toSorted()).toEqual([200, 429])
      expect(await told(kiosk)).toMatchObject([{ times: 1 }])
    }
  })

  it('bounds nothing that a person brings in a file', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    await setTaken(kiosk, { bytes: MOST_BYTES_A_DAY, unknown: MOST_UNKNOWN_A_DAY })
    addUnknown(kiosk, 3)
    expect((await sendAgain(kiosk, 2, 4)).status).toBe(429)
    const snapshot = await createSnapshots().current(db())
    const { log } = kiosk.state
    const request = { log, from: 2, prev: kiosk.hashAt(1), events: kiosk.texts.slice(1), head: kiosk.head }
    const asked = { device: kiosk.device, nextChallenge: randomUUID() }
    const brought = await withDeviceOfFile(db(), asked, (tx, admitted) =>
      ingestBatch(tx, snapshot, admitted, request, day, day),
    )
    expect(brought).toMatchObject({ kind: 'answered', answer: { kind: 'taken', stored: 3 } })
    addUnknown(kiosk, 1)
    expect((await sendAgain(kiosk, 5, 5)).status).toBe(429)
  })
})
