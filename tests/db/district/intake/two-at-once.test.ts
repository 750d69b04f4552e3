import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { chainHash, genesisHash } from '../../../../core/log/chain.ts'
import type { DistrictDb } from '../../../../db/district/engine/district-db.ts'
import { rowsOf } from '../../../../db/district/engine/district-db.ts'
import { ingestBatch } from '../../../../db/district/intake/ingest.ts'
import { repairLogEnds } from '../../../../db/district/intake/repair-log-ends.ts'
import { type Admitted, withDevice, withDeviceOfFile } from '../../../../db/district/kiosks/devices.ts'
import { createEnrolmentCode, enrolDevice } from '../../../../db/district/kiosks/enrolment.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../../db/district/organisation/seed-organisation.ts'
import type { Snapshot } from '../../../../db/district/organisation/snapshot.ts'
import { sha256 } from '../../../../db/sha256.ts'
import { makeDeviceIdentity } from '../../../../kiosk/keys/device-key.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { districtSeed } from '../../../support/district-seed.ts'

/** Monday 16 November 2026, 08:00 in Việt Nam. */
const NOW = Date.UTC(2026, 10, 16, 1)
const LAST = 10
/** Whoever comes second is told how far the log is held by then. */
const TAKEN = { kind: 'answered', answer: { kind: 'taken', have: LAST } } as const

onBothEngines('a held batch and a fresh one of the same kiosk at once', (engine) => {
  let db: DistrictDb
  let snapshot: Snapshot
  beforeAll(async () => {
    db = engine.database().db
    await seedOrganisation(db, districtSeed())
    snapshot = await createSnapshots().current(db)
  })

  /** An enrolled kiosk, ten events of its log, and the two ways its batches come. */
  async function inventKiosk() {
    const { device, publicKey } = await makeDeviceIdentity(randomUUID())
    const code = await createEnrolmentCode(db, { point: 'point-a', name: 'k' }, NOW, randomBytes)
    const challenge = randomUUID()
    await enrolDevice(db, { device, publicKey, code: code?.code ?? '', challenge, now: NOW })
    const log = randomUUID()
    const run = randomUUID()
    const hashes = [genesisHash(sha256, { log, device, publicKey, parent: null })]
    const texts: string[] = []
    for (let seq = 1; seq <= LAST; seq++) {
      const head = { v: 1, log, seq, id: randomUUID(), at: NOW - 100_000 + seq, up: 1_000 + seq, run }
      const begun = { point: 'point-a', device, parent: null, why: 'new' }
      const said =
        seq === 1 ? { type: 'log-started', data: begun } : { type: 'access', data: { who: 'x', what: 'y' } }
      texts.push(JSON.stringify({ ...head, ...said }))
      hashes.push(chainHash(sha256, hashes.at(-1) ?? '', texts.at(-1) ?? ''))
    }
    const requestOf = (from: number, to: number) => ({
      log,
      from,
      prev: hashes[from - 1] ?? '',
      events: texts.slice(from - 1, to),
      head: { seq: to, hash: hashes[to] ?? '' },
    })
    /** @param door the transaction stays open behind it after it has done its work */
    /** @param logs as somebody read them earlier */
    const byFile = (from: number, to: number, door?: Door, logs?: Admitted['logs']) =>
      withDeviceOfFile(db, { device, nextChallenge: randomUUID() }, async (tx, now) => {
        const admitted = { ...now, logs: logs ?? now.logs }
        const taken = await ingestBatch(tx, snapshot, admitted, requestOf(from, to), NOW, NOW)
        await door?.passed()
        return { kind: taken.kind, have: taken.have?.seq }
      })
    const byLine = (from: number, to: number, named: string, door?: Door) =>
      withDevice(
        db,
        { device, challenge: named, nextChallenge: randomUUID(), now: NOW },
        async (tx, admitted) => {
          const taken = await ingestBatch(tx, snapshot, admitted, requestOf(from, to), NOW)
          await door?.passed()
          return { kind: taken.kind, have: taken.kind === 'too-much' ? null : taken.have?.seq }
        },
      )
    const held = async () => {
      const [row] = rowsOf<{ have: number; hash: string; rows: number }>(
        await db.execute(sql`select have_seq as have, have_hash as hash,
          (select count(*)::int from events where log = ${log}::uuid) as rows from logs where id = ${log}::uuid`),
      )
      return row
    }
    const readLogs = async (): Promise<Admitted['logs']> => {
      const read = await withDeviceOfFile(
        db,
        { device, nextChallenge: randomUUID() },
        async (_tx, { logs }) => logs,
      )
      return read.kind === 'answered' ? read.answer : []
    }
    return { log, challenge, hashes, byFile, byLine, held, readLogs }
  }

  interface Door {
    /** For whoever holds the device's row: waits before it until somebody opens. */
    passed(): Promise<void>
    /** Somebody holds the row and waits. */
    readonly reached: Promise<void>
    /** Opens once whoever was begun meanwhile has come to wait for the row. */
    openSoon(): void
  }

  /** What is begun while another transaction of the same kiosk stands open, and that one's end. */
  function makeDoor(): Door {
    const opened = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    return {
      passed: () => {
        reached.resolve()
        return opened.promise
      },
      reached: reached.promise,
      openSoon: () => void setTimeout(300).then(() => opened.resolve()),
    }
  }

  it('a held file behind a fresh one moves no log back', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, 5)
    const door = makeDoor()
    const fresh = kiosk.byFile(6, LAST, door)
    await door.reached
    const old = kiosk.byFile(1, 5)
    door.openSoon()
    expect(await Promise.all([fresh, old])).toMatchObject([TAKEN, TAKEN])
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
    expect(await kiosk.byFile(6, LAST)).toMatchObject(TAKEN)
  })

  it('a fresh file beside what the kiosk itself sends is stored once, and the kiosk is asked once more', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, 5)
    const [row] = rowsOf<{ challenge: string }>(
      await db.execute(
        sql`select d.challenge from devices d join logs l on l.device = d.id where l.id = ${kiosk.log}::uuid`,
      ),
    )
    const door = makeDoor()
    const file = kiosk.byFile(6, LAST, door)
    await door.reached
    const sent = kiosk.byLine(1, 5, row?.challenge ?? '')
    door.openSoon()
    expect(await file).toMatchObject(TAKEN)
    const first = await sent
    // On PGlite one transaction begins when the other has ended; on PostgreSQL the kiosk's waited for the row.
    expect(first.kind).toBe('challenge')
    const again = await kiosk.byLine(1, 5, first.kind === 'challenge' ? first.challenge : '')
    expect(again).toMatchObject(TAKEN)
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
  })

  it('what the kiosk sends beside a held file is stored once', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, 5)
    const [row] = rowsOf<{ challenge: string }>(
      await db.execute(
        sql`select d.challenge from devices d join logs l on l.device = d.id where l.id = ${kiosk.log}::uuid`,
      ),
    )
    const door = makeDoor()
    const sent = kiosk.byLine(6, LAST, row?.challenge ?? '', door)
    await door.reached
    const file = kiosk.byFile(1, 5)
    door.openSoon()
    expect(await Promise.all([sent, file])).toMatchObject([TAKEN, TAKEN])
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
  })

  it('a log whose end an earlier version moved back is found and put right', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, LAST)
    await db.execute(
      sql`update logs set have_seq = 4, have_hash = ${kiosk.hashes[4]} where id = ${kiosk.log}::uuid`,
    )
    expect(await repairLogEnds(db, randomUUID)).toEqual([{ log: kiosk.log, from: 4, to: LAST }])
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
    expect(await repairLogEnds(db, randomUUID)).toEqual([])
  })

  it('what the kiosk sends while its log’s end is put right is asked for once more', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, LAST)
    await db.execute(
      sql`update logs set have_seq = 4, have_hash = ${kiosk.hashes[4]} where id = ${kiosk.log}::uuid`,
    )
    const [row] = rowsOf<{ challenge: string }>(
      await db.execute(
        sql`select d.challenge from devices d join logs l on l.device = d.id where l.id = ${kiosk.log}::uuid`,
      ),
    )
    const door = makeDoor()
    const holding = db.transaction(async (tx) => {
      await tx.execute(sql`select from logs where id = ${kiosk.log}::uuid for update`)
      await door.passed()
    })
    await door.reached
    const repairing = repairLogEnds(db, randomUUID)
    await setTimeout(150)
    const sent = kiosk.byLine(5, LAST, row?.challenge ?? '')
    door.openSoon()
    await holding
    expect(await repairing).toEqual([{ log: kiosk.log, from: 4, to: LAST }])
    const first = await sent
    expect(first.kind).toBe('challenge')
    expect(await kiosk.byLine(5, LAST, first.kind === 'challenge' ? first.challenge : '')).toMatchObject(
      TAKEN,
    )
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
  })

  it('an end that was read before another batch came is not moved back', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, 5)
    const before = await kiosk.readLogs()
    await kiosk.byFile(6, LAST)
    await kiosk.byFile(1, 5, undefined, before)
    expect(await kiosk.held()).toEqual({ have: LAST, hash: kiosk.hashes[LAST], rows: LAST })
  })

  it('a log’s end that does not lead to its events is left as it is, for people to look at', async () => {
    const kiosk = await inventKiosk()
    await kiosk.byFile(1, LAST)
    await db.execute(sql`update logs set have_seq = 4 where id = ${kiosk.log}::uuid`)
    await db.execute(sql`delete from events where log = ${kiosk.log}::uuid and seq = 6`)
    expect(await repairLogEnds(db, randomUUID)).toEqual([])
    expect(await kiosk.held()).toMatchObject({ have: 4 })
  })
})
