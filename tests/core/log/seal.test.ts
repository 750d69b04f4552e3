import { beforeAll, describe, expect, test } from 'vitest'
import { claimedSender, importPublicKey, open, seal } from '../../../core/log/seal.ts'

let pair: CryptoKeyPair
let other: CryptoKeyPair
let publicKey: CryptoKey
const claims = { aud: 'district', iss: 'device', purpose: 'hello', challenge: 'c1' } as const
const expected = () => ({ key: publicKey, audience: 'district', purpose: 'hello' as const })

beforeAll(async () => {
  const make = () => crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  pair = await make()
  other = await make()
  const { x = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
  publicKey = await importPublicKey(x)
})

describe('a sealed message', () => {
  test('opens to the body that was sealed, of any content', async () => {
    for (const body of ['', '{}', 'Đã chấm công\nhai dòng\r\n\u0000', '😀'.repeat(1000)]) {
      const opened = await open(await seal(pair.privateKey, claims, body), expected())
      expect(opened).toMatchObject({ kind: 'opened', body, claims })
    }
  })

  test('names its sender before anything is verified', async () => {
    expect(claimedSender(await seal(pair.privateKey, claims, 'x'))).toBe('device')
    for (const nonsense of ['', 'x', '\n', 'a.b.c\n', '{}\n{}']) expect(claimedSender(nonsense)).toBeNull()
  })

  test('of another key, for another receiver or another purpose is refused with the reason', async () => {
    const sealed = await seal(pair.privateKey, claims, 'x')
    const by = async (text: string, change: object = {}) => {
      const opened = await open(text, { ...expected(), ...change })
      return opened.kind === 'refused' ? opened.reason : opened.kind
    }
    expect(await by(await seal(other.privateKey, claims, 'x'))).toBe('bad-signature')
    expect(await by(sealed, { audience: 'somebody' })).toBe('wrong-audience')
    expect(await by(sealed, { purpose: 'events' })).toBe('wrong-purpose')
    expect(await by('no line break')).toBe('malformed')
    expect(await by('<html>\nWelcome to the free WiFi')).toBe('bad-signature')
  })

  test('with any single character changed is refused', async () => {
    const sealed = await seal(pair.privateKey, claims, '{"seq":1}')
    for (let i = 0; i < sealed.length; i++) {
      const flipped = sealed[i] === 'A' ? 'B' : 'A'
      const opened = await open(sealed.slice(0, i) + flipped + sealed.slice(i + 1), expected())
      expect(opened.kind, `character ${i}`).toBe('refused')
    }
  })

  test('has one spelling: the bits that mean nothing in its last letter are not free', async () => {
    const sealed = await seal(pair.privateKey, claims, 'x')
    const end = sealed.indexOf('\n') - 1
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_='
    const opening: string[] = []
    for (const letter of letters) {
      const opened = await open(sealed.slice(0, end) + letter + sealed.slice(end + 1), expected())
      if (opened.kind === 'opened') opening.push(letter)
    }
    expect(opening).toEqual([sealed[end]])
    expect((await open(sealed.replace('\n', '=\n'), expected())).kind).toBe('refused')
  })

  test('whose algorithm says "none" or a shared secret is refused', async () => {
    const payload = (await seal(pair.privateKey, claims, 'x')).split('.')[1]
    for (const alg of ['none', 'HS256', 'ES256']) {
      const header = Buffer.from(JSON.stringify({ alg })).toString('base64url')
      expect((await open(`${header}.${payload}.\nx`, expected())).kind).toBe('refused')
    }
  })
})
