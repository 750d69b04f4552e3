import { CompactSign, type CryptoKey, compactVerify, importJWK } from 'jose'
import { z } from 'zod'

/** Ed25519 public key, raw 32 bytes, base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** What a sealed message is for; part of what is signed. */
export const Purpose = z.enum([
  'enrol',
  'hello',
  'events',
  'directory',
  'grant',
  /** The PINs that hold at every kiosk of a point. */
  'pins',
  'answer',
  'export',
  'receipt',
  /** Of the district, over the digest of a paper it gave out. */
  'paper',
  /** Of the district, over everything in a backup. */
  'backup',
  /** Of the district, over where a log goes on after its oldest events were dropped. */
  'dropped',
])
export type Purpose = z.infer<typeof Purpose>

/**
 * The envelope of everything that kiosk and district say to each other, on the network and on a stick:
 * a compact JWS (EdDSA) on the first line, the body after it. The JWS covers the body by its SHA-256.
 */
const Claims = z.object({
  v: z.literal(1),
  /** For whom: the district's public key for requests, the device's id for answers. */
  aud: z.string(),
  /** From whom: the device's id, or the district's public key. */
  iss: z.string(),
  purpose: Purpose,
  /** The district's last challenge; `null` only where none is needed (enrolment, answers, files). */
  challenge: z.string().nullable(),
  /** Base64url SHA-256 of the body's UTF-8 bytes. */
  sha256: z.string(),
  /** Of an answer: the `sealDigest` of the request it answers, so that no older answer can stand in for it. */
  re: z.string().nullable(),
})
export type SealClaims = z.infer<typeof Claims>

export type Opened =
  | { readonly kind: 'opened'; readonly claims: SealClaims; readonly body: string }
  | {
      readonly kind: 'refused'
      readonly reason: 'malformed' | 'bad-signature' | 'wrong-audience' | 'wrong-purpose'
    }

const utf8 = new TextEncoder()

function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const digest = async (body: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(body))))

/** @param publicKey raw Ed25519 public key, base64url (43 characters) */
export async function importPublicKey(publicKey: string): Promise<CryptoKey> {
  return (await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey }, 'EdDSA')) as CryptoKey
}

/** What an answer names its request by: base64url SHA-256 of the request's first line. */
export const sealDigest = (sealed: string): Promise<string> =>
  digest(sealed.slice(0, Math.max(0, sealed.indexOf('\n'))))

type NewClaims = Omit<SealClaims, 'v' | 'sha256' | 're'> & { readonly re?: string | null }

/** The line that seals a body whose digest (base64url SHA-256) is known already: for what is too long for one text. */
export async function sealOver(key: CryptoKey, claims: NewClaims, sha256: string): Promise<string> {
  const payload: SealClaims = { v: 1, re: null, ...claims, sha256 }
  return new CompactSign(utf8.encode(JSON.stringify(payload))).setProtectedHeader({ alg: 'EdDSA' }).sign(key)
}

/** Seals a body for one receiver and one purpose. */
export async function seal(key: CryptoKey, claims: NewClaims, body: string): Promise<string> {
  return `${await sealOver(key, claims, await digest(body))}\n${body}`
}

/** Who says to have sealed this and for whom, before anything is verified: only good for looking up the keys. */
export function claimedParties(sealed: string): Pick<SealClaims, 'iss' | 'aud'> | null {
  try {
    const payload = sealed.slice(0, sealed.indexOf('\n')).split('.')[1] ?? ''
    const json = new TextDecoder().decode(
      Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
    )
    const { iss, aud } = Claims.parse(JSON.parse(json))
    return { iss, aud }
  } catch {
    return null
  }
}

/** The sender alone. */
export const claimedSender = (sealed: string): string | null => claimedParties(sealed)?.iss ?? null

interface Expected {
  readonly key: CryptoKey
  readonly audience: string
  readonly purpose: Purpose
}

/** Verifies signature, audience, purpose and body. The challenge is the caller's to compare. Never throws. */
export async function open(sealed: string, expected: Expected): Promise<Opened> {
  const end = sealed.indexOf('\n')
  if (end < 0) return { kind: 'refused', reason: 'malformed' }
  const body = sealed.slice(end + 1)
  const opened = await openOver(sealed.slice(0, end), await digest(body), expected)
  return opened.kind === 'opened' ? { ...opened, body } : opened
}

/**
 * 64 bytes in base64url leave four bits of the last letter unused: with any of them set it would be another text for the
 * same signature.
 */
const ONE_SPELLING = /\.[\w-]{85}[AQgw]$/

/** The same for the sealing line alone, over a body whose digest (base64url SHA-256) is known. Never throws. */
export async function openOver(
  jws: string,
  sha256: string,
  expected: Expected,
): Promise<{ readonly kind: 'opened'; readonly claims: SealClaims } | Extract<Opened, { kind: 'refused' }>> {
  if (!ONE_SPELLING.test(jws)) return { kind: 'refused', reason: 'bad-signature' }
  let payload: Uint8Array
  try {
    payload = (await compactVerify(jws, expected.key, { algorithms: ['EdDSA'] })).payload
  } catch {
    return { kind: 'refused', reason: 'bad-signature' }
  }
  let claims: SealClaims
  try {
    claims = Claims.parse(JSON.parse(new TextDecoder().decode(payload)))
  } catch {
    return { kind: 'refused', reason: 'malformed' }
  }
  if (claims.sha256 !== sha256) return { kind: 'refused', reason: 'bad-signature' }
  if (claims.aud !== expected.audience) return { kind: 'refused', reason: 'wrong-audience' }
  if (claims.purpose !== expected.purpose) return { kind: 'refused', reason: 'wrong-purpose' }
  return { kind: 'opened', claims }
}
