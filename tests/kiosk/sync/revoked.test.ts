import { afterEach, describe, expect, test } from 'vitest'
import type { KioskMethod, KioskNotice } from '../../../core/kiosk/kiosk-api.ts'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { newId } from '../../support/create-test-kiosk.ts'
import { administratorVisit, LEADER_ID, LEADER_PIN, leaderVisit } from '../../support/desk-visits.ts'
import {
  caughtUp,
  closeBoth,
  district,
  enrolled,
  expectWhole,
  kiosk,
  scans,
  state,
  syncNow,
} from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, GUEST_BADGE, testDirectory } from '../../support/test-directory.ts'

afterEach(closeBoth)

/** Names, titles and offices of the directory: whoever sees one of them was told about somebody. */
const TOLD = /Nguyễn Thị Mẫu|Công chức|Láng Giềng/
const UNNAMED = { kind: 'recorded', person: { kind: 'unnamed' }, became: null, offerIntents: false }

async function revoke(revoked: boolean): Promise<void> {
  for (const device of district.devices.values()) device.revoked = revoked
  await syncNow()
  await eventually(async () => expect((await state()).revoked).toBe(revoked))
}

/** Asks everything that could be answered with a name, as a page would. @returns the replies that tell one */
async function told(visit: string, scanned: string): Promise<string[]> {
  const person = 'person-3'
  const said = { id: newId(), visit, person, reason: 'vì' }
  const proof = { person, pin: LEADER_PIN }
  const questions: readonly (readonly [KioskMethod, object])[] = [
    ['state', {}],
    ['scan', { id: scanned, code: badgeOf(1).code, method: 'camera' }],
    ['scan', { id: newId(), code: badgeOf(3).code, method: 'scanner' }],
    ['scan', { id: newId(), code: GUEST_BADGE.code, method: 'scanner' }],
    ['intent', { id: newId(), scan: scanned, intent: 'out-duty' }],
    ...['nguyen thi', 'mau 1', 'MAU', 'CB-003'].map((query) => ['findPeople', { query }] as const),
    ['leaders', {}],
    ['presence', { visit }],
    ['personDays', { visit, person, from: '2026-03-01', to: '2026-03-02' }],
    ['signIn', { id: newId(), person, reason: 'quên', proof: { kind: 'visit', visit } }],
    ['handOverBadge', { ...said, code: badgeOf(77).code }],
    ['openVisit', { for: 'leader', proof: { kind: 'person', person: LEADER_ID, pin: LEADER_PIN } }],
    ['openVisit', { for: 'leader', proof: { kind: 'badge', code: badgeOf(2).code, pin: LEADER_PIN } }],
  ]
  const replies: string[] = []
  const ask = async (method: KioskMethod, input: object) => {
    const reply = await answerRequest(kiosk.service, { call: 1, method, input })
    expect(reply, method).toHaveProperty('answer')
    if (TOLD.test(JSON.stringify(reply))) replies.push(method)
  }
  for (const [method, input] of questions) await ask(method, input)
  // Opens a visit of its own, which ends the leader's.
  const administrator = await administratorVisit(kiosk)
  await ask('setPin', { visit: administrator, ...proof })
  await ask('settings', { visit: administrator })
  await ask('logHealth', { visit: administrator })
  return replies
}

describe('a kiosk that the district has revoked', () => {
  test('names nobody and judges nothing from that word on, through every answer, and goes on recording (S14)', async () => {
    await enrolled()
    const visit = await leaderVisit(kiosk)
    const scanned = newId()
    const first = await kiosk.scan(badgeOf(1).code, scanned)
    expect(first).toMatchObject({ person: { name: 'Nguyễn Thị Mẫu 1' }, became: { kind: 'arrived' } })
    // The same questions do tell names before.
    const kinds = [
      'scan',
      'findPeople',
      'leaders',
      'presence',
      'personDays',
      'signIn',
      'handOverBadge',
      'openVisit',
    ]
    expect(await told(visit, scanned)).toEqual(expect.arrayContaining(kinds))
    const again = await leaderVisit(kiosk)
    const notices: KioskNotice[] = []
    kiosk.service.onNotice((notice) => notices.push(notice))
    await revoke(true)
    expect((await state()).sync).toMatchObject({ kind: 'refused', refusal: 'revoked' })
    const before = readLog(kiosk.dataDirectory).length
    expect(await told(again, scanned)).toEqual([])
    expect(await kiosk.service.api.presence({ visit: again })).toMatchObject({ kind: 'visit-ended' })
    expect(await kiosk.scan(badgeOf(1).code, scanned)).toMatchObject(UNNAMED)
    expect(await kiosk.scan(badgeOf(4).code)).toMatchObject(UNNAMED)
    expect(JSON.stringify(notices)).not.toMatch(TOLD)
    const written = readLog(kiosk.dataDirectory).slice(before)
    const ofBadges = written.filter(({ type }) => type === 'scan')
    expect(ofBadges.map(({ data }) => data)).toMatchObject(
      [badgeOf(3), GUEST_BADGE, badgeOf(4)].map(({ digest }) => ({ badge: digest, staff: null })),
    )
    expect((await state()).sync.waiting).toBeGreaterThanOrEqual(written.length)
  })

  test('stays so when it is started again out of the district’s reach, and in a log that follows (S14)', async () => {
    await enrolled()
    const visit = await leaderVisit(kiosk)
    const scanned = newId()
    await kiosk.scan(badgeOf(1).code, scanned)
    await revoke(true)
    district.sabotage = () => 'drop-request'
    await kiosk.restart()
    expect(await state()).toMatchObject({
      revoked: true,
      sync: { kind: 'offline', refusal: null },
      sessions: [],
    })
    expect(await told(visit, scanned)).toEqual([])
    expect(kiosk.service.kiosk.keeper.endLog({ why: 'forked', detail: 'a test', from: null })).toBe(true)
    expect((await state()).revoked).toBe(true)
    expect(await kiosk.scan(badgeOf(4).code)).toMatchObject(UNNAMED)
  })

  test('is itself again at the district’s word, with everything that it recorded meanwhile', async () => {
    await enrolled()
    await revoke(true)
    await kiosk.restart()
    kiosk.service.start()
    await scans(3)
    district.directory = testDirectory(5, 2)
    await revoke(false)
    await eventually(() => expect(kiosk.service.kiosk.memory.directory?.directory.version).toBe(2))
    expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({ person: { name: 'Nguyễn Thị Mẫu 5' } })
    await caughtUp()
    expectWhole()
  })

  test('is so by the district’s sealed word only; a district that does not know it has not revoked it (S14)', async () => {
    await enrolled()
    const refusal = { v: 1, problem: 'revoked', detail: '', challenge: null, have: null, seq: null }
    let heard = 0
    district.sabotage = () => {
      heard++
      return { status: 403, body: `e30.e30.e30\n${JSON.stringify(refusal)}` }
    }
    await syncNow()
    await eventually(() => expect(heard).toBeGreaterThan(1))
    expect((await state()).revoked).toBe(false)
    district.sabotage = () => null
    district.devices.clear()
    await syncNow()
    await eventually(async () => expect((await state()).sync.kind).toBe('refused'))
    expect(await state()).toMatchObject({ revoked: false, sync: { refusal: 'rejected' } })
    expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({ person: { name: 'Nguyễn Thị Mẫu 5' } })
  })
})
