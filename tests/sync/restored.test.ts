import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importPublicKey, open } from '../../core/log/seal.ts'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { type Incident, readIncidents } from '../../db/district/kiosks/incidents.ts'
import { readQuarantine } from '../../db/district/kiosks/quarantine.ts'
import { SET_ASIDE_FOLDER } from '../../db/kiosk/files/log-files.ts'
import { type BareKiosk, openBareKiosk } from '../support/bare-kiosk.ts'
import {
  backUpDevice,
  createFusedDistrict,
  type FusedDistrict,
  putBackDevice,
} from '../support/fused-district.ts'
import { createHandClock, type HandClock } from '../support/hand-clock.ts'
import { createModelLine } from '../support/model-line.ts'
import { readChain } from '../support/read-log.ts'
import { firstBroken } from '../support/verify-chain.ts'
import { MODEL_START, type ModelStart, prepareModel } from './prepare-model.ts'

let root: string
let district: FusedDistrict
let start: ModelStart
let clock: HandClock
let kiosks: BareKiosk[]

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'giogiac-restored-'))
  district = await createFusedDistrict(null, MODEL_START)
  start = await prepareModel(district, root)
  clock = createHandClock(MODEL_START)
  kiosks = []
})
afterEach(async () => {
  for (const kiosk of kiosks) kiosk.crash()
  await district.close()
  rmSync(root, { recursive: true, force: true })
})

function kioskOn(disk: string): BareKiosk {
  const line = createModelLine(district)
  const kiosk = openBareKiosk({ dataDirectory: disk, clock, fetch: line.fetch })
  kiosks.push(kiosk)
  return kiosk
}

/** A disk with what another one had. */
function copyOf(disk: string, name: string): string {
  const copy = join(root, name)
  cpSync(disk, copy, { recursive: true })
  return copy
}

/** So many people scan, one a second. @returns the ids */
function scans({ kiosk }: BareKiosk, count: number): string[] {
  const ids: string[] = []
  const written = kiosk.keeper.write((store) => {
    for (let i = 0; i < count; i++) {
      clock.pass(1000)
      const id = kiosk.newId()
      const data = { badge: randomBytes(32).toString('hex'), staff: null, method: 'camera' } as const
      kiosk.journal.append(store, [{ id, type: 'scan', data, person: null }])
      ids.push(id)
    }
  })
  expect(written.kind).toBe('done')
  return ids
}

async function reach(kiosk: BareKiosk): Promise<void> {
  clock.pass(60_000)
  district.clock.set(clock.now())
  expect(await kiosk.attempt()).toEqual({ kind: 'done' })
}

const logOf = (kiosk: BareKiosk): string => kiosk.store().origin()?.log ?? ''
const headOf = (kiosk: BareKiosk): number => kiosk.store().head()?.seq ?? 0

/** How often each event counts at the district. */
async function counted(): Promise<ReadonlyMap<string, number>> {
  const rows = rowsOf<{ id: string; n: string }>(
    await district.db.execute(
      sql`select id, count(*) filter (where not repeats)::text as n from events group by id`,
    ),
  )
  return new Map(rows.map(({ id, n }) => [id, Number(n)]))
}

async function expectEachOnce(ids: readonly string[]): Promise<void> {
  const times = await counted()
  expect(ids.filter((id) => times.get(id) !== 1)).toEqual([])
}

const textsOf = async (log: string): Promise<string[]> =>
  rowsOf<{ text: string }>(
    await district.db.execute(sql`select text from events where log = ${log}::uuid order by seq`),
  ).map(({ text }) => text)

async function incidents(): Promise<Incident['kind'][]> {
  return (await readIncidents(district.db, { points: null })).map(({ kind }) => kind).sort()
}

/** Scans that are judged by the kiosk's wall clock for want of a comparison. */
async function unanchored(): Promise<number> {
  const [row] = rowsOf<{ n: string }>(
    await district.db.execute(
      sql`select count(*)::text as n from events where type = 'scan' and not repeats and judged_error_ms is null`,
    ),
  )
  return Number(row?.n)
}

/** A kiosk with 100 events that the district holds, its disk as it was then, and 50 more that the district holds. */
async function copiedAt100(): Promise<{ disk: string; copy: string; first: string[]; lost: string[] }> {
  const disk = copyOf(start.folder, 'disk')
  const kiosk = kioskOn(disk)
  await reach(kiosk)
  const first = scans(kiosk, 100 - headOf(kiosk))
  await reach(kiosk)
  kiosk.crash()
  const copy = copyOf(disk, 'copy')
  const again = kioskOn(disk)
  const lost = scans(again, 50)
  await reach(again)
  again.crash()
  return { disk, copy, first, lost }
}

describe('a log that is not what it was (S7)', { timeout: 60_000 }, () => {
  test('a restored disk that has not recorded since goes on in a new log', async () => {
    const { copy, first, lost } = await copiedAt100()
    const kiosk = kioskOn(copy)
    const old = logOf(kiosk)
    await reach(kiosk)
    expect(logOf(kiosk)).not.toBe(old)
    expect(kiosk.store().origin()?.parent).toMatchObject({ log: old })
    const later = scans(kiosk, 20)
    await reach(kiosk)
    await expectEachOnce([...first, ...lost, ...later])
    expect(await textsOf(logOf(kiosk))).toEqual(readChain(copy).events.map(({ text }) => text))
    expect(await incidents()).toContain('restored')
    expect(await unanchored()).toBe(0)
  })

  test('a restored disk that recorded 20 scans offline loses none and doubles none, both histories can be verified', async () => {
    const { copy, first, lost } = await copiedAt100()
    const kiosk = kioskOn(copy)
    const old = logOf(kiosk)
    const later = scans(kiosk, 20)
    const before = readChain(copy)
    await reach(kiosk)
    await reach(kiosk)
    await expectEachOnce([...first, ...lost, ...later])
    expect(await incidents()).toContain('restored')
    // The history that the district held goes on being the old log's.
    const held = await textsOf(old)
    expect(held.length).toBeGreaterThan(150)
    // The other one lies aside on the kiosk, and in quarantine at the district under the kiosk's seal.
    const [folder] = readdirSync(join(copy, SET_ASIDE_FOLDER))
    const aside = readChain(join(copy, SET_ASIDE_FOLDER, folder ?? ''))
    expect(firstBroken(aside.origin, aside.events)).toBeNull()
    expect(aside.events.slice(0, before.events.length)).toEqual(before.events)
    const { publicKey } = aside.origin
    const kept = await readQuarantine(district.db, start.device)
    const sealed = await Promise.all(
      kept.map(async (each) =>
        open(each.sealed, {
          key: await importPublicKey(publicKey),
          audience: district.keys.publicKey,
          purpose: 'events',
        }),
      ),
    )
    const story = sealed.flatMap((each) => (each.kind === 'opened' ? JSON.parse(each.body).events : []))
    expect(story).toEqual(expect.arrayContaining(aside.events.slice(101, 115).map(({ text }) => text)))
    const { origin, events } = readChain(copy)
    expect(firstBroken({ ...origin, parent: kiosk.store().origin()?.parent ?? null }, events)).toBeNull()
    expect(await textsOf(logOf(kiosk))).toEqual(events.map(({ text }) => text))
    expect(await unanchored()).toBe(0)
  })

  test('a restored disk that recorded past where it had been before', async () => {
    const { copy, first, lost } = await copiedAt100()
    const kiosk = kioskOn(copy)
    const old = logOf(kiosk)
    const later = scans(kiosk, 90)
    await reach(kiosk)
    expect(logOf(kiosk)).not.toBe(old)
    await expectEachOnce([...first, ...lost, ...later])
    expect(await incidents()).toContain('fork')
    const kept = await readQuarantine(district.db, start.device)
    expect(kept.map(({ why }) => why)).toEqual(['fork'])
  })

  test('two machines with one key and one log, both scanning, lose nothing and are told apart', async () => {
    const disk = copyOf(start.folder, 'disk')
    const first = kioskOn(disk)
    await reach(first)
    const shared = scans(first, 10)
    await reach(first)
    first.crash()
    const second = kioskOn(copyOf(disk, 'clone'))
    const original = kioskOn(disk)
    const ids = [...shared]
    for (let round = 0; round < 4; round++) {
      ids.push(...scans(original, 3))
      ids.push(...scans(second, 2))
      await reach(original)
      await reach(second)
    }
    expect(logOf(original)).not.toBe(logOf(second))
    await expectEachOnce(ids)
    for (const [kiosk, folder] of [
      [original, disk],
      [second, join(root, 'clone')],
    ] as const) {
      expect(await textsOf(logOf(kiosk))).toEqual(readChain(folder).events.map(({ text }) => text))
    }
    expect(await incidents()).toEqual(expect.arrayContaining(['cloned']))
  })

  test('a district that went back to its backup is given again what it lost, and shown what it had signed (S8)', async () => {
    const kiosk = kioskOn(copyOf(start.folder, 'disk'))
    await reach(kiosk)
    const first = scans(kiosk, 40)
    await reach(kiosk)
    const backup = await backUpDevice(district.db, start.device)
    const later = scans(kiosk, 30)
    await reach(kiosk)
    const signed = headOf(kiosk)
    await putBackDevice(district.db, start.device, backup)
    const last = scans(kiosk, 5)
    await reach(kiosk)
    await expectEachOnce([...first, ...later, ...last])
    const [found] = await readIncidents(district.db, { points: null })
    expect(found).toMatchObject({
      kind: 'rolled-back',
      log: logOf(kiosk),
      detail: { signed: { seq: signed } },
    })
    expect(existsSync(join(root, 'disk', SET_ASIDE_FOLDER))).toBe(false)
  })

  test('a district that lost a log from before the present one is given that again too', async () => {
    const { copy, first } = await copiedAt100()
    const kiosk = kioskOn(copy)
    const later = scans(kiosk, 12)
    await reach(kiosk)
    await putBackDevice(district.db, start.device, start.backup)
    await reach(kiosk)
    await reach(kiosk)
    await expectEachOnce([...first, ...later])
  })

  test('of a restored district and a restored kiosk everything comes together that either still has', async () => {
    const { copy, first, lost } = await copiedAt100()
    const backup = await backUpDevice(district.db, start.device)
    const kiosk = kioskOn(copy)
    const later = scans(kiosk, 8)
    await reach(kiosk)
    await putBackDevice(district.db, start.device, backup)
    const last = scans(kiosk, 8)
    await reach(kiosk)
    await reach(kiosk)
    await expectEachOnce([...first, ...lost, ...later, ...last])
  })
})
