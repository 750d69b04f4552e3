import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { approveExcuse, takeExcuses } from '../../../db/district/excuses/excuses.ts'
import { readMonthFacts } from '../../../db/district/months/month-facts.ts'
import { lockedMonthsOf, lockMonth, readLock, reopenMonth } from '../../../db/district/months/month-locks.ts'
import { createSnapshots, readVersions } from '../../../db/district/organisation/read-snapshot.ts'
import { excuseRequests } from '../../../db/district/schema/log.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { MONTH, workMonth } from '../../support/worked-month.ts'

const AT = `/api/v1/points/point-a/months/${MONTH}`
const PLACE = { point: 'point-a', month: MONTH }
const DAY = `${MONTH}-07`

/** Where one transaction waits for the other: told when it is there, and until when it stays. */
interface Meeting {
  readonly reached?: () => void
  readonly held?: Promise<void>
}

onBothEngines('a month is closed while a leave in it is decided', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district.stop())

  const request = async (): Promise<string> => {
    const id = randomUUID()
    const asked = { person: 'a2', point: 'point-a', from: `${DAY}T00:00`, to: `${DAY}T24:00`, code: 'NB' }
    await district.database.db.insert(excuseRequests).values({
      ...asked,
      id,
      document: '',
      reason: '',
      state: 'waiting',
      device: null,
      requestedBy: 'clerk',
      requestedAt: district.clock.now(),
    })
    return id
  }
  const read = async (tx = district.database.db) => {
    const snapshot = await createSnapshots().current(tx, await readVersions(tx))
    const facts = await readMonthFacts(tx, snapshot, PLACE, district.clock.now())
    if (facts === null) throw new Error('no such point')
    return facts
  }
  const lock = (facts: Awaited<ReturnType<typeof read>>, { reached, held }: Meeting = {}) =>
    district.database.db.transaction(async (tx) => {
      const at = district.clock.now()
      const closing = { id: randomUUID(), facts, digests: {}, by: 'boss', at, note: '' }
      const outcome = await lockMonth(tx, closing, () => read(tx))
      reached?.()
      await held
      return outcome
    })
  const approve = (id: string, { reached, held }: Meeting = {}) =>
    district.database.db.transaction(async (tx) => {
      const [row] = await takeExcuses(tx, [id])
      if (row === undefined) throw new Error('no such request')
      const snapshot = await createSnapshots().current(tx, await readVersions(tx))
      if ((await lockedMonthsOf(tx, snapshot, 'a2', { from: DAY, to: DAY }, district.clock.now())).length > 0)
        return 'month-locked'
      await approveExcuse(tx, row, { by: 'chief', at: district.clock.now(), note: '', document: '' })
      reached?.()
      await held
      return 'approved'
    })
  const reopen = () =>
    district.database.db.transaction((tx) =>
      reopenMonth(tx, PLACE, 'boss', district.clock.now(), 'để thử lại'),
    )
  const excusesLocked = async () => {
    const locked = await readLock(district.database.db, 'point-a', MONTH)
    const person = locked?.facts.people.find(({ id }) => id === 'a2')
    return person?.days.find(({ day }) => day.date === DAY)?.excuses.length
  }
  /** A transaction that has said its word and is not over: it says so, and ends when it is let. */
  const heldOpen = () => {
    const said = Promise.withResolvers<void>()
    const going = Promise.withResolvers<void>()
    return { meeting: { reached: said.resolve, held: going.promise }, said: said.promise, end: going.resolve }
  }
  const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

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
