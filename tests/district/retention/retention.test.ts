import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { instantOf } from '../../../core/time.ts'
import { putBack } from '../../../db/district/backup/put-back.ts'
import { readDropped } from '../../../db/district/chain/dropped.ts'
import { verifyLogs } from '../../../db/district/chain/verify-logs.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { decideClaims, readClaims } from '../../../db/district/excuses/claims.ts'
import { closeIncident, raiseIncident } from '../../../db/district/kiosks/incidents.ts'
import { reopenMonth } from '../../../db/district/months/month-locks.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../db/district/organisation/seed-organisation.ts'
import { backupLines, writeBackup } from '../../../district/backups/backup-file.ts'
import { dropPastEvents, keptFrom, type PastEvents } from '../../../district/retention/drop-past-events.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import {
  createTestDistrict,
  openTestDatabase,
  type TestDistrict,
} from '../../support/create-test-district.ts'
import { deriveAgain } from '../../support/derive-again.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'
import { closeMonth, monthsOf, workedDays, workMonths, ZONE } from '../../support/worked-years.ts'

const MONTHS = monthsOf(2025, 6)
const KEEP_MONTHS = 24
/** What the district keeps at the end of the six years. */
const KEPT_FROM = '2029-01-01'
const PAPERS = ['bang-cham-cong.xlsx', 'bang-cham-cong.csv', 'nguon-so-lieu.csv', 'ghi-nhan.csv']

onBothEngines('events past their period', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-retention-'))
  let district: TestDistrict
  let kiosk: WireKiosk
  let other: WireKiosk
  let admin: StaffVisitor
  let claim = ''
  beforeAll(async () => {
    district = await createTestDistrict({
      database: engine.database(),
      now: instantOf('2025-01-01', '07:00', ZONE),
    })
    kiosk = await createWireKiosk(district, { point: 'point-a' }).enrol()
    other = await createWireKiosk(district, { point: 'point-b', name: 'Quầy B' }).enrol()
    other.scan('a2', instantOf('2025-02-11', '07:20', ZONE))
    other.scan('b1', instantOf('2025-03-11', '07:20', ZONE))
    other.scan('b1', instantOf('2025-03-12', '07:20', ZONE))
    await other.sendAll()
    await workMonths(district, kiosk, MONTHS.slice(0, 30))
    const day = workedDays('2027-06')[0] ?? ''
    const at = instantOf(day, '11:30', ZONE)
    claim = kiosk.add(
      'claim',
      { staff: 'a3', date: day, session: 0, side: 'out', at, reason: 'quên quét', by: 'a2' },
      { at: district.clock.now() },
    )
    await workMonths(district, kiosk, MONTHS.slice(30))
    district.clock.set(instantOf('2031-01-03', '09:00', ZONE))
    await kiosk.hello()
    for (const month of MONTHS) if (month !== '2028-03') await closeMonth(district, month)
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(async () => {
    await district?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const db = () => district.database.db
  const run = async (apply: boolean, months = KEEP_MONTHS): Promise<Map<string, PastEvents>> => {
    const found = new Map<string, PastEvents>()
    const key = apply ? district.keys : null
    for await (const one of dropPastEvents(db(), months, key, district.clock.now()))
      found.set(one.plan.log, one)
    return found
  }
  const ofKiosk = async (apply: boolean) => (await run(apply)).get(kiosk.state.log)
  const count = async (from: string): Promise<number> =>
    rowsOf<{ n: number }>(await db().execute(sql.raw(`select count(*)::int as n from ${from}`)))[0]?.n ?? -1
  const drops = () => count(`audit_log where action = 'events.drop'`)
  const openIncidents = async (): Promise<string[]> => {
    const open = sql`select id::text as id from incidents where state = 'open' and device is not null`
    return rowsOf<{ id: string }>(await db().execute(open)).map(({ id }) => id)
  }
  const close = (id: string) => closeIncident(db(), id, { by: 'quan', at: 2, note: 'đã xem' })
  /** Number of the first event of a day, as the kiosk wrote it. */
  const firstOf = (date: string): number =>
    kiosk.texts.findIndex((text) => JSON.parse(text).at >= instantOf(date, '00:00', ZONE)) + 1
  const person = async (month: string): Promise<PersonMonth> =>
    PersonMonth.parse((await admin.get(`/api/v1/people/a1/months/${month}`)).body)
  const papers = async (month: string): Promise<string[]> =>
    Promise.all(
      PAPERS.map(async (name) => {
        const url = `${district.address}/api/v1/points/point-a/months/${month}/papers/${name}`
        const response = await fetch(url, { headers: { cookie: admin.cookie ?? '' } })
        return `${response.status} ${Buffer.from(await response.arrayBuffer()).toString('base64')}`
      }),
    )

  it('D20: are counted in whole months', () => {
    expect(keptFrom('2031-01-03', 24)).toBe('2029-01-01')
    expect(keptFrom('2031-01-31', 14)).toBe('2029-11-01')
  })

  it('D20: are told first, and stay while somebody has to look at the kiosk', async () => {
    const { device } = kiosk
    const before = await count('events')
    const place = { kind: 'clock-step', device, point: 'point-a', log: kiosk.state.log, seq: 5 } as const
    await raiseIncident(db(), { ...place, at: 1, detail: {}, sameAs: 'test' })
    const waits = { from: 1, upTo: 0, stop: { kind: 'incident' } }
    // The step, and the leader's word for a time at which the kiosk was silent.
    const open = await openIncidents()
    expect(open).toHaveLength(2)
    for (const id of open) {
      expect(await ofKiosk(false)).toMatchObject({ kind: 'planned', plan: waits })
      await close(id)
    }
    const planned = await ofKiosk(false)
    expect(planned).toMatchObject({ kind: 'planned', plan: { from: 1, stop: { kind: 'undecided' } } })
    expect(await count('events')).toBe(before)
    expect(await count('dropped')).toBe(0)
    expect(await drops()).toBe(0)
  })

  it('D20: stay from where a claim is undecided or a month is not closed, in each log', async () => {
    for (const id of await openIncidents()) await close(id)
    const day = workedDays('2027-06')[0] ?? ''
    const first = await run(true)
    expect(first.get(kiosk.state.log)).toMatchObject({
      kind: 'dropped',
      plan: { from: 1, stop: { kind: 'undecided', day } },
    })
    expect((await readDropped(db(), kiosk.state.log))?.seq).toBeLessThan(
      firstOf(workedDays('2027-06')[1] ?? ''),
    )
    // At the other point nothing was ever closed; what its kiosk recorded of a guest goes with the guest's own month.
    expect(first.get(other.state.log)).toMatchObject({
      plan: { upTo: 2, stop: { kind: 'month-open', point: 'Quầy B', month: '2025-03' } },
    })

    const place = { point: 'point-a', month: '2027-06' }
    await reopenMonth(db(), place, 'quan', 1, 'để quyết định')
    const decided = { state: 'accepted', by: 'quan', at: 1, note: '' } as const
    await decideClaims(db(), await readClaims(db(), { ids: [claim] }), decided)
    await closeMonth(district, '2027-06')
    expect(await ofKiosk(true)).toMatchObject({
      kind: 'dropped',
      plan: {
        upTo: firstOf(workedDays('2028-03')[0] ?? '') - 1,
        stop: { kind: 'month-open', month: '2028-03' },
      },
    })
    await closeMonth(district, '2028-03')
  })

  it('D20: go once, with one audit row; sheets, days and pages stay as they were', async () => {
    const months = ['2025-05', '2027-06', '2028-12', '2029-01']
    const sheets = await Promise.all(months.map(papers))
    const days = await Promise.all(months.map(person))
    expect(sheets.flat().every((sheet) => sheet.startsWith('200 '))).toBe(true)
    expect(days[2]?.totals.lateTimes).toBe(1)
    const rows = await drops()
    expect(await ofKiosk(true)).toMatchObject({
      kind: 'dropped',
      plan: { upTo: firstOf(KEPT_FROM) - 1, stop: { kind: 'recent' } },
    })
    expect(await drops()).toBe(rows + 1)
    expect(await count(`events where log = '${kiosk.state.log}'`)).toBe(
      kiosk.texts.length - firstOf(KEPT_FROM) + 1,
    )
    expect(await ofKiosk(true)).toMatchObject({ kind: 'nothing', plan: { stop: { kind: 'recent' } } })
    expect(await drops()).toBe(rows + 1)

    // Other rules from now on, and everything derived anew: days that nothing is left of do not become absences.
    await seedOrganisation(db(), {
      excuses: [{ person: 'a1', from: '2025-05-02T00:00', to: '2025-05-02T24:00', code: 'P' }],
    })
    const span = { from: '2025-05-01', to: '2025-06-30' }
    await deriveAgain(db(), await createSnapshots().current(db()), span, district.clock.now())
    expect(await Promise.all(months.map(papers))).toEqual(sheets)
    const worked = (month: PersonMonth | undefined) =>
      month?.days.filter(({ date }) => months.some((each) => workedDays(each).includes(date)))
    const after = await Promise.all(months.map(person))
    expect(after.map(worked)).toEqual(days.map(worked))
    const late = workedDays('2025-05')[0]
    const ward = await admin.get(`/api/v1/points/point-a/days/${late}`)
    expect(ward.body).toMatchObject({
      people: expect.arrayContaining([expect.objectContaining({ id: 'a1', presence: 'left' })]),
    })
    const reopened = await admin.write('POST', '/api/v1/points/point-a/months/2025-05/reopen', {
      reason: 'xem lại lần nữa',
    })
    expect(reopened).toMatchObject({ status: 409, text: expect.stringContaining('thời hạn lưu') })
  })

  it('D20: sent again count as held; another story of them is a fork; the log goes on', async () => {
    const seq = (await readDropped(db(), kiosk.state.log))?.seq ?? 0
    const before = await count('events')
    for (const [from, to] of [
      [1, 100],
      [seq - 50, seq],
      [seq - 50, seq + 50],
      [seq + 1, seq + 50],
      [kiosk.texts.length - 400, kiosk.texts.length],
    ] as const) {
      const answer = await kiosk.send(from, to)
      expect(answer, `${from}–${to}`).toMatchObject({ status: 200, body: { have: kiosk.head } })
    }
    expect(await count('events')).toBe(before)
    const twin = kiosk.copy({ ...kiosk.state }, kiosk.texts.slice(0, seq - 10))
    for (let i = 0; i < 20; i++) twin.scan('a2', instantOf('2028-12-20', '08:00', ZONE) + i * 60_000)
    const told = await twin.send(seq - 20, twin.texts.length)
    expect(told).toMatchObject({ status: 409, body: { problem: 'fork', seq } })
    kiosk.state.challenge = twin.state.challenge
    kiosk.scan('a1', district.clock.now())
    expect(await kiosk.send(kiosk.texts.length)).toMatchObject({ status: 200, body: { have: kiosk.head } })
    expect((await db().transaction((tx) => verifyLogs(tx))).kind).toBe('whole')
  })

  it('D16, D20: are not in a backup, and what is restored goes on from the retained head', async () => {
    const file = join(folder, 'after.backup')
    await writeBackup(db(), file, 1, district.keys)
    const held = await count('events')
    const database = await openTestDatabase(await engine.newPlace())
    expect(await putBack(database.db, backupLines(file))).toMatchObject({ kind: 'restored', events: held })
    const restored = await createTestDistrict({ database, keys: district.keys, now: district.clock.now() })
    const visitor = await visitAs(restored, 'district-administrator')
    const month = await visitor.get('/api/v1/people/a1/months/2028-12')
    expect(PersonMonth.parse(month.body)).toEqual(await person('2028-12'))
    await restored.stop()
    await database.close()
  })

  it('D20: are never dropped from a log whose chain does not hold', async () => {
    const { log } = kiosk.state
    const place = sql`log = ${log}::uuid and seq = ${kiosk.texts.length - 3}`
    await db().execute(sql`update events set text = replace(text, '"up":', '"up": ') where ${place}`)
    await db().execute(sql`update incidents set state = 'closed'`)
    const before = await count('events')
    expect((await run(true, 14)).get(log)).toMatchObject({ kind: 'broken' })
    expect(await count('events')).toBe(before)
    await db().execute(sql`update events set text = replace(text, '"up": ', '"up":') where ${place}`)
    expect((await run(true, 14)).get(log)).toMatchObject({ kind: 'dropped' })
  })
})
