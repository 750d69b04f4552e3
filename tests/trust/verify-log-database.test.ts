import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chainHash } from '../../core/log/chain.ts'
import type { LogReport } from '../../core/log/log-report.ts'
import { auditAlone } from '../../db/district/accounts/audit.ts'
import { openDistrictForVerifying } from '../../db/district/chain/open-for-verifying.ts'
import type { DatabasePlace } from '../../db/district/engine/open-database.ts'
import { sha256 } from '../../db/sha256.ts'
import { verifyDistrict } from '../../scripts/verify-log/verify-district.ts'
import { verifyKiosk } from '../../scripts/verify-log/verify-kiosk.ts'
import { onBothEngines } from '../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { caughtUp, closeBoth, district as double, enrolled, kiosk, scans } from '../support/enrolled-kiosk.ts'
import { createWireKiosk, type WireKiosk } from '../support/wire-kiosk.ts'

const MONDAY_7 = Date.UTC(2026, 10, 16, 0)

describe("verify-log of a kiosk's own log (L22, L24)", () => {
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'giogiac-verify-'))
    await enrolled()
    await scans(30)
    await caughtUp()
  })
  afterEach(async () => {
    await closeBoth()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The stopped kiosk's files, copied, and changed by somebody with SQLite and time. */
  const tampered = async (change: (db: Database.Database) => void): Promise<LogReport> => {
    for (const name of readdirSync(kiosk.dataDirectory).filter((each) => each.startsWith('log.'))) {
      copyFileSync(join(kiosk.dataDirectory, name), join(folder, name))
    }
    const file = join(folder, 'log.db')
    const db = new Database(file)
    const triggers = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all()
    for (const name of triggers) db.exec(`DROP TRIGGER ${String(name)}`)
    change(db)
    db.close()
    const report = await verifyKiosk(file, null)
    if (report === null) throw new Error('no log')
    return report
  }
  const sizes = () =>
    readdirSync(kiosk.dataDirectory)
      .filter((name) => name.startsWith('log.'))
      .map((name) => [name, readFileSync(join(kiosk.dataDirectory, name)).toString('base64')])

  it('reads beside the running kiosk, changes nothing, and says what the district has signed for', async () => {
    const before = sizes()
    const file = join(kiosk.dataDirectory, 'log.db')
    const whole = await verifyKiosk(file, null)
    expect(whole).toMatchObject({ fault: null, from: 1, unknown: 0 })
    expect(whole?.witnessed).toBe(whole?.head.seq)
    expect(sizes()).toEqual(before)
    double.sabotage = () => 'drop-request'
    await scans(5)
    const tail = await verifyKiosk(file, double.publicKey)
    expect(tail).toMatchObject({ fault: null, events: (whole?.events ?? 0) + 5, witnessed: whole?.head.seq })
  })

  it('names the first event that is changed, left out or put elsewhere', async () => {
    const cases: [string, string, number, string][] = [
      [
        'text',
        `UPDATE events SET text = replace(text, 'camera', 'scanner') WHERE seq = 10`,
        10,
        'broken-link',
      ],
      ['hash', `UPDATE events SET hash = prev WHERE seq = 11`, 11, 'broken-link'],
      ['run', `UPDATE events SET run = 'another' WHERE seq = 12`, 12, 'beside-the-event'],
      ['gap', `DELETE FROM events WHERE seq = 13`, 13, 'gap'],
      ['malformed', `UPDATE events SET text = '{}' WHERE seq = 14`, 14, 'malformed'],
      ['end', `DELETE FROM events WHERE seq > 20`, 21, 'tail-lost'],
      ['all', 'DELETE FROM events', 1, 'tail-lost'],
      ['origin', `UPDATE log SET public_key = '${'A'.repeat(43)}'`, 0, 'broken-link'],
    ]
    for (const [what, statement, seq, kind] of cases) {
      const report = await tampered((db) => db.exec(statement))
      expect(report.fault, what).toMatchObject({ seq, kind, line: null })
    }
  })

  it('is not talked round by a history that was written anew up to its head', async () => {
    const report = await tampered((db) => {
      const row = db.prepare('SELECT seq, text, prev FROM events ORDER BY seq DESC LIMIT 1').get() as {
        seq: number
        text: string
        prev: string
      }
      const text = row.text.replace('camera', 'scanner')
      const hash = chainHash(sha256, row.prev, text)
      db.prepare('UPDATE events SET text = ?, hash = ? WHERE seq = ?').run(text, hash, row.seq)
    })
    expect(report.fault?.kind).toBe('bad-receipt')
  })

  it('believes only the district’s own signature', async () => {
    const forged = await tampered((db) =>
      db.exec(`UPDATE receipts SET sealed = replace(sealed, '"seq":', '"seq": ')`),
    )
    expect(forged).toMatchObject({ fault: { kind: 'bad-receipt' }, witnessed: null })
  })
})

onBothEngines("verify-log of a district's database", (engine) => {
  let place: DatabasePlace
  let folder: string | null = null
  let district: TestDistrict
  const kiosks: WireKiosk[] = []

  beforeAll(async () => {
    if (engine.name === 'PGlite') {
      folder = mkdtempSync(join(tmpdir(), 'giogiac-verify-'))
      mkdirSync(join(folder, 'data'))
    }
    place = folder === null ? await engine.newPlace() : { kind: 'pglite', directory: join(folder, 'data') }
    district = await createTestDistrict({ place, now: MONDAY_7 })
    for (const people of [60, 25]) {
      const own = await createWireKiosk(district).enrol()
      for (let i = 1; i < people; i++) own.scan(`a${1 + (i % 3)}`, MONDAY_7 + i * 60_000)
      await own.sendAll()
      kiosks.push(own)
    }
  })
  afterAll(async () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  })

  const verify = async (): Promise<LogReport[]> => {
    const opened = await openDistrictForVerifying(place)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const reports: LogReport[] = []
    for await (const report of verifyDistrict(opened.district)) reports.push(report)
    await opened.district.close()
    return reports
  }

  it('follows the log of what staff did as well', async () => {
    const { db } = district.database
    const who = { username: 'quan', organisation: null, point: null }
    for (let i = 1; i <= 3; i++)
      await auditAlone(db, who, MONDAY_7 + i, { action: 'people.change', subject: `person:a${i}` })
    const check = async () => {
      if (folder !== null) await district.stop()
      const opened = await openDistrictForVerifying(place)
      const verified = opened.kind === 'opened' ? await opened.district.audit() : null
      if (opened.kind === 'opened') await opened.district.close()
      if (folder !== null) district = await createTestDistrict({ place, now: MONDAY_7 })
      return verified
    }
    expect(await check()).toMatchObject({ kind: 'whole', rows: 3 })
    await district.database.db.execute(sql.raw('alter table audit_log disable trigger user'))
    await district.database.db.execute(sql.raw(`update audit_log set subject = 'person:b1' where seq = 2`))
    expect(await check()).toEqual({ kind: 'broken', seq: 2 })
  })

  it('finds every log whole, then names what somebody with the database’s password did to one', async () => {
    const [first, second] = kiosks
    const log = first?.state.log ?? ''
    const text = (seq: number) => first?.texts[seq - 1] ?? ''
    const reports = async (): Promise<LogReport[]> => {
      if (folder === null) return verify()
      await district.stop()
      const found = await verify()
      district = await createTestDistrict({ place, now: MONDAY_7 })
      return found
    }
    const faultOf = (found: readonly LogReport[]) => found.find((report) => report.log === log)?.fault
    const found = await reports()
    expect(found.map(({ fault, events }) => ({ fault, events }))).toEqual(
      expect.arrayContaining([
        { fault: null, events: 60 },
        { fault: null, events: 25 },
      ]),
    )
    const own = `log = '${log}'::uuid`
    const steps: [string, number, string, string][] = [
      [
        `update events set text = replace(text, '"up":', '"up": ') where ${own} and seq = 30`,
        60,
        'broken-link',
        `update events set text = '${text(30)}' where ${own} and seq = 30`,
      ],
      [
        `update events set type = 'claim' where ${own} and seq = 31`,
        31,
        'beside-the-event',
        `update events set type = 'scan' where ${own} and seq = 31`,
      ],
      [
        `update logs set have_seq = 61 where id = '${log}'::uuid`,
        61,
        'tail-lost',
        `update logs set have_seq = 60 where id = '${log}'::uuid`,
      ],
      [`delete from events where ${own} and seq = 40`, 40, 'gap', 'select 1'],
    ]
    for (const [statement, seq, kind, mend] of steps) {
      // A trigger may guard the log; whoever owns the database can take it away.
      await district.database.db.execute(sql.raw('alter table events disable trigger user'))
      await district.database.db.execute(sql.raw(statement))
      const after = await reports()
      expect(faultOf(after), statement).toMatchObject({ seq, kind })
      expect(after.find((report) => report.log === second?.state.log)?.fault).toBeNull()
      await district.database.db.execute(sql.raw(mend))
    }
    await district.stop()
  })
})

describe('npm run verify-log', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/verify-log.ts', ...args], { encoding: 'utf8' })

  it('ends with 0, 1 or 2, and says in words which line is the first bad one', async () => {
    await enrolled()
    await scans(3)
    await caughtUp()
    const { dataDirectory } = kiosk
    await kiosk.service.stop()
    const whole = run(dataDirectory)
    expect({ status: whole.status, out: whole.stdout }).toEqual({
      status: 0,
      out: expect.stringContaining('✓ nguyên vẹn (whole)'),
    })
    const db = new Database(join(dataDirectory, 'log.db'))
    db.exec('DROP TRIGGER events_never_updated')
    db.exec(`UPDATE events SET text = replace(text, 'camera', 'scanner') WHERE type = 'scan'`)
    db.close()
    const changed = run(join(dataDirectory, 'log.db'))
    expect(changed.status).toBe(1)
    expect(changed.stdout).toMatch(/✗ sự kiện \(event\) \d+: mắt xích không khớp/)
    expect(run(join(dataDirectory, 'nothing')).status).toBe(2)
    expect(run().status).toBe(2)
    await closeBoth()
  })
})
