import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { z } from 'zod'
import { syncFolder } from '../../db/durable-files.ts'

export interface DistrictKey {
  readonly privateKey: CryptoKey
  /** Raw Ed25519 public key, base64url. */
  readonly publicKey: string
}

/**
 * What the district signs with; kiosks know the public half from their enrolment. After a change of keys the older ones
 * are still heard and answered with, until every kiosk has learnt of the new one.
 */
export interface DistrictKeys extends DistrictKey {
  readonly older?: readonly DistrictKey[]
}

/** The district's key of that name, new or old; `null`: none of its keys, or no longer. */
export function keyNamed(keys: DistrictKeys, publicKey: string): DistrictKey | null {
  if (keys.publicKey === publicKey) return keys
  return keys.older?.find((key) => key.publicKey === publicKey) ?? null
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

/** One private key, or several as a key set, the one in use first. */
const KeptKeys = z.union([
  PrivateJwk.transform((key) => [key] as const),
  z.object({ keys: z.tuple([PrivateJwk], PrivateJwk) }).transform(({ keys }) => keys),
])

/** Reads a private Ed25519 JWK, or a set of them, the newest first. Throws when it is neither. */
export async function readDistrictKeys(text: string): Promise<DistrictKeys> {
  const [newest, ...older] = KeptKeys.parse(JSON.parse(text))
  const read = async (jwk: z.infer<typeof PrivateJwk>): Promise<DistrictKey> => ({
    privateKey: (await importJWK(jwk, 'EdDSA')) as CryptoKey,
    publicKey: jwk.x,
  })
  return { ...(await read(newest)), older: await Promise.all(older.map(read)) }
}

/** The text of keys after a change: a new one in use, those from before still heard. */
export async function withNewKey(text: string): Promise<string> {
  const { jwk } = await makeDistrictKeys()
  return JSON.stringify({ keys: [jwk, ...KeptKeys.parse(JSON.parse(text))] })
}

/** The text of keys without one that is no longer in use. @returns `null` when it is in use or none of these */
export function withoutKey(text: string, publicKey: string): string | null {
  const [newest, ...older] = KeptKeys.parse(JSON.parse(text))
  const left = older.filter((key) => key.x !== publicKey)
  if (left.length === older.length) return null
  return JSON.stringify({ keys: [newest, ...left] })
}

const keyFile = (directory: string): string => join(directory, 'district-key.json')

function writeKeys(path: string, text: string): void {
  const half = `${path}.${process.pid}`
  writeFileSync(half, text, { mode: 0o600, flush: true })
  renameSync(half, path)
  syncFolder(dirname(path))
}

/** The district's keys from its data directory; `null`: there are none. */
export async function heldDistrictKeys(directory: string): Promise<DistrictKeys | null> {
  const path = keyFile(directory)
  return existsSync(path) ? readDistrictKeys(readFileSync(path, 'utf8')) : null
}

/** The district's keys from its data directory, made and kept there (0600) at the first start. */
export async function keepDistrictKeys(directory: string): Promise<DistrictKeys> {
  const path = keyFile(directory)
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const { jwk } = await makeDistrictKeys()
    writeKeys(path, JSON.stringify(jwk))
  }
  return readDistrictKeys(readFileSync(path, 'utf8'))
}

/** Puts a new key in use; kiosks learn of it under the old one's seal. The server reads it when it starts again. */
export async function rotateDistrictKey(directory: string): Promise<DistrictKeys> {
  const path = keyFile(directory)
  await keepDistrictKeys(directory)
  writeKeys(path, await withNewKey(readFileSync(path, 'utf8')))
  return readDistrictKeys(readFileSync(path, 'utf8'))
}

/** Stops hearing an old key. @returns false when it is the one in use, or none of the district's */
export async function retireDistrictKey(directory: string, publicKey: string): Promise<boolean> {
  const path = keyFile(directory)
  if (!existsSync(path)) return false
  const left = withoutKey(readFileSync(path, 'utf8'), publicKey)
  if (left === null) return false
  writeKeys(path, left)
  return true
}
