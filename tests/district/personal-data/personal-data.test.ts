import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../../db/district/accounts/audit.ts'
import { verifyLogs } from '../../../db/district/chain/verify-logs.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { seedOrganisation } from '../../../db/district/organisation/seed-organisation.ts'
import {
  erasePersonalData,
  peopleGoneBefore,
  readPersonalData,
} from '../../../db/district/retention/personal-data.ts'
import { monthsBefore } from '../../../district/context/months-before.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

describe('a period of months', () => {
  it('counts back to a date that exists', () => {
    expect(monthsBefore('2026-11-22', 60)).toBe('2021-11-22')
    expect(monthsBefore('2026-03-31', 1)).toBe('2026-02-28')
    expect(monthsBefore('2028-03-31', 1)).toBe('2028-02-29')
    expect(monthsBefore('2026-01-15', 13)).toBe('2024-12-15')
  })
})

onBothEngines('the data of one person', (engine) => {
  let district: TestDistrict
  let admin: DistrictBrowser
  let device = ''
  /** When the first of the scans was. */
  let begun = 0
  const db = () => engine.database().db
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    await seedOrganisation(db(), {
      people: [{ id: 'gone', name: 'Phạm Thị Đã Nghỉ', title: 'Chuyên viên', staffNumber: 'SN-77' }],
      postings: [{ person: 'gone', point: 'point-a', validFrom: '2020-01-01', validTo: '2021-06-30' }],
      excuses: [
        { person: 'a1', from: '2026-11-17T07:30', to: '2026-11-17T11:30', code: 'Ô', document: 'số 5' },
      ],
      allowances: [{ person: 'a1', minutes: 60, validFrom: '2026-01-01' }],
      duty: [{ person: 'a1', date: '2026-11-21', sessions: [['07:30', '11:30']] }],
    })
    const kiosk = await createWireKiosk(district).enrol()
    device = kiosk.device
    begun = district.clock.now()
    for (const [minute, person] of ['a1', 'b1', 'a1', 'a3'].entries()) {
      kiosk.scan(person, begun + minute * 60_000)
    }
    expect((await kiosk.send(1)).status).toBe(200)
    await admin.get('/api/v1/people/a1/months/2026-11')
    await db().execute(sql`
      insert into excuse_requests (id, device, person, point, covers_from, covers_to, code, document, reason,
        requested_by, requested_at, state)
      values (gen_random_uuid(), ${device}::uuid, 'a1', 'point-a', '2026-11-17T07:30', '2026-11-17T11:30', 'Ô', 'đơn 9',
        'Sốt xuất huyết', 'a2', 1, 'approved')`)
  })
  afterAll(() => district?.stop())

  it('D21: is found in every table where it was planted, and nobody else’s with it', async () => {
    // A table that came later, and nobody told this code about.
    await db().execute(sql`create table later_notes (id text primary key, about json, other text)`)
    await db().execute(sql`insert into later_notes values ('n1', '{"who": ["a1", "b1"]}', 'secret of b1')`)
    const held = await readPersonalData(db(), 'a1')
    await db().execute(sql`drop table later_notes`)
    const count = Object.fromEntries(held.map(({ table, rows }) => [table, rows.length]))
    expect(count).toMatchObject({
      people: 1,
      postings: 1,
      badges: 1,
      events: 2,
      rules: 3,
      excuse_requests: 1,
      later_notes: 1,
    })
    expect(count.audit_log).toBeGreaterThanOrEqual(1)
    const text = JSON.stringify(held)
    expect(text).toContain('Sốt xuất huyết')
    expect(text).not.toContain('secret of b1')
    expect(text).not.toContain('Nguyễn Văn B1')
    expect(await readPersonalData(db(), 'nobody')).toEqual([])
    // No id is part of another.
    expect((await readPersonalData(db(), 'a')).length).toBe(0)
  })

  it('D21: goes out as JSON and as a page, with the day by which the person is answered', async () => {
    const json = await admin.get('/api/v1/people/a1/personal-data')
    expect(json.body).toMatchObject({ person: 'a1', asked: '2026-11-18', answerBy: '2026-11-20' })
    const page = await admin.get('/api/v1/people/a1/personal-data?form=html')
    expect(page.headers.get('content-disposition')).toContain('attachment; filename=')
    expect(page.text).toContain('Nguyễn Văn A1')
    expect(page.text).toContain('hạn trả lời 2026-11-20')
    const rows = rowsOf<{ n: number }>(
      await db().execute(
        sql`select count(*)::int as n from audit_log where action = 'personal-data.export' and subject = 'person:a1'`,
      ),
    )
    expect(rows).toEqual([{ n: 2 }])
    const clerk = await openAccount(district, { username: 'clerk', role: 'clerk' })
    expect((await clerk.get('/api/v1/people/a1/personal-data')).status).toBe(403)
    const other = await openAccount(district, {
      username: 'qt.b',
      role: 'district-administrator',
      organisation: 'ward-b',
    })
    expect((await other.get('/api/v1/people/a1/personal-data')).status).toBe(404)
  })

  it('D22: of a lost kiosk is a list of who was recorded by it, and when', async () => {
    const list = await admin.get(`/api/v1/kiosks/${device}/affected`)
    const lines = list.text.trim().split('\r\n')
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 3))).toEqual([
      ['a1', 'Nguyễn Văn A1', '2'],
      ['a3', 'Nguyễn Văn A3', '1'],
      ['b1', 'Nguyễn Văn B1', '1'],
    ])
    const from = begun + 150_000
    const later = await admin.get(`/api/v1/kiosks/${device}/affected?from=${from}`)
    expect(later.text.trim().split('\r\n')).toHaveLength(2)
    expect((await admin.get(`/api/v1/kiosks/${crypto.randomUUID()}/affected`)).status).toBe(404)
  })

  it('D20: of people long gone is named by date, and only of those', async () => {
    expect(await peopleGoneBefore(db(), '2021-07-01')).toEqual([{ person: 'gone', left: '2021-06-30' }])
    expect(await peopleGoneBefore(db(), '2021-06-30')).toEqual([])
    expect((await peopleGoneBefore(db(), '2099-01-01')).map(({ person }) => person)).toEqual(['gone'])
  })

  it('D21: is erased so that nothing tells who it was, and every chain stays whole', async () => {
    const events = () => db().execute(sql`select log, seq, text from events order by log, seq`)
    const before = rowsOf(await events())
    for (const person of ['gone', 'a1']) {
      expect(await db().transaction((tx) => erasePersonalData(tx, person))).toBe(true)
    }
    expect(await db().transaction((tx) => erasePersonalData(tx, 'nobody'))).toBe(false)
    const tables = rowsOf<{ t: string }>(
      await db().execute(
        sql`select table_name as t from information_schema.tables where table_schema = 'public'`,
      ),
    )
    for (const { t } of tables) {
      const rows = rowsOf<{ line: string }>(
        await db().execute(sql`select row_to_json(x)::text as line from ${sql.identifier(t)} x`),
      )
      const text = rows.map(({ line }) => line).join('\n')
      for (const secret of ['Phạm Thị Đã Nghỉ', 'SN-77', 'Nguyễn Văn A1', 'Sốt xuất huyết', 'đơn 9']) {
        expect(text.includes(secret), `${secret} in ${t}`).toBe(false)
      }
    }
    expect(rowsOf(await events())).toEqual(before)
    expect((await db().transaction((tx) => verifyLogs(tx))).kind).toBe('whole')
    expect((await verifyAudit(db())).kind).toBe('whole')
    expect(await peopleGoneBefore(db(), '2099-01-01')).toEqual([])
    expect((await admin.get('/api/v1/people/a1/months/2026-11')).text).toContain('đã xóa tên')
  })
})
