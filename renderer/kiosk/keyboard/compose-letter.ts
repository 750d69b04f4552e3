/** Combining marks of the five Vietnamese tones that are written: acute, grave, hook above, tilde, dot below. */
export const TONE_MARKS = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const
export type ToneMark = (typeof TONE_MARKS)[number]

const ANY_TONE = /[\u0300\u0301\u0303\u0309\u0323]/g
const VOWEL = /^[aăâeêioôơuưy]$/i

/**
 * Puts a tone on the last letter of a text: on a vowel it replaces the tone that was there, the same tone
 * again takes it off, and on anything else nothing changes.
 * @returns the text, composed (NFC)
 */
export function addTone(text: string, tone: ToneMark): string {
  const letters = Array.from(text.normalize('NFC'))
  const last = letters.at(-1)
  if (last === undefined) return text
  const apart = last.normalize('NFD')
  const base = apart.replace(ANY_TONE, '').normalize('NFC')
  if (!VOWEL.test(base)) return text
  const toned = apart.includes(tone) ? base : `${base.normalize('NFD')}${tone}`.normalize('NFC')
  return [...letters.slice(0, -1), toned].join('')
}

/** Takes the last letter away, with whatever marks it carries. */
export const dropLetter = (text: string): string => Array.from(text.normalize('NFC')).slice(0, -1).join('')
