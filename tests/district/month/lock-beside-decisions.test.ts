import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lockedMonthsOf, readLock } from '../../../db/district/months/month-locks.ts'
import { createSnapshots, readVersions } from '../../../db/district/organisation/read-snapshot.ts'
import { excuseRequests } from '../../../db/district/schema/log.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { DAY, heldOpen, monthDecisions, soon } from '../../support/month-decisions.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { MONTH, workMonth } from '../../support/worked-month.ts'

const AT = `/api/v1/points/point-a/months/${MONTH}`

onBothEngines('a month is closed while a leave in it is decided', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district.stop())

  const { request, read, lock, approve, reopen } = monthDecisions(() => district)
  const excusesLocked = async () => {
    const locked = await readLock(district.database.db, 'point-a', MONTH)
    const person = locked?.facts.people.find(({ id }) => id === 'a2')
    return person?.days.find(({ day }) => day.date === DAY)?.excuses.length
  }

  it('finds every closed month of a span of many years, and comes to the end of one without end', async () => {
    expect(await lock(await read())).toBe('locked')
    const closedIn = (span: { readonly from: string; readonly to: string }) =>
      district.database.db.transaction(async (tx) => {
        const snapshot = await createSnapshots().current(tx, await readVersions(tx))
        return lockedMonthsOf(tx, snapshot, 'a2', span, district.clock.now())
      })
    const year = Number(MONTH.slice(0, 4))
    for (const from of [`${year - 1}-01-01`, `${year - 7}-01-01`, '1900-01-01', '0001-01-01']) {
      for (const to of [`${MONTH}-28`, `${year + 9}-01-01`, '9999-12-31']) {
        expect(await closedIn({ from, to }), `${from} ${to}`).toEqual([MONTH])
      }
    }
    expect(await closedIn({ from: `${year + 1}-01-01`, to: '9999-12-31' })).toEqual([])
    await reopen()
  })

  it('approves nothing in a month that is being closed', async () => {
    const id = await request()
    const { meeting, said, end } = heldOpen()
    const locking = lock(await read(), meeting)
    await said
    const approving = approve(id)
    await soon(300)
    end()
    expect(await locking).toBe('locked')
    expect(await approving).toBe('month-locked')
    expect(await excusesLocked()).toBe(0)
    await reopen()
  })

  it('closes nothing that was printed without a leave approved meanwhile', async () => {
    const id = await request()
    const printed = await read()
    const { meeting, said, end } = heldOpen()
    const approving = approve(id, meeting)
    await said
    const locking = lock(printed)
    await soon(300)
    end()
    expect(await approving).toBe('approved')
    expect(await locking).toBe('changed')
    expect(await lock(await read())).toBe('locked')
    expect(await excusesLocked()).toBe(1)
    await reopen()
  })

  it('keeps every leave it said it had approved, however the two meet', async () => {
    for (let turn = 0; turn < 4; turn++) {
      const id = await request()
      const approving = soon(turn * 120).then(() =>
        admin.write('POST', '/api/v1/excuses/decisions', { ids: [id], decision: 'approve' }),
      )
      const [locked, approved] = await Promise.all([admin.write('POST', `${AT}/lock`, {}), approving])
      expect(approved.status).toBe(200)
      const said = (approved.body as { results: { outcome: string }[] }).results[0]?.outcome
      if (locked.status === 200) {
        const [row] = await district.database.db
          .select()
          .from(excuseRequests)
          .where(eq(excuseRequests.id, id))
        const facts = (await readLock(district.database.db, 'point-a', MONTH))?.facts
        const day = facts?.people
          .find(({ id: person }) => person === 'a2')
          ?.days.find((each) => each.day.date === DAY)
        const before = turn + 1
        expect([said, row?.state]).toEqual(
          day?.excuses.length === before + 1 ? ['approved', 'approved'] : ['month-locked', 'waiting'],
        )
        await reopen()
        // The next turn counts from the same number of approved leaves.
        if (said !== 'approved') await approve(id)
      } else {
        expect(locked.status).toBe(409)
        expect(locked.text).toContain('vừa thay đổi')
        expect(said).toBe('approved')
      }
    }
  }, 120_000)

  it('is closed once when two close it at once', async () => {
    const both = await Promise.all([
      admin.write('POST', `${AT}/lock`, {}),
      admin.write('POST', `${AT}/lock`, {}),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.text).toContain('đã khóa rồi')
  })
})
