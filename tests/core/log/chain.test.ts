import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainHash, genesisHash } from '../../../core/log/chain.ts'
import { keyFingerprint } from '../../../core/log/fingerprint.ts'
import { firstBroken, firstHash } from '../../support/verify-chain.ts'
import chains from '../../vectors/chains.json' with { type: 'json' }

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('the chain', () => {
  test.each(chains)('of $name comes out as in the golden file', (chain) => {
    expect(genesisHash(sha256, chain)).toBe(chain.genesis)
    let hash = chain.genesis
    for (const event of chain.events) {
      hash = chainHash(sha256, hash, event.text)
      expect(hash).toBe(event.hash)
    }
  })

  test.each(chains)('of $name is confirmed by a verifier that shares no code', (chain) => {
    expect(firstHash(chain)).toBe(chain.genesis)
    expect(firstBroken(chain, chain.events)).toBeNull()
  })

  test('shows every changed, left out, swapped or doubled event to that verifier', () => {
    const chain = chains[0]
    if (chain === undefined) throw new Error('no golden chain')
    const { events } = chain
    for (const [i, event] of events.entries()) {
      const changed = { ...event, text: event.text.replace('"at":1', '"at":2') }
      expect(firstBroken(chain, events.with(i, changed))).toBe(i + 1)
      expect(firstBroken(chain, events.toSpliced(i, 0, event))).not.toBeNull()
      const next = events[i + 1]
      if (next === undefined) continue
      expect(firstBroken(chain, events.toSpliced(i, 1))).toBe(i + 1)
      expect(firstBroken(chain, events.with(i, next).with(i + 1, event))).toBe(i + 1)
    }
  })

  test('agrees with that verifier on any text after any hash', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))
    fc.assert(
      fc.property(hash, fc.string({ unit: 'binary' }), (previous, text) => {
        const theirs = createHash('sha256')
          .update('giogiac/event/1\n')
          .update(previous)
          .update(text, 'utf8')
          .digest('hex')
        expect(chainHash(sha256, previous.toString('hex'), text)).toBe(theirs)
      }),
    )
  })

  test('begins elsewhere for another log, device, key or parent', () => {
    const origin = {
      log: 'a',
      device: 'b',
      publicKey: Buffer.alloc(32, 1).toString('base64url'),
      parent: null,
    }
    const others = [
      { ...origin, log: 'aa' },
      { ...origin, device: 'bb' },
      { ...origin, publicKey: Buffer.alloc(32, 2).toString('base64url') },
      { ...origin, parent: { log: 'a', seq: 1, hash: '00' } },
    ]
    const hashes = [origin, ...others].map((each) => genesisHash(sha256, each))
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

test('a key is shown as four groups of four, the same for the same key', () => {
  const key = Buffer.alloc(32, 7).toString('base64url')
  expect(keyFingerprint(sha256, key)).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
  expect(keyFingerprint(sha256, key)).toBe(keyFingerprint(sha256, key))
})
