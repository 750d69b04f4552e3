import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { counterLeaves, LEAVE_TYPES } from '../../../core/excuses/leave-types.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import {
  administratorVisit,
  givePin,
  LEADER_ID,
  LEADER_PIN,
  leaderVisit,
  personId,
  STAFF_PIN,
  visitAgain,
} from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = await createTestKiosk()
})
afterEach(() => kiosk.close())

const presence = (visit: string, refresh = false) => kiosk.service.api.presence({ visit, refresh })

describe('a visit', () => {
  it("opens with the leader's PIN, or badge and PIN, and is on record", async () => {
    await givePin(kiosk, LEADER_ID, LEADER_PIN)
    const { api } = kiosk.service
    const byBadge = { kind: 'badge', code: badgeOf(2).code, pin: LEADER_PIN } as const
    expect(await api.openVisit({ for: 'leader', proof: byBadge })).toEqual({
      kind: 'opened',
      visit: expect.stringMatching(/^[0-9a-f]{32}$/),
      person: LEADER_ID,
      name: 'Nguyễn Thị Mẫu 2',
      role: 'leader',
      idleMs: 60_000,
      leaves: counterLeaves(LEAVE_TYPES),
    })
    await visitAgain(kiosk)
    expect(readLog(kiosk.dataDirectory).slice(-2)).toMatchObject([
      { type: 'access', data: { who: LEADER_ID, what: 'leader-opened' } },
      { type: 'access', data: { who: LEADER_ID, what: 'leader-opened' } },
    ])
  })

  it('is offered to the leaders of now alone, whoever is on duty first, with no more than is shown', async () => {
    expect(await kiosk.service.api.leaders({})).toEqual({
      kind: 'leaders',
      leaders: [
        { id: LEADER_ID, name: 'Nguyễn Thị Mẫu 2', title: 'Công chức', hasPin: false, onDuty: false },
      ],
    })
    const plain = testDirectory(5)
    const names = ['Lê Thị Ánh', 'Trần Văn Đức', 'Đỗ Thị Dung', 'Phạm Văn Bảo', 'Vũ Thị Ân']
    const ward = await createTestKiosk({
      directory: {
        ...plain,
        people: plain.people.map((person, i) => ({
          ...person,
          name: names[i] ?? '',
          role: i < 4 ? 'leader' : 'staff',
        })),
        rulebook: {
          ...plain.rulebook,
          leaders: [{ point: plain.point, date: '2026-03-02', person: personId(2) }],
        },
      },
    })
    await givePin(ward, personId(3), LEADER_PIN)
    const answer = await ward.service.api.leaders({})
    expect(
      answer.kind === 'leaders' && answer.leaders?.map(({ name, hasPin, onDuty }) => [name, hasPin, onDuty]),
    ).toEqual([
      ['Trần Văn Đức', false, true],
      ['Lê Thị Ánh', false, false],
      ['Phạm Văn Bảo', false, false],
      ['Đỗ Thị Dung', true, false],
    ])
    await ward.close()
    const stranger = await createTestKiosk({ directory: null })
    expect(await stranger.service.api.leaders({})).toEqual({ kind: 'not-enrolled' })
    await stranger.close()
  })

  it('does not open for who is no leader, whatever the PIN', async () => {
    await givePin(kiosk, personId(1), STAFF_PIN)
    const { api } = kiosk.service
    for (const proof of [
      { kind: 'person', person: personId(1), pin: STAFF_PIN },
      { kind: 'person', person: 'nobody', pin: STAFF_PIN },
      { kind: 'badge', code: badgeOf(1).code, pin: STAFF_PIN },
      { kind: 'badge', code: 'something else', pin: STAFF_PIN },
    ] as const) {
      expect(await api.openVisit({ for: 'leader', proof })).toEqual({ kind: 'not-a-leader' })
    }
  })

  it('ends by itself a minute after the last question; a screen that asks by itself does not keep it', async () => {
    const visit = await leaderVisit(kiosk)
    for (let i = 0; i < 5; i++) {
      kiosk.clock.pass(59_999)
      expect((await presence(visit)).kind).toBe('presence')
    }
    for (let i = 0; i < 5; i++) {
      kiosk.clock.pass(11_000)
      expect((await presence(visit, true)).kind).toBe('presence')
    }
    kiosk.clock.pass(5_000)
    expect(await presence(visit, true)).toEqual({ kind: 'visit-ended' })
    expect(await presence(visit)).toEqual({ kind: 'visit-ended' })
  })

  it('ends when closed, when another opens, and with the run of the service', async () => {
    const first = await leaderVisit(kiosk)
    await kiosk.service.api.closeVisit({ visit: first })
    expect(await presence(first)).toEqual({ kind: 'visit-ended' })
    const second = await visitAgain(kiosk)
    const third = await visitAgain(kiosk)
    expect(await presence(second)).toEqual({ kind: 'visit-ended' })
    expect((await presence(third)).kind).toBe('presence')
    await kiosk.restart()
    expect(await presence(third)).toEqual({ kind: 'visit-ended' })
  })

  it('is not prolonged by a clock that is set', async () => {
    const visit = await leaderVisit(kiosk)
    kiosk.clock.pass(60_000)
    kiosk.clock.setWall(kiosk.clock.now() - 3_600_000)
    expect(await presence(visit)).toEqual({ kind: 'visit-ended' })
  })

  it('of the administrator shows nobody and vouches for nobody', async () => {
    const visit = await administratorVisit(kiosk)
    const { api } = kiosk.service
    const person = personId(1)
    const id = newId()
    const date = '2026-03-02'
    const answers = await Promise.all([
      presence(visit),
      api.personDays({ visit, person, from: date, to: date }),
      api.claim({ id, visit, person, date, session: 0, side: 'in', at: 1, reason: 'x' }),
      api.annul({ id, visit, event: id, reason: 'x' }),
      api.spotCheck({ id, visit, person, finding: 'dress' }),
      api.requestExcuse({
        id,
        visit,
        person,
        from: `${date}T07:30`,
        to: `${date}T11:30`,
        code: 'P',
        document: '',
        reason: 'x',
      }),
      api.signIn({ id, person, proof: { kind: 'visit', visit }, reason: '' }),
    ])
    expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'not-allowed'))
  })

  it('of a leader changes no settings and ends no program', async () => {
    const visit = await leaderVisit(kiosk)
    const { api } = kiosk.service
    const answers = await Promise.all([
      api.settings({ visit }),
      api.changeSettings({ visit, change: { volume: 0 } }),
      api.logHealth({ visit }),
      api.quit({ visit }),
    ])
    expect(answers.map(({ kind }) => kind)).toEqual(answers.map(() => 'not-allowed'))
  })

  it('is opened by nobody where an older directory says nothing about leaders', async () => {
    const plain = testDirectory()
    const people = plain.people.map(({ role: _, ...person }) => ({ ...person, role: 'staff' as const }))
    const older = await createTestKiosk({ directory: { ...plain, people } })
    const proof = { kind: 'person', person: LEADER_ID, pin: '4826' } as const
    expect(await older.service.api.openVisit({ for: 'leader', proof })).toEqual({ kind: 'not-a-leader' })
    await older.close()
  })
})
