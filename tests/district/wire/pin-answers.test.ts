import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aboutPins, PointPins, pinSecretName, type SharedPin } from '../../../core/desk/shared-pins.ts'
import { backUp } from '../../../db/district/backup/back-up.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { dropAllPinsGone } from '../../../db/district/kiosks/drop-pins-gone.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { type PinKeeping, sharePins } from '../../../db/district/kiosks/share-pins.ts'
import { erasePersonalData } from '../../../db/district/retention/personal-data.ts'
import { newReceiver, type Receiver, sealTo } from '../../../db/seal-to.ts'
import { sha256 } from '../../../db/sha256.ts'
import { makeDistrictKeys, readDistrictKeys, withNewKey } from '../../../district/context/district-keys.ts'
import { createSecretBox, NONCE_BYTES } from '../../../district/context/secret-box.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')
const pinOf = (person: string, more: Partial<SharedPin> = {}): SharedPin => ({
  person,
  role: person.endsWith('2') ? 'leader' : 'staff',
  salt: hex(16),
  verifier: hex(32),
  cost: 15,
  own: true,
  digits: 6,
  count: 1,
  at: 1_794_963_600_000,
  ...more,
})

onBothEngines('what a district says about the PINs of a point', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterAll(() => district?.stop())
  const db = () => engine.database().db

  const enrol = (point = 'point-a') => createWireKiosk(district, { point }).enrol()
  const ask = (kiosk: WireKiosk, receiver: Receiver, secret: string | null = null, pins: SharedPin[] = []) =>
    kiosk.say('pins', 'pins', { v: 2, key: receiver.publicKey, secret, pins })
  const sealedIn = (answer: Awaited<ReturnType<typeof ask>>): string => {
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return String(answer.body.sealed)
  }
  async function told(kiosk: WireKiosk, pins: SharedPin[] = [], named?: string | null): Promise<PointPins> {
    const receiver = newReceiver()
    const secret = named === undefined ? (pins.length === 0 ? null : await secretName(kiosk)) : named
    const text = receiver.open(
      sealedIn(await ask(kiosk, receiver, secret, pins)),
      aboutPins(kiosk.device, kiosk.point),
    )
    return PointPins.parse(JSON.parse(text ?? 'null'))
  }
  const nameOf = ({ secret }: PointPins) => pinSecretName(sha256, Buffer.from(secret, 'base64url'))
  const secretName = async (kiosk: WireKiosk): Promise<string> => nameOf(await told(kiosk))

  it('is read by the kiosk that asked and by nobody on the way, nor by another kiosk, nor for another point', async () => {
    const kiosk = await enrol()
    const pin = pinOf('a1')
    const { secret } = await told(kiosk, [pin])
    const receiver = newReceiver()
    const answer = await ask(kiosk, receiver)
    const sealed = sealedIn(answer)
    for (const said of [answer.text, Buffer.from(sealed, 'base64url').toString('latin1')]) {
      expect(said).not.toContain(secret)
      expect(said).not.toContain(pin.verifier)
    }
    const about = aboutPins(kiosk.device, 'point-a')
    expect(newReceiver().open(sealed, about)).toBeNull()
    expect(receiver.open(sealed, aboutPins(kiosk.device, 'point-b'))).toBeNull()
    const spoiled = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < spoiled.length; at += 7) {
      spoiled[at] = (spoiled[at] ?? 0) ^ 1
      expect(receiver.open(spoiled.toString('base64url'), about), String(at)).toBeNull()
      spoiled[at] = (spoiled[at] ?? 0) ^ 1
    }
    expect(receiver.open(sealed.slice(0, 40), about)).toBeNull()
    expect(receiver.open(sealed, about)).toContain(pin.verifier)
  })

  it('agrees on no key with whoever offers none', async () => {
    const nothing = Buffer.alloc(32).toString('base64url')
    expect(sealTo(nothing, 'x', 'y')).toBeNull()
    const answer = await ask(await enrol(), { publicKey: nothing, open: () => null })
    expect(answer).toMatchObject({ status: 400, body: { problem: 'malformed' } })
  })

  it('names a version in the hello and nothing else, and moves it with every change', async () => {
    const [one, two] = [await enrol(), await enrol()]
    const version = async (kiosk: WireKiosk) => (await kiosk.hello()).body.pins
    const first = await told(one)
    expect(await version(two)).toBe(first.version)
    const changed = await told(two, [pinOf('a3', { count: 4 })])
    expect(changed.version).toBeGreaterThan(first.version)
    expect(await version(one)).toBe(changed.version)
    expect(await told(two, changed.pins.slice())).toEqual(changed)
    expect(await version(await enrol('point-b'))).not.toBe(changed.version)
  })

  it('lies in the database and its backups under a key that is in neither', async () => {
    const { secret } = await told(await enrol())
    const lines: string[] = []
    await backUp(db(), 1, async (line) => void lines.push(line), null)
    const text = lines.join('\n')
    expect(text).toContain('T {"table":"pin_secrets"')
    for (const form of ['base64url', 'hex', 'base64'] as const)
      expect(text.includes(Buffer.from(secret, 'base64url').toString(form)), form).toBe(false)
  })

  it('is nothing for a revoked kiosk', async () => {
    const kiosk = await enrol()
    await told(kiosk)
    await revokeDevice(db(), kiosk.device)
    expect(await ask(kiosk, newReceiver())).toMatchObject({ status: 403, body: { problem: 'revoked' } })
  })

  it('is about the point of the kiosk that asks: nobody else’s PIN is given, and none is taken', async () => {
    const [here, there] = [await enrol('point-a'), await enrol('point-b')]
    await told(here, [pinOf('a1', { count: 5 })])
    const forged = pinOf('a1', { count: 1000 })
    const answer = await told(there, [forged, pinOf('b1')])
    expect(answer.pins.map(({ person }) => person)).toEqual(['b1'])
    const [kept] = (await told(here)).pins.filter(({ person }) => person === 'a1')
    expect(kept).toMatchObject({ count: 5 })
    expect(await secretName(here)).not.toBe(await secretName(there))
  })

  it('keeps the newest of one person: how often it was set, then when, then what everybody sees alike', async () => {
    const kiosk = await enrol()
    const kept = async (pin: SharedPin): Promise<string | undefined> =>
      (await told(kiosk, [pin])).pins.find(({ person }) => person === 'a2')?.verifier
    const first = pinOf('a2', { count: 7, at: 1000, verifier: '5'.repeat(64) })
    expect(await kept(first)).toBe(first.verifier)
    expect(await kept({ ...first, count: 6, at: 9000, verifier: 'f'.repeat(64) })).toBe(first.verifier)
    expect(await kept({ ...first, at: 999, verifier: 'f'.repeat(64) })).toBe(first.verifier)
    expect(await kept({ ...first, verifier: '4'.repeat(64) })).toBe(first.verifier)
    const alike = { ...first, verifier: 'a'.repeat(64) }
    expect(await kept(alike)).toBe(alike.verifier)
    const later = { ...first, at: 1001, verifier: '0'.repeat(64) }
    expect(await kept(later)).toBe(later.verifier)
    const again = { ...first, count: 8, at: 5 }
    // Both in one message, and a person twice.
    const both = await told(kiosk, [again, later, pinOf('a1', { count: 999 })])
    expect(both.pins.find(({ person }) => person === 'a2')?.verifier).toBe(again.verifier)
  })

  it('takes no PIN of somebody in another role, of nobody, or bound to another secret', async () => {
    const kiosk = await enrol()
    const before = await told(kiosk)
    const leader = pinOf('a1', { role: 'leader', count: 100_000 })
    expect(await told(kiosk, [leader, pinOf('nobody')])).toEqual(before)
    expect(await told(kiosk, [pinOf('a1', { count: 100_000 })], 'another')).toEqual(before)
    expect(await told(kiosk, [pinOf('a1', { count: 100_000 })], null)).toEqual(before)
    const more = Array.from({ length: 1001 }, () => pinOf('a1'))
    expect((await ask(kiosk, newReceiver(), 'x', more)).body.problem).toBe('malformed')
    const dear = [pinOf('a1', { cost: 30 })]
    expect((await ask(kiosk, newReceiver(), 'x', dear)).body.problem).toBe('malformed')
  })

  it('forgets whoever left with the new day, whether any kiosk asks or not', async () => {
    const kiosk = await enrol()
    await told(kiosk, [pinOf('a3', { count: 2000 })])
    const rows = async () =>
      rowsOf<{ person: string }>(await db().execute(sql`select person from pins where person = 'a3'`)).length
    expect(await dropAllPinsGone(db(), '2026-11-18')).toBe(0)
    await db().execute(sql`update postings set valid_to = '2026-11-18' where person = 'a3'`)
    district.clock.set(Date.parse('2026-11-19T08:00:00+07:00'))
    await kiosk.hello()
    expect(await rows()).toBe(0)
    await db().execute(sql`update postings set valid_to = null where person = 'a3'`)
  })

  /** As the district keeps secrets, with a key of its own. */
  async function keepingWith(text: string): Promise<PinKeeping> {
    const box = await createSecretBox(await readDistrictKeys(text))
    return {
      newSecret: () => randomBytes(32),
      seal: (secret, point) => box.seal(secret, point, randomBytes(NONCE_BYTES)),
      open: box.open,
      isNewest: box.isNewest,
    }
  }

  it('is sealed anew under the district’s new key, before the old one goes', async () => {
    const old = JSON.stringify((await makeDistrictKeys()).jwk)
    const both = await withNewKey(old)
    const fresh = JSON.stringify(JSON.parse(both).keys[0])
    const when = { now: 1, today: '2026-11-19' }
    await db().execute(sql`delete from pin_secrets where point = 'point-b'`)
    const share = async (text: string) => {
      const keeping = await keepingWith(text)
      return db().transaction((tx) => sharePins(tx, 'point-b', { secret: null, pins: [] }, when, keeping))
    }
    const first = await share(old)
    expect(await share(both)).toEqual(first)
    expect(await share(fresh)).toEqual(first)
    expect((await share(old)).secret).not.toBe(first.secret)
    await db().execute(sql`delete from pins where point = 'point-b'`)
    await db().execute(sql`delete from pin_secrets where point = 'point-b'`)
  })

  it('is one secret for two kiosks that ask for the first time at once, and the newest PIN of both', async () => {
    for (let round = 0; round < 8; round++) {
      await db().execute(sql`delete from pins where point = 'point-b'`)
      await db().execute(sql`delete from pin_secrets where point = 'point-b'`)
      const pair = [await enrol('point-b'), await enrol('point-b')] as const
      const [one, two] = await Promise.all(pair.map((kiosk) => told(kiosk)))
      expect(one?.secret).toBe(two?.secret)
      const name = await secretName(pair[0])
      const [older, newer] = [pinOf('b1', { count: round }), pinOf('b1', { count: round + 1 })]
      const others = [pinOf('b2'), pinOf('b3')] as const
      const order = round % 2 === 0 ? [older, newer] : [newer, older]
      await Promise.all(pair.map((kiosk, i) => told(kiosk, [...others, order[i] ?? older], name)))
      const { pins } = await told(pair[0])
      expect(pins.map(({ person }) => person)).toEqual(['b1', 'b2', 'b3'])
      expect(pins[0]?.verifier).toBe(newer.verifier)
    }
  })

  it('is nothing about somebody who is erased while a kiosk tells their PIN', async () => {
    const kiosk = await enrol('point-b')
    const name = await secretName(kiosk)
    for (let round = 0; round < 12; round++) {
      await db().execute(sql`update people set name = 'Nguyễn Văn B1' where id = 'b1'`)
      const erase = () => db().transaction((tx) => erasePersonalData(tx, 'b1'))
      const tell = () => told(kiosk, [pinOf('b1', { count: 10 + round })], name)
      await Promise.all(round % 2 === 0 ? [erase(), tell()] : [tell(), erase()])
      const left = rowsOf(await db().execute(sql`select person from pins where person = 'b1'`))
      expect(left, `round ${round}`).toEqual([])
    }
  })

  it('is told before somebody is erased who is erased meanwhile: neither waits for the other for ever', async () => {
    const kiosk = await enrol('point-b')
    await told(kiosk)
    await db().execute(sql`update people set name = 'Nguyễn Văn B1' where id = 'b1'`)
    let erased: Promise<boolean> | undefined
    await db().transaction(async (tx) => {
      await tx.execute(sql`select from pin_secrets where point = 'point-b' for update`)
      erased = db().transaction((other) => erasePersonalData(other, 'b1'))
      erased.catch(() => {})
      await setTimeout(300)
      await tx.execute(sql`
        insert into pins (point, person, role, salt, verifier, cost, own, digits, count, at)
        values ('point-b', 'b1', 'staff', 'aa', 'bb', 15, true, 6, 99, 1794963600000)
        on conflict (point, person) do update set count = excluded.count`)
    })
    expect(await erased).toBe(true)
    expect(rowsOf(await db().execute(sql`select person from pins where person = 'b1'`))).toEqual([])
  })
})
