import { totpCode, totpStepAt } from '../../db/district/accounts/totp.ts'

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function secretBytes(shown: string): Buffer {
  const letters = [...shown.replaceAll(' ', '')]
  const bits = letters.map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What the authenticator on a phone shows at an instant, once the secret was typed into it. */
export const authenticatorCode = (shown: string, at: number): string =>
  totpCode(secretBytes(shown), totpStepAt(at))
