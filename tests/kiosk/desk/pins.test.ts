import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noteRevoked } from '../../../kiosk/desk/note-revoked.ts'
import { PIN_SECRETS_FILE, pinSecretsWith } from '../../../kiosk/desk/pin-secrets.ts'
import { makePinVerifier, matchesPin, PIN_COST } from '../../../kiosk/desk/pin-verifier.ts'
import {
  createTestKiosk,
  enrolByHand,
  newId,
  type TestKiosk,
  temporaryDirectory,
} from '../../support/create-test-kiosk.ts'
import {
  ADMIN_PIN,
  administratorVisit,
  FIRST_PIN,
  giveFirstPin,
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
    expect(await api.setAdministratorPin({ pin: '12345678' })).toEqual({ kind: 'weak', why: 'sequence' })
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN })).toEqual({ kind: 'set' })
    expect((await api.state({})).administratorPin).toBe('set')
    expect(await api.setAdministratorPin({ pin: '84625190' })).toEqual({ kind: 'not-allowed' })
    expect(await api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).toMatchObject({ kind: 'opened' })
  })

  it('nobody who passes by chooses it: once somebody has scanned the time is over', async () => {
    await kiosk.scan(badgeOf(1).code)
    const { api } = kiosk.service
    expect((await api.state({})).administratorPin).toBe('missing')
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN })).toEqual({ kind: 'not-allowed' })
  })

  it.each([
    ['is sealed by a keyring that does not open it', 'unreadable'],
    ['is gone with its file', 'missing'],
  ] as const)('nobody chooses another where the secret of the first %s', async (what, state) => {
    const data = temporaryDirectory()
    const keyring = randomBytes(32)
    const begin = (secret: Buffer | null) => {
      const pinSecrets = pinSecretsWith(secret, data, randomBytes)
      return createTestKiosk({ dataDirectory: data, directory: null, pinSecrets })
    }
    await enrolByHand(data, testDirectory())
    const first = await begin(keyring)
    await giveFirstPin(first, LEADER_ID)
    await first.service.stop()

    if (what.startsWith('is gone')) rmSync(join(data, PIN_SECRETS_FILE))
    const without = await begin(null)
    expect((await without.service.api.state({})).administratorPin).toBe(state)
    const leader = { kind: 'person', person: LEADER_ID, pin: FIRST_PIN } as const
    const refused = state === 'unreadable' ? 'pin-unreadable' : 'no-pin'
    expect(await without.service.api.openVisit({ for: 'leader', proof: leader })).toEqual({ kind: refused })
    const listed = await without.service.api.leaders({})
    expect(listed).toMatchObject({ leaders: [{ id: LEADER_ID, hasPin: state === 'unreadable' }] })
    expect(await without.service.api.setAdministratorPin({ pin: '84625190' })).toEqual({
      kind: 'not-allowed',
    })
    await without.service.stop()

    const again = await begin(keyring)
    const expected = state === 'unreadable' ? 'set' : 'missing'
    expect((await again.service.api.state({})).administratorPin).toBe(expected)
    await again.close()
  })

  it('the administrator replaces it in an open visit', async () => {
    const { api } = kiosk.service
    const visit = await administratorVisit(kiosk)
    expect(await api.setAdministratorPin({ pin: '84625190', visit })).toEqual({ kind: 'set' })
    expect((await api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).kind).toBe('pin-wrong')
    expect((await api.openVisit({ for: 'administrator', pin: '84625190' })).kind).toBe('opened')
    const leader = await leaderVisitWith('84625190')
    expect(await api.setAdministratorPin({ pin: ADMIN_PIN, visit: leader })).toEqual({ kind: 'not-allowed' })
  })

  async function leaderVisitWith(adminPin: string): Promise<string> {
    const { api } = kiosk.service
    const admin = await api.openVisit({ for: 'administrator', pin: adminPin })
    if (admin.kind !== 'opened') throw new Error(admin.kind)
    await api.setPin({ visit: admin.visit, person: LEADER_ID, pin: FIRST_PIN })
    const proof = { kind: 'person', person: LEADER_ID, pin: FIRST_PIN } as const
    await api.changePin({ proof, next: LEADER_PIN })
    return visitAgain(kiosk)
  }

  it("a leader sets staff's, their own, and no other leader's", async () => {
    const visit = await leaderVisit(kiosk)
    const { api } = kiosk.service
    expect(await tryPin(STAFF_PIN)).toEqual({ kind: 'no-pin' })
    expect(await api.setPin({ visit, person: PERSON, pin: '2222' })).toEqual({
      kind: 'weak',
      why: 'repeated',
    })
    expect(await api.setPin({ visit, person: PERSON, pin: '7361' })).toEqual({ kind: 'set' })
    expect(await tryPin('7361')).toEqual({ kind: 'pin-to-change' })
    expect(await api.setPin({ visit, person: LEADER_ID, pin: '736180' })).toEqual({ kind: 'set' })
    expect((await visitWith('736180')).kind).toBe('opened')
    expect(await api.setPin({ visit, person: 'nobody', pin: '7361' })).toEqual({ kind: 'visit-ended' })
    const own = await visitWith('736180')
    if (own.kind !== 'opened') throw new Error(own.kind)
    expect(await api.setPin({ visit: own.visit, person: 'nobody', pin: '7361' })).toEqual({
      kind: 'unknown-person',
    })
    expect(await api.setPin({ visit: 'f'.repeat(32), person: PERSON, pin: '7361' })).toEqual({
      kind: 'visit-ended',
    })
  })

  const visitWith = (pin: string) =>
    kiosk.service.api.openVisit({ for: 'leader', proof: { kind: 'person', person: LEADER_ID, pin } })

  it('one that somebody else set opens nothing until its owner has changed it, at the counter, at once', async () => {
    await giveFirstPin(kiosk, LEADER_ID)
    await giveFirstPin(kiosk, PERSON)
    const { api } = kiosk.service
    expect(await visitWith(FIRST_PIN)).toEqual({ kind: 'pin-to-change' })
    expect(await tryPin(FIRST_PIN)).toEqual({ kind: 'pin-to-change' })
    const change = (person: string, pin: string, next: string) =>
      api.changePin({ proof: { kind: 'person', person, pin }, next })
    expect(await change(LEADER_ID, '111111', LEADER_PIN)).toEqual({ kind: 'pin-wrong', triesLeft: 4 })
    expect(await change(LEADER_ID, FIRST_PIN, '4826')).toEqual({ kind: 'weak', why: 'length-leader' })
    expect(await change(LEADER_ID, FIRST_PIN, FIRST_PIN)).toEqual({ kind: 'same-pin' })
    expect(await change('nobody', FIRST_PIN, LEADER_PIN)).toEqual({ kind: 'unknown-person' })
    expect(await change(personId(3), FIRST_PIN, STAFF_PIN)).toEqual({ kind: 'no-pin' })
    expect(await change(LEADER_ID, FIRST_PIN, LEADER_PIN)).toEqual({ kind: 'set' })
    expect((await visitWith(FIRST_PIN)).kind).toBe('pin-wrong')
    expect((await visitWith(LEADER_PIN)).kind).toBe('opened')
    const badge = { kind: 'badge', code: badgeOf(1).code, pin: FIRST_PIN } as const
    expect(await api.changePin({ proof: badge, next: STAFF_PIN })).toEqual({ kind: 'set' })
    expect(await tryPin(STAFF_PIN)).toMatchObject({ kind: 'recorded' })
    const sets = readLog(kiosk.dataDirectory).flatMap(({ type, data }) =>
      type === 'access' && String(data.what).startsWith('pin-')
        ? [[data.what, data.who, data.about ?? null]]
        : [],
    )
    expect(sets.filter(([what]) => what === 'pin-set' || what === 'pin-given')).toEqual([
      ['pin-set', 'administrator', null],
      ['pin-given', 'administrator', LEADER_ID],
      ['pin-given', 'administrator', PERSON],
      ['pin-set', LEADER_ID, LEADER_ID],
      ['pin-set', PERSON, PERSON],
    ])
  })

  it('asks six digits of a leader and eight of the administrator', async () => {
    const { api } = kiosk.service
    expect(await api.setAdministratorPin({ pin: '739154' })).toEqual({
      kind: 'weak',
      why: 'length-administrator',
    })
    const visit = await administratorVisit(kiosk)
    const set = (person: string, pin: string) => api.setPin({ visit, person, pin })
    expect(await set(LEADER_ID, '48265')).toEqual({ kind: 'weak', why: 'length-leader' })
    expect(await set(LEADER_ID, '240595')).toEqual({ kind: 'weak', why: 'date' })
    expect(await set(PERSON, '482')).toEqual({ kind: 'weak', why: 'length' })
    expect(await set(PERSON, '4826')).toEqual({ kind: 'set' })
  })

  it('the settings say of every leader whether there is one, since when, and whether it is still to be changed', async () => {
    const { api } = kiosk.service
    const shown = async () => api.leaderPins({ visit: await administratorVisit(kiosk) })
    const leader = { id: LEADER_ID, name: expect.any(String), title: expect.any(String) }
    expect(await shown()).toEqual({
      kind: 'pins',
      administrator: { since: kiosk.clock.now(), toChange: false, short: false },
      leaders: [{ ...leader, pin: null }],
      shared: false,
    })
    kiosk.clock.pass(3_600_000)
    await giveFirstPin(kiosk, LEADER_ID)
    const since = kiosk.clock.now()
    expect(await shown()).toMatchObject({ leaders: [{ pin: { since, toChange: true, short: false } }] })
    kiosk.clock.pass(1000)
    await givePin(kiosk, LEADER_ID, LEADER_PIN)
    expect(await shown()).toMatchObject({
      leaders: [{ pin: { since: since + 1000, toChange: false, short: false } }],
    })
    const visit = await leaderVisit(kiosk)
    expect(await api.leaderPins({ visit })).toEqual({ kind: 'not-allowed' })
  })

  it('one from before works on, is called short, and is bound to this kiosk when it is next typed', async () => {
    const old = await makePinVerifier('4826', { subject: 'person person-2', secret: null }, 4)
    const before = { key: '', own: true, digits: null, count: 0, at: null, told: false }
    kiosk.service.kiosk.keeper.write((store) => store.desk.savePin('person person-2', { ...old, ...before }))
    const shown = async () => kiosk.service.api.leaderPins({ visit: await administratorVisit(kiosk) })
    expect(await shown()).toMatchObject({ leaders: [{ pin: { since: null, short: true } }] })
    expect((await visitWith('4826')).kind).toBe('opened')
    expect(await shown()).toMatchObject({ leaders: [{ pin: { toChange: false, short: true } }] })
    const kept = kiosk.service.kiosk.keeper.use((store) => store.desk.pin('person person-2'))
    expect(kept).toMatchObject({ value: { key: 'device', digits: 4, own: true } })
    expect((await visitWith('4826')).kind).toBe('opened')
  })

  it('opens nothing where the secret it is bound to is gone: the file beside the log is worth as much as the PIN', async () => {
    await givePin(kiosk, LEADER_ID, LEADER_PIN)
    await kiosk.service.stop()
    rmSync(join(kiosk.dataDirectory, PIN_SECRETS_FILE))
    await kiosk.restart()
    expect(await visitWith(LEADER_PIN)).toEqual({ kind: 'no-pin' })
    expect(await kiosk.service.api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).toEqual({
      kind: 'no-pin',
    })
  })

  it('goes when the district revokes the kiosk; the administrator, who takes the log out, stays', async () => {
    await givePin(kiosk, LEADER_ID, LEADER_PIN)
    noteRevoked(kiosk.service.kiosk, true)
    noteRevoked(kiosk.service.kiosk, false)
    expect(await visitWith(LEADER_PIN)).toEqual({ kind: 'no-pin' })
    expect((await kiosk.service.api.openVisit({ for: 'administrator', pin: ADMIN_PIN })).kind).toBe('opened')
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
    expect(accesses().slice(4)).toEqual([
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
    expect(await tryPin('5093')).toEqual({ kind: 'pin-to-change' })
  })
})

const BOUND = { subject: 'person person-1', secret: Buffer.alloc(32, 7) }

describe('a verifier', () => {
  it('knows its PIN again, no other, and is never the same twice', async () => {
    const make = () => makePinVerifier('4826', BOUND, 4)
    const [one, two] = await Promise.all([make(), make()])
    expect(one.verifier).not.toBe(two.verifier)
    expect(await matchesPin('4826', BOUND, one)).toBe(true)
    expect(await matchesPin('4827', BOUND, one)).toBe(false)
    expect(await matchesPin('', BOUND, one)).toBe(false)
  })

  it('says nothing to whoever has it without its secret, and nothing about anybody else', async () => {
    const kept = await makePinVerifier('4826', BOUND, 4)
    expect(await matchesPin('4826', { ...BOUND, secret: null }, kept)).toBe(false)
    expect(await matchesPin('4826', { ...BOUND, secret: Buffer.alloc(32, 8) }, kept)).toBe(false)
    expect(await matchesPin('4826', { ...BOUND, subject: 'person person-3' }, kept)).toBe(false)
  })

  it('costs what a guesser feels, and the counter does not wait for it', async () => {
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    const begun = performance.now()
    const kept = await makePinVerifier('4826', BOUND, PIN_COST)
    const tookMs = performance.now() - begun
    clearInterval(timer)
    expect(kept.cost).toBeGreaterThanOrEqual(15)
    expect(tookMs).toBeGreaterThan(20)
    expect(turns).toBeGreaterThan(5)
  })
})
