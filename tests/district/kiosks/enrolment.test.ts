import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Directory } from '../../../core/wire/directory.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createEnrolmentCode, revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const MINUTE = 60_000

onBothEngines('enrolment', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterAll(() => district.stop())

  it('makes a kiosk of whoever holds the code and a key', async () => {
    const kiosk = createWireKiosk(district)
    const answer = await kiosk.enrolWith(await kiosk.newCode())
    expect(answer).toMatchObject({
      status: 200,
      sealed: true,
      body: { device: kiosk.device, point: 'point-a', pointName: 'Quầy A', organisationName: 'Phường A' },
    })
    expect(await kiosk.begin().send(1)).toMatchObject({ status: 200 })
  })

  it('takes every code once', async () => {
    const kiosk = createWireKiosk(district)
    const code = await kiosk.newCode()
    expect(await kiosk.enrolWith(code)).toMatchObject({ status: 200 })
    expect(await createWireKiosk(district).enrolWith(code)).toMatchObject({
      status: 409,
      body: { problem: 'code-used' },
    })
  })

  it('answers again the kiosk that never heard the answer', async () => {
    const kiosk = createWireKiosk(district)
    const code = await kiosk.newCode()
    await kiosk.enrolWith(code)
    expect(await kiosk.enrolWith(code)).toMatchObject({ status: 200 })
    expect(await kiosk.begin().send(1)).toMatchObject({ status: 200 })
  })

  it('lets exactly one of two kiosks win a code', async () => {
    const code = await createWireKiosk(district).newCode()
    const kiosks = Array.from({ length: 6 }, () => createWireKiosk(district))
    const answers = await Promise.all(kiosks.map((kiosk) => kiosk.enrolWith(code)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect(answers.filter((answer) => answer.body.problem === 'code-used')).toHaveLength(5)
  })

  it('never lets a new code take the name of one that somebody still holds, two at once neither', async () => {
    const { db } = district.database
    const place = { point: 'point-a', name: 'Quầy' }
    // Draws the same name at first, whoever asks; then another one each time.
    const draws = () => {
      let drawn = 0
      return (count: number) => new Uint8Array(count).fill(drawn++ === 0 ? 1 : 1 + drawn)
    }
    const now = district.clock.now()
    const made = await Promise.all([1, 2, 3].map(() => createEnrolmentCode(db, place, now, draws())))
    const codes = made.map((one) => one?.code ?? '')
    expect(new Set(codes.map((code) => code.slice(0, 4))).size).toBe(3)
    for (const code of codes) {
      expect(await createWireKiosk(district).enrolWith(code)).toMatchObject({ status: 200 })
    }
    // Once it is over its name is free again.
    const later = now + 15 * MINUTE + 1
    const again = await createEnrolmentCode(db, place, later, draws())
    expect(again?.code.slice(0, 4)).toBe(codes.map((code) => code.slice(0, 4)).sort()[0])
  })

  it('forgets a code after a quarter of an hour', async () => {
    const kiosk = createWireKiosk(district)
    const code = await kiosk.newCode()
    district.clock.set(district.clock.now() + 15 * MINUTE)
    expect(await kiosk.enrolWith(code)).toMatchObject({ status: 410, body: { problem: 'code-expired' } })
  })

  it('refuses the right code after five wrong tries', async () => {
    const kiosk = createWireKiosk(district)
    const code = await kiosk.newCode()
    const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
    for (let tries = 0; tries < 5; tries++) {
      expect(await kiosk.enrolWith(wrong)).toMatchObject({ status: 403, body: { problem: 'code-wrong' } })
    }
    expect(await kiosk.enrolWith(code)).toMatchObject({ status: 403, body: { problem: 'code-wrong' } })
  })

  it('refuses codes of nobody, hostile ones too', async () => {
    const kiosk = createWireKiosk(district)
    for (const code of ['', 'AAAA-BBBBBBBBBB', "' or 1=1 --", '\0\0\0\0', '%'.repeat(64)]) {
      expect(await kiosk.enrolWith(code)).toMatchObject({ status: 403, body: { problem: 'code-wrong' } })
    }
    expect((await kiosk.enrolWith('x'.repeat(65))).body.problem).toBe('malformed')
  })

  it('wants proof that the key is held, for this very district', async () => {
    const kiosk = createWireKiosk(district)
    const code = await kiosk.newCode()
    const key = generateKeyPairSync('ed25519').privateKey
    expect(await kiosk.enrolWith(code, { key })).toMatchObject({ body: { problem: 'bad-signature' } })
    expect(await kiosk.enrolWith(code, { audience: 'another' })).toMatchObject({ status: 401 })
    const badKey = { v: 1, device: kiosk.device, publicKey: 'A'.repeat(43), code, name: 'K' }
    const spoiled = await kiosk.say('enrol', 'enrol', badKey, { challenge: null })
    expect(spoiled.status).toBeGreaterThanOrEqual(400)
    expect(spoiled.status).toBeLessThan(500)
    expect(await kiosk.enrolWith(code)).toMatchObject({ status: 200 })
  })

  it('does not let anybody take over a kiosk with another key', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const code = await kiosk.newCode()
    const thief = generateKeyPairSync('ed25519')
    const publicKey = (thief.publicKey.export({ format: 'jwk' }) as { x: string }).x
    const body = { v: 1, device: kiosk.device, publicKey, code, name: 'K' }
    const answer = await kiosk.say('enrol', 'enrol', body, { challenge: null, key: thief.privateKey })
    expect(answer).toMatchObject({ status: 400, body: { problem: 'malformed' } })
    expect(await kiosk.hello()).toMatchObject({ status: 200 })
  })

  it('keeps no code in clear', async () => {
    const code = await createWireKiosk(district).newCode()
    const rows = rowsOf(await district.database.db.execute(sql`select * from enrolment_codes`))
    expect(JSON.stringify(rows)).not.toContain(code.slice(5))
  })

  it('refuses a revoked kiosk from its next word on', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await revokeDevice(district.database.db, kiosk.device)
    for (const answer of [await kiosk.hello(), await kiosk.send(1), await kiosk.directory()]) {
      expect(answer).toMatchObject({ status: 403, sealed: true, body: { problem: 'revoked' } })
    }
    expect(await kiosk.enrolWith(await kiosk.newCode())).toMatchObject({ body: { problem: 'revoked' } })
  })

  it('sends the directory once, and again only when it is another one', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const first = await kiosk.directory()
    const directory = Directory.parse(first.body.directory)
    expect(directory).toMatchObject({
      point: 'point-a',
      kioskName: 'Quầy 1',
      norms: ['Khách đến, được chào hỏi.'],
    })
    expect(await kiosk.hello()).toMatchObject({ body: { directory: directory.version } })
    expect((await kiosk.directory(directory.version)).body.directory).toBeNull()
    await district.database.db.execute(sql`update people set name = 'Trần Thị Bình' where id = 'a1'`)
    const second = Directory.parse((await kiosk.directory(directory.version)).body.directory)
    expect(second.version).toBeGreaterThan(directory.version)
    expect(second.people.map(({ name }) => name)).toContain('Trần Thị Bình')
  })
})
