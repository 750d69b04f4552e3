import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { genesisHash } from '../../../core/log/chain.ts'
import type { LogStore } from '../../../db/kiosk/log-store.ts'
import { MIGRATIONS_FOLDER } from '../../../db/kiosk/migrate-log.ts'
import { openLogDatabase } from '../../../db/kiosk/open-log-database.ts'
import { sha256 } from '../../../db/kiosk/sha256.ts'
import { readChain } from '../../support/read-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The migrations of version 0.1.0. */
function oldMigrations(): string {
  const old = join(folder, 'migrations')
  cpSync(MIGRATIONS_FOLDER, old, { recursive: true })
  const file = join(old, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, 2) }))
  return old
}

function open(dataDirectory: string, migrationsFolder?: string): LogStore {
  const opened = openLogDatabase({ dataDirectory, migrationsFolder })
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

it('brings the log of before to this version with every event as it was', () => {
  const older = open(folder, oldMigrations())
  fill(older, 30)
  older.close()
  const before = readChain(folder)
  const store = open(folder)
  expect(readChain(folder)).toEqual(before)
  expect(store.verify()).toBeNull()
  expect(store.desk.pin('administrator')).toBeNull()
  expect(store.desk.settings()).toBeNull()
  expect(store.read.anyScan()).toBe(true)
  expect(store.read.handOvers()).toEqual([])
  store.desk.savePin('administrator', { salt: '00', verifier: '00', cost: 15 })
  expect(store.desk.pin('administrator')).toEqual({ salt: '00', verifier: '00', cost: 15 })
  store.close()
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
