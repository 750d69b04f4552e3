import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AuditPage } from '../../../core/audit/audit-api.ts'
import { ImportPage, type ImportRun, OldPins, OldReadings } from '../../../core/district/imports-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { noteImport, startImport } from '../../../db/district/imports/import-runs.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { eventually } from '../../support/eventually.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const START = Date.UTC(2026, 10, 16, 0, 15)
/** A machine's file: its third column is the machine's number, which a person took for in and out. */
const FILE = [
  '1\t2025-06-02 07:28:13\t3\t0\t1\t0',
  '1\t2025-06-02 17:03:55\t3\t1\t1\t0',
  '2\t2025-06-02 07:31:00\t3\t0\t1\t0',
].join('\n')

onBothEngines('an import of an old machine’s file', (engine) => {
  let district: TestDistrict
  let clerk: StaffVisitor
  let keys = 0
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: START })
    clerk = await visitAs(district, 'clerk')
  })
  afterAll(() => district.stop())

  const listed = async (): Promise<ImportRun[]> =>
    ImportPage.parse((await clerk.get('/api/v1/imports?limit=50')).body).items
  const bring = async (how: { layout?: string; source?: string; point?: string; body?: string } = {}) => {
    const { layout = 'usb', source = 'ZK-3', point = 'point-a', body = FILE } = how
    const query = new URLSearchParams({ name: '3_attlog.dat', point, source, layout })
    const answer = await clerk.ask(`/api/v1/imports/attlog?${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/vnd.giogiac.attlog',
        'idempotency-key': `removed-${engine.name}-${++keys}`,
        origin: district.address,
        'sec-fetch-site': 'same-origin',
      },
      body,
    })
    expect(answer.status, answer.text).toBe(202)
    const { id } = answer.body as { id: string }
    let run: ImportRun | undefined
    await eventually(async () => {
      run = (await listed()).find((each) => each.id === id)
      expect(run?.state).toBe('taken')
    })
    return run as ImportRun
  }
  const remove = (id: string, who = clerk) => who.write('DELETE', `/api/v1/imports/${id}`, undefined)
  const pins = async () => OldPins.parse((await clerk.get('/api/v1/old-pins')).body)
  const readings = async (pin: string, source = 'ZK-3') => {
    const { status, body } = await clerk.get(`/api/v1/old-readings?source=${source}&pin=${pin}`)
    return status === 404 ? [] : OldReadings.parse(body)
  }

  it('is taken back whole, and the same file comes in again as it should have', async () => {
    const wrong = await bring({ layout: 'push' })
    expect(wrong).toMatchObject({ fresh: 3, held: 0 })
    expect((await readings('1')).map(({ status }) => status)).toEqual([3, 3])
    expect((await remove(wrong.id)).status).toBe(204)
    expect(await pins()).toEqual([])
    expect(await readings('1')).toEqual([])
    expect((await listed()).find(({ id }) => id === wrong.id)).toMatchObject({ state: 'removed', fresh: 3 })
    const right = await bring()
    expect(right).toMatchObject({ fresh: 3, held: 0 })
    expect((await readings('1')).map(({ status }) => status)).toEqual([1, 0])
    expect(await bring()).toMatchObject({ fresh: 0, held: 3 })
    const audit = AuditPage.parse(
      (await (await visitAs(district, 'district-administrator')).get('/api/v1/audit')).body,
    )
    expect(audit.items.find(({ action }) => action === 'import.remove')).toMatchObject({
      subject: `import:${wrong.id}`,
      outcome: 'done',
    })
  })

  it('frees the machine’s name for the point where it really stands', async () => {
    const wrong = await bring({ source: 'ZK-8', point: 'point-b' })
    expect((await remove(wrong.id)).status).toBe(204)
    expect(await bring({ source: 'ZK-8' })).toMatchObject({ fresh: 3 })
  })

  it('is taken back once, whoever asks at the same time', async () => {
    const run = await bring({ source: 'ZK-9' })
    const answers = await Promise.all([remove(run.id), remove(run.id), remove(run.id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409])
    expect(await readings('1', 'ZK-9')).toEqual([])
  })

  it('leaves what another file brought first, and beside it loses nothing that comes in at the same time', async () => {
    const first = await bring({ source: 'ZK-10', body: FILE.split('\n')[0] ?? '' })
    const second = await bring({ source: 'ZK-10' })
    const [removed, third] = await Promise.all([
      remove(second.id),
      bring({ source: 'ZK-10', body: '2\t2025-06-03 07:31:00\t3\t0\t1\t0' }),
    ])
    expect(removed.status).toBe(204)
    expect(third.fresh).toBe(1)
    expect(await readings('1', 'ZK-10')).toHaveLength(first.fresh)
    expect((await readings('2', 'ZK-10')).map(({ localTime }) => localTime)).toEqual(['2025-06-03 07:31:00'])
  })

  it('belongs to its own ward, is no kiosk’s log, and stays evidence', async () => {
    const run = await bring({ source: 'ZK-11' })
    const elsewhere = await visitAs(district, 'clerk', { organisation: 'ward-b' })
    expect((await remove(run.id, elsewhere)).status).toBe(404)
    expect((await remove(run.id, await visitAs(district, 'viewer'))).status).toBe(403)
    expect((await remove('0199d2b0-0000-7000-8000-0000000000ff')).status).toBe(404)
    const log = '0199d2b0-0000-7000-8000-0000000000fe'
    const words = { fileName: 'a.gglog', bytes: 1, sha256: '0'.repeat(64), startedAt: 1, startedBy: 'clerk' }
    await startImport(district.database.db, { id: log, kind: 'gglog', point: 'point-a', ...words })
    await noteImport(district.database.db, log, { state: 'taken', finishedAt: 2 })
    expect(await remove(log)).toMatchObject({ status: 409, text: expect.stringContaining('bằng chứng') })
    expect(await readings('1', 'ZK-11')).toHaveLength(2)
    expect((await remove(run.id)).status).toBe(204)
    const { db } = district.database
    const held = await db.execute(sql`select raw from old_readings where source = 'ZK-11'`)
    expect(rowsOf(held)).toHaveLength(3)
    for (const deed of [
      sql`update old_readings set removed = false where source = 'ZK-11'`,
      sql`update old_readings set pin = '9' where source = 'ZK-11'`,
      sql`update old_readings set removed = true, pin = '9' where source = 'ZK-3' and not removed`,
      sql`delete from old_readings`,
      sql`truncate old_readings`,
    ])
      await expect(db.execute(deed)).rejects.toThrow()
  })
})
