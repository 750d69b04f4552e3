import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { LOG_FILES } from '../../../db/kiosk/files/log-files.ts'
import { backupsIn } from '../../../db/kiosk/rescue/back-up.ts'
import { createTestKiosk, type TestKiosk, type TestKioskOptions } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { readChain, readLog } from '../../support/read-log.ts'
import { captureRunningLog } from '../../support/running-log.ts'
import { badgeOf } from '../../support/test-directory.ts'
import { firstBroken } from '../../support/verify-chain.ts'

let kiosk: TestKiosk
afterEach(() => kiosk.close())

async function kioskWithScans(scans: number, options: TestKioskOptions = {}): Promise<readonly string[]> {
  kiosk = await createTestKiosk(options)
  const ids: string[] = []
  for (let i = 0; i < scans; i++) {
    kiosk.clock.pass(1000)
    const answer = await kiosk.scan(badgeOf((i % 3) + 1).code)
    if (answer.kind === 'recorded') ids.push(answer.scan)
  }
  return ids
}

const file = (name: string) => join(kiosk.dataDirectory, name)
const scans = () =>
  readLog(kiosk.dataDirectory)
    .filter(({ type }) => type === 'scan')
    .map(({ id }) => id)
const firstEvent = () => readLog(kiosk.dataDirectory)[0]

/** Noise over the whole database: nothing of it can be read. */
async function ruin(): Promise<void> {
  await kiosk.service.stop()
  writeFileSync(file('log.db'), Buffer.alloc(40_960, 0x5a))
  await kiosk.restart()
}

const state = () => kiosk.service.api.state({})

describe('a kiosk whose log was damaged', () => {
  test('goes on at once in a new log that names the old, with what waited under its old ids', async () => {
    const ids = await kioskWithScans(12)
    const before = readChain(kiosk.dataDirectory)
    await kiosk.service.stop()
    truncateSync(file('log.db'), 8192)
    await kiosk.restart()
    const next = await kiosk.scan(badgeOf(4).code)
    expect(next).toMatchObject({ kind: 'recorded' })
    const { origin, events } = readChain(kiosk.dataDirectory)
    expect(firstBroken(origin, events)).toBeNull()
    expect(origin.log).not.toBe(before.origin.log)
    expect(origin.parent).toMatchObject({ log: before.origin.log, seq: 0 })
    expect(firstEvent()?.data).toMatchObject({ why: 'damaged', parent: origin.parent })
    const lost = ids.filter((id) => !scans().includes(id)).length
    const told = readLog(kiosk.dataDirectory).find(({ type }) => type === 'access')
    expect(told?.data.what).toMatch(/^log-damaged expected 14 carried \d+ lost \d+$/)
    expect(Number(/lost (\d+)/.exec(String(told?.data.what))?.[1])).toBeGreaterThanOrEqual(lost)
  })

  test('sets the files aside together and untouched, and says so on the screen', async () => {
    await kioskWithScans(5)
    await kiosk.service.stop()
    const damaged = Buffer.from(readFileSync(file('log.db')))
    damaged.fill(0x5a, 4096, 12_288)
    writeFileSync(file('log.db'), damaged)
    const head = readFileSync(file('log.head'))
    expect((await state().catch(() => null))?.restartedAfterDamage ?? null).toBeNull()
    await kiosk.restart()
    const { restartedAfterDamage } = await state()
    expect(restartedAfterDamage).toMatchObject({ at: kiosk.clock.now() })
    const folder = file(restartedAfterDamage?.quarantined ?? '')
    expect(readFileSync(join(folder, 'log.db')).equals(damaged)).toBe(true)
    expect(readFileSync(join(folder, 'log.head')).equals(head)).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'why.json'), 'utf8'))).toMatchObject({ why: 'damaged' })
    kiosk.clock.pass(8 * 24 * 3_600_000)
    expect((await state()).restartedAfterDamage).toBeNull()
  })

  test('knows where it belongs when its whole log is noise, and has the day from its backup', async () => {
    const ids = await kioskWithScans(6)
    const backups = file('backups')
    await kiosk.close()
    await kioskWithScans(6, { backupFolders: [backups] })
    expect(ids).toHaveLength(6)
    await kiosk.service.upkeep()
    expect(backupsIn(backups)).toHaveLength(1)
    const held = scans()
    await kiosk.scan(badgeOf(1).code)
    await ruin()
    expect((await state()).enrolled?.point).toBe('Bộ phận Một cửa')
    expect(scans()).toEqual(held)
    const told = readLog(kiosk.dataDirectory).find(({ type }) => type === 'access')
    expect(told?.data.what).toBe('log-damaged expected 9 carried 7 lost 1')
    rmSync(backups, { recursive: true, force: true })
  })

  test('answers with the whole day though the morning lies in the old log', async () => {
    await kioskWithScans(1)
    kiosk.clock.passTo('2026-03-02T07:20:00+07:00')
    await kiosk.scan(badgeOf(3).code)
    const { store } = opening()
    const head = store.head()
    if (head === null) throw new Error('no head')
    // The district holds everything so far: nothing of it is carried over.
    store.records.saveAcknowledged({ ...head, completeTo: 1, contactAt: 1, challenge: null, receipt: null })
    kiosk.service.readThrough('row 7 missing from index events_id')
    expect((await state()).restartedAfterDamage).not.toBeNull()
    kiosk.clock.passTo('2026-03-02T07:21:00+07:00')
    expect(await kiosk.scan(badgeOf(3).code)).toMatchObject({ became: { kind: 'already-recorded' } })
    expect((await state()).sync.waiting).toBe(readLog(kiosk.dataDirectory).length)
  })

  test('keeps PINs, settings and what counts of wrong tries', async () => {
    await kioskWithScans(0)
    const visit = await administratorVisit(kiosk)
    await kiosk.service.api.changeSettings({ visit, change: { counter: 'Quầy 3' } })
    await kiosk.service.api.openVisit({ for: 'administrator', pin: '000000' })
    kiosk.service.readThrough('database disk image is malformed')
    expect((await state()).restartedAfterDamage).not.toBeNull()
    expect((await state()).settings.counter).toBe('Quầy 3')
    expect((await state()).administratorPin).toBe('set')
    expect(await kiosk.service.api.openVisit({ for: 'administrator', pin: '000000' })).toMatchObject({
      kind: 'pin-wrong',
      triesLeft: 3,
    })
    await administratorVisit(kiosk)
  })

  test('lets nobody choose an administrator’s PIN because the one there was is lost', async () => {
    await kioskWithScans(0)
    expect((await state()).administratorPin).toBe('to-be-chosen')
    await administratorVisit(kiosk)
    await ruinHeader()
    expect((await state()).restartedAfterDamage).not.toBeNull()
    expect((await state()).administratorPin).toBe('missing')
    expect(await kiosk.service.api.setAdministratorPin({ pin: '73915583' })).toEqual({ kind: 'not-allowed' })
  })

  test('goes on after a second damage as after the first', async () => {
    const ids = await kioskWithScans(5)
    kiosk.service.readThrough('a first damage')
    await kiosk.scan(badgeOf(4).code)
    const middle = readChain(kiosk.dataDirectory).origin
    await ruinHeader()
    const { origin, events } = readChain(kiosk.dataDirectory)
    expect(firstBroken(origin, events)).toBeNull()
    expect(origin.parent?.log).toBe(middle.log)
    expect(scans().slice(0, 5)).toEqual(ids)
    expect(scans()).toHaveLength(6)
    expect(readdirSync(file('set-aside'))).toHaveLength(2)
  })

  test('says how much is gone when its write-ahead log lost its end (L8)', async () => {
    const log = await captureRunningLog(20)
    const dataDirectory = log.copy()
    const wal = join(dataDirectory, 'log.db-wal')
    truncateSync(wal, Math.floor(statSync(wal).size / 2))
    kiosk = await createTestKiosk({ dataDirectory, directory: null })
    log.close()
    const held = new Set(readLog(dataDirectory).map(({ id }) => id))
    const missing = log.ids.slice(1).filter((id) => !held.has(id)).length
    expect(missing).toBeGreaterThan(5)
    const { store } = opening()
    expect(store.records.succession()).toMatchObject({
      why: 'damaged',
      expected: log.ids.length,
      lost: missing,
    })
    expect((await state()).restartedAfterDamage).not.toBeNull()
  })

  test('finds behind a flipped bit what SQLite passes over (L8)', async () => {
    const log = await captureRunningLog(20)
    const dataDirectory = log.copy()
    const wal = join(dataDirectory, 'log.db-wal')
    const bytes = readFileSync(wal)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x10
    writeFileSync(wal, bytes)
    kiosk = await createTestKiosk({ dataDirectory, directory: null })
    log.close()
    const ids = readLog(dataDirectory).map(({ id }) => id)
    expect(log.ids.slice(1).filter((id) => !ids.includes(id))).toEqual([])
    const succession = opening().store.records.succession()
    expect(succession).toMatchObject({ carried: log.ids.length - 1, lost: 0 })
    const kept = readFileSync(file(`${succession?.folder}/log.db-wal`))
    expect(kept.equals(bytes)).toBe(true)
  })

  test('notices a page that only the reading of the whole file finds (L9)', async () => {
    const ids = await kioskWithScans(30)
    await kiosk.service.stop()
    const db = new Database(file('log.db'), { readonly: true })
    const index = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'events_person'")
    const page = Number(index.pluck().get())
    db.close()
    const bytes = readFileSync(file('log.db'))
    bytes.fill(0x5a, (page - 1) * 4096, page * 4096)
    writeFileSync(file('log.db'), bytes)
    await kiosk.restart()
    expect((await state()).restartedAfterDamage).not.toBeNull()
    expect(scans()).toEqual(ids)
  })

  test('notices that an event which the district acknowledged is gone', async () => {
    await kioskWithScans(3)
    const head = opening().store.head()
    if (head === null) throw new Error('no head')
    const said = { completeTo: 1, contactAt: 1, challenge: null, receipt: null }
    opening().store.records.saveAcknowledged({ ...head, ...said })
    await kiosk.service.stop()
    const db = new Database(file('log.db'))
    const trigger = db.prepare("SELECT sql FROM sqlite_schema WHERE name = 'events_never_deleted'")
    const sql = String(trigger.pluck().get())
    db.exec('DROP TRIGGER events_never_deleted')
    db.exec(`DELETE FROM events WHERE seq = ${head.seq}`)
    db.exec(sql)
    db.close()
    // Neither is there the head file to say so.
    rmSync(file('log.head'))
    await kiosk.restart()
    expect(opening().store.records.succession()?.why).toBe('damaged')
    expect(readChain(kiosk.dataDirectory).origin.parent).toMatchObject(head)
  })

  test.each([0, 1, 2, 3])(
    'goes on where a power cut stopped it after %i files were set aside',
    async (moved) => {
      const ids = await kioskWithScans(4)
      await kiosk.service.stop()
      const part = file('set-aside/0001-20260302T000000Z.part')
      mkdirSync(part, { recursive: true })
      const why = {
        why: 'damaged',
        detail: 'a test',
        log: readChain(kiosk.dataDirectory).origin.log,
        at: 1,
        from: null,
      }
      writeFileSync(join(part, 'why.json'), JSON.stringify(why))
      const there = LOG_FILES.filter((name) => existsSync(file(name)))
      for (const name of there.slice(0, moved)) renameSync(file(name), join(part, name))
      await kiosk.restart()
      expect(scans()).toEqual(ids)
      expect(readdirSync(file('set-aside'))).toEqual(['0001-20260302T000000Z'])
      await kiosk.restart()
      expect(scans()).toEqual(ids)
    },
  )

  test('begins the new log once more when the power went before it was there', async () => {
    const ids = await kioskWithScans(4)
    await kiosk.restart()
    const place = readFileSync(file('place.json'))
    await ruinHeader()
    const after = scans()
    expect(after).toEqual(ids)
    await kiosk.service.stop()
    // As if nothing of the new log had reached the disk.
    for (const name of LOG_FILES) rmSync(file(name), { force: true })
    writeFileSync(file('place.json'), place)
    await kiosk.restart()
    expect(scans()).toEqual(ids)
  })

  test('says so when both halves of the head file are torn, and goes on in the same log (L8)', async () => {
    const ids = await kioskWithScans(3)
    const before = readChain(kiosk.dataDirectory).origin
    await kiosk.service.stop()
    writeFileSync(file('log.head'), Buffer.alloc(8192, 0x41))
    await kiosk.restart()
    expect(opening().headUnknown).toBe(true)
    expect(readChain(kiosk.dataDirectory).origin).toEqual(before)
    expect(scans()).toEqual(ids)
    await kiosk.restart()
    expect(opening().headUnknown).toBe(false)
  })

  test('can end a log that is whole: the district holds another story', async () => {
    const ids = await kioskWithScans(5)
    const before = readChain(kiosk.dataDirectory)
    const third = before.events[2]
    if (third === undefined) throw new Error('too few events')
    const keeper = kiosk.service.kiosk.keeper
    expect(keeper.endLog({ why: 'forked', detail: 'a test', from: { seq: 3, hash: third.hash } })).toBe(true)
    const { origin, events } = readChain(kiosk.dataDirectory)
    expect(firstBroken(origin, events)).toBeNull()
    expect(origin.parent).toEqual({ log: before.origin.log, seq: 3, hash: third.hash })
    expect(scans()).toEqual(ids.filter((id) => readIndex(before, id) > 3))
    expect((await state()).restartedAfterDamage).toBeNull()
    expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({ kind: 'recorded' })
  })

  const opening = () => {
    const { opening: opened } = kiosk.service
    if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened))
    return opened
  }
  const readIndex = ({ events }: ReturnType<typeof readChain>, id: string): number =>
    events.find(({ text }) => JSON.parse(text).id === id)?.seq ?? 0

  async function ruinHeader(): Promise<void> {
    await kiosk.service.stop()
    const bytes = readFileSync(file('log.db'))
    bytes.fill(0x5a, 100, 200)
    writeFileSync(file('log.db'), bytes)
    await kiosk.restart()
  }
})
