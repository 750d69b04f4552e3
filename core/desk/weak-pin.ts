import type { WeakPin } from '../kiosk-desk-api.ts'

export const SHORTEST_PIN = 4
export const LONGEST_PIN = 8

/** Steps that people count in. */
const COUNTED: readonly number[] = [1, 2, 8, 9]

/** One such step from each digit to the next, on past nine: `1234`, `9876`, `2468`, `7890`. */
function isSequence(digits: readonly number[]): boolean {
  const step = ((digits[1] ?? 0) - (digits[0] ?? 0) + 10) % 10
  if (!COUNTED.includes(step)) return false
  return digits.every((digit, i) => i === 0 || (digit - (digits[i - 1] ?? 0) + 10) % 10 === step)
}

/** One or two digits, or half of it, over and over: `1212`, `123123`, `11221122`. */
const isRepeated = (pin: string): boolean => /^(\d{1,4})\1+$/.test(pin) || new Set(pin).size === 1

/** A year that somebody here may have been born in. */
const isYear = (pin: string): boolean => pin.length === 4 && /^(19[3-9]|20[0-3])\d$/.test(pin)

/** @returns why a PIN is refused, or `null` for 4 to 8 digits that are not the first ones anybody would try */
export function weakPin(pin: string): WeakPin | null {
  if (!/^[0-9]*$/.test(pin)) return 'not-digits'
  if (pin.length < SHORTEST_PIN || pin.length > LONGEST_PIN) return 'length'
  if (isRepeated(pin)) return 'repeated'
  if (isSequence([...pin].map(Number))) return 'sequence'
  return isYear(pin) ? 'year' : null
}
