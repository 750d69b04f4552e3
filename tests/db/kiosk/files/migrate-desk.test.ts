import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chainHash, genesisHash } from '../../../../core/log/chain.ts'
import { BACKUP_FOLDER } from '../../../../db/kiosk/files/log-files.ts'
import { MIGRATIONS_FOLDER, migrateLog } from '../../../../db/kiosk/files/migrate-log.ts'
import { openLogDatabase } from '../../../../db/kiosk/open/open-log-database.ts'
import { backupsIn } from '../../../../db/kiosk/rescue/back-up.ts'
import type { LogStore } from '../../../../db/kiosk/store/log-store.ts'
import { sha256 } from '../../../../db/sha256.ts'
import { readChain } from '../../../support/read-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The migrations of an older version: 2 for 0.1.0, 6 before PINs were bound to a secret. */
function oldMigrations(count = 2): string {
  const old = join(folder, 'migrations')
  cpSync(MIGRATIONS_FOLDER, old, { recursive: true })
  const file = join(old, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }))
  return old
}

function open(dataDirectory: string): LogStore {
  const opened = openLogDatabase({ dataDirectory })
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened))
  return opened.store
}

function fill(store: LogStore, events: number): void {
  const origin = { log: randomUUID(), device: randomUUID(), publicKey: 'k'.repeat(43), parent: null }
  store.begin(origin, genesisHash(sha256, origin))
  const data = { point: 'p', device: origin.device, parent: null, why: 'new' } as const
  store.append([{ id: randomUUID(), at: 1, up: 1, run: randomUUID(), type: 'log-started', data }])
  for (let i = 1; i < events; i++) {
    const scan = { badge: 'a'.repeat(64), staff: 'a1', method: 'camera' } as const
    const run = randomUUID()
    store.append([{ id: randomUUID(), at: i, up: i, run, type: 'scan', data: scan, person: 'a1' }])
  }
}

/** A log as an older version wrote it. */
function writeOldLog(events: number, version = 2): void {
  const client = new Database(join(folder, 'log.db'))
  client.pragma('journal_mode = WAL')
  expect(migrateLog(client, oldMigrations(version), () => {})).toBeNull()
  const origin = { log: randomUUID(), device: randomUUID(), publicKey: 'k'.repeat(43), parent: null }
  let hash = genesisHash(sha256, origin)
  client
    .prepare('INSERT INTO log (one, log, device, public_key, genesis) VALUES (1, ?, ?, ?, ?)')
    .run(origin.log, origin.device, origin.publicKey, hash)
  const insert = client.prepare(
    'INSERT INTO events (seq, id, prev, hash, run, type, person, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  for (let seq = 1; seq <= events; seq++) {
    const data = { badge: 'a'.repeat(64), staff: 'a1', method: 'camera' }
    const [id, run] = [randomUUID(), randomUUID()]
    const text = JSON.stringify({ v: 1, log: origin.log, seq, id, at: seq, up: seq, run, type: 'scan', data })
    const prev = hash
    hash = chainHash(sha256, prev, text)
    insert.run(seq, id, prev, hash, run, 'scan', 'a1', text)
  }
  client.close()
}

it('brings the log of before to this version with every event as it was, and a backup of it first (L12)', () => {
  writeOldLog(30)
  const before = readChain(folder)
  const store = open(folder)
  expect(readChain(folder)).toEqual(before)
  expect(store.verify()).toBeNull()
  expect(store.desk.pin('administrator')).toBeNull()
  expect(store.desk.settings()).toBeNull()
  expect(store.read.anyScan()).toBe(true)
  expect(store.read.handOvers()).toEqual([])
  expect(store.records.revokedAt()).toBeNull()
  for (const at of [5, 7, null]) {
    store.records.saveRevokedAt(at)
    expect(store.records.revokedAt()).toBe(at)
  }
  const pin = {
    salt: '00',
    verifier: '00',
    cost: 15,
    key: 'device',
    own: true,
    digits: 8,
    count: 1,
    at: 5,
    told: false,
  }
  store.desk.savePin('administrator', pin)
  expect(store.desk.pin('administrator')).toEqual(pin)
  store.close()
  const [backup, ...more] = backupsIn(join(folder, BACKUP_FOLDER))
  expect(more).toEqual([])
  const kept = new Database(backup?.file ?? '', { readonly: true })
  expect(kept.prepare('SELECT seq, text, hash FROM events ORDER BY seq').all()).toEqual(before.events)
  expect(kept.pragma('user_version', { simple: true })).toBe(2)
  kept.close()
})

it('checks links piece by piece as it checks all of them', () => {
  const store = open(folder)
  fill(store, 25)
  for (const [first, last] of [
    [1, 10],
    [11, 20],
    [21, 25],
    [25, 25],
  ] as const) {
    expect(store.verifyBetween(first, last)).toBeNull()
  }
  store.close()
})

it('keeps PINs from before they were bound, as chosen by their owners and known to nobody else', () => {
  writeOldLog(3, 6)
  const client = new Database(join(folder, 'log.db'))
  client
    .prepare("INSERT INTO pins (subject, salt, verifier, cost) VALUES ('person a1', '01', '02', 15)")
    .run()
  client.close()
  const store = open(folder)
  expect(store.desk.pin('person a1')).toEqual({
    ...{ salt: '01', verifier: '02', cost: 15 },
    ...{ key: '', own: true, digits: null, count: 0, at: null, told: false },
  })
  store.close()
})
