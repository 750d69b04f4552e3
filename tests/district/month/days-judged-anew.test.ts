import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DaysJudgedAnew } from '../../../core/district/month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { instantOf } from '../../../core/time.ts'
import { forgetDays, readDays } from '../../../db/district/days/derive-days.ts'
import { dropOlder } from '../../../db/district/days/judged-anew.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { readPersonalData } from '../../../db/district/retention/personal-data.ts'
import { judgedAnew } from '../../../db/district/schema/log.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { judgedByOlderRules, withoutFirstArrival } from '../../support/judged-by-older-rules.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { MONTH, workMonth, ZONE } from '../../support/worked-month.ts'

const AT = `/api/v1/points/point-a/months/${MONTH}`
const at = (date: string, time: string) => instantOf(date, time, ZONE)

onBothEngines('days that newer rules judge otherwise', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
    await admin.get(AT)
  })
  afterAll(() => district.stop())

  const db = () => district.database.db
  const listed = async (who = admin) => DaysJudgedAnew.parse((await who.get(`${AT}/judged-anew`)).body).days
  const asOlder = (person: string, date: string, change: (day: PersonDay) => Partial<PersonDay>) =>
    judgedByOlderRules(db(), { person, date }, change)

  it('are none where everything was judged by these rules', async () => {
    expect(await listed()).toEqual([])
  })

  it('are listed with what they were, what they are and why', async () => {
    const older = await asOlder('a1', '2026-10-06', withoutFirstArrival)
    const days = await listed()
    expect(days.map(({ person, name, date, why }) => ({ person, name, date, why }))).toEqual([
      { person: 'a1', name: 'Nguyễn Văn A1', date: '2026-10-06', why: ['rules'] },
    ])
    expect(days[0]?.was).toEqual(older)
    expect(days[0]?.now.marks[0]?.in).toEqual({ at: at('2026-10-06', '07:47'), by: 'scan' })
    expect(await listed()).toEqual(days)
  })

  it('are not listed where the older rules had said the same', async () => {
    await asOlder('a1', '2026-10-07', () => ({}))
    expect((await listed()).map(({ date }) => date)).toEqual(['2026-10-06'])
    expect(await db().select().from(judgedAnew)).toHaveLength(1)
  })

  it('stay listed when facts that came meanwhile had the kept day thrown away, and say so', async () => {
    await asOlder('a2', '2026-10-08', withoutFirstArrival)
    await forgetDays(db(), [{ person: 'a2', date: '2026-10-08' }])
    expect((await listed()).map(({ person, date, why }) => [person, date, why])).toEqual([
      ['a1', '2026-10-06', ['rules']],
      ['a2', '2026-10-08', ['rules', 'also-changed']],
    ])
  })

  it('keep what the oldest rules said, whoever judges them again', async () => {
    await asOlder('a1', '2026-10-06', () => ({ workedMinutes: 1 }))
    const [first] = await listed()
    expect(first?.was.workedMinutes).toBe(240)
  })

  it('are kept once when two read them at the same moment', async () => {
    await asOlder('a3', '2026-10-12', withoutFirstArrival)
    const snapshot = await createSnapshots().current(db())
    const day = [{ person: 'a3', date: '2026-10-12' }]
    const read = () => readDays(db(), snapshot, day, district.clock.now())
    const [one, other] = await Promise.all([read(), read()])
    expect(one).toEqual(other)
    expect(await db().select().from(judgedAnew).where(eq(judgedAnew.person, 'a3'))).toHaveLength(1)
  })

  it('are shown to their ward’s leader and to no other ward', async () => {
    expect(await listed(await visitAs(district, 'ward-leader', { point: 'point-a' }))).toHaveLength(3)
    const other = await visitAs(district, 'ward-leader', { point: 'point-b' })
    expect((await other.get(`${AT}/judged-anew`)).status).toBe(404)
  })

  it('belong to what is held about a person, and go when their time is over', async () => {
    const tables = (await readPersonalData(db(), 'a3')).map(({ table }) => table)
    expect(tables).toContain('judged_anew')
    await dropOlder(db(), [{ person: 'a3', date: '2026-10-12' }])
    expect((await listed()).map(({ person }) => person)).toEqual(['a1', 'a2'])
  })

  it('are none in a closed month, and are back when it is opened again', async () => {
    expect((await admin.post(`${AT}/lock`, { acceptUnknown: false, note: '' })).status).toBe(200)
    expect(await listed()).toEqual([])
    expect((await admin.post(`${AT}/reopen`, { reason: 'Có đơn nộp muộn' })).status).toBe(200)
    expect(await listed()).toHaveLength(2)
  })
})
