import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

const DAY_MS = 24 * 3_600_000
let kiosk: TestKiosk
let stick: string
beforeEach(async () => {
  stick = temporaryDirectory()
  kiosk = await createTestKiosk({ start: '2026-01-05T07:30:00+07:00', sticks: () => [stick] })
})
afterEach(async () => {
  await kiosk.close()
  rmSync(stick, { recursive: true, force: true })
})

const store = () => {
  const { opening } = kiosk.service
  if (opening.kind !== 'opened') throw new Error(opening.kind)
  return opening.store
}

/** One scan every ten days. */
async function pass(days: number): Promise<void> {
  for (let day = 0; day < days; day += 10) {
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.pass(10 * DAY_MS)
  }
}

/** The district says what it holds, and what time it is. */
function hear(upTo: number | 'all'): void {
  const seq = upTo === 'all' ? (store().head()?.seq ?? 0) : upTo
  const hash = store().read.hashOf(seq) ?? ''
  const { watch, memory, run, clock } = kiosk.service.kiosk
  const state = { seq, hash, completeTo: 1, contactAt: 1, challenge: null, receipt: null }
  store().records.saveAcknowledged(state)
  memory.acknowledged = state
  watch.anchor({ run, at: clock.now(), up: clock.uptime(), offsetMs: 0, errorMs: 5 })
}

const dates = () =>
  readLog(kiosk.dataDirectory)
    .filter(({ type }) => type === 'scan')
    .map(({ at }) => new Date(at).toISOString().slice(0, 10))

const upkeep = async () => {
  kiosk.clock.pass(10 * 60_000)
  await kiosk.service.upkeep()
}

describe('a log of years (D20)', () => {
  test('loses whole months once the district holds them and 400 days are over, and no day before', async () => {
    await pass(390)
    hear('all')
    const all = dates()
    await upkeep()
    expect(dates()).toEqual(all)
    await pass(60)
    hear('all')
    // 2027-03-31, less 400 days: 2026-02-24. January goes, all of February stays.
    await upkeep()
    expect(dates()[0]).toBe('2026-02-04')
    expect(dates()).toEqual(
      [...all, ...dates()].filter((date, i, every) => date > '2026-02' && every.indexOf(date) === i),
    )
  })

  test('keeps the hash of the last dropped event: the chain is checked from there, exported and sent on', async () => {
    await administratorVisit(kiosk)
    await pass(500)
    hear('all')
    const before = readLog(kiosk.dataDirectory)
    const head = store().head()
    await upkeep()
    const first = readLog(kiosk.dataDirectory)[0]
    const dropped = store().records.dropped()
    expect(dropped?.seq).toBe((first?.seq ?? 0) - 1)
    expect(before.length - readLog(kiosk.dataDirectory).length).toBe(dropped?.seq)
    expect(store().verify()).toBeNull()
    expect(store().head()).toEqual(head)
    await kiosk.restart()
    expect(store().verify()).toBeNull()
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
    expect((await kiosk.service.api.state({})).restartedAfterDamage).toBeNull()
    const exported = await kiosk.service.api.exportLog({ visit: await administratorVisit(kiosk) })
    if (exported.kind !== 'exported') throw new Error(exported.kind)
    const [header = '', next = ''] = gunzipSync(readFileSync(join(stick, exported.file)))
      .toString()
      .split('\n')
    expect(JSON.parse(header)).toMatchObject({ from: JSON.parse(next).seq })
    expect(JSON.parse(header).from).toBeGreaterThan(dropped?.seq ?? 0)
    const changed = new Database(join(kiosk.dataDirectory, 'log.db'))
    expect(() => changed.exec(`UPDATE dropped SET hash = '${'0'.repeat(64)}'`)).toThrow(/append-only/)
    changed.close()
  })

  test('never loses what the district has not acknowledged, however old it is', async () => {
    await pass(800)
    hear(5)
    const all = readLog(kiosk.dataDirectory)
    await upkeep()
    expect(readLog(kiosk.dataDirectory)).toEqual(all.slice(5))
    const db = new Database(join(kiosk.dataDirectory, 'log.db'))
    const sixth = db.prepare('SELECT hash FROM events WHERE seq = 6').pluck().get()
    for (const sql of [
      'DELETE FROM events WHERE seq = 6',
      `UPDATE dropped SET seq = 6, hash = '${sixth}'`,
      `INSERT OR REPLACE INTO dropped (one, seq, hash) VALUES (1, 6, '${sixth}')`,
      'DELETE FROM dropped',
    ]) {
      db.pragma('recursive_triggers = ON')
      expect(() => db.exec(sql)).toThrow(/append-only/)
    }
    db.close()
    expect(readLog(kiosk.dataDirectory)).toEqual(all.slice(5))
  })

  test('loses nothing by a clock that nobody compared, and keeps the newest event for ever', async () => {
    await pass(30)
    const all = readLog(kiosk.dataDirectory)
    const seq = store().head()?.seq ?? 0
    const state = {
      ...(store().head() ?? { seq, hash: '' }),
      completeTo: 1,
      contactAt: 1,
      challenge: null,
      receipt: null,
    }
    store().records.saveAcknowledged(state)
    kiosk.service.kiosk.memory.acknowledged = state
    kiosk.clock.setWall('2038-01-19T03:14:08Z')
    await upkeep()
    expect(readLog(kiosk.dataDirectory)).toEqual(all)
    kiosk.clock.setWall('2026-02-04T07:30:00+07:00')
    kiosk.clock.pass(500 * DAY_MS)
    hear('all')
    await upkeep()
    expect(readLog(kiosk.dataDirectory)).toEqual(all.slice(-1))
    expect(store().verify()).toBeNull()
  })
})
