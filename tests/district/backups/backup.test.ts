import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditAlone, COMMAND_LINE, verifyAudit } from '../../../db/district/accounts/audit.ts'
import { putBack } from '../../../db/district/backup/put-back.ts'
import { verifyLogs } from '../../../db/district/chain/verify-logs.ts'
import { type DistrictDb, rowsOf } from '../../../db/district/engine/district-db.ts'
import { appliedMigrations, knownMigrations } from '../../../db/district/engine/migrate-database.ts'
import {
  type DatabasePlace,
  type DistrictDatabase,
  openDatabase,
} from '../../../db/district/engine/open-database.ts'
import { listTables } from '../../../db/district/retention/table-list.ts'
import { backupLines, readBackupHeader, writeBackup } from '../../../district/backups/backup-file.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import {
  createTestDistrict,
  openTestDatabase,
  type TestDistrict,
} from '../../support/create-test-district.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const EVENTS = 700

onBothEngines('a backup of the district', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-backup-'))
  const path = join(folder, 'a.backup')
  let district: TestDistrict
  let text = ''

  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    await admin.post('/api/v1/enrolments', { point: 'point-a', name: 'Quầy “1”\n' })
    const kiosk = await createWireKiosk(district).enrol()
    for (let scans = 0; scans < EVENTS; scans++) kiosk.scan('a1', district.clock.now() + scans * 1000)
    for (let from = 1; from <= EVENTS; from += 400) {
      const answer = await kiosk.send(from, Math.min(from + 399, kiosk.texts.length))
      if (answer.status !== 200) throw new Error(`the kiosk was answered ${answer.status}`)
    }
    await district.database.db.execute(
      sql`update people set name = ${'O\'Brien \\ "x" \u202E 👩‍👩‍👧 Nguyễn\u0301 \n\t\u0001'} where id = 'a2'`,
    )
    await district.database.db.execute(sql`update accounts set person = 'a2' where username = 'quan.tri'`)
    await district.database.db.execute(sql`insert into accounts (username, display_name, role, state, person)
      values ('quan.tri.cu', 'cũ', 'viewer', 'disabled', 'a2')`)
    await writeBackup(district.database.db, path, 1_800_000_000_000, null)
    text = gunzipSync(readFileSync(path)).toString()
  })
  afterAll(async () => {
    await district?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Everything in every table that a backup holds, as text. */
  async function contentOf(db: DistrictDb): Promise<Record<string, string[]>> {
    const content: Record<string, string[]> = {}
    for (const { table } of await listTables(db)) {
      const rows = rowsOf<{ line: string }>(
        await db.execute(sql`select row_to_json(t)::text as line from ${sql.identifier(table)} t`),
      )
      content[table] = rows.map(({ line }) => line).sort()
    }
    return content
  }
  const withEmpty = async (use: (database: DistrictDatabase) => Promise<void>): Promise<void> => {
    const database = await openTestDatabase(await engine.newPlace())
    try {
      await use(database)
    } finally {
      await database.close()
    }
  }
  const restoreText = async (changed: string, db: DistrictDb) => {
    const file = join(folder, 'changed.backup')
    writeFileSync(file, gzipSync(changed))
    return putBack(db, backupLines(file))
  }

  it('D16: comes back row by row, with every chain and head verified', async () => {
    const before = await contentOf(district.database.db)
    expect(before.events?.length).toBeGreaterThan(EVENTS)
    await withEmpty(async ({ db }) => {
      const done = await putBack(db, backupLines(path))
      expect(done).toMatchObject({ kind: 'restored', events: before.events?.length })
      const after = await contentOf(db)
      expect(Object.keys(after)).toEqual(Object.keys(before))
      for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows)
      expect((await verifyAudit(db)).kind).toBe('whole')
      expect((await db.transaction((tx) => verifyLogs(tx))).kind).toBe('whole')
    })
  })

  it('works on: the restored district takes up where it was, and guards its log as before', async () => {
    await withEmpty(async (database) => {
      await putBack(database.db, backupLines(path))
      const again = await createTestDistrict({ database, keys: district.keys, now: district.clock.now() })
      const admin = await openAccount(again, { username: 'quan.tri', role: 'district-administrator' })
      expect((await admin.post('/api/v1/enrolments', { point: 'point-a', name: 'Quầy 2' })).status).toBe(200)
      await expect(database.db.execute(sql`delete from audit_log`)).rejects.toThrow()
      await expect(
        database.db.execute(
          sql`insert into postings (person, point, valid_from) values ('x', 'y', '2026-01-01')`,
        ),
      ).rejects.toThrow()
      expect((await verifyAudit(database.db)).kind).toBe('whole')
      await again.stop()
    })
  })

  it('is readable by its owner only, named at the end, and holds no open session', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(await readBackupHeader(path)).toMatchObject({ giogiac: 'backup', at: 1_800_000_000_000 })
    for (const table of ['sessions', 'idempotency_keys', 'failed_attempts']) {
      expect(text).not.toContain(`"table":"${table}"`)
    }
  })

  it('of an older version goes into the older schema, and is then brought to this one', async () => {
    const older = knownMigrations().length - 3
    const open = async (place: DatabasePlace, upTo?: number): Promise<DistrictDatabase> => {
      const opened = await openDatabase(place, upTo)
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      return opened.database
    }
    const kept = async (name: string): Promise<DatabasePlace> =>
      engine.name === 'PGlite' ? { kind: 'pglite', directory: join(folder, name) } : engine.newPlace()
    const file = join(folder, 'older.backup')
    const source = await open(await kept('source'), older)
    await source.db.execute(
      sql`insert into organisations (id, name, valid_from) values ('o', 'Phường Cũ', '2025-01-01')`,
    )
    await auditAlone(source.db, COMMAND_LINE, 5, { action: 'backup.write', subject: null })
    await writeBackup(source.db, file, 1, null)
    await source.close()
    const header = await readBackupHeader(file)
    expect(header?.migrations).toHaveLength(older)

    const place = await kept('target')
    const target = await open(place, header?.migrations.length)
    expect((await putBack(target.db, backupLines(file))).kind).toBe('restored')
    await target.close()
    const now = await open(place)
    expect((await appliedMigrations(now.db)).length).toBe(knownMigrations().length)
    expect(rowsOf(await now.db.execute(sql`select id, name from organisations`))).toEqual([
      { id: 'o', name: 'Phường Cũ' },
    ])
    expect(await verifyAudit(now.db)).toMatchObject({ kind: 'whole', rows: 1 })
    await now.close()
  })

  it('goes nowhere but into an empty database', async () => {
    expect(await putBack(district.database.db, backupLines(path))).toEqual({ kind: 'not-empty' })
  })

  it('D16: is refused whole when anything of it is changed, missing, doubled or cut', async () => {
    const lines = text.split('\n').slice(0, -1)
    const at = (found: (line: string) => boolean) => lines.findIndex(found)
    const event = at(
      (line) =>
        line.startsWith('R ') &&
        line.includes('"run-started"') === false &&
        line.includes('"haveSeq"') === false &&
        line.includes('"judged_at"'),
    )
    const damages: [string, string][] = [
      ['cut in the middle', `${lines.slice(0, lines.length / 2).join('\n')}\n`],
      ['without its end', `${lines.slice(0, -1).join('\n')}\n`],
      ['a row less', `${lines.filter((_, index) => index !== event).join('\n')}\n`],
      [
        'a row twice',
        `${lines.flatMap((line, index) => (index === event ? [line, line] : [line])).join('\n')}\n`,
      ],
      ['a changed letter', text.replace('Nguyễn Văn A1', 'Nguyễn Văn A9')],
      ['no backup', 'hello\n'],
      ['nothing', ''],
    ]
    await withEmpty(async ({ db }) => {
      for (const [name, changed] of damages) {
        expect(await restoreText(changed, db), name).toMatchObject({ kind: 'damaged' })
      }
      const rows = rowsOf<{ n: number }>(await db.execute(sql`select count(*)::int as n from people`))
      expect(rows).toEqual([{ n: 0 }])
      expect((await putBack(db, backupLines(path))).kind).toBe('restored')
    })
  })

  it('D16: is refused when it was made of a log whose events or heads somebody had changed', async () => {
    const { db } = district.database
    const [before] = rowsOf<{ text: string; seq: number }>(
      await db.execute(sql`select text, seq from events where seq = 7`),
    )
    await db.execute(sql`update events set text = replace(text, '"seq":7,', '"seq":7, ') where seq = 7`)
    const file = join(folder, 'forged.backup')
    await writeBackup(db, file, 1, null)
    await db.execute(sql`update events set text = ${before?.text} where seq = 7`)
    await withEmpty(async (empty) => {
      expect(await putBack(empty.db, backupLines(file))).toMatchObject({
        kind: 'damaged',
        why: expect.stringContaining('the chain of log'),
      })
    })
  })

  it('stands as it was at one moment while others write', async () => {
    if (engine.name !== 'PostgreSQL') return
    const { db } = district.database
    const file = join(folder, 'busy.backup')
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing; n++)
        await auditAlone(db, COMMAND_LINE, n, { action: 'backup.write', subject: null })
    })()
    await writeBackup(db, file, 1, null)
    writing = false
    await writer
    await withEmpty(async (empty) => {
      expect((await putBack(empty.db, backupLines(file))).kind).toBe('restored')
    })
  })
})
