/**
 * A 12-digit number whose leading zeros a spreadsheet dropped: place of registration 001 to 096, then a digit for sex
 * and century.
 */
const isShortened = (digits: string): boolean => {
  const whole = digits.padStart(12, '0')
  const place = Number(whole.slice(0, 3))
  return place >= 1 && place <= 96 && /^[0-3]/.test(whole.slice(3))
}

/**
 * Whether a text is or contains a 12-digit personal identification number, however it is spaced. Such a number
 * tells sex, year and place of birth and has no purpose in attendance, so it is kept nowhere.
 */
export function holdsIdentityNumber(text: string): boolean {
  const joined = text.normalize('NFKC').replace(/(?<=\d)[\s.\-_](?=\d)/g, '')
  if (/(?<!\d)\d{12}(?!\d)/.test(joined)) return true
  return /^\d{10,11}$/.test(joined) && isShortened(joined)
}
