import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INTENTS } from '../../../core/day/day-types.ts'
import { addDays, instantOf } from '../../../core/time.ts'
import { deriveDays } from '../../../db/district/days/derive-days.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { leaderVisit, visitAgain } from '../../support/desk-visits.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { flagsAsSet } from '../../support/flags-as-set.ts'
import { enrolAt, heard } from '../../support/point-kiosks.ts'
import { testBadge } from '../../support/test-badge.ts'

const MINUTE = 60_000
const ZONE = 'Asia/Ho_Chi_Minh'
const PEOPLE = ['a1', 'a2', 'a3'] as const
const LEADER = 'a2'
/** A Monday. */
const FIRST = '2026-11-16'

/** Something that happens at one of the two kiosks. */
const deed = fc.record({
  minute: fc.oneof(
    fc.integer({ min: 6 * 60 + 30, max: 18 * 60 }),
    fc.constantFrom(7 * 60 + 25, 7 * 60 + 26, 11 * 60 + 30, 11 * 60 + 40, 12 * 60 + 55, 17 * 60 + 1),
  ),
  person: fc.constantFrom(...PEOPLE),
  kiosk: fc.constantFrom(0, 1),
  what: fc.constantFrom('scan', 'scan', 'scan', 'scan', 'said', 'sign-in', 'claim'),
  intent: fc.constantFrom(...INTENTS),
  session: fc.constantFrom(0, 1),
  side: fc.constantFrom('in' as const, 'out' as const),
})
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

describe('the boards of two kiosks of one point', () => {
  let district: TestDistrict
  let kiosks: readonly TestKiosk[]
  let date = addDays(FIRST, -1)
  const snapshots = createSnapshots()
  beforeAll(async () => {
    const badges = PEOPLE.map((person, i) => ({ digest: testBadge(i).digest, person }))
    const now = instantOf(date, '06:00', ZONE)
    district = await createTestDistrict({ now, seed: { ...districtSeed(), badges } })
    kiosks = [await enrolAt(district), await enrolAt(district)]
    await talk()
    for (const kiosk of kiosks) await leaderVisit(kiosk, LEADER)
  })
  afterAll(async () => {
    for (const kiosk of kiosks ?? []) await kiosk.close()
    await district?.stop()
  })
  const passTo = (instant: number): void => {
    district.clock.set(instant)
    for (const { clock } of kiosks) clock.passTo(instant)
  }
  const talk = async (): Promise<void> => {
    for (const kiosk of [...kiosks, ...kiosks]) await heard(kiosk)
  }
  const boardOf = async (kiosk: TestKiosk) => {
    const answer = await kiosk.service.api.presence({ visit: await visitAgain(kiosk, LEADER) })
    if (answer.kind !== 'presence') throw new Error(answer.kind)
    return answer.people
  }
  const ofDistrict = async () => {
    const { db } = district.database
    const wanted = PEOPLE.map((person) => ({ person, date }))
    const days = await deriveDays(db, await snapshots.current(db), wanted, district.clock.now())
    return new Map(days.map(({ person, judged }) => [person, judged]))
  }
  const act = async ({ person, kiosk: at, what, intent, session, side }: Deed): Promise<void> => {
    const kiosk = kiosks[at]
    if (kiosk === undefined) throw new Error('no kiosk')
    const { api } = kiosk.service
    const id = newId()
    const code = testBadge(PEOPLE.indexOf(person)).code
    if (what === 'scan') await api.scan({ id, code, method: 'camera' })
    else if (what === 'said') await api.scan({ id, code, method: 'camera', intent })
    else {
      const visit = await visitAgain(kiosk, LEADER)
      const reason = 'Quên'
      if (what === 'sign-in') await api.signIn({ id, person, proof: { kind: 'visit', visit }, reason })
      else await api.claim({ id, visit, person, date, session, side, at: kiosk.clock.now(), reason })
    }
  }

  it('say of everybody what the district’s day says of the same facts, and judge nobody of whom it has more', async () => {
    const seen = new Set<string>()
    const compare = async (isFresh: boolean): Promise<void> => {
      const judged = await ofDistrict()
      for (const kiosk of kiosks)
        for (const { id, presence, day, others } of await boardOf(kiosk)) {
          const theirs = judged.get(id)
          if (theirs === undefined) throw new Error(`the district has no day of ${id}`)
          if (others?.unsure === true) {
            const held = day.flags.map(({ code }) => code)
            for (const code of ['late', 'early', 'absent', 'missing-in', 'missing-out', 'away'])
              expect(held).not.toContain(code)
            seen.add('unsure')
            continue
          }
          seen.add(presence)
          expect(presence).toBe(theirs.presence)
          // Not heard lately, the other may have what takes these back.
          const isDoubted = ({ code }: { code: string }) => !isFresh && (code === 'early' || code === 'away')
          const { flags } = theirs.day
          const shown = flagsAsSet(day).flags
          for (const flag of shown) expect(flagsAsSet({ flags }).flags).toContain(flag)
          const sure = (all: typeof flags) => all.filter((flag) => !isDoubted(flag))
          expect(flagsAsSet({ ...day, flags: sure(day.flags) })).toEqual(
            flagsAsSet({ ...theirs.day, flags: sure(flags) }),
          )
        }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 14 }),
        fc.integer({ min: 1, max: 4 }),
        async (deeds, every) => {
          date = addDays(date, 1)
          passTo(instantOf(date, '06:00', ZONE))
          for (const [index, next] of deeds.toSorted((a, b) => a.minute - b.minute).entries()) {
            const instant = instantOf(date, '00:00', ZONE) + next.minute * MINUTE + index * 1_000
            if (instant > district.clock.now()) passTo(instant)
            await act(next)
            if (index % every !== 0) continue
            await talk()
            await compare(true)
          }
          await talk()
          await compare(true)
          passTo(district.clock.now() + 20 * MINUTE)
          await compare(false)
          passTo(instantOf(date, '21:00', ZONE))
          await talk()
          await compare(true)
        },
      ),
      { numRuns: 12 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['unsure', 'here', 'absent', 'incomplete', 'off']))
  })
})
