import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import {
  administratorVisit,
  LEADER_ID,
  LEADER_PIN,
  leaderVisit,
  personId,
} from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { testBadge } from '../../support/test-badge.ts'
import { badgeOf, GUEST_BADGE, REVOKED_BADGE } from '../../support/test-directory.ts'

const NEW_BADGE = testBadge(7001)
const NEWER_BADGE = testBadge(7002)
let kiosk: TestKiosk
let visit: string

beforeEach(async () => {
  kiosk = await createTestKiosk()
  visit = await leaderVisit(kiosk)
})
afterEach(() => kiosk.close())

const handOver = (code: string, more: { id?: string; person?: string; visit?: string } = {}) =>
  kiosk.service.api.handOverBadge({
    id: newId(),
    person: personId(1),
    visit,
    reason: 'Mất thẻ',
    ...more,
    code,
  })
const handOvers = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'badge-handed-over')

describe('a replacement badge', () => {
  it('holds at once without any network, and the old ones are worth nothing', async () => {
    expect(await kiosk.scan(NEW_BADGE.code)).toMatchObject({ person: { kind: 'unknown' } })
    expect(await handOver(NEW_BADGE.code)).toEqual({
      kind: 'handed-over',
      name: 'Nguyễn Thị Mẫu 1',
      revoked: 2,
    })
    expect(await kiosk.scan(NEW_BADGE.code)).toMatchObject({
      person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 1' },
      became: { kind: 'arrived' },
      revoked: false,
    })
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ revoked: true, became: null })
    expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({ revoked: false })
    expect(handOvers()).toMatchObject([
      { data: { staff: personId(1), badge: NEW_BADGE.digest, by: LEADER_ID, reason: 'Mất thẻ' } },
    ])
    expect(JSON.stringify(readLog(kiosk.dataDirectory))).not.toContain(NEW_BADGE.code)
  })

  it('holds after a restart, and gives way to the next one', async () => {
    await handOver(NEW_BADGE.code)
    await handOver(NEWER_BADGE.code)
    await kiosk.restart()
    expect(await kiosk.scan(NEWER_BADGE.code)).toMatchObject({ revoked: false, person: { kind: 'ours' } })
    expect(await kiosk.scan(NEW_BADGE.code)).toMatchObject({ revoked: true })
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ revoked: true })
  })

  it('is never a code that is or was somebody’s', async () => {
    for (const { code } of [badgeOf(1), badgeOf(2), REVOKED_BADGE, GUEST_BADGE]) {
      expect(await handOver(code)).toEqual({ kind: 'badge-taken' })
    }
    await handOver(NEW_BADGE.code)
    expect(await handOver(NEW_BADGE.code, { person: personId(3) })).toEqual({ kind: 'badge-taken' })
    expect(handOvers()).toHaveLength(1)
  })

  it.each([
    ['001085012345||Nguyễn Văn A|01011985|Nam|Hà Nội|01012021', 'identity-card'],
    ['https://example.org/', 'foreign'],
    ['1'.repeat(41), 'malformed'],
    ['', 'foreign'],
    ['giogiac-enrol:1:e30', 'enrolment'],
  ] as const)('is never another code: %s', async (code, kind) => {
    expect(await handOver(code)).toEqual({ kind: 'not-a-badge', class: kind })
    expect(handOvers()).toEqual([])
  })

  it('is handed over by a leader only, to a person of this point', async () => {
    expect(await handOver(NEW_BADGE.code, { person: 'nobody' })).toEqual({ kind: 'unknown-person' })
    expect(await handOver(NEW_BADGE.code, { visit: 'a'.repeat(32) })).toEqual({ kind: 'visit-ended' })
    const administrator = await administratorVisit(kiosk)
    expect(await handOver(NEW_BADGE.code, { visit: administrator })).toEqual({ kind: 'not-allowed' })
    expect(handOvers()).toEqual([])
  })

  it('asked again with the same id, answers again and records once', async () => {
    const id = newId()
    const first = await handOver(NEW_BADGE.code, { id })
    expect(await handOver(NEW_BADGE.code, { id })).toEqual(first)
    expect(handOvers()).toHaveLength(1)
  })

  it('opens a visit where it is a leader’s, and the old one does not', async () => {
    await handOver(NEW_BADGE.code, { person: LEADER_ID })
    const byBadge = (code: string) =>
      kiosk.service.api.openVisit({ for: 'leader', proof: { kind: 'badge', code, pin: LEADER_PIN } })
    expect(await byBadge(badgeOf(2).code)).toEqual({ kind: 'not-a-leader' })
    expect(await byBadge(NEW_BADGE.code)).toMatchObject({ kind: 'opened', person: LEADER_ID })
  })
})
