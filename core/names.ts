const collator = new Intl.Collator('vi', { usage: 'sort' })

/** Letters that look like another and are none of a name's: eth and the African D for đ, Greek and Cyrillic capitals. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [
    ['ÐƉ', 'ĐĐ'],
    ['ðɖ', 'đđ'],
    ['АВЕКМНОРСТХУ', 'ABEKMHOPCTXY'],
    ['аеорсху', 'aeopcxy'],
    ['ΑΒΕΗΙΚΜΝΟΡΤΥΧ', 'ABEHIKMNOPTYX'],
    ['ο', 'o'],
  ].flatMap(([from = '', to = '']) => [...from].map((sign, at) => [sign, [...to][at] ?? sign] as const)),
)
const HAS_LATIN = /\p{Script=Latin}/u
const OTHER_SCRIPT = /[\u0370-\u03ff\u0400-\u04ff]/

/** A word with the letters that it seems to have: `Ð` U+00D0 is `Đ`; a Cyrillic А among Latin letters is `A`. */
const seeming = (word: string): string =>
  [...word]
    .map((sign) =>
      OTHER_SCRIPT.test(sign) && !HAS_LATIN.test(word) ? sign : (LOOK_ALIKES.get(sign) ?? sign),
    )
    .join('')

/**
 * Text as it is kept: composed (NFC), without leading, trailing or doubled blanks, each letter the one that it looks
 * like.
 */
export const tidyText = (text: string): string =>
  text.normalize('NFC').trim().split(/\s+/).map(seeming).join(' ')

/** Letters of Viet Nam's peoples that are letters of their own, not a letter with a mark; searched by the plain one. */
const PLAIN: Readonly<Record<string, string>> = { đ: 'd', ƀ: 'b', ɓ: 'b', ɗ: 'd', ı: 'i' }
const APOSTROPHES = /['`´‘’ʻʼ′]/g

/**
 * Text as it is searched: lower case, without marks, apostrophes and invisible characters, `đ` as `d`, `ƀ` as `b`; old
 * and new tone placement fall together.
 */
export const foldText = (text: string): string =>
  tidyText(
    tidyText(text)
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
      .replace(APOSTROPHES, ''),
  ).replace(/[đƀɓɗı]/g, (letter) => PLAIN[letter] ?? letter)

const VOWEL_TONE = /([aeiouy][\u0306\u0302\u031b]*)([\u0300\u0301\u0303\u0309\u0323])/g

/**
 * Text by which two names are one person's: case, apostrophes and the place of a tone (`hòa`, `hoà`) do not matter;
 * every mark does (`Hà` is not `Hạ`).
 */
export const sameNameText = (text: string): string =>
  tidyText(text.replace(/\p{Cf}/gu, ''))
    .toLowerCase()
    .replace(APOSTROPHES, "'")
    .normalize('NFD')
    .split(' ')
    .map((word) => {
      const tones = [...word.matchAll(VOWEL_TONE)].map(([, , tone]) => tone)
      return word.replace(VOWEL_TONE, '$1') + tones.join('')
    })
    .join(' ')

/** Letters and digits only, folded: what counts of a query or a staff number. */
export const lettersOf = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]/gu, '')

/**
 * A name as a screen may show it: nothing that turns the writing direction of what stands beside it, nothing
 * invisible, and no pile of marks beyond the two that a letter of any real name carries. For showing only.
 */
export const showText = (text: string): string =>
  tidyText(text.replace(/[\p{Cf}\p{Cs}]/gu, '').replace(/\p{Cc}/gu, ' ')).replace(/(\p{M}{2})\p{M}+/gu, '$1')

/** Orders people the Vietnamese way: by given name (last word), then family name, then the words between. */
export function compareNames(a: string, b: string): number {
  const [x, y] = [a.split(' '), b.split(' ')]
  return (
    collator.compare(x.at(-1) ?? '', y.at(-1) ?? '') ||
    collator.compare(x[0] ?? '', y[0] ?? '') ||
    collator.compare(x.slice(1, -1).join(' '), y.slice(1, -1).join(' '))
  )
}

/** Names of erased people. */
export const ERASED_NAME = '(đã xóa tên)'
