import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { AuditPage } from '../../../core/audit/audit-api.ts'
import { audit, auditAlone, COMMAND_LINE, verifyAudit } from '../../../db/district/accounts/audit.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'

onBothEngines('the log of what staff did', (engine) => {
  const db = () => engine.database().db
  const rows = async () =>
    rowsOf<{ seq: number; who: string; action: string; outcome: string; subject: string | null }>(
      await db().execute(sql`select seq::int, who, action, outcome, subject from audit_log order by seq`),
    )
  const refused = async (statement: ReturnType<typeof sql>) =>
    db()
      .execute(statement)
      .then(
        () => 'done',
        (error: Error) => `${error.message} ${String(error.cause)}`,
      )

  it('D7: leaves exactly one row for each write: done, refused, forbidden and failed', async () => {
    const district = await createTestDistrict({ database: engine.database() })
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const viewer = await openAccount(district, { username: 'xem', role: 'viewer' })
    const added = async (act: () => Promise<{ status: number }>) => {
      const before = (await rows()).length
      const { status } = await act()
      return {
        status,
        rows: (await rows()).slice(before).map(({ who, action, outcome }) => [who, action, outcome]),
      }
    }
    const enrol = (browser: typeof admin, point: string) => () =>
      browser.post('/api/v1/enrolments', { point, name: 'Quầy 1' })
    expect(await added(enrol(admin, 'point-a'))).toEqual({
      status: 200,
      rows: [['quan.tri', 'kiosks.invite', 'done']],
    })
    expect(await added(enrol(admin, 'nowhere'))).toEqual({
      status: 404,
      rows: [['quan.tri', 'kiosks.invite', 'refused']],
    })
    expect(await added(enrol(viewer, 'point-a'))).toEqual({
      status: 403,
      rows: [['xem', 'kiosks.invite', 'refused']],
    })
    await db().execute(sql`alter table enrolment_codes rename to codes_gone`)
    const failed = await added(enrol(admin, 'point-a'))
    await db().execute(sql`alter table codes_gone rename to enrolment_codes`)
    expect(failed).toEqual({ status: 500, rows: [['quan.tri', 'kiosks.invite', 'failed']] })
    expect(await added(() => admin.get('/api/v1/today'))).toEqual({ status: 200, rows: [] })
    await district.stop()
  })

  it.each([
    ['is not as described', 400, '{"point":7,"name":"ghi-trong-noi-dung"}', {}],
    ['has a letter that nothing keeps', 400, '{"point":"point-a","name":"ghi-trong-noi-dung\\u0000"}', {}],
    ['is no JSON', 400, '{"name":"ghi-trong-noi-dung"', {}],
    ['is of another type', 415, 'ghi-trong-noi-dung', { 'content-type': 'text/plain' }],
    ['is too large', 413, `"${'ghi-trong-noi-dung'.repeat(5_000)}"`, {}],
    ['has a key that is none', 400, '{"name":"ghi-trong-noi-dung"}', { 'idempotency-key': 'short' }],
  ])(
    'D7: leaves one row for a write whose content %s, and nothing of that content',
    async (_, status, body, headers) => {
      const district = await createTestDistrict({ database: engine.database() })
      const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
      const before = (await rows()).length
      expect((await admin.post('/api/v1/enrolments', body, headers)).status).toBe(status)
      expect((await createDistrictBrowser(district).post('/api/v1/enrolments', body, headers)).status).toBe(
        401,
      )
      expect((await rows()).slice(before)).toMatchObject([
        { who: 'quan.tri', action: 'kiosks.invite', outcome: 'refused', subject: null },
      ])
      const { items } = AuditPage.parse((await admin.get('/api/v1/audit?limit=1')).body)
      expect(items.map(({ detail }) => detail)).toEqual([{ status, params: {} }])
      expect((await verifyAudit(db())).kind).toBe('whole')
      await district.stop()
    },
  )

  it('D7: leaves one row for a file that is not taken', async () => {
    const district = await createTestDistrict({ database: engine.database() })
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const before = (await rows()).length
    expect((await admin.post('/api/v1/imports/gglog?name=a.gglog', {})).status).toBe(415)
    expect((await rows()).slice(before)).toMatchObject([{ action: 'import.start', outcome: 'refused' }])
    await district.stop()
  })

  it('notes who looked at a person’s past, once an hour', async () => {
    const district = await createTestDistrict({ database: engine.database() })
    const viewer = await openAccount(district, { username: 'xem', role: 'viewer' })
    const before = (await rows()).length
    for (let looks = 0; looks < 3; looks++) await viewer.get('/api/v1/people/a1/months/2026-11')
    await viewer.get('/api/v1/people/nobody/months/2026-11')
    expect((await rows()).slice(before)).toMatchObject([
      { who: 'xem', action: 'presence.view-person', subject: 'person:a1' },
    ])
    await district.stop()
  })

  it('D7: is never changed, deleted, emptied or continued wrongly', async () => {
    await auditAlone(db(), COMMAND_LINE, 1, { action: 'backup.write', subject: 'x:1' })
    for (const statement of [
      sql`update audit_log set who = 'nobody'`,
      sql`update audit_log set at = at`,
      sql`delete from audit_log`,
      sql`truncate audit_log`,
      sql`insert into audit_log select seq + 7, at, who, organisation, point, action, subject, outcome, text, previous, hash from audit_log limit 1`,
      sql`insert into audit_log (seq, at, who, action, outcome, text, previous, hash) select max(seq) + 1, 1, 'a', 'b', 'done', '', repeat('0', 64), '' from audit_log`,
    ]) {
      expect(await refused(statement)).toMatch(/append-only|does not continue|duplicate/)
    }
    expect((await verifyAudit(db())).kind).toBe('whole')
  })

  it('shows the first row that somebody changed beneath it', async () => {
    const before = await rows()
    const row = before[2]
    await db().execute(sql`alter table audit_log disable trigger audit_no_change`)
    await db().execute(sql`update audit_log set who = 'somebody else' where seq = ${row?.seq}`)
    expect(await verifyAudit(db())).toEqual({ kind: 'broken', seq: row?.seq })
    await db().execute(sql`update audit_log set who = ${row?.who} where seq = ${row?.seq}`)
    expect((await verifyAudit(db())).kind).toBe('whole')
    await db().execute(sql`update audit_log set text = replace(text, '"at"', '"At"') where seq = ${row?.seq}`)
    expect(await verifyAudit(db())).toEqual({ kind: 'broken', seq: row?.seq })
    await db().execute(sql`update audit_log set text = replace(text, '"At"', '"at"') where seq = ${row?.seq}`)
    await db().execute(sql`alter table audit_log enable trigger audit_no_change`)
    expect((await verifyAudit(db())).kind).toBe('whole')
  })

  it('stays one chain when many write at once', async () => {
    const before = (await rows()).length
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        db().transaction((tx) => audit(tx, COMMAND_LINE, number, { action: 'backup.write', subject: null })),
      ),
    )
    expect((await rows()).length).toBe(before + 20)
    expect(await verifyAudit(db())).toMatchObject({ kind: 'whole', rows: before + 20 })
  })
})
