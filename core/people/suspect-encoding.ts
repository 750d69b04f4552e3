import { fromMisreadUtf8, fromTcvn3, fromVni } from './convert-encoding.ts'
import { isVietnameseSyllable } from './vietnamese-syllable.ts'

/** Why a text is not Vietnamese in Unicode, though it may look like letters. */
export type EncodingFault =
  /** Written for the fonts `.VnTime` and kin (TCVN3, ABC). */
  | 'tcvn3'
  /** Written for the fonts `VNI-Times` and kin. */
  | 'vni'
  /** UTF-8 that was read as a one-byte code: `Nguyá»…n`. */
  | 'misread-utf8'
  /** Letters were lost on the way: `Nguy?n`, the replacement character. */
  | 'lost-letters'
  /** Control characters. */
  | 'not-text'

export interface Suspicion {
  readonly fault: EncodingFault
  /** What it would be in Unicode; `null`: nobody can say. */
  readonly converted: string | null
  /** Nothing else explains it. A text that is not sure may be a name of another people, and counts beside sure ones. */
  readonly sure: boolean
}

/** Signs of Latin-1 that TCVN3 draws as letters. */
const SIGNS = '¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿×÷'
const LOST = /\ufffd|\p{L}\?+\p{L}|\p{L}\?(?=\s|$)/u
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}]/u
/** A lead byte of UTF-8 as Latin-1 or Windows-1252 shows it, and what follows one. */
const MISREAD =
  /[ÃÄÅÆÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»¼½][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»](?=\s|$)/u
const TCVN3_SIGN = new RegExp(`\\p{L}[${SIGNS}]|[${SIGNS}]\\p{L}`, 'u')
/** Letters that only Unicode has: whoever wrote one of them did not write in an old code. */
const ONLY_UNICODE =
  /[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u024f\u0250-\u02af\u1e00-\u1eff\p{M}]/u
const HIGH = /[\u00c0-\u00ff]/
/** Marks of VNI that are letters of other names as well. */
const VNI_DOUBTFUL = /ñ|[aeo]ê|[aeo]é|oë/giu

/**
 * What looks wrong with the letters of a name or title from an old file; `null`: nothing that shows. Letters of other
 * peoples' names (`Y Ñuê`) are suspect only where the old code would make Vietnamese syllables of them.
 */
export function suspectEncoding(text: string): Suspicion | null {
  const composed = text.normalize('NFC')
  if (CONTROL.test(composed)) return { fault: 'not-text', converted: null, sure: true }
  if (LOST.test(composed)) return { fault: 'lost-letters', converted: null, sure: true }
  if (MISREAD.test(composed))
    return { fault: 'misread-utf8', converted: fromMisreadUtf8(composed), sure: true }
  if (ONLY_UNICODE.test(composed)) return null
  if (TCVN3_SIGN.test(composed)) return { fault: 'tcvn3', converted: fromTcvn3(composed), sure: true }
  const odd = wordsOf(composed).filter((word) => HIGH.test(word) && !isVietnameseSyllable(word))
  // TCVN3 draws small letters in the places of capitals: `NguyÔn`.
  const bent = wordsOf(composed).filter((word) => isBent(word) && !odd.includes(word))
  if (odd.length === 0 && bent.length === 0) return null
  const becomes = (words: readonly string[], convert: (text: string) => string): boolean =>
    words.every((word) => convert(word) !== word && wordsOf(convert(word)).every(isVietnameseSyllable))
  if (odd.length > 0 && becomes(odd, fromVni)) {
    const left = odd.filter((word) => HIGH.test(word.replace(VNI_DOUBTFUL, '')))
    return { fault: 'vni', converted: fromVni(composed), sure: left.length > 0 }
  }
  if (!becomes([...odd, ...bent], fromTcvn3)) return null
  return { fault: 'tcvn3', converted: fromTcvn3(composed), sure: bent.length > 0 || odd.some(isBent) }
}

const isBent = (word: string): boolean => /\p{Ll}[\u00c0-\u00de]/u.test(word)
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{M}]+/u).filter(Boolean)
