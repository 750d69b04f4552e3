import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENROLMENT_PREFIX } from '../../../core/badge/classify-code.ts'
import { readDays } from '../../../db/district/days/derive-days.ts'
import { createEnrolmentCode } from '../../../db/district/kiosks/enrolment.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { badges } from '../../../db/district/schema/organisation.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { leaderVisit, visitAgain } from '../../support/desk-visits.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { eventually } from '../../support/eventually.ts'
import { testBadge } from '../../support/test-badge.ts'

const MORNING = '2026-11-18T07:20:00+07:00'
const DATE = '2026-11-18'
const at = (time: string) => Date.parse(`${DATE}T${time}:00+07:00`)
const PEOPLE = ['a1', 'a2', 'a3'] as const
const badgeOf = (person: (typeof PEOPLE)[number]) => testBadge(PEOPLE.indexOf(person))
const NEW_BADGE = testBadge(50)

describe('two real kiosks of one point, and the district', () => {
  let district: TestDistrict
  let one: TestKiosk
  let two: TestKiosk
  /** While `false` neither kiosk reaches the district. */
  let online = true

  async function enrolled(name: string): Promise<TestKiosk> {
    const line: typeof fetch = (...request) =>
      online ? fetch(...request) : Promise.reject(new TypeError('fetch failed'))
    const kiosk = await createTestKiosk({ directory: null, start: MORNING, fetch: line })
    const { db } = district.database
    const made = await createEnrolmentCode(db, { point: 'point-a', name }, district.clock.now(), randomBytes)
    const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
    const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
    kiosk.service.start()
    expect(await kiosk.service.api.enrol({ ticket, name })).toMatchObject({ kind: 'enrolled' })
    await synced(kiosk)
    return kiosk
  }
  async function synced(kiosk: TestKiosk): Promise<void> {
    await eventually(async () => {
      await kiosk.service.api.syncNow({})
      const { sync } = await kiosk.service.api.state({})
      expect(sync).toMatchObject({ kind: 'online', waiting: 0 })
    })
  }
  /** Time of all three. */
  function passTo(time: string): void {
    one.clock.passTo(at(time))
    two.clock.passTo(at(time))
    district.clock.set(at(time))
  }
  const dayOf = async (person: string) => {
    const { db } = district.database
    const snapshot = await createSnapshots().current(db)
    return (await readDays(db, snapshot, [{ person, date: DATE }], district.clock.now()))[0]
  }

  beforeAll(async () => {
    const seed = districtSeed()
    const own = PEOPLE.map((person) => ({ digest: badgeOf(person).digest, person }))
    district = await createTestDistrict({ seed: { ...seed, badges: own }, now: at('07:20') })
    one = await enrolled('Quầy 1')
    two = await enrolled('Quầy 2')
    await eventually(async () => {
      await one.service.api.syncNow({})
      const visit = await leaderVisit(one, 'a2')
      expect(await one.service.api.presence({ visit })).toMatchObject({ complete: false })
    })
    await leaderVisit(two, 'a2')
  })
  afterAll(async () => {
    await one.close()
    await two.close()
    await district.stop()
  })

  it('a badge handed over offline holds at its kiosk at once, and everywhere once the district has heard', async () => {
    online = false
    passTo('07:25')
    const visit = await visitAgain(one, 'a2')
    const answer = await one.service.api.handOverBadge({
      id: newId(),
      visit,
      person: 'a1',
      code: NEW_BADGE.code,
      reason: 'Mất thẻ',
    })
    expect(answer).toMatchObject({ kind: 'handed-over', revoked: 1 })
    passTo('07:26')
    expect(await one.scan(NEW_BADGE.code)).toMatchObject({ became: { kind: 'arrived' }, revoked: false })
    expect(await one.scan(badgeOf('a1').code)).toMatchObject({ revoked: true })
    // The other kiosk has not heard: it knows the old badge, not the new one, and records both.
    passTo('07:28')
    expect(await two.scan(NEW_BADGE.code)).toMatchObject({ kind: 'recorded', person: { kind: 'unknown' } })
    expect(await two.scan(badgeOf('a1').code)).toMatchObject({ kind: 'recorded', revoked: false })

    online = true
    await synced(two)
    await synced(one)
    const rows = await district.database.db.select().from(badges)
    expect(Object.fromEntries(rows.map(({ digest, state }) => [digest, state]))).toMatchObject({
      [badgeOf('a1').digest]: 'revoked',
      [NEW_BADGE.digest]: 'active',
    })
    expect(await dayOf('a1')).toMatchObject({ marks: [{ in: { at: at('07:26'), by: 'scan' } }, {}] })

    await synced(two)
    passTo('07:35')
    for (const kiosk of [one, two]) {
      await eventually(async () => {
        await kiosk.service.api.syncNow({})
        expect(await kiosk.scan(NEW_BADGE.code)).toMatchObject({ person: { kind: 'ours' }, revoked: false })
      })
      expect(await kiosk.scan(badgeOf('a1').code)).toMatchObject({ revoked: true })
    }
  })

  it('two leaders’ words for the same forgotten scan both stand: one fills the mark, the other is compared', async () => {
    passTo('09:00')
    const claim = { person: 'a3', date: DATE, session: 0, side: 'in', reason: 'Quên quét' } as const
    const words = []
    for (const [kiosk, time] of [
      [one, '07:30'],
      [two, '07:40'],
    ] as const) {
      const visit = await visitAgain(kiosk, 'a2')
      words.push(await kiosk.service.api.claim({ id: newId(), visit, ...claim, at: at(time) }))
      passTo('09:01')
    }
    // Neither kiosk has heard of the other's.
    expect(words).toMatchObject([{ outcome: 'used' }, { outcome: 'used' }])
    await synced(two)
    await synced(one)
    expect(await dayOf('a3')).toMatchObject({
      marks: [{ in: { at: at('07:30'), by: 'claim' } }, {}],
      claims: [
        { at: at('07:30'), outcome: 'used', by: 'a2' },
        { at: at('07:40'), outcome: 'confirmed', by: 'a2' },
      ],
    })
  })

  it('a sign-in without the badge counts at the district, flagged and vouched for', async () => {
    const visit = await visitAgain(one, 'a2')
    const proof = { kind: 'visit', visit } as const
    await one.service.api.signIn({ id: newId(), person: 'a2', proof, reason: 'Quên thẻ' })
    await synced(one)
    expect((await dayOf('a2'))?.flags).toContainEqual({ code: 'no-badge' })
  })
})
