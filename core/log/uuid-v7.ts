/**
 * A UUID of version 7: 48 bits of time, so that ids made later sort later, and 74 random bits.
 * @param now UTC ms
 * @param randomBytes source of cryptographic random bytes
 */
export function uuidV7(now: number, randomBytes: (count: number) => Uint8Array): string {
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(12, '0').slice(-12)
  let random = ''
  for (const byte of randomBytes(10)) random += byte.toString(16).padStart(2, '0')
  const variant = (8 + (Number.parseInt(random[3] ?? '0', 16) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}
