import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENROLMENT_PREFIX } from '../../../core/badge/classify-code.ts'
import type { KioskAnswers, KioskInput, KioskMethod } from '../../../core/kiosk/kiosk-api.ts'
import { createEnrolmentCode } from '../../../db/district/kiosks/enrolment.ts'
import { excuseRequests } from '../../../db/district/schema/log.ts'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { ADMIN_PIN, leaderVisit, visitAgain } from '../../support/desk-visits.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { eventually } from '../../support/eventually.ts'
import { HOSTILE_NAMES } from '../../support/hostile-names.ts'
import { readChain, readLog } from '../../support/read-log.ts'
import { testBadge } from '../../support/test-badge.ts'
import { firstBroken } from '../../support/verify-chain.ts'

const DATE = '2026-11-18'
const at = (time: string) => Date.parse(`${DATE}T${time}:00+07:00`)
/** What turns, hides or breaks the text beside it, as JSON or as itself. */
const UNSEEN = /\\u0000|\\u001b|\\ud83d|\\udc00|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/

type Ask = <M extends KioskMethod>(method: M, input: KioskInput<M>) => Promise<KioskAnswers[M]>

describe('hostile words in every field of a kiosk', () => {
  let district: TestDistrict
  let kiosk: TestKiosk
  let badges = 100

  beforeAll(async () => {
    const seed = districtSeed()
    const own = ['a1', 'a2', 'a3'].map((person, index) => ({ digest: testBadge(index).digest, person }))
    district = await createTestDistrict({ seed: { ...seed, badges: own }, now: at('09:00') })
    kiosk = await createTestKiosk({ directory: null, start: at('09:00') })
    const { db } = district.database
    const invited = { point: 'point-a', name: 'Quầy 1' }
    const made = await createEnrolmentCode(db, invited, district.clock.now(), randomBytes)
    const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
    const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
    kiosk.service.start()
    expect(await kiosk.service.api.enrol({ ticket })).toMatchObject({ kind: 'enrolled' })
    await synced()
    await leaderVisit(kiosk, 'a2')
  })
  afterAll(async () => {
    await kiosk.close()
    await district.stop()
  })

  const synced = () =>
    eventually(async () => {
      await kiosk.service.api.syncNow({})
      const { sync } = await kiosk.service.api.state({})
      expect(sync).toMatchObject({ kind: 'online', waiting: 0 })
    }, 20_000)

  /** As the screen asks: through the border where questions are parsed. */
  const asked: Ask = async (method, input) => {
    const reply = await answerRequest(kiosk.service, { call: 1, method, input })
    if (reply === null || !('answer' in reply)) throw new Error(`${method}: ${JSON.stringify(reply)}`)
    return reply.answer as never
  }
  /** As a kiosk that checks nothing would write it. */
  const unchecked: Ask = (method, input) => {
    const answer = kiosk.service.api[method] as unknown as (given: typeof input) => Promise<never>
    return answer(input)
  }

  /** Says a text in every field there is. */
  async function sayEverywhere(ask: Ask, text: string): Promise<string[]> {
    const visit = await visitAgain(kiosk, 'a2')
    const claimed = { person: 'a3', date: DATE, session: 0, side: 'in', at: at('07:28') } as const
    const excused = { person: 'a3', from: `${DATE}T13:00`, to: `${DATE}T17:00`, code: 'P' }
    const out = { intent: 'out-duty', backAt: at('10:00') } as const
    const badge = testBadge(badges++).code
    const annulled = newId()
    const answers = [
      await ask('claim', { id: annulled, visit, ...claimed, reason: text }),
      await ask('annul', { id: newId(), visit, event: annulled, reason: text }),
      await ask('requestExcuse', {
        id: newId(),
        visit,
        ...excused,
        document: text.slice(0, 100),
        reason: text,
      }),
      await ask('signIn', { id: newId(), person: 'a1', proof: { kind: 'visit', visit }, reason: text }),
      await ask('scan', { id: newId(), code: testBadge(0).code, method: 'camera', ...out, purpose: text }),
      await ask('handOverBadge', { id: newId(), visit, person: 'a3', code: badge, reason: text }),
    ]
    expect((await ask('findPeople', { query: text })).kind).toMatch(/^(found|nobody|too-short|too-many)$/)
    const administrator = await ask('openVisit', { for: 'administrator', pin: ADMIN_PIN })
    if (administrator.kind !== 'opened') throw new Error(administrator.kind)
    const counter = await ask('changeSettings', {
      visit: administrator.visit,
      change: { counter: text.slice(0, 100) },
    })
    return [...answers, counter].map(({ kind }) => kind)
  }

  const ALL = ['recorded', 'recorded', 'requested', 'recorded', 'recorded', 'handed-over', 'changed']

  it('are on record composed, without what nobody can see, in a log that is whole', async () => {
    for (const [what, text] of HOSTILE_NAMES) expect(await sayEverywhere(asked, text), what).toEqual(ALL)
    const { origin, events } = readChain(kiosk.dataDirectory)
    expect(firstBroken(origin, events)).toBeNull()
    const written = JSON.stringify(readLog(kiosk.dataDirectory).map(({ data }) => data))
    expect(written).toBe(written.normalize('NFC'))
    expect(written).not.toMatch(UNSEEN)
    expect(written).not.toMatch(/\p{M}{3}/u)
    expect((await kiosk.service.api.state({})).settings.counter).not.toMatch(UNSEEN)
    await synced()
  }, 120_000)

  it('of a kiosk that checks nothing still reach the district and block nothing', async () => {
    const before = (await district.database.db.select().from(excuseRequests)).length
    for (const [what, text] of HOSTILE_NAMES) expect(await sayEverywhere(unchecked, text), what).toEqual(ALL)
    expect(JSON.stringify(readLog(kiosk.dataDirectory))).toMatch(UNSEEN)
    await synced()
    const requests = await district.database.db.select().from(excuseRequests)
    expect(requests).toHaveLength(before + HOSTILE_NAMES.length)
    for (const { reason, document } of requests) expect(`${reason}${document}`).not.toMatch(UNSEEN)
  }, 120_000)
})
