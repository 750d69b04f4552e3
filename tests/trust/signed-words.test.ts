import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createWireKiosk, type WireKiosk } from '../support/wire-kiosk.ts'

const MONDAY_7 = Date.UTC(2026, 10, 16, 0)

let district: TestDistrict
beforeAll(async () => {
  district = await createTestDistrict({ now: MONDAY_7 })
})
afterAll(() => district.stop())

describe('what a kiosk says is signed as a whole (S11)', () => {
  let kiosk: WireKiosk
  let other: WireKiosk
  beforeAll(async () => {
    kiosk = await createWireKiosk(district).enrol()
    other = await createWireKiosk(district).enrol()
    for (let i = 1; i < 6; i++) kiosk.scan('a1', MONDAY_7 + i * 60_000)
    await kiosk.hello()
    await other.hello()
  })

  /** The claims of a sealed text changed, its signature left as it is. */
  const withClaims = (change: Record<string, unknown>) => (sealed: string) => {
    const [head = '', payload = '', signature = ''] = sealed.split('\n')[0]?.split('.') ?? []
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, ...change })).toString('base64url')
    return `${head}.${forged}.${signature}${sealed.slice(sealed.indexOf('\n'))}`
  }
  const withHead = (header: object, signature?: string) => (sealed: string) => {
    const [, payload = '', own = ''] = sealed.split('\n')[0]?.split('.') ?? []
    const head = Buffer.from(JSON.stringify(header)).toString('base64url')
    return `${head}.${payload}.${signature ?? own}${sealed.slice(sealed.indexOf('\n'))}`
  }
  const held = async () =>
    Number(
      rowsOf<{ n: string }>(
        await district.database.db.execute(sql`select count(*)::text as n from events`),
      )[0]?.n,
    )

  it('any field changed, the signature left out or swapped, another algorithm: 401 and nothing stored', async () => {
    const before = await held()
    const spoils: [string, (sealed: string) => string][] = [
      ['audience', withClaims({ aud: 'A'.repeat(43) })],
      ['purpose', withClaims({ purpose: 'hello' })],
      ['challenge', withClaims({ challenge: 'x' })],
      ['digest', withClaims({ sha256: 'A'.repeat(43) })],
      ['re', withClaims({ re: 'x' })],
      ['version', withClaims({ v: 2 })],
      ['body', (sealed) => sealed.replace('"v":1,"log"', '"v":1, "log"')],
      ['event', (sealed) => sealed.replace('camera', 'scanner')],
      ['no signature', (sealed) => sealed.replace(/\.[\w-]*\n/, '.\n')],
      ['zero signature', (sealed) => sealed.replace(/\.[\w-]*\n/, `.${'A'.repeat(86)}\n`)],
      ['none', withHead({ alg: 'none' }, '')],
      ['HS256', withHead({ alg: 'HS256' })],
      ['its own key', withHead({ alg: 'EdDSA', jwk: { kty: 'OKP', crv: 'Ed25519', x: other.publicKey } })],
      ['a critical word', withHead({ alg: 'EdDSA', crit: ['x'], x: 1 })],
    ]
    for (const [what, spoil] of spoils) {
      const answer = await kiosk.send(1, 6, { wire: { spoil } })
      expect([400, 401], what).toContain(answer.status)
      expect(await held(), what).toBe(before)
    }
    let sealed = ''
    const asOther = withClaims({ iss: other.device })
    const keep = (text: string) => {
      sealed = text
      return text
    }
    await kiosk.send(1, 6, { wire: { challenge: 'another', spoil: keep } })
    const renamed = await kiosk.post(`logs/${kiosk.state.log}/events`, asOther(sealed), true, other.device)
    expect(renamed).toMatchObject({ status: 401, body: { problem: 'bad-signature' } })
    const challenge = kiosk.state.challenge
    const stolen = await kiosk.send(1, 6, {
      wire: { sender: other.device, challenge: other.state.challenge },
    })
    expect(stolen).toMatchObject({ status: 401, body: { problem: 'bad-signature' } })
    expect(await held()).toBe(before)
    kiosk.state.challenge = challenge
    expect(await kiosk.send(1, 6)).toMatchObject({ status: 200, sealed: true })
  })

  it('is good once: the same words a second time are refused, and so are another district’s', async () => {
    let recorded = ''
    kiosk.scan('a1', MONDAY_7 + 10 * 60_000)
    const keep = (sealed: string) => {
      recorded = sealed
      return sealed
    }
    expect((await kiosk.send(7, 7, { wire: { spoil: keep } })).status).toBe(200)
    const replayed = await kiosk.post(`logs/${kiosk.state.log}/events`, recorded, true)
    expect(replayed).toMatchObject({ status: 401, body: { problem: 'challenge' } })
    expect(await kiosk.hello({ audience: 'B'.repeat(43) })).toMatchObject({ status: 401 })
  })

  it('counts whatever the kiosk’s clock says: ten years back or forth is as fresh as now (S12)', async () => {
    for (const years of [-10, -0.0001, 0, 0.0001, 10]) {
      const wall = MONDAY_7 + Math.round(years * 365 * 86_400_000)
      expect((await kiosk.hello({ wall })).status, `${years} years`).toBe(200)
    }
  })
})
