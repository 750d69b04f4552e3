import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePinVerifier, matchesPin, PIN_COST } from '../../../kiosk/desk/pin-verifier.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import {
  ADMIN_PIN,
  administratorVisit,
  givePin,
  LEADER_ID,
  LEADER_PIN,
  leaderVisit,
  personId,
  STAFF_PIN,
} from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

const PERSON = personId(1)
let kiosk: TestKiosk

beforeEach(async () => {
  kiosk = await createTestKiosk()
})
afterEach(() => kiosk.close())

const tryPin = (pin: string, person = PERSON) =>
  kiosk.service.api.signIn({ id: newId(), person, proof: { kind: 'pin', pin }, reason: '' })
const accesses = () =>
  readLog(kiosk.dataDirectory).flatMap(({ type, data }) => (type === 'access' ? [String(data.what)] : []))
const wrong = (times: number) => Array.from({ length: times }, () => '1111')

async function lock(): Promise<void> {
  for (const pin of wrong(4)) expect((await tryPin(pin)).kind).toBe('pin-wrong')
  expect(await tryPin('1111')).toEqual({ kind: 'pin-locked', waitMs: 30_000 })
}

describe('the first PINs (T6)', () => {
  it('the administrator chooses theirs right after enrolment, once, and never a weak one', async () => {
    const { api } = kiosk.service
    expect((await api.state({})).administratorPin).toBe('to-be-chosen')
    expect(await api.openVisit({ for: 'administrator', pin: '' })).toEqual({ kind: 'no-pin' })
    expect(await api.openVisit({ for: 'administrator', pin: '0000' })).toEqual({ kind: 'no-pin' })
    expect(await api.setAdministratorPin({ pin: '1234' })).toEqual({ kind: 'weak', why: 'sequence' })
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN })).toEqual({ kind: 'set' })
    expect((await api.state({})).administratorPin).toBe('set')
    expect(await api.setAdministratorPin({ pin: '846251' })).toEqual({ kind: 'not-allowed' })
    expect(await api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).toMatchObject({ kind: 'opened' })
  })

  it('nobody who passes by chooses it: once somebody has scanned the time is over', async () => {
    await kiosk.scan(badgeOf(1).code)
    const { api } = kiosk.service
    expect((await api.state({})).administratorPin).toBe('missing')
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN })).toEqual({ kind: 'not-allowed' })
  })

  it('the administrator replaces it in an open visit', async () => {
    const { api } = kiosk.service
    const visit = await administratorVisit(kiosk)
    expect(await api.setAdministratorPin({ pin: '846251', visit })).toEqual({ kind: 'set' })
    expect((await api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).kind).toBe('pin-wrong')
    expect((await api.openVisit({ for: 'administrator', pin: '846251' })).kind).toBe('opened')
    const leader = await leaderVisitWith('846251')
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN, visit: leader })).toEqual({ kind: 'not-allowed' })
  })

  async function leaderVisitWith(adminPin: string): Promise<string> {
    const { api } = kiosk.service
    const admin = await api.openVisit({ for: 'administrator', pin: adminPin })
    if (admin.kind !== 'opened') throw new Error(admin.kind)
    await api.setPin({ visit: admin.visit, person: LEADER_ID, pin: LEADER_PIN })
    const proof = { kind: 'person', person: LEADER_ID, pin: LEADER_PIN } as const
    const opened = await api.openVisit({ for: 'leader', proof })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    return opened.visit
  }

  it("a leader sets staff's, their own, and no other leader's", async () => {
    const visit = await leaderVisit(kiosk)
    const { api } = kiosk.service
    expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'no-pin' })
    expect(await api.setPin({ visit, person: PERSON, pin: '2222' })).toEqual({
      kind: 'weak',
      why: 'repeated',
    })
    expect(await api.setPin({ visit, person: PERSON, pin: STAFF_PIN })).toEqual({ kind: 'set' })
    expect(await tryPin(STAFF_PIN)).toMatchObject({ kind: 'recorded' })
    expect(await api.setPin({ visit, person: LEADER_ID, pin: '7361' })).toEqual({ kind: 'set' })
    expect(await api.setPin({ visit, person: 'nobody', pin: '7361' })).toEqual({ kind: 'unknown-person' })
    expect(await api.setPin({ visit: 'f'.repeat(32), person: PERSON, pin: '7361' })).toEqual({
      kind: 'visit-ended',
    })
  })

  it('is nowhere: not in the log, not in any file', async () => {
    await givePin(kiosk, PERSON, '83917264')
    await tryPin('83917264')
    await tryPin('83917260')
    for (const name of readdirSync(kiosk.dataDirectory)) {
      const bytes = readFileSync(join(kiosk.dataDirectory, name))
      expect(bytes.includes('8391726'), name).toBe(false)
    }
  })
})

describe('wrong PINs (T6)', () => {
  beforeEach(() => givePin(kiosk, PERSON, STAFF_PIN))

  it('five tries, then a pause in which even the right one opens nothing', async () => {
    expect(await tryPin('1111')).toEqual({ kind: 'pin-wrong', triesLeft: 4 })
    expect(await tryPin('')).toEqual({ kind: 'pin-wrong', triesLeft: 3 })
    expect(await tryPin('x'.repeat(32))).toEqual({ kind: 'pin-wrong', triesLeft: 2 })
    expect(await tryPin('1111')).toEqual({ kind: 'pin-wrong', triesLeft: 1 })
    expect(await tryPin('1111')).toEqual({ kind: 'pin-locked', waitMs: 30_000 })
    kiosk.clock.pass(29_999)
    expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'pin-locked', waitMs: 1 })
    kiosk.clock.pass(1)
    expect(await tryPin('1111')).toEqual({ kind: 'pin-locked', waitMs: 60_000 })
    kiosk.clock.pass(60_000)
    expect(await tryPin(STAFF_PIN)).toMatchObject({ kind: 'recorded' })
    expect(await tryPin('1111')).toEqual({ kind: 'pin-wrong', triesLeft: 4 })
    expect(accesses().slice(3)).toEqual([
      ...wrong(5).map(() => 'pin-failed'),
      'pin-locked',
      'pin-failed',
      'pin-locked',
      'pin-failed',
    ])
  })

  it('a restart begins the pause again', async () => {
    await lock()
    kiosk.clock.pass(20_000)
    await kiosk.restart()
    expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'pin-locked', waitMs: 30_000 })
    kiosk.clock.pass(20_000)
    kiosk.clock.reboot()
    await kiosk.restart()
    kiosk.clock.pass(10_000)
    expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'pin-locked', waitMs: 20_000 })
    kiosk.clock.pass(20_000)
    expect(await tryPin(STAFF_PIN)).toMatchObject({ kind: 'recorded' })
  })

  it('a wall clock that is set, back or forward, does not move the pause', async () => {
    await lock()
    const now = kiosk.clock.now()
    for (const at of [now - 3 * 3_600_000, now + 400 * 86_400_000, 0]) {
      kiosk.clock.setWall(at)
      expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'pin-locked', waitMs: 30_000 })
    }
    kiosk.clock.setWall(now)
    kiosk.clock.pass(30_000)
    expect(await tryPin(STAFF_PIN)).toMatchObject({ kind: 'recorded' })
  })

  it('tried a thousand times at once: five are looked at', async () => {
    const pins = Array.from({ length: 1000 }, (_, i) => String(i).padStart(4, '0'))
    const answers = await Promise.all(pins.map((pin) => tryPin(pin)))
    expect(answers.filter(({ kind }) => kind === 'pin-wrong')).toHaveLength(4)
    expect(answers.filter(({ kind }) => kind === 'pin-locked')).toHaveLength(996)
    expect(accesses().filter((what) => what === 'pin-failed')).toHaveLength(5)
    expect(accesses().filter((what) => what === 'pin-locked')).toHaveLength(1)
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
  })

  it('tried a thousand times as soon as each pause allows: that takes forty days', async () => {
    const begun = kiosk.clock.uptime()
    let looked = 0
    while (looked < 1000) {
      const answer = await tryPin('1111')
      looked++
      if (answer.kind === 'pin-locked') kiosk.clock.pass(answer.waitMs)
      else expect(answer.kind).toBe('pin-wrong')
    }
    expect((kiosk.clock.uptime() - begun) / 86_400_000).toBeGreaterThan(40)
    expect(accesses().filter((what) => what === 'pin-failed')).toHaveLength(1000)
  })

  it("one person's wrong tries lock nobody else out", async () => {
    await givePin(kiosk, personId(3), '6194')
    await lock()
    expect(await tryPin('6194', personId(3))).toMatchObject({ kind: 'recorded' })
  })

  it('a new PIN set by a leader ends the pause', async () => {
    const visit = await leaderVisit(kiosk)
    await lock()
    expect(await kiosk.service.api.setPin({ visit, person: PERSON, pin: '5093' })).toEqual({ kind: 'set' })
    expect(await tryPin('5093')).toMatchObject({ kind: 'recorded' })
  })
})

describe('a verifier', () => {
  it('knows its PIN again, no other, and is never the same twice', async () => {
    const [one, two] = await Promise.all([makePinVerifier('4826', 4), makePinVerifier('4826', 4)])
    expect(one.verifier).not.toBe(two.verifier)
    expect(await matchesPin('4826', one)).toBe(true)
    expect(await matchesPin('4827', one)).toBe(false)
    expect(await matchesPin('', one)).toBe(false)
  })

  it('costs what a guesser feels, and the counter does not wait for it', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const begun = performance.now()
    const kept = await makePinVerifier('4826', PIN_COST)
    const tookMs = performance.now() - begun
    clearInterval(timer)
    expect(kept.cost).toBeGreaterThanOrEqual(15)
    expect(tookMs).toBeGreaterThan(20)
    expect(turns).toBeGreaterThan(5)
  })
})
