import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ExcusePage, type ExcusesDecided } from '../../../core/district/excuses-api.ts'
import { PersonMonth } from '../../../core/district/person-month-api.ts'
import { auditLog } from '../../../db/district/schema/audit.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('a request for leave that was made by mistake', (engine) => {
  let district: TestDistrict
  let clerk: DistrictBrowser
  let other: DistrictBrowser
  let chief: DistrictBrowser
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    clerk = await openAccount(district, { role: 'clerk', username: 'can.bo' })
    other = await openAccount(district, { role: 'clerk', username: 'can.bo.khac' })
    chief = await openAccount(district, { role: 'district-administrator', username: 'chanh.van.phong' })
  })
  afterAll(() => district?.stop())

  const ask = async (day: string, more: object = {}) => {
    const words = { person: 'a1', from: `${day}T00:00`, to: `${day}T24:00`, code: 'NB', ...more }
    return ((await clerk.post('/api/v1/excuses', words)).body as { id: string }).id
  }
  const seen = async (who: DistrictBrowser, id: string) => {
    const { items } = ExcusePage.parse((await who.get('/api/v1/excuses')).body)
    const item = items.find((each) => each.id === id)
    return item && [item.state, item.mayWithdraw]
  }
  const withdraw = (who: DistrictBrowser, id: string) =>
    who.post(`/api/v1/excuses/${id}`, undefined, {}, 'DELETE')
  const approve = async (id: string) =>
    (
      (await chief.post('/api/v1/excuses/decisions', { ids: [id], decision: 'approve' }))
        .body as ExcusesDecided
    ).results.map(({ outcome }) => outcome)

  it('is withdrawn by who asked, while nobody has decided; it stays in the list and in the audit log', async () => {
    const id = await ask('2026-11-19')
    expect([await seen(clerk, id), await seen(other, id)]).toEqual([
      ['waiting', true],
      ['waiting', false],
    ])
    expect((await withdraw(clerk, id)).status).toBe(204)
    expect([await seen(clerk, id), await approve(id)]).toEqual([['withdrawn', false], ['not-waiting']])
    const rows = await district.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'excuses.withdraw'))
    expect(rows).toMatchObject([{ subject: 'person:a1' }])
  })

  it('is not withdrawn by somebody else, nor once it is decided, nor if it is not there', async () => {
    const id = await ask('2026-11-20')
    const refused = await withdraw(other, id)
    expect([refused.status, await seen(clerk, id)]).toEqual([403, ['waiting', true]])
    expect(await approve(id)).toEqual(['approved'])
    const late = await withdraw(clerk, id)
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('đã có người quyết định')])
    expect((await withdraw(clerk, 'a1f0c0de-0000-4000-8000-000000000000')).status).toBe(404)
  })

  it('from a kiosk is withdrawn at the kiosk', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const data = { staff: 'a3', from: '2026-11-24T00:00', to: '2026-11-24T24:00', code: 'NB' } as const
    const id = kiosk.add('excuse-requested', { ...data, document: '', reason: '', by: 'a2' })
    await kiosk.hello()
    await kiosk.sendAll()
    expect([(await withdraw(clerk, id)).status, await seen(clerk, id)]).toEqual([403, ['waiting', false]])
  })

  it('is withdrawn or decided, never both, when two do so at once', async () => {
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      const id = await ask(day)
      const [withdrawn, outcome] = await Promise.all([withdraw(clerk, id), approve(id)])
      const [state] = (await seen(clerk, id)) ?? []
      expect([withdrawn.status, outcome, state]).toEqual(
        withdrawn.status === 204 ? [204, ['not-waiting'], 'withdrawn'] : [409, ['approved'], 'approved'],
      )
    }
  })

  it('is told with the days of the person’s month while it waits', async () => {
    const span = { from: '2026-11-30T13:00', to: '2026-12-01T24:00' }
    const id = await ask('2026-11-30', span)
    const askedIn = async (month: string) =>
      PersonMonth.parse((await clerk.get(`/api/v1/people/a1/months/${month}`)).body).asked
    const waits = [{ ...span, code: 'NB', name: 'Nghỉ bù' }]
    expect([await askedIn('2026-10'), await askedIn('2026-11'), await askedIn('2026-12')]).toEqual([
      [],
      waits,
      waits,
    ])
    const isListed = async (month: string) =>
      ExcusePage.parse((await clerk.get(`/api/v1/excuses?month=${month}&state=waiting`)).body).items.some(
        (each) => each.id === id,
      )
    const listed = [await isListed('2026-10'), await isListed('2026-11'), await isListed('2026-12')]
    expect(listed).toEqual([false, true, true])
    await withdraw(clerk, id)
    expect(await askedIn('2026-11')).toEqual([])
  })
})
