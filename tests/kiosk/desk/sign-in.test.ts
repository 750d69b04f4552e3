import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import {
  givePin,
  LEADER_ID,
  LEADER_PIN,
  leaderVisit,
  personId,
  STAFF_PIN,
} from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

const PERSON = personId(1)
let kiosk: TestKiosk

beforeEach(async () => {
  kiosk = await createTestKiosk()
})
afterEach(() => kiosk.close())

const byPin = (more: { id?: string; person?: string; pin?: string; intent?: 'out-duty' } = {}) => {
  const { id = newId(), person = PERSON, pin = STAFF_PIN, intent } = more
  const said = intent === undefined ? {} : { intent, purpose: 'Họp ở phường', backAt: 5 }
  return kiosk.service.api.signIn({ id, person, proof: { kind: 'pin', pin }, reason: 'Quên thẻ', ...said })
}
const signIns = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'sign-in')

describe('who forgot the badge', () => {
  it('finds themselves, gives their PIN, and is recorded and judged like a scan', async () => {
    await givePin(kiosk, PERSON, STAFF_PIN)
    const found = await kiosk.service.api.findPeople({ query: 'mau 1' })
    expect(found).toEqual({
      kind: 'found',
      people: [{ id: PERSON, name: 'Nguyễn Thị Mẫu 1', title: 'Công chức', hasPin: true }],
    })
    kiosk.clock.passTo('2026-03-02T07:41:00+07:00')
    expect(await byPin()).toMatchObject({
      kind: 'recorded',
      at: kiosk.clock.now(),
      person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 1' },
      became: { kind: 'arrived', session: 0, lateMinutes: 11 },
      revoked: false,
      noBadgeThisMonth: 1,
    })
    expect(signIns()).toMatchObject([{ data: { staff: PERSON, confirmedBy: 'pin', reason: 'Quên thẻ' } }])
    kiosk.clock.pass(60_000)
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ became: { kind: 'already-recorded' } })
  })

  it('may say before it that they step out, for what and until when', async () => {
    await givePin(kiosk, PERSON, STAFF_PIN)
    kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
    expect(await byPin({ intent: 'out-duty' })).toMatchObject({
      became: { kind: 'stepped-out', purpose: 'out-duty' },
    })
    expect(signIns()[0]?.data).toMatchObject({ intent: 'out-duty', purpose: 'Họp ở phường', backAt: 5 })
  })

  it('is vouched for by a leader who has a visit open', async () => {
    const visit = await leaderVisit(kiosk)
    const signIn = { person: PERSON, reason: 'Quên thẻ' }
    expect(
      await kiosk.service.api.signIn({ id: newId(), proof: { kind: 'visit', visit }, ...signIn }),
    ).toMatchObject({ kind: 'recorded', noBadgeThisMonth: 1 })
    expect(signIns()[0]?.data).toMatchObject({ confirmedBy: 'leader', by: LEADER_ID })
    kiosk.clock.pass(60_000)
    expect(
      await kiosk.service.api.signIn({ id: newId(), proof: { kind: 'visit', visit }, ...signIn }),
    ).toEqual({ kind: 'visit-ended' })
  })

  it('is counted by month', async () => {
    await givePin(kiosk, PERSON, STAFF_PIN)
    const counts = []
    for (const at of ['03-02T07:20', '03-02T17:00', '03-31T07:20', '04-01T07:20']) {
      kiosk.clock.passTo(`2026-${at}:00+07:00`)
      const answer = await byPin()
      counts.push(answer.kind === 'recorded' ? answer.noBadgeThisMonth : answer.kind)
    }
    expect(counts).toEqual([1, 2, 3, 1])
  })

  it('asked again with the same id, answers again and records once, also after a restart', async () => {
    await givePin(kiosk, PERSON, STAFF_PIN)
    const id = newId()
    const first = await byPin({ id })
    expect(await byPin({ id })).toEqual(first)
    await kiosk.restart()
    expect(await byPin({ id })).toEqual(first)
    expect(signIns()).toHaveLength(1)
    await expect(byPin({ id, person: personId(3) })).rejects.toThrow('another event')
  })

  it('nobody is recorded whom this point does not know, nor before enrolment', async () => {
    expect(await byPin({ person: 'person-guest' })).toEqual({ kind: 'unknown-person' })
    const stranger = await createTestKiosk({ directory: null })
    const { api } = stranger.service
    expect(await api.findPeople({ query: 'nguyen' })).toEqual({ kind: 'not-enrolled' })
    expect(
      await api.signIn({ id: newId(), person: PERSON, proof: { kind: 'pin', pin: '1' }, reason: '' }),
    ).toEqual({ kind: 'not-enrolled' })
    expect(await api.openVisit({ for: 'administrator', pin: '1' })).toEqual({ kind: 'not-enrolled' })
    expect(await api.setAdministratorPin({ pin: '48265917' })).toEqual({ kind: 'not-enrolled' })
    await stranger.close()
  })
})

describe('what was said before the badge', () => {
  it('goes on record with the scan: the purpose and the time to be back', async () => {
    kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
    const backAt = kiosk.clock.now() + 3_600_000
    const scan = { id: newId(), code: badgeOf(1).code, method: 'camera', intent: 'out-duty' } as const
    expect(await kiosk.service.api.scan({ ...scan, purpose: 'Họp ở quận', backAt })).toMatchObject({
      became: { kind: 'stepped-out', purpose: 'out-duty' },
    })
    expect(readLog(kiosk.dataDirectory).at(-1)?.data).toMatchObject({
      intent: 'out-duty',
      purpose: 'Họp ở quận',
      backAt,
    })
  })

  it('has a purpose only when it is stepping out', async () => {
    const scan = { id: newId(), code: badgeOf(1).code, method: 'camera', intent: 'arrive' } as const
    await kiosk.service.api.scan({ ...scan, purpose: 'x', backAt: 1 })
    const data = readLog(kiosk.dataDirectory).at(-1)?.data
    expect(data).toMatchObject({ intent: 'arrive' })
    expect(data).not.toHaveProperty('purpose')
    expect(data).not.toHaveProperty('backAt')
  })
})

describe('names nobody expected', () => {
  const NAMES = [
    `Nguyễn ${'Thị '.repeat(48)}Ánh`,
    '\u202eNguyễn Văn Ngược\u202c',
    'Vũ\u200b Mi\u200dnh Khuất'.normalize('NFD'),
    `Trần Quý${'\u0301'.repeat(60)}`,
    'محمد Lê',
  ]

  it('are found, shown without tricks, and signed in', async () => {
    const plain = testDirectory(NAMES.length)
    const people = plain.people.map((person, i) => ({ ...person, name: NAMES[i] ?? '' }))
    const odd = await createTestKiosk({ directory: { ...plain, people } })
    const shown = []
    for (const [i, query] of ['thi anh', 'nguoc', 'khuat', 'quy', 'محمد'].entries()) {
      await givePin(odd, personId(i + 1), LEADER_PIN)
      const found = await odd.service.api.findPeople({ query })
      expect(found).toMatchObject({ kind: 'found', people: [{ id: personId(i + 1) }] })
      const proof = { kind: 'pin', pin: LEADER_PIN } as const
      const answer = await odd.service.api.signIn({ id: newId(), person: personId(i + 1), proof, reason: '' })
      shown.push(
        answer.kind === 'recorded' && answer.person.kind === 'ours' ? answer.person.name : answer.kind,
      )
    }
    expect(shown.slice(1)).toEqual([
      'Nguyễn Văn Ngược',
      'Vũ Minh Khuất',
      expect.stringMatching(/^Trần Quý\u0301{0,2}$/),
      'محمد Lê',
    ])
    expect(shown[0]).toBe(NAMES[0])
    await odd.close()
  })
})
