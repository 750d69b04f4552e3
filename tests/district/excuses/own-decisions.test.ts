import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ClaimsAnswer,
  type ClaimsDecided,
  ExcusePage,
  type ExcusesDecided,
} from '../../../core/district/excuses-api.ts'
import { instantOf } from '../../../core/time.ts'
import { markDisabled } from '../../../db/district/accounts/accounts.ts'
import { accounts } from '../../../db/district/schema/accounts.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const DAY = '2026-11-16'
const at = (time: string): number => instantOf(DAY, time, ZONE)
const role = 'district-administrator'

const ask = async (who: DistrictBrowser, person: string, more: object = {}): Promise<string> => {
  const words = { person, from: `${DAY}T00:00`, to: `${DAY}T24:00`, code: 'NB', ...more }
  return ((await who.post('/api/v1/excuses', words)).body as { id: string }).id
}
const decide = async (who: DistrictBrowser, ids: readonly string[], decision = 'approve') => {
  const answer = await who.post('/api/v1/excuses/decisions', { ids, decision, note: 'theo đơn' })
  return (answer.body as ExcusesDecided).results.map(({ outcome }) => outcome)
}
const seen = async (who: DistrictBrowser, id: string) =>
  ExcusePage.parse((await who.get('/api/v1/excuses')).body).items.find((item) => item.id === id)?.notOwn

onBothEngines('nobody decides about themselves', (engine) => {
  let district: TestDistrict
  /** Nobody said whose account it is. */
  let chief: DistrictBrowser
  let ofA1: DistrictBrowser
  let ofA2: DistrictBrowser
  let ofA3: DistrictBrowser
  let other: DistrictBrowser
  const claims: Record<string, string> = {}
  const requests: Record<string, string> = {}
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.scan('a3', at('07:25'))
    const late = kiosk.scan('a3', at('13:40'))
    kiosk.scan('a3', at('17:03'))
    kiosk.scan('a2', at('07:20'))
    const claim = (staff: string, session: number, side: 'in' | 'out', time: string) =>
      kiosk.add(
        'claim',
        { staff, date: DAY, session, side, at: at(time), reason: 'Quên quét', by: 'a2' },
        { at: at('17:40') },
      )
    claims.differs = claim('a3', 1, 'out', '18:10')
    kiosk.add('annul', { id: late, reason: 'Quét nhầm', by: 'a1' }, { at: at('17:41') })
    claims.own = claim('a2', 0, 'in', '07:10')
    requests.kiosk = kiosk.add(
      'excuse-requested',
      {
        staff: 'a3',
        from: '2026-11-18T00:00',
        to: '2026-11-18T24:00',
        code: 'NB',
        document: '',
        reason: '',
        by: 'a2',
      },
      { at: at('17:42') },
    )
    district.clock.set(at('18:30'))
    await kiosk.hello()
    await kiosk.sendAll()
    chief = await openAccount(district, { username: 'chief', role })
    ofA1 = await openAccount(district, { username: 'an', role, person: 'a1' })
    ofA2 = await openAccount(district, { username: 'binh', role, person: 'a2' })
    ofA3 = await openAccount(district, { username: 'chi', role, person: 'a3' })
    other = await openAccount(district, { username: 'dung', role, person: 'b1' })
  })
  afterAll(() => district?.stop())

  const decideClaims = async (
    who: DistrictBrowser,
    which: readonly (string | undefined)[],
    decision = 'accept',
  ) => {
    const words = { claims: which, decision, note: 'đã xem camera' }
    const answer = await who.post('/api/v1/claims/decisions', words)
    return (answer.body as ClaimsDecided).results.map(({ outcome }) => outcome)
  }
  const claimsSeen = async (who: DistrictBrowser) =>
    new Map(
      ClaimsAnswer.parse((await who.get(`/api/v1/claims?from=${DAY}&to=${DAY}`)).body).map((item) => [
        item.id,
        item.notOwn,
      ]),
    )

  it('who asked for a leave neither approves, refuses nor takes it back; somebody else does', async () => {
    const id = await ask(chief, 'a1')
    expect(await seen(chief, id)).toEqual({ why: 'own-request', others: true })
    expect(await seen(other, id)).toBeNull()
    expect(await decide(chief, [id])).toEqual(['own-request'])
    expect(await decide(chief, [id], 'refuse')).toEqual(['own-request'])
    expect(await decide(other, [id])).toEqual(['approved'])
    expect(await decide(chief, [id], 'revoke')).toEqual(['own-request'])
    expect(await decide(other, [id], 'revoke')).toEqual(['revoked'])
  })

  it('nor does the person it is about, among many decided at once', async () => {
    const own = await ask(chief, 'a1')
    const anothers = await ask(chief, 'a3')
    expect(await seen(ofA1, own)).toEqual({ why: 'own-person', others: true })
    expect(await seen(ofA1, anothers)).toBeNull()
    expect(await decide(ofA1, [own, anothers])).toEqual(['own-person', 'approved'])
    expect(await decide(ofA1, [own], 'refuse')).toEqual(['own-person'])
    expect(await decide(ofA3, [own])).toEqual(['approved'])
    expect(await decide(ofA3, [anothers], 'revoke')).toEqual(['own-person'])
  })

  it('nor does the leader who asked at the kiosk, signed in at the district', async () => {
    const id = requests.kiosk ?? ''
    expect(await seen(ofA2, id)).toEqual({ why: 'own-request', others: true })
    expect(await decide(ofA2, [id])).toEqual(['own-request'])
    expect(await decide(ofA3, [id])).toEqual(['own-person'])
    expect(await decide(ofA1, [id])).toEqual(['approved'])
  })

  it('nor does a program with a token of who asked, nor who made the token of a program that asked', async () => {
    const permissions = ['excuses.read', 'excuses.request', 'excuses.decide']
    const words = { name: 'phần mềm', permissions, organisation: null, days: 30 }
    const { token } = (await chief.post('/api/v1/api-tokens', words)).body as { token: string }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const say = (path: string, body: object) =>
      other.ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
    const byChief = await ask(chief, 'a1')
    const approved = await say('/api/v1/excuses/decisions', { ids: [byChief], decision: 'approve' })
    expect((approved.body as ExcusesDecided).results).toEqual([{ id: byChief, outcome: 'own-request' }])
    const asked = await say('/api/v1/excuses', {
      person: 'a3',
      from: `${DAY}T00:00`,
      to: `${DAY}T24:00`,
      code: 'R0',
    })
    const byToken = (asked.body as { id: string }).id
    expect(await decide(chief, [byToken])).toEqual(['own-request'])
    expect(await decide(other, [byToken])).toEqual(['agreed'])
    const { token: otherToken } = (await other.post('/api/v1/api-tokens', words)).body as { token: string }
    headers.authorization = `Bearer ${otherToken}`
    const again = await say('/api/v1/excuses/decisions', { ids: [byToken], decision: 'approve' })
    expect((again.body as ExcusesDecided).results).toEqual([{ id: byToken, outcome: 'same-person' }])
  })

  it('nor does who asked, with a new account in place of the old one', async () => {
    const old = await openAccount(district, { username: 'em.cu', role, person: 'b3' })
    const id = await ask(old, 'a1')
    await district.database.db.transaction((tx) => markDisabled(tx, 'em.cu', district.clock.now()))
    const fresh = await openAccount(district, { username: 'em', role, person: 'b3' })
    expect(await decide(fresh, [id])).toEqual(['own-request'])
    expect(await decide(other, [id], 'refuse')).toEqual(['refused'])
  })

  it('a claim is decided about neither by who vouched, nor by who annulled a scan of that day, nor by whose it is', async () => {
    const { differs, own } = claims
    const notOwn = (why: string) => ({ why, others: true })
    expect((await claimsSeen(ofA2)).get(differs ?? '')).toEqual(notOwn('own-request'))
    expect((await claimsSeen(ofA1)).get(differs ?? '')).toEqual(notOwn('own-request'))
    expect((await claimsSeen(ofA1)).get(own ?? '')).toBeNull()
    expect((await claimsSeen(ofA3)).get(differs ?? '')).toEqual(notOwn('own-person'))
    expect((await claimsSeen(other)).get(differs ?? '')).toBeNull()
    for (const decision of ['accept', 'refuse']) {
      expect(await decideClaims(ofA2, [differs, own], decision)).toEqual(['own-request', 'own-person'])
      expect(await decideClaims(ofA1, [differs], decision)).toEqual(['own-request'])
      expect(await decideClaims(ofA3, [differs], decision)).toEqual(['own-person'])
    }
    expect(await decideClaims(ofA1, [own], 'refuse')).toEqual(['refused'])
    expect(await decideClaims(other, [differs])).toEqual(['accepted'])
    expect(await decideClaims(ofA2, [differs], 'refuse')).toEqual(['own-request'])
  })

  it('nor does who is said to be that person while they decide', async () => {
    const late = await openAccount(district, { username: 'muon', role })
    const id = await ask(other, 'b2')
    const opened = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const naming = district.database.db.transaction(async (tx) => {
      await tx.update(accounts).set({ person: 'b2' }).where(eq(accounts.username, 'muon'))
      reached.resolve()
      await opened.promise
    })
    await reached.promise
    const deciding = decide(late, [id])
    setTimeout(opened.resolve, 300)
    await naming
    expect(await deciding).toEqual(['own-person'])
  })

  it('who asked and somebody else decide at once: only the other’s word counts', async () => {
    for (let turn = 0; turn < 3; turn++) {
      const id = await ask(chief, 'b1', {
        from: `2026-12-0${turn + 1}T00:00`,
        to: `2026-12-0${turn + 1}T24:00`,
      })
      const both = await Promise.all([decide(chief, [id], 'refuse'), decide(ofA1, [id]), decide(ofA2, [id])])
      expect(both[0]).toEqual(['own-request'])
      expect(both.slice(1).flat().sort()).toEqual(['approved', 'not-waiting'])
    }
  })
})

describe('a district with one account that decides', () => {
  it('tells who asked that nobody else can, until another account is made', async () => {
    const district = await createTestDistrict({ now: at('18:00') })
    const only = await openAccount(district, { username: 'mot.minh', role })
    await openAccount(district, { username: 'lanh.dao', role: 'ward-leader', point: 'point-a' })
    await openAccount(district, { username: 'noi.khac', role, organisation: 'ward-b' })
    await openAccount(district, { username: 'nguoi.ay', role, person: 'a1' })
    const id = await ask(only, 'a1')
    expect(await seen(only, id)).toEqual({ why: 'own-request', others: false })
    expect(await decide(only, [id])).toEqual(['own-request'])
    const second = await only.post('/api/v1/accounts', {
      username: 'nguoi.hai',
      displayName: 'Người thứ hai',
      role,
      organisation: 'ward-a',
      point: null,
    })
    expect(second.status).toBe(200)
    expect(await seen(only, id)).toEqual({ why: 'own-request', others: true })
    await district.database.db.execute(
      sql`update accounts set state = 'disabled' where username = 'nguoi.hai'`,
    )
    expect(await seen(only, id)).toEqual({ why: 'own-request', others: false })
    await district.stop()
  })
})
