import { createHash, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLogDatabase } from '../../../../db/kiosk/open/open-log-database.ts'
import type { EventDraft, LogStore } from '../../../../db/kiosk/store/log-store.ts'
import { enrolByHand, newId, temporaryDirectory } from '../../../support/create-test-kiosk.ts'
import { readChain } from '../../../support/read-log.ts'
import { testDirectory } from '../../../support/test-directory.ts'
import { firstBroken } from '../../../support/verify-chain.ts'

let directory: string
let store: LogStore
const run = randomUUID()

const draft = (id = newId()): EventDraft => ({
  id,
  at: 1000,
  up: 10,
  run,
  type: 'refused-code',
  data: { class: 'foreign' },
})

beforeEach(async () => {
  directory = temporaryDirectory()
  await enrolByHand(directory, testDirectory())
  const opened = openLogDatabase({ dataDirectory: directory })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  store = opened.store
  store.append([draft(), draft()])
})
afterEach(() => {
  store.close()
  rmSync(directory, { recursive: true, force: true })
})

const columns = '(seq, id, prev, hash, run, type, person, text)'
const row = (seq: string, id: string, prev = "'p'") => `(${seq}, ${id}, ${prev}, 'h', 'r', 't', NULL, 'x')`
const someId = "'some-id'"
const oldId = '(SELECT id FROM events WHERE seq = 1)'
const head = '(SELECT hash FROM events ORDER BY seq DESC LIMIT 1)'
const firstPrev = '(SELECT prev FROM events WHERE seq = 1)'

/** Every way SQLite knows to write; none may change, remove or misplace an event (L11). */
const FORBIDDEN: readonly (readonly [string, string])[] = [
  ['UPDATE', "UPDATE events SET text = 'x' WHERE seq = 2"],
  ['UPDATE of the number', 'UPDATE events SET seq = 9 WHERE seq = 3'],
  ['UPDATE OR REPLACE', 'UPDATE OR REPLACE events SET seq = 1 WHERE seq = 2'],
  ['UPDATE OR IGNORE', "UPDATE OR IGNORE events SET text = 'x'"],
  ['UPDATE FROM', 'UPDATE events SET text = l.log FROM log l WHERE events.seq = 1'],
  ['DELETE', 'DELETE FROM events WHERE seq = 3'],
  ['DELETE of everything', 'DELETE FROM events'],
  ['INSERT over an event', `INSERT INTO events ${columns} VALUES ${row('2', someId)}`],
  [
    'INSERT OR REPLACE over the last',
    `INSERT OR REPLACE INTO events ${columns} VALUES ${row('3', someId, head)}`,
  ],
  [
    'INSERT OR REPLACE over the first',
    `INSERT OR REPLACE INTO events ${columns} VALUES ${row('1', someId, firstPrev)}`,
  ],
  ['REPLACE', `REPLACE INTO events ${columns} VALUES ${row('2', someId)}`],
  ['REPLACE by the id', `REPLACE INTO events ${columns} VALUES ${row('4', oldId, head)}`],
  ['INSERT OR IGNORE over an event', `INSERT OR IGNORE INTO events ${columns} VALUES ${row('2', someId)}`],
  [
    'UPSERT',
    `INSERT INTO events ${columns} VALUES ${row('2', someId)} ON CONFLICT(seq) DO UPDATE SET text = 'x'`,
  ],
  [
    'UPSERT by the id',
    `INSERT INTO events ${columns} VALUES ${row('4', oldId, head)} ON CONFLICT(id) DO UPDATE SET text = 'x'`,
  ],
  ['a gap', `INSERT INTO events ${columns} VALUES ${row('5', someId, head)}`],
  ['number zero', `INSERT INTO events ${columns} VALUES ${row('0', someId, head)}`],
  ['a negative number', `INSERT INTO events ${columns} VALUES ${row('-1', someId, head)}`],
  ["a number of SQLite's own choice", `INSERT INTO events ${columns} VALUES ${row('NULL', someId, head)}`],
  ['the wrong previous hash', `INSERT INTO events ${columns} VALUES ${row('4', someId)}`],
  [
    'the hash of an older event',
    `INSERT INTO events ${columns} VALUES ${row('4', someId, '(SELECT hash FROM events WHERE seq = 2)')}`,
  ],
  ['an id used before', `INSERT INTO events ${columns} VALUES ${row('4', oldId, head)}`],
  [
    'a blob for a text (STRICT)',
    `INSERT INTO events ${columns} VALUES (4, 'i', ${head}, x'00', 'r', 't', NULL, x'00')`,
  ],
  [
    'another log in the same file',
    "INSERT INTO log (one, log, device, public_key, genesis) VALUES (2, 'l', 'd', 'k', 'g')",
  ],
  [
    'another log in place of this',
    "INSERT OR REPLACE INTO log (one, log, device, public_key, genesis) VALUES (1, 'l', 'd', 'k', 'g')",
  ],
  ['another genesis', "UPDATE log SET genesis = 'g'"],
  ['no log', 'DELETE FROM log'],
]

describe.each(['ON', 'OFF'])('with recursive triggers %s, the log', (recursive) => {
  test.each(FORBIDDEN)('does not take %s', (_name, sql) => {
    const before = readChain(directory)
    const db = new Database(join(directory, 'log.db'))
    db.pragma(`recursive_triggers = ${recursive}`)
    expect(() => db.exec(sql)).toThrow(/append-only|one file holds one log|STRICT|cannot store|UNIQUE|CHECK/)
    db.close()
    expect(readChain(directory)).toEqual(before)
  })
})

describe('the log', () => {
  test('takes the next event, and only in its place', () => {
    const before = store.head()
    const [stored] = store.append([draft()])
    expect(stored?.seq).toBe((before?.seq ?? 0) + 1)
    expect(store.head()).toEqual({ seq: stored?.seq, hash: stored?.hash })
    const { origin, events } = readChain(directory)
    expect(firstBroken(origin, events)).toBeNull()
    expect(store.verify()).toBeNull()
  })

  test('takes several events whole or not at all, with what is written along with them', () => {
    const before = readChain(directory)
    const twice = newId()
    expect(() => store.append([draft(), draft(twice), draft(twice)])).toThrow()
    expect(() =>
      store.append([draft()], () => {
        throw new Error('the other write failed')
      }),
    ).toThrow('the other write failed')
    expect(readChain(directory)).toEqual(before)
    // And goes on in the right place afterwards.
    store.append([draft(), draft()])
    const { origin, events } = readChain(directory)
    expect(events).toHaveLength(before.events.length + 2)
    expect(firstBroken(origin, events)).toBeNull()
  })

  test('finds the first broken link anywhere when asked for all', () => {
    for (let i = 0; i < 1200; i++) store.append([draft()])
    expect(store.verify()).toBeNull()
    const db = new Database(join(directory, 'log.db'))
    db.exec('DROP TRIGGER events_never_updated')
    db.exec("UPDATE events SET text = replace(text, 'foreign', 'foreigm') WHERE seq = 7")
    db.close()
    expect(store.verify()).toBe(7)
  })

  test('has the hash of the very text it stores', () => {
    const { origin, events } = readChain(directory)
    for (const [i, { text, hash }] of events.entries()) {
      const previous = i === 0 ? null : events[i - 1]?.hash
      if (previous === null || previous === undefined) continue
      const again = createHash('sha256')
        .update('giogiac/event/1\n')
        .update(previous, 'hex')
        .update(text)
        .digest('hex')
      expect(hash).toBe(again)
      expect(JSON.parse(text).log).toBe(origin.log)
    }
  })
})
