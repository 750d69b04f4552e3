/** Combining marks of the five Vietnamese tones that are written: acute, grave, hook above, tilde, dot below. */
export const TONE_MARKS = ['\u0301', '\u0300', '\u0309', '\u0303', '\u0323'] as const
export type ToneMark = (typeof TONE_MARKS)[number]

const ANY_TONE = /[\u0300\u0301\u0303\u0309\u0323]/g
/** The last syllable: what begins it (`qu` and `gi` belong there), its vowels, and what ends it. */
const LAST_SYLLABLE = /^(.*?)((?:qu|gi)?(?=[aăâeêioôơuưy]))([aăâeêioôơuưy]+)([^aăâeêioôơuưy\s\d]*)$/is
const MARKED_VOWEL = /[ăâêôơư]/gi

const withoutTone = (text: string): string => text.normalize('NFD').replace(ANY_TONE, '').normalize('NFC')

/** Which of a syllable's vowels carries the tone: the marked one, else by how many there are and what follows. */
function toneAt(vowels: string, closed: boolean): number {
  const marked = [...vowels.matchAll(MARKED_VOWEL)].at(-1)
  if (marked !== undefined) return marked.index
  if (vowels.length === 1) return 0
  if (closed) return vowels.length - 1
  return vowels.length === 2 ? 0 : 1
}

/**
 * Puts a tone on the last syllable of a text, where it is written: it replaces the tone that was there, the
 * same tone again takes it off, and where there is no vowel nothing changes.
 * @returns the text, composed (NFC)
 */
export function addTone(text: string, tone: ToneMark): string {
  const composed = text.normalize('NFC')
  const begin = composed.search(/\S*$/)
  const syllable = composed.slice(begin)
  const parts = LAST_SYLLABLE.exec(withoutTone(syllable))
  if (parts === null) return composed
  const [, before = '', start = '', vowels = '', end = ''] = parts
  const bare = before + start + vowels + end
  if (syllable.normalize('NFD').includes(tone)) return composed.slice(0, begin) + bare
  const place = before.length + start.length + toneAt(vowels, end !== '')
  const toned = `${bare.slice(0, place + 1)}${tone}${bare.slice(place + 1)}`.normalize('NFC')
  return composed.slice(0, begin) + toned
}

/** Takes the last letter away, with whatever marks it carries. */
export const dropLetter = (text: string): string => Array.from(text.normalize('NFC')).slice(0, -1).join('')
