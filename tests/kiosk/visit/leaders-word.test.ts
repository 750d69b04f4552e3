import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KioskInput } from '../../../core/kiosk/kiosk-api.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import {
  givePin,
  LEADER_ID,
  LEADER_PIN,
  leaderVisit,
  personId,
  STAFF_PIN,
  visitAgain,
} from '../../support/desk-visits.ts'
import { readChain, readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'
import { firstBroken } from '../../support/verify-chain.ts'

const DATE = '2026-03-02'
const at = (time: string, date = DATE) => Date.parse(`${date}T${time}:00+07:00`)
let kiosk: TestKiosk
let visit: string

beforeEach(async () => {
  kiosk = await createTestKiosk()
  await leaderVisit(kiosk)
  await kiosk.scan(badgeOf(1).code)
  kiosk.clock.passTo(`${DATE}T09:00:00+07:00`)
  visit = await visitAgain(kiosk)
})
afterEach(() => kiosk.close())

const claim = (more: Partial<KioskInput<'claim'>> = {}) =>
  kiosk.service.api.claim({
    id: newId(),
    visit,
    person: personId(3),
    date: DATE,
    session: 0,
    side: 'in',
    at: at('07:28'),
    reason: 'Quên quét',
    ...more,
  })
const annul = (event: string, more: Partial<KioskInput<'annul'>> = {}) =>
  kiosk.service.api.annul({ id: newId(), visit, event, reason: 'Quét nhầm', ...more })
const scanOf = (person: number) =>
  readLog(kiosk.dataDirectory).find(({ type, data }) => type === 'scan' && data.staff === personId(person))
    ?.id ?? ''
const ofType = (type: string) => readLog(kiosk.dataDirectory).filter((event) => event.type === type)

describe('a claim', () => {
  it('fills an empty mark, with who said so and why', async () => {
    expect(await claim()).toMatchObject({
      kind: 'recorded',
      outcome: 'used',
      day: { marks: [{ in: { at: at('07:28'), by: 'claim' }, out: null }, {}], states: ['here', 'awaited'] },
      facts: [
        {
          kind: 'claim',
          session: 0,
          side: 'in',
          reason: 'Quên quét',
          by: 'Nguyễn Thị Mẫu 2',
          annulled: false,
        },
      ],
    })
  })

  it('beside a scan is compared with it, and the scan wins', async () => {
    expect(await claim({ person: personId(1), at: at('07:20') })).toMatchObject({ outcome: 'confirmed' })
    expect(await claim({ person: personId(1), at: at('07:58') })).toMatchObject({
      outcome: 'differs',
      day: { marks: [{ in: { at: at('07:15'), by: 'scan' } }, {}] },
    })
  })

  it('for a past day counts on that day', async () => {
    kiosk.clock.passTo('2026-03-20T09:00:00+07:00')
    visit = await visitAgain(kiosk)
    expect(await claim({ side: 'out', session: 1, at: at('17:00') })).toMatchObject({
      outcome: 'used',
      day: { date: DATE, marks: [{}, { out: { by: 'claim' } }] },
    })
  })

  it.each([
    ['in-the-future', { at: at('10:00') }],
    ['in-the-future', { date: '2026-03-03', at: at('07:28', '2026-03-03') }],
    ['not-that-day', { at: at('07:28', '2026-03-01') }],
    ['too-old', { date: '2026-01-05', at: at('07:28', '2026-01-05') }],
    ['no-such-session', { session: 2 }],
    ['no-such-session', { date: '2026-03-01', at: at('07:28', '2026-03-01') }],
  ] as const)('is refused: %s', async (reason, more) => {
    expect(await claim(more)).toEqual({ kind: 'refused', reason })
    expect(ofType('claim')).toEqual([])
  })

  it('needs a reason, a visit and a person of this point; once by its id', async () => {
    expect(await claim({ person: 'nobody' })).toEqual({ kind: 'unknown-person' })
    expect(await claim({ visit: '0'.repeat(32) })).toEqual({ kind: 'visit-ended' })
    const id = newId()
    expect(await claim({ id })).toEqual(await claim({ id }))
    expect(ofType('claim')).toHaveLength(1)
  })
})

describe('an annulment', () => {
  it('takes a scan out of the day and leaves it in the log', async () => {
    expect(await annul(scanOf(1))).toMatchObject({
      kind: 'recorded',
      day: { states: ['not-arrived', 'awaited'] },
      facts: [{ kind: 'scan', annulled: true }],
    })
    expect(await annul(scanOf(1))).toEqual({ kind: 'already-annulled' })
    expect(ofType('scan')).toHaveLength(1)
    kiosk.clock.pass(1000)
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ became: { kind: 'arrived', lateMinutes: 90 } })
  })

  it('of a sign-in takes it out of the month’s count', async () => {
    await givePin(kiosk, personId(3), STAFF_PIN)
    const id = newId()
    const proof = { kind: 'pin', pin: STAFF_PIN } as const
    await kiosk.service.api.signIn({ id, person: personId(3), proof, reason: '' })
    visit = await visitAgain(kiosk)
    await annul(id)
    const answer = await kiosk.service.api.presence({ visit })
    expect(answer).toMatchObject({ people: [{}, {}, { noBadgeThisMonth: 0, presence: 'not-arrived' }] })
  })

  it('of one’s own scan, sign-in or spot check is another leader’s; of one’s own claim it is not', async () => {
    await kiosk.close()
    const plain = testDirectory(5)
    const leaders = plain.people.map(
      (person, i) => ({ ...person, role: i < 2 ? 'leader' : 'staff' }) as const,
    )
    kiosk = await createTestKiosk({ directory: { ...plain, people: leaders } })
    visit = await leaderVisit(kiosk)
    const own = personId(2)
    await kiosk.scan(badgeOf(2).code)
    kiosk.clock.passTo(`${DATE}T09:00:00+07:00`)
    visit = await visitAgain(kiosk)
    const check = { id: newId(), visit, person: own, finding: 'badge-not-worn' } as const
    await kiosk.service.api.spotCheck(check)
    for (const id of [scanOf(2), check.id]) expect(await annul(id)).toEqual({ kind: 'own-fact' })
    expect(ofType('annul')).toEqual([])
    const word = newId()
    await claim({ id: word, person: own, at: at('07:25') })
    expect(await annul(word)).toMatchObject({ kind: 'recorded' })
    visit = await leaderVisit(kiosk, personId(1))
    expect(await annul(scanOf(2))).toMatchObject({ kind: 'recorded' })
  })

  it('of a claim, a spot check or an asked-for excuse is possible; of anything else not', async () => {
    const id = newId()
    await claim({ id })
    expect(await annul(id)).toMatchObject({ kind: 'recorded', day: { marks: [{ in: null }, {}] } })
    const other = readLog(kiosk.dataDirectory).filter(({ type }) => !['scan', 'claim'].includes(type))
    expect(other.length).toBeGreaterThan(5)
    for (const event of other) expect(await annul(event.id)).toEqual({ kind: 'unknown-event' })
    expect(await annul(newId())).toEqual({ kind: 'unknown-event' })
  })
})

describe('a spot check', () => {
  it('is on record, and a badge not worn is a flag of the day', async () => {
    const { api } = kiosk.service
    for (const finding of ['badge-not-worn', 'badge-not-worn', 'dress'] as const) {
      const spot = { id: newId(), visit, person: personId(1), finding }
      expect(await api.spotCheck(spot)).toEqual({ kind: 'recorded' })
    }
    const shown = await api.presence({ visit })
    if (shown.kind !== 'presence') throw new Error(shown.kind)
    expect(shown.people[0]?.day.flags.filter(({ code }) => code === 'badge-not-worn')).toHaveLength(1)
    expect(shown.people[1]?.day.flags.map(({ code }) => code)).not.toContain('badge-not-worn')
    const [first] = shown.people[0]?.facts.filter(({ kind }) => kind === 'spot-check') ?? []
    for (const { id } of ofType('spot-check').slice(0, 2)) expect((await annul(id)).kind).toBe('recorded')
    const after = await api.presence({ visit })
    expect(JSON.stringify(after)).not.toContain('"code":"badge-not-worn"')
    expect(first).toMatchObject({ finding: 'badge-not-worn', by: 'Nguyễn Thị Mẫu 2' })
    expect(await api.spotCheck({ id: newId(), visit, person: 'x', finding: 'dress' })).toEqual({
      kind: 'unknown-person',
    })
  })
})

describe('an excuse asked for', () => {
  const ask = (more: Partial<KioskInput<'requestExcuse'>> = {}) =>
    kiosk.service.api.requestExcuse({
      id: newId(),
      visit,
      person: personId(3),
      from: `${DATE}T07:30`,
      to: `${DATE}T11:30`,
      code: 'P',
      document: '12/ĐXN',
      reason: 'Con ốm',
      ...more,
    })

  it('waits for the district and changes nothing before it', async () => {
    expect(await ask()).toEqual({ kind: 'requested' })
    const shown = await kiosk.service.api.presence({ visit })
    expect(shown).toMatchObject({
      people: [
        {},
        {},
        {
          presence: 'not-arrived',
          facts: [
            {
              kind: 'excuse-requested',
              code: 'P',
              document: '12/ĐXN',
              by: 'Nguyễn Thị Mẫu 2',
              approved: false,
            },
          ],
        },
      ],
    })
  })

  it('is shown as approved when the district’s directory excuses it', async () => {
    const excuses = [{ person: personId(3), from: `${DATE}T07:30`, to: `${DATE}T11:30`, code: 'P' }]
    const rulebook = { ...testDirectory().rulebook, excuses }
    const other = await createTestKiosk({ directory: { ...testDirectory(), rulebook } })
    const theirs = await leaderVisit(other)
    await other.service.api.requestExcuse({
      id: newId(),
      visit: theirs,
      person: personId(3),
      ...{ from: `${DATE}T07:30`, to: `${DATE}T11:30`, code: 'P', document: '', reason: 'Con ốm' },
    })
    expect(await other.service.api.presence({ visit: theirs })).toMatchObject({
      people: [{}, {}, { presence: 'excused', facts: [{ approved: true }] }],
    })
    await other.close()
  })

  it('is what the office lets leaders ask for, and nothing else', async () => {
    const leaves = [{ code: 'ĐH', name: 'Đi học dài hạn', needsDocument: false }]
    const turned = leaves.map((leave) => ({ ...leave, name: `\u202E${leave.name}` }))
    const other = await createTestKiosk({ directory: { ...testDirectory(), leaves: turned } })
    await leaderVisit(other)
    const proof = { kind: 'person', person: LEADER_ID, pin: LEADER_PIN } as const
    const opened = await other.service.api.openVisit({ for: 'leader', proof })
    expect(opened).toMatchObject({ leaves })
    const theirs = opened.kind === 'opened' ? opened.visit : ''
    const asked = { visit: theirs, person: personId(3), document: '', reason: 'Đi học' }
    const when = { from: `${DATE}T07:30`, to: `${DATE}T11:30` }
    const usual = { id: newId(), ...asked, ...when, code: 'P' }
    expect(await other.service.api.requestExcuse(usual)).toEqual({ kind: 'refused', reason: 'unknown-code' })
    expect(await other.service.api.requestExcuse({ ...usual, id: newId(), code: 'ĐH' })).toEqual({
      kind: 'requested',
    })
    expect(await other.service.api.presence({ visit: theirs })).toMatchObject({
      people: [{}, {}, { facts: [{ code: 'ĐH', codeName: 'Đi học dài hạn' }] }],
    })
    await other.close()
  })

  it.each([
    ['ends-before-it-begins', { to: `${DATE}T07:30` }],
    ['unknown-code', { code: 'worked' }],
    ['unknown-code', { code: '?' }],
    ['too-long', { to: '2026-04-30T11:30' }],
    ['too-old', { from: '2026-01-02T07:30', to: '2026-01-02T11:30' }],
  ] as const)('is refused: %s', async (reason, more) => {
    expect(await ask(more)).toEqual({ kind: 'refused', reason })
    expect(ofType('excuse-requested')).toEqual([])
  })
})

it('nothing of all this edits a fact: the log only grows, and its chain holds', async () => {
  const before = readChain(kiosk.dataDirectory)
  await claim()
  await annul(scanOf(1))
  await kiosk.service.api.spotCheck({ id: newId(), visit, person: personId(1), finding: 'dress' })
  await kiosk.service.api.presence({ visit })
  const after = readChain(kiosk.dataDirectory)
  expect(after.events.slice(0, before.events.length)).toEqual(before.events)
  expect(after.events).toHaveLength(before.events.length + 3)
  expect(firstBroken(after.origin, after.events)).toBeNull()
})

describe('a scan after a leader vouched for much of the weeks before', () => {
  const WEEKDAYS = ['16', '17', '18', '19', '20', '23', '24', '25', '26', '27'].map((day) => `2026-02-${day}`)

  it.each([0, 7, 8, 15, 16, 20])(
    '(%i marks) is the second of the day to the screen, not a late arrival',
    async (marks) => {
      for (let mark = 0; mark < marks; mark++) {
        const date = WEEKDAYS[Math.floor(mark / 2)] ?? ''
        const side = mark % 2 === 0 ? 'in' : 'out'
        const more = {
          person: personId(1),
          date,
          side,
          at: at(side === 'in' ? '07:28' : '11:32', date),
        } as const
        expect(await claim(more)).toMatchObject({ kind: 'recorded' })
      }
      // Nothing of the day is in memory any more, as after every comparison with the district's clock.
      await kiosk.restart()
      const answer = await kiosk.scan(badgeOf(1).code)
      expect(answer).toMatchObject({ kind: 'recorded', became: { kind: 'noted' } })
    },
  )
})
