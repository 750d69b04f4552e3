import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDays } from '../../../db/district/days/derive-days.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { digestOf } from '../../support/district-seed.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Monday 16 November 2026, 07:00 in Việt Nam. */
const MONDAY_7 = Date.UTC(2026, 10, 16, 0)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

onBothEngines("what comes from a ward's desk", (engine) => {
  let district: TestDistrict
  let day = 0
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: MONDAY_7 })
  })
  afterAll(() => district.stop())

  /** Each test has a week of its own, so that they do not see each other's days. */
  const newMonday = (): number => {
    day += 7
    district.clock.set(MONDAY_7 + day * DAY + 10 * HOUR)
    return MONDAY_7 + day * DAY
  }
  const dateOf = (at: number) => new Date(at + 7 * HOUR).toISOString().slice(0, 10)
  const kioskAt = async (at: number, point = 'point-a'): Promise<WireKiosk> => {
    const kiosk = await createWireKiosk(district, { startedAt: at - HOUR, point }).enrol()
    kiosk.checkClock(0)
    return kiosk
  }
  const dayOf = async (person: string, at: number) => {
    const { db } = district.database
    const snapshot = await createSnapshots().current(db)
    return (await readDays(db, snapshot, [{ person, date: dateOf(at) }], district.clock.now()))[0]
  }
  const badges = async (person: string) =>
    rowsOf<{ digest: string; state: string; revoked: string | null }>(
      await district.database.db.execute(
        sql`select digest, state, revoked_at::text as revoked from badges where person = ${person} order by issued_at`,
      ),
    )
  const handOver = (kiosk: WireKiosk, staff: string, code: string, at: number, by = 'a2') =>
    kiosk.add('badge-handed-over', { staff, badge: digestOf(code), by, reason: 'Mất thẻ' }, { at })

  it('takes a badge over that a leader handed over, and the directory says so', async () => {
    const at = newMonday()
    const kiosk = await kioskAt(at)
    handOver(kiosk, 'a1', 'new of a1', at)
    kiosk.scan('a1', at + MINUTE, { badge: digestOf('new of a1') })
    kiosk.scan('a1', at + 2 * MINUTE)
    await kiosk.sendAll()
    expect(await badges('a1')).toEqual([
      { digest: digestOf('badge of a1'), state: 'revoked', revoked: String(at) },
      { digest: digestOf('new of a1'), state: 'active', revoked: null },
    ])
    // The scan with the new badge counts, the one with the old badge is nobody's.
    expect(await dayOf('a1', at)).toMatchObject({ marks: [{ in: { at: at + MINUTE } }, {}] })
    const { directory } = (await kiosk.directory()).body as { directory?: { people: unknown[] } }
    expect(directory?.people).toContainEqual(
      expect.objectContaining({
        id: 'a1',
        role: 'staff',
        badges: expect.arrayContaining([
          { digest: digestOf('badge of a1'), state: 'revoked' },
          { digest: digestOf('new of a1'), state: 'active' },
        ]),
      }),
    )
    expect(directory?.people).toContainEqual(expect.objectContaining({ id: 'a2', role: 'leader' }))
  })

  it('gives another kiosk’s scans of that badge to the person, whichever kiosk delivers first', async () => {
    const at = newMonday()
    const [one, two] = [await kioskAt(at), await kioskAt(at)]
    two.scan('a3', at + 5 * MINUTE, { badge: digestOf('new of a3'), staff: null })
    two.scan('a3', at + 6 * MINUTE)
    await two.sendAll()
    expect(await dayOf('a3', at)).toMatchObject({ marks: [{ in: { at: at + 6 * MINUTE } }, {}] })
    handOver(one, 'a3', 'new of a3', at)
    await one.sendAll()
    expect(await dayOf('a3', at)).toMatchObject({ marks: [{ in: { at: at + 5 * MINUTE } }, {}] })
  })

  it('lets the badge hold that was given last, whichever kiosk delivers first', async () => {
    const at = newMonday()
    const [one, two] = [await kioskAt(at, 'point-b'), await kioskAt(at, 'point-b')]
    handOver(one, 'b1', 'first of b1', at, 'b2')
    handOver(two, 'b1', 'second of b1', at + HOUR, 'b2')
    await two.sendAll()
    await one.sendAll()
    expect(await badges('b1')).toMatchObject([
      { digest: digestOf('badge of b1'), state: 'revoked' },
      { digest: digestOf('first of b1'), state: 'revoked', revoked: String(at + HOUR) },
      { digest: digestOf('second of b1'), state: 'active' },
    ])
  })

  it.each([
    ['by somebody who leads nothing', 'b3', 'stray 1', 'b1'],
    ['by a leader of elsewhere', 'b3', 'stray 2', 'a2'],
    ['to a person of elsewhere', 'a2', 'stray 3', 'b2'],
    ['to nobody it knows', 'zz', 'stray 4', 'b2'],
    ['with a badge that is somebody’s', 'b3', 'badge of a2', 'b2'],
  ])('keeps the word, not the badge, when it was handed over %s', async (_, staff, code, by) => {
    const at = newMonday()
    const kiosk = await kioskAt(at, 'point-b')
    const before = [await badges(staff), await badges('a2')]
    handOver(kiosk, staff, code, at, by)
    await kiosk.sendAll()
    expect([await badges(staff), await badges('a2')]).toEqual(before)
    expect((await kiosk.hello()).body.have).toEqual(kiosk.head)
  })

  it('keeps excuses asked for until somebody decides; an annulled one is withdrawn', async () => {
    const at = newMonday()
    const kiosk = await kioskAt(at)
    const asked = { staff: 'a3', code: 'P', document: '12/ĐXN', reason: 'Con ốm', by: 'a2' }
    const date = dateOf(at)
    const first = kiosk.add(
      'excuse-requested',
      { ...asked, from: `${date}T07:30`, to: `${date}T11:30` },
      { at },
    )
    const second = kiosk.add('excuse-requested', { ...asked, from: `${date}T13:00`, to: `${date}T17:00` })
    await kiosk.sendAll()
    kiosk.add('annul', { id: second, reason: 'nhầm', by: 'a2' })
    await kiosk.sendAll()
    const rows = rowsOf(
      await district.database.db.execute(
        sql`select id, person, point, covers_from, state, requested_at::text as at from excuse_requests order by covers_from`,
      ),
    )
    expect(rows).toEqual([
      {
        id: first,
        person: 'a3',
        point: 'point-a',
        covers_from: `${date}T07:30`,
        state: 'waiting',
        at: String(at),
      },
      {
        id: second,
        person: 'a3',
        point: 'point-a',
        covers_from: `${date}T13:00`,
        state: 'withdrawn',
        at: String(at),
      },
    ])
    expect((await dayOf('a3', at))?.excuse).toBeNull()
  })

  it('shows a badge that was not worn as a flag of the day, once, unless it was annulled', async () => {
    const at = newMonday()
    const kiosk = await kioskAt(at)
    const check = { staff: 'a2', finding: 'badge-not-worn', by: 'a2' }
    const [first, second] = [kiosk.add('spot-check', check, { at }), kiosk.add('spot-check', check)]
    kiosk.add('spot-check', { ...check, staff: 'a3', finding: 'dress' })
    await kiosk.sendAll()
    const flags = async (person: string) =>
      (await dayOf(person, at))?.flags.filter(({ code }) => code === 'badge-not-worn')
    expect(await flags('a2')).toEqual([{ code: 'badge-not-worn' }])
    expect(await flags('a3')).toEqual([])
    for (const id of [first, second]) kiosk.add('annul', { id, reason: 'nhầm', by: 'a2' })
    await kiosk.sendAll()
    expect(await flags('a2')).toEqual([])
  })

  it('shows the claims of two leaders at two kiosks: one fills the mark, the other agrees or differs', async () => {
    const at = newMonday()
    const [one, two] = [await kioskAt(at), await kioskAt(at)]
    const claim = { staff: 'a3', date: dateOf(at), session: 0, side: 'in', reason: 'Quên', by: 'a2' } as const
    const half = at + 30 * MINUTE
    two.add('claim', { ...claim, at: half + 10 * MINUTE, by: 'a1' }, { at: at + 2 * HOUR })
    two.add('claim', { ...claim, at: half + 40 * MINUTE, by: 'a1' }, { at: at + 3 * HOUR })
    one.add('claim', { ...claim, at: half }, { at: at + HOUR })
    await two.sendAll()
    await one.sendAll()
    const outcomes = async () => (await dayOf('a3', at))?.claims?.map(({ by, outcome }) => `${by} ${outcome}`)
    expect(await outcomes()).toEqual(['a2 used', 'a1 confirmed', 'a1 differs'])
    expect((await dayOf('a3', at))?.marks[0]?.in).toEqual({ at: half, by: 'claim' })
    // A scan that comes later wins over all of them, and all of them stay on record.
    const third = await kioskAt(at)
    third.scan('a3', at + 20 * MINUTE, { badge: digestOf('new of a3') })
    await third.sendAll()
    expect((await dayOf('a3', at))?.marks[0]?.in).toEqual({ at: at + 20 * MINUTE, by: 'scan' })
    expect(await outcomes()).toEqual(['a2 confirmed', 'a1 differs', 'a1 differs'])
  })

  it('says how many kiosks a point has', async () => {
    const at = newMonday()
    const kiosk = await kioskAt(at)
    const { directory } = (await kiosk.directory()).body as { directory?: { kiosks: number } }
    const counted = rowsOf<{ n: string }>(
      await district.database.db.execute(
        sql`select count(*)::text as n from devices where point = 'point-a' and state = 'active'`,
      ),
    )
    expect(directory?.kiosks).toBe(Number(counted[0]?.n))
  })
})
