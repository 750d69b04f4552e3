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

/** Letters of Latin-1 that no Vietnamese word has; the old fonts draw Vietnamese letters in their places. */
const FOREIGN = 'ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïðñöøûüþÿ'
/** Signs of Latin-1 that TCVN3 draws as letters. */
const SIGNS = '¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿×÷'
const ACCENTED = 'àáâãèéêìíòóôõùúýỳ'

const LOST = /\ufffd|\p{L}\?+\p{L}|\p{L}\?(?=\s|$)/u
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}]/u
/** A lead byte of UTF-8 as Latin-1 or Windows-1252 shows it, and what follows one. */
const MISREAD =
  /[ÃÄÅÆÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»¼½][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|á[º»](?=\s|$)/u
/** In Unicode nothing accented ever follows these vowels; VNI writes the mark behind its vowel. */
const VNI = new RegExp(
  `[ae][${ACCENTED}${FOREIGN.toLowerCase()}]|o[âä]|[oöô][ïûëåü]|[uöy][ùõøûïü]|o[ùõ]|^ñ|ñ[aeiouyöô]`,
  'iu',
)
const TCVN3_SIGN = new RegExp(`\\p{L}[${SIGNS}]|[${SIGNS}]\\p{L}`, 'u')
/** TCVN3 draws small letters in the places of capitals: `NguyÔn`. */
const TCVN3_CAPITAL = new RegExp(`\\p{Ll}[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ${FOREIGN.slice(0, 12)}]`, 'u')
const STRANGE = new RegExp(`[${FOREIGN}]`, 'u')

/**
 * What is wrong with the letters of a name or title from an old file; `null`: nothing that shows. A single short
 * word may be the same in an old code and in Unicode, so a file in which one cell is suspect is not to be trusted.
 */
export function suspectEncoding(text: string): EncodingFault | null {
  const composed = text.normalize('NFC')
  if (CONTROL.test(composed)) return 'not-text'
  if (LOST.test(composed)) return 'lost-letters'
  if (MISREAD.test(composed)) return 'misread-utf8'
  const words = composed.split(/[\s,.;/()-]+/)
  if (words.some((word) => VNI.test(word)) && !TCVN3_SIGN.test(composed)) return 'vni'
  if (words.some((word) => TCVN3_SIGN.test(word) || TCVN3_CAPITAL.test(word))) return 'tcvn3'
  return words.some((word) => STRANGE.test(word)) ? 'tcvn3' : null
}
