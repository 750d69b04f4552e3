import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'

/** What the district signs with; kiosks know the public half from their enrolment. */
export interface DistrictKeys {
  readonly privateKey: CryptoKey
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
}

const PrivateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  d: z.string().length(43),
})

/** Makes a key pair; the JWK is what is kept of it. */
export async function makeDistrictKeys(): Promise<{ readonly keys: DistrictKeys; readonly jwk: JWK }> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(pair.privateKey)
  return { keys: await readDistrictKeys(JSON.stringify(jwk)), jwk }
}

/** Reads a private Ed25519 JWK. Throws when it is none. */
export async function readDistrictKeys(text: string): Promise<DistrictKeys> {
  const jwk = PrivateJwk.parse(JSON.parse(text))
  return { privateKey: (await importJWK(jwk, 'EdDSA')) as CryptoKey, publicKey: jwk.x }
}

/** The district's keys from its data directory, made and kept there (0600) at the first start. */
export async function keepDistrictKeys(directory: string): Promise<DistrictKeys> {
  const path = join(directory, 'district-key.json')
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const { jwk } = await makeDistrictKeys()
    const half = `${path}.${process.pid}`
    writeFileSync(half, JSON.stringify(jwk), { mode: 0o600, flush: true })
    renameSync(half, path)
  }
  return readDistrictKeys(readFileSync(path, 'utf8'))
}
