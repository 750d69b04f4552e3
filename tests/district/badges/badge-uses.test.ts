import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BadgeEntry, IssuedSheet } from '../../../core/district/badges-api.ts'
import { pageOf } from '../../../core/page-api.ts'
import { PersonDetail } from '../../../core/people/people-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { noteScanned } from '../../../db/district/people/badge-uses.ts'
import { revokeUnused } from '../../../db/district/people/badge-writes.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex')

onBothEngines('a badge on its way to its person', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardClerk: StaffVisitor
  let kiosk: WireKiosk
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    wardClerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
    kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
  })
  afterAll(() => district?.stop())

  const issue = async (...people: string[]) => {
    const answer = await admin.write('POST', '/api/v1/badges', { who: { kind: 'people', people } })
    expect(answer.status, answer.text).toBe(200)
    return IssuedSheet.parse(answer.body).badges.map(({ number }) => number)
  }
  const inState = async (state: string, who = admin) =>
    pageOf(BadgeEntry)
      .parse((await who.get(`/api/v1/badges?state=${state}`)).body)
      .items.map(({ number }) => number)
  const newestOf = async (id: string) =>
    PersonDetail.parse((await admin.get(`/api/v1/people/${id}`)).body).badgeHistory[0]
  const digestNumbered = async (number: number) =>
    rowsOf<{ digest: string }>(
      await district.database.db.execute(sql`select digest from badges where number = ${number}`),
    )[0]?.digest ?? ''
  const save = (numbers: readonly number[], who = admin) =>
    who.write('POST', '/api/v1/badges/saved', { numbers })
  const revoke = (numbers: readonly number[], who = admin) =>
    who.write('POST', '/api/v1/badges/revoke-unused', { numbers })

  it('is unsaved until its sheet is saved, unused until a kiosk sends a scan of it, and then in use', async () => {
    const [number = 0] = await issue('b1')
    expect(await newestOf('b1')).toMatchObject({ number, saved: false, used: false, given: null })
    expect(await inState('unsaved')).toEqual([number])
    expect((await save([number])).status).toBe(204)
    expect((await save([number])).status).toBe(204)
    expect(await inState('unsaved')).toEqual([])
    expect(await inState('unused')).toContain(number)
    const { directoryVersion } = await createSnapshots().current(district.database.db)
    kiosk.scan('b1', NOW - 60_000, { badge: await digestNumbered(number) })
    await kiosk.sendAll()
    expect(await newestOf('b1')).toMatchObject({ state: 'active', saved: true, used: true })
    expect(await inState('unused')).not.toContain(number)
    expect(await inState('used')).toContain(number)
    // No kiosk is sent its directory anew for it.
    expect((await createSnapshots().current(district.database.db)).directoryVersion).toBe(directoryVersion)
  })

  it('given at a kiosk is in use, and its history says who gave it', async () => {
    kiosk.add(
      'badge-handed-over',
      { staff: 'a3', badge: digestOf('given'), by: 'a2', reason: 'Mất thẻ' },
      { at: NOW - 20_000 },
    )
    await kiosk.sendAll()
    expect(await newestOf('a3')).toMatchObject({
      issuedBy: null,
      given: { name: 'Nguyễn Văn A2' },
      saved: true,
      used: true,
    })
  })

  it('made elsewhere is on no sheet of the district, so that none is missed', async () => {
    expect(await newestOf('a1')).toMatchObject({ saved: true, used: false, given: null })
    expect(await inState('unsaved')).toEqual([])
  })

  it('is called back with many others that nobody used; one that was used holds them all', async () => {
    const numbers = await issue('a1', 'b2', 'b3')
    const [first = 0, second = 0, third = 0] = numbers
    expect((await inState('unsaved')).sort()).toEqual([...numbers].sort())
    kiosk.scan('b2', NOW - 10_000, { badge: await digestNumbered(second) })
    await kiosk.sendAll()
    const refused = await revoke(numbers)
    expect(refused.status).toBe(409)
    expect((refused.body as { detail: string }).detail).toContain(`thẻ số ${second} vừa được dùng`)
    expect(await inState('unused')).toEqual(expect.arrayContaining([first, third]))
    expect((await revoke([first, third])).body).toEqual({ revoked: 2 })
    expect(await inState('revoked')).toEqual(expect.arrayContaining([first, third]))
    expect((await revoke([first])).status).toBe(409)
    expect((await revoke([99_999])).status).toBe(404)
    expect(await newestOf('b3')).toMatchObject({
      state: 'revoked',
      revokedWhy: 'other',
      revokedBy: 'Cán bộ district-administrator',
    })
  })

  it('of another ward is neither listed, marked nor called back', async () => {
    const [number = 0] = await issue('b3')
    expect(await inState('unused', wardClerk)).not.toContain(number)
    expect((await save([number], wardClerk)).status).toBe(404)
    expect((await revoke([number], wardClerk)).status).toBe(404)
    expect(await inState('unsaved')).toContain(number)
  })

  it('called back by two at once is called back once', async () => {
    const numbers = await issue('a1', 'b3')
    const statuses = (await Promise.all([revoke(numbers), revoke(numbers.toReversed())])).map(
      ({ status }) => status,
    )
    expect(statuses.sort()).toEqual([200, 409])
  })

  it.each([false, true])(
    'that is called back waits for the batch that brings its first scan (its sheet saved: %s)',
    async (saved) => {
      const { db } = district.database
      const [number = 0] = await issue('b3')
      if (saved) await save([number])
      const digest = await digestNumbered(number)
      const noted = Promise.withResolvers<void>()
      const opened = Promise.withResolvers<void>()
      const batch = db.transaction(async (tx) => {
        const text = JSON.stringify({ type: 'scan', data: { badge: digest } })
        const row = { seq: 1, id: '', run: '', type: 'scan', at: NOW, up: 1, judged_at: NOW, text }
        const about = { judged_error_ms: 1, day: null, person: null, ref: null }
        await noteScanned(tx, [{ ...row, ...about }])
        noted.resolve()
        await opened.promise
      })
      await noted.promise
      const calling = db.transaction((tx) => revokeUnused(tx, [number], 'admin', NOW))
      setTimeout(opened.resolve, 300)
      await batch
      expect(await calling).toEqual([number])
      expect(await newestOf('b3')).toMatchObject({ state: 'active', used: true })
    },
  )

  it('scanned at two kiosks in the other order each is noted by both, and neither waits for ever', async () => {
    const numbers = await issue('a1', 'a3')
    const digests = await Promise.all(numbers.map(digestNumbered))
    const other = await createWireKiosk(district, { name: 'Quầy 2' }).enrol()
    other.checkClock(0)
    const [one = '', two = ''] = digests
    for (const [each, order] of [
      [kiosk, [one, two]],
      [other, [two, one]],
    ] as const)
      for (const [index, badge] of order.entries())
        each.scan(badge === one ? 'a1' : 'a3', NOW - 5_000 + index, { badge })
    await Promise.all([kiosk.sendAll(), other.sendAll()])
    expect(await inState('used')).toEqual(expect.arrayContaining(numbers))
  })
})
