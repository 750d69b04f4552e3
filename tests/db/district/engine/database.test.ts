import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../../core/time.ts'
import { keepsPlan, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { tellChanges } from '../../../../db/district/engine/live-changes.ts'
import { knownMigrations } from '../../../../db/district/engine/migrate-database.ts'
import { openDatabase } from '../../../../db/district/engine/open-database.ts'
import { directoryOf, turnDirectoryPage } from '../../../../db/district/kiosks/directory.ts'
import { createSnapshots, readVersions } from '../../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../../db/district/organisation/seed-organisation.ts'
import { devices } from '../../../../db/district/schema/devices.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { openTestDatabase } from '../../../support/create-test-district.ts'
import { digestOf, districtSeed } from '../../../support/district-seed.ts'
import { eventually } from '../../../support/eventually.ts'

const ONE_KIOSK = { kiosks: 1, lastOtherAt: null }

const NOW = Date.UTC(2026, 10, 18, 1)

const HOSTILE_NAMES = [
  "Robert'); DROP TABLE people;--",
  '%_\\',
  'Nguyễn "Thị" $1 {x}',
  '\u202Eabc',
  'a\u200Bb',
  `Zalgo${'\u0337'.repeat(150)}`,
  '<script>alert(1)</script>',
  'Đặng Quỳnh Như',
  '𝔘𝔫𝔦 👩‍👩‍👧',
  '=1+1',
]

onBothEngines('the district database', (engine) => {
  const db = () => engine.database().db

  it('refuses a database from the future, and one whose history differs', async () => {
    const place = await engine.newPlace()
    if (place.kind === 'pglite') return
    const opened = await openTestDatabase(place)
    await opened.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)`,
    )
    await opened.close()
    expect(await openDatabase(place)).toEqual({ kind: 'from-the-future' })
    const other = await engine.newPlace()
    const changed = await openTestDatabase(other)
    await changed.db.execute(sql`update drizzle.__drizzle_migrations set hash = 'y' where id = 2`)
    await changed.close()
    expect(await openDatabase(other)).toEqual({ kind: 'inconsistent', migration: 1 })
  })

  it('plans once what comes with every batch, and has nothing compiled', async () => {
    const place = await engine.newPlace()
    if (place.kind === 'pglite') return
    const opened = await openTestDatabase(place)
    const kept = await opened.db.transaction(async (tx) => {
      for (const sent of ['a', 'b']) {
        await tx.execute(sql`${keepsPlan} select ${sent}::text as kept`)
        await tx.execute(sql`select ${sent}::text as forgotten`)
      }
      return rowsOf<{ statement: string; jit: string }>(
        await tx.execute(sql`
          select statement, current_setting('jit') as jit from pg_prepared_statements where name <> ''`),
      )
    })
    await opened.close()
    expect(kept).toEqual([{ statement: expect.stringContaining('as kept'), jit: 'off' }])
  })

  it('opens together with another server and migrates once', async () => {
    const place = await engine.newPlace()
    if (place.kind === 'pglite') return
    const both = await Promise.all([openTestDatabase(place), openTestDatabase(place)])
    const counts = rowsOf<{ n: number }>(
      await both[0].db.execute(sql`select count(*)::int as n from drizzle.__drizzle_migrations`),
    )
    expect(counts).toEqual([{ n: knownMigrations().length }])
    await Promise.all(both.map((database) => database.close()))
  })

  it('takes the same seed twice without a trace', async () => {
    await seedOrganisation(db(), districtSeed())
    const before = await readVersions(db())
    await seedOrganisation(db(), districtSeed())
    expect(await readVersions(db())).toEqual(before)
    expect((await createSnapshots().current(db())).people.size).toBe(6)
  })

  it('keeps hostile names exactly as they are, and refuses NUL', async () => {
    const people = HOSTILE_NAMES.map((name, index) => ({ id: `h${index}`, name, title: name }))
    await seedOrganisation(db(), { people })
    const snapshot = await createSnapshots().current(db())
    for (const { id, name } of people) {
      expect(snapshot.people.get(id)).toEqual({
        id,
        name: name.normalize('NFC'),
        title: name.normalize('NFC'),
        staffNumber: null,
      })
    }
    for (const name of ['a\0b', '\ud800', '']) {
      await expect(seedOrganisation(db(), { people: [{ id: 'bad', name, title: '' }] })).rejects.toThrow()
    }
    await expect(
      seedOrganisation(db(), { people: [{ id: "x' or 1=1", name: 'a', title: '' }] }),
    ).rejects.toThrow()
    expect((await createSnapshots().current(db())).people.has('bad')).toBe(false)
  })

  it('moves the directory version with everything a kiosk is told, and with nothing else', async () => {
    await seedOrganisation(db(), districtSeed())
    let last = await readVersions(db())
    const moves = async (change: () => Promise<unknown>): Promise<'rules' | 'directory' | 'nothing'> => {
      await change()
      const now = await readVersions(db())
      const moved =
        now.rulesVersion > last.rulesVersion
          ? 'rules'
          : now.directoryVersion > last.directoryVersion
            ? 'directory'
            : 'nothing'
      last = now
      return moved
    }
    const seed = (part: Parameters<typeof seedOrganisation>[1]) => () => seedOrganisation(db(), part)
    const device = {
      id: crypto.randomUUID(),
      point: 'point-a',
      name: 'K',
      publicKey: 'k',
      state: 'active',
    } as const
    expect(await moves(seed({ people: [{ id: 'a1', name: 'Tên Mới', title: '' }] }))).toBe('directory')
    expect(await moves(seed({ badges: [{ digest: digestOf('x'), person: 'a1' }] }))).toBe('directory')
    expect(await moves(seed({ norms: ['Khách ở, luôn tươi cười.'] }))).toBe('directory')
    expect(
      await moves(seed({ postings: [{ person: 'a1', point: 'point-b', validFrom: '2026-12-01' }] })),
    ).toBe('rules')
    expect(await moves(seed({ allowances: [{ person: 'a1', minutes: 60, validFrom: '2026-01-01' }] }))).toBe(
      'rules',
    )
    expect(
      await moves(() =>
        db()
          .insert(devices)
          .values({ ...device, challenge: 'c', enrolledAt: NOW }),
      ),
    ).toBe('directory')
    expect(await moves(() => db().update(devices).set({ challenge: 'd', lastSeenAt: NOW }))).toBe('nothing')
    expect(await moves(() => db().update(devices).set({ name: 'K' }))).toBe('nothing')
    expect(await moves(() => db().update(devices).set({ name: 'Quầy 2' }))).toBe('directory')
  })

  it('moves the directory version on the day somebody begins or leaves', async () => {
    const snapshots = createSnapshots()
    const today = '2026-11-18'
    await seedOrganisation(db(), {
      ...districtSeed(),
      people: [{ id: 'next', name: 'Người Mới', title: '' }],
      postings: [{ person: 'next', point: 'point-a', validFrom: '2026-11-20', validTo: '2026-11-20' }],
    })
    const turn = async (date: string) =>
      turnDirectoryPage(db(), await snapshots.current(db()), Date.parse(`${date}T03:00:00+07:00`))
    await turn(today)
    await snapshots.current(db())
    const fresh = () => createSnapshots().current(db())
    const turned: [string, boolean][] = []
    for (let day = 1; day <= 4; day++) {
      const date = addDays(today, day)
      turned.push([date, await turnDirectoryPage(db(), await fresh(), Date.parse(`${date}T03:00:00+07:00`))])
    }
    expect(turned).toEqual([
      ['2026-11-19', false],
      ['2026-11-20', true],
      ['2026-11-21', true],
      ['2026-11-22', false],
    ])
    expect(await turn('2026-11-22')).toBe(false)
  })

  it('tells a kiosk of its own people by name, and of others only whose badge it is', async () => {
    const seed = districtSeed()
    await seedOrganisation(db(), {
      ...seed,
      excuses: [
        { person: 'a1', from: '2026-11-18T07:30', to: '2026-11-18T11:30', code: 'P' },
        { person: 'b1', from: '2026-11-18T07:30', to: '2026-11-18T11:30', code: 'P' },
      ],
    })
    const snapshot = await createSnapshots().current(db())
    const device = {
      id: crypto.randomUUID(),
      point: 'point-a',
      name: 'Quầy 1',
      publicKey: '',
      state: 'active',
      challenge: '',
      enrolledAt: 0,
      lastSeenAt: null,
      app: null,
      camera: null,
      scanner: null,
      diskFree: null,
      clockOffsetMs: null,
      districtKey: null,
      silences: [],
    } as const
    const directory = directoryOf(snapshot, device, ONE_KIOSK, NOW)
    expect(directory.people.map(({ id }) => id)).toEqual(expect.arrayContaining(['a1', 'a2', 'a3']))
    expect(directory.guests).toContainEqual({
      digest: digestOf('badge of b1'),
      person: 'b1',
      from: 'Quầy B',
      state: 'active',
    })
    const text = JSON.stringify(directory)
    expect(text).not.toContain('Nguyễn Văn B1')
    expect(directory.rulebook.excuses.map(({ person }) => person)).toEqual(['a1'])
    expect(directory.rulebook.organisations.map(({ id }) => id).sort()).toEqual(['city', 'ward-a'])
    expect(directory.rulebook.points.map(({ id }) => id)).toEqual(['point-a'])
  })

  it('carries news to every listener, of this server and of others', async () => {
    const heard: string[] = []
    const stop = await engine.database().listen((payload) => heard.push(payload))
    const change = { point: 'quầy \' "', date: '2026-11-18' }
    await tellChanges(db(), [change])
    await eventually(() => expect(heard.map((text) => JSON.parse(text))).toEqual([change]))
    await db()
      .transaction(async (tx) => {
        await tellChanges(tx, [change])
        throw new Error('undone')
      })
      .catch(() => {})
    await tellChanges(db(), [{ ...change, point: 'last' }])
    await eventually(() => expect(heard).toHaveLength(2))
    await stop()
  })
})

describe('an embedded database', () => {
  it('keeps what it was given, and lets one process in at a time', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'giogiac-pglite-'))
    const place = { kind: 'pglite', directory } as const
    const first = await openTestDatabase(place)
    await seedOrganisation(first.db, districtSeed())
    expect(await openDatabase(place)).toEqual({ kind: 'in-use', pid: process.pid })
    await first.db.execute(
      sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)`,
    )
    await first.close()
    expect(await openDatabase(place)).toEqual({ kind: 'from-the-future' })
    expect(await openDatabase(place)).toEqual({ kind: 'from-the-future' })
    rmSync(directory, { recursive: true, force: true })
  })
})
