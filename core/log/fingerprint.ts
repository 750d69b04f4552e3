import type { Sha256 } from './chain.ts'

/**
 * A public key as people compare it on two screens: the first 64 bits of its SHA-256 as `XXXX-XXXX-XXXX-XXXX`.
 * @param publicKey raw Ed25519 public key, base64url
 */
export function keyFingerprint(sha256: Sha256, publicKey: string): string {
  const hex = sha256(new TextEncoder().encode(publicKey)).slice(0, 16)
  return (hex.toUpperCase().match(/.{4}/g) ?? []).join('-')
}
