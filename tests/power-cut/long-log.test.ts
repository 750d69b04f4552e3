import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { enrolByHand, newId, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { openOrSucceed } from '../support/running-log.ts'
import { testDirectory } from '../support/test-directory.ts'

const EVENTS = process.env.GIOGIAC_SOAK === '1' ? 100_000 : 20_000
const MOST_BYTES = 16 * 1024 * 1024
const run = randomUUID()

function append(store: LogStore, count: number): void {
  const data = { badge: 'a'.repeat(64), staff: 'person-1', method: 'camera' } as const
  for (let i = 0; i < count; i++)
    store.append([{ id: newId(), at: i, up: i, run, type: 'scan', person: 'person-1', data }])
}

test(`the write-ahead log stays small over ${EVENTS} events, and after a reader that was stuck (L14)`, async () => {
  const dataDirectory = temporaryDirectory()
  try {
    await enrolByHand(dataDirectory, testDirectory())
    const { store } = openOrSucceed(dataDirectory)
    const wal = () => statSync(join(dataDirectory, 'log.db-wal')).size
    append(store, EVENTS / 2)
    expect(wal()).toBeLessThan(MOST_BYTES)
    const reader = new Database(join(dataDirectory, 'log.db'), { readonly: true })
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM events').get()
    append(store, EVENTS / 2)
    const stuck = wal()
    expect(stuck).toBeGreaterThan(MOST_BYTES)
    reader.close()
    store.checkpoint()
    append(store, 1)
    expect(wal()).toBeLessThan(MOST_BYTES)
    expect(store.head()?.seq).toBe(EVENTS + 2)
    expect(store.verify()).toBeNull()
    store.close()
    const again = openOrSucceed(dataDirectory)
    expect(again.began).toBe(false)
    again.store.close()
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}, 600_000)
