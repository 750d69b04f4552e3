import type { WeakPin } from '../kiosk/kiosk-desk-api.ts'

/** Who a PIN is for. */
export type PinRank = 'staff' | 'leader' | 'administrator'

/** A leader's word counts for others, and the administrator's for the whole kiosk. */
export const SHORTEST_PIN: Readonly<Record<PinRank, number>> = { staff: 4, leader: 6, administrator: 8 }
export const LONGEST_PIN = 8

const TOO_SHORT = {
  staff: 'length',
  leader: 'length-leader',
  administrator: 'length-administrator',
} as const satisfies Record<PinRank, WeakPin>

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

/** A day as people here write it, `ddmmyy` or `ddmmyyyy`. */
const isDate = (pin: string): boolean =>
  /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(\d\d|(19[3-9]|20[0-3])\d)$/.test(pin)

/** @returns why a PIN is refused, or `null` for as many digits as are due that are not the first ones anybody would try */
export function weakPin(pin: string, rank: PinRank = 'staff'): WeakPin | null {
  if (!/^[0-9]*$/.test(pin)) return 'not-digits'
  if (pin.length < SHORTEST_PIN[rank] || pin.length > LONGEST_PIN) return TOO_SHORT[rank]
  if (isRepeated(pin)) return 'repeated'
  if (isSequence([...pin].map(Number))) return 'sequence'
  if (isDate(pin)) return 'date'
  return isYear(pin) ? 'year' : null
}
