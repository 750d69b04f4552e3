/**
 * A badge's code: version digit `1`, 38 random digits (126 bits), two check digits (ISO 7064 MOD 97-10);
 * 41 digits, so that no keyboard layout or input method can touch it (log.md, "Badge code").
 */
export const BADGE_CODE_LENGTH = 41
const RANDOM_DIGITS = 38

/** Remainder of a decimal number of any length by 97. */
function modulo97(digits: string): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digits.charCodeAt(i) - 48) % 97
  return rest
}

/**
 * Makes a new code.
 * @param randomBytes source of cryptographic random bytes
 */
export function makeBadgeCode(randomBytes: (count: number) => Uint8Array): string {
  let digits = '1'
  while (digits.length < 1 + RANDOM_DIGITS) {
    for (const byte of randomBytes(RANDOM_DIGITS)) {
      // 250 is the largest multiple of ten in a byte: what lies above would favour small digits.
      if (byte < 250 && digits.length < 1 + RANDOM_DIGITS) digits += String(byte % 10)
    }
  }
  const check = 98 - modulo97(`${digits}00`)
  return digits + String(check).padStart(2, '0')
}

/** @returns whether the whole text is one of our codes; nothing around it is forgiven */
export const isBadgeCode = (text: string): boolean => /^1\d{40}$/.test(text) && modulo97(text) === 1
