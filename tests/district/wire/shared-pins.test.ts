import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { endPostings, transferPerson } from '../../../db/district/people/people-writes.ts'
import { erasePersonalData, readPersonalData } from '../../../db/district/retention/personal-data.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { TestKiosk } from '../../support/create-test-kiosk.ts'
import { newId } from '../../support/create-test-kiosk.ts'
import { FIRST_PIN, giveFirstPin, givePin, LEADER_PIN, STAFF_PIN } from '../../support/desk-visits.ts'
import { eventually } from '../../support/eventually.ts'
import { enrolAt, heard } from '../../support/point-kiosks.ts'

const LEADER = 'a2'
const STAFF = 'a1'
const OTHER_PIN = '940372'

onBothEngines('a PIN that was set at one kiosk of a point', (engine) => {
  let district: TestDistrict
  const kiosks: TestKiosk[] = []
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterEach(async () => {
    for (const kiosk of kiosks.splice(0)) {
      await revokeDevice(db(), kiosk.service.kiosk.memory.enrolment?.device ?? '')
      await kiosk.close()
    }
    await db().execute(sql`delete from pins`)
    await db().execute(sql`delete from pin_secrets`)
  })
  afterAll(() => district?.stop())
  const db = () => engine.database().db

  async function enrol(point?: string): Promise<TestKiosk> {
    const kiosk = await enrolAt(district, point)
    kiosks.push(kiosk)
    return kiosk
  }
  const open = async ({ service }: TestKiosk, pin: string, person = LEADER): Promise<string> => {
    const proof = { kind: 'person', person, pin } as const
    return (await service.api.openVisit({ for: 'leader', proof })).kind
  }
  const signIn = async ({ service }: TestKiosk, pin: string, person = STAFF): Promise<string> =>
    (await service.api.signIn({ id: newId(), person, proof: { kind: 'pin', pin }, reason: '' })).kind
  const change = ({ service }: TestKiosk, pin: string, next: string, person = LEADER) =>
    service.api.changePin({ proof: { kind: 'person', person, pin }, next })
  const held = async () =>
    rowsOf<{ person: string; role: string; count: number }>(
      await db().execute(sql`select person, role, count from pins order by person`),
    )
  const keyOf = ({ service }: TestKiosk, person = LEADER) =>
    service.kiosk.keeper.use((store) => store.desk.pin(`person ${person}`))

  it('opens the leader’s visit at the others, and is changed for all of them', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    await heard(two)
    expect(await open(two, LEADER_PIN)).toBe('opened')
    expect(await open(two, FIRST_PIN)).toBe('pin-wrong')
    expect(await change(two, LEADER_PIN, OTHER_PIN)).toEqual({ kind: 'set' })
    await heard(two)
    await heard(one)
    expect(await open(one, LEADER_PIN)).toBe('pin-wrong')
    expect(await open(one, OTHER_PIN)).toBe('opened')
    // Set, changed, changed.
    expect(await held()).toEqual([{ person: LEADER, role: 'leader', count: 3 }])
  })

  it('is still to be changed everywhere while another person has set it', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await giveFirstPin(one, STAFF)
    await heard(one)
    await heard(two)
    expect(await signIn(two, FIRST_PIN)).toBe('pin-to-change')
    expect(await change(two, FIRST_PIN, STAFF_PIN, STAFF)).toEqual({ kind: 'set' })
    await heard(two)
    await heard(one)
    expect(await signIn(one, STAFF_PIN)).toBe('recorded')
  })

  it('ends the pause at the others too, when it is a new one', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await givePin(one, STAFF, STAFF_PIN)
    await heard(one)
    await heard(two)
    for (let tries = 0; tries < 5; tries++) await signIn(two, '1111')
    expect(await signIn(two, STAFF_PIN)).toBe('pin-locked')
    await giveFirstPin(one, STAFF)
    await heard(one)
    await heard(two)
    expect(await signIn(two, FIRST_PIN)).toBe('pin-to-change')
  })

  it('while it was cut off holds there alone, and everywhere from when it is typed with the secret at hand', async () => {
    const [one, two] = [await enrol(), await enrol()]
    one.service.kiosk.pinSecrets.forgetPoints()
    await givePin(one, LEADER, LEADER_PIN)
    expect(keyOf(one)).toMatchObject({ value: { key: 'device' } })
    one.service.kiosk.memory.pins = null
    await heard(one)
    await heard(two)
    expect(await open(two, LEADER_PIN)).toBe('no-pin')
    expect(await open(one, LEADER_PIN)).toBe('opened')
    await heard(one)
    await heard(two)
    expect(await open(two, LEADER_PIN)).toBe('opened')
  })

  it('gives way to the newest of several that were set apart', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    await heard(two)
    await two.service.stop()
    await one.service.stop()
    await one.restart()
    await two.restart()
    // Neither speaks: the later one is told first.
    one.clock.pass(60_000)
    expect(await change(one, LEADER_PIN, OTHER_PIN)).toEqual({ kind: 'set' })
    two.clock.pass(30_000)
    expect(await change(two, LEADER_PIN, '285093')).toEqual({ kind: 'set' })
    for (const kiosk of [one, two]) {
      kiosk.service.start()
      await heard(kiosk)
    }
    await heard(one)
    for (const kiosk of [one, two]) {
      expect(await open(kiosk, '285093')).toBe('pin-wrong')
      expect(await open(kiosk, OTHER_PIN)).toBe('opened')
    }
  })

  it('comes back from the kiosks to a district that was set back to before it', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await heard(one)
    const before = rowsOf(await db().execute(sql`select * from pin_secrets`))[0] as { version: string }
    district.clock.set(district.clock.now() + 1000)
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    await heard(two)
    await db().execute(sql`delete from pins`)
    await db().execute(sql`update pin_secrets set version = ${before.version}`)
    await heard(two)
    expect(await held()).toMatchObject([{ person: LEADER }])
    expect(await open(two, LEADER_PIN)).toBe('opened')
    expect(await open(one, LEADER_PIN)).toBe('opened')
  })

  it('works on where the district has lost the key to the secret, and is bound to the new one when it is typed', async () => {
    const [one, two] = [await enrol(), await enrol()]
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    await heard(two)
    await db().execute(sql`update pin_secrets set sealed = 'AAAA', version = version + 1`)
    await heard(one)
    await heard(two)
    expect(await held()).toEqual([])
    expect(await open(two, LEADER_PIN)).toBe('opened')
    await heard(two)
    await heard(one)
    expect(await held()).toMatchObject([{ person: LEADER }])
    expect(keyOf(one)).toEqual(keyOf(two))
    expect(await open(one, LEADER_PIN)).toBe('opened')
  })

  it('goes with whoever leaves, takes another role or is erased, at every kiosk', async () => {
    const [one, two] = [await enrol(), await enrol()]
    for (const [person, pin] of [
      [LEADER, LEADER_PIN],
      [STAFF, STAFF_PIN],
      ['a3', '7302'],
    ] as const)
      await givePin(one, person, pin)
    await heard(one)
    await heard(two)
    expect((await held()).map(({ person }) => person)).toEqual(['a1', 'a2', 'a3'])
    const zone = 'Asia/Ho_Chi_Minh'
    await db().transaction(async (tx) => {
      await transferPerson(tx, LEADER, { point: 'point-a', from: '2026-11-18', role: 'staff', counter: null })
      await endPostings(tx, 'a3', '2026-11-17', { username: 'x', zone })
    })
    await db().transaction((tx) => erasePersonalData(tx, STAFF))
    expect((await held()).map(({ person }) => person)).not.toContain(STAFF)
    await heard(one)
    await heard(two)
    expect(await signIn(two, LEADER_PIN, LEADER)).toBe('no-pin')
    expect(await signIn(two, '7302', 'a3')).toBe('unknown-person')
    expect(await signIn(two, STAFF_PIN)).toBe('no-pin')
    const kept = two.service.kiosk.keeper.use((store) => store.desk.pins().map(({ subject }) => subject))
    expect(kept).toEqual({ kind: 'done', value: [] })
    // A kiosk that has not heard of it yet brings nobody's PIN back.
    await db().execute(sql`update pin_secrets set version = version + 1`)
    await heard(one)
    expect(await held()).toEqual([])
    await transferAll()
  })

  /** Everybody as before, for the tests that follow. */
  async function transferAll(): Promise<void> {
    await db().execute(sql`update people set name = ${'Nguyễn Văn A1'} where id = 'a1'`)
    await db().execute(sql`delete from postings where valid_from = '2026-11-18'`)
    await db().execute(sql`update postings set valid_to = null`)
    await db().execute(sql`update settings set directory_version = directory_version + 1`)
  }

  it('is on the paper about a person as a date, never as what proves it', async () => {
    const one = await enrol()
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    const rows = (await readPersonalData(db(), LEADER)).find(({ table }) => table === 'pins')?.rows
    expect(rows).toEqual([
      {
        point: 'point-a',
        person: LEADER,
        role: 'leader',
        own: true,
        digits: 6,
        count: 2,
        at: expect.any(Number),
      },
    ])
  })

  it('holds at no other point, and a revoked kiosk keeps nothing of it', async () => {
    const [one, other] = [await enrol(), await enrol('point-b')]
    await givePin(one, LEADER, LEADER_PIN)
    await heard(one)
    await heard(other)
    expect(one.service.kiosk.pinSecrets.point()).not.toBe(other.service.kiosk.pinSecrets.point())
    expect(other.service.kiosk.keeper.use((store) => store.desk.pins())).toEqual({ kind: 'done', value: [] })
    await revokeDevice(db(), one.service.kiosk.memory.enrolment?.device ?? '')
    await one.service.api.syncNow({})
    await eventually(() => expect(one.service.kiosk.memory.revoked).toBe(true))
    expect(one.service.kiosk.pinSecrets.point()).toBeNull()
    const kept = one.service.kiosk.keeper.use((store) => store.desk.pins().map(({ subject }) => subject))
    expect(kept).toEqual({ kind: 'done', value: ['administrator'] })
  })
})
