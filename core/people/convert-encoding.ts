/** Vietnamese letters in the order in which the old tables list them. */
const LETTERS = [...'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ']
const TCVN3_SIGNS = [...'µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô', '\u00ad', ...'õö÷øùúûüýþ®']
/** Letters of TCVN3 that have no tone have capitals of their own. */
const TCVN3: ReadonlyMap<string, string> = new Map([
  ...TCVN3_SIGNS.map((sign, at) => [sign, LETTERS[at] ?? sign] as const),
  ...[...'¡¢£¤¥¦§'].map((sign, at) => [sign, [...'ĂÂÊÔƠƯĐ'][at] ?? sign] as const),
])

/** Marks that VNI writes behind a vowel, as combining marks. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ù: '\u0301',
  ï: '\u0323',
  â: '\u0302',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  á: '\u0302\u0301',
  ä: '\u0302\u0323',
  ê: '\u0306',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  é: '\u0306\u0301',
  ë: '\u0306\u0323',
}
/** Letters that VNI writes as one. */
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}

const isCapital = (text: string): boolean =>
  text !== '' && text === text.toUpperCase() && /[A-Za-z]/.test(text)

/** Text written for a `.VnTime` font (TCVN3, ABC) in Unicode. The font has few capitals: others are as their neighbours. */
export function fromTcvn3(text: string): string {
  const words = text.normalize('NFC').split(' ')
  const isTitle = words.every((word) => !/^[a-z]/.test(word)) && words.some((word) => /^[A-Z]/.test(word))
  return words
    .map((word) => {
      const converted = [...word].map((sign) => TCVN3.get(sign) ?? sign).join('')
      if (isCapital(word.slice(1).replace(/[^A-Za-z]/g, ''))) return converted.toUpperCase()
      return isTitle ? converted.slice(0, 1).toUpperCase() + converted.slice(1) : converted
    })
    .join(' ')
}

const VNI_PAIR = new RegExp(`([aeouyôö])([${Object.keys(VNI_MARKS).join('')}])|[ñôöæóòî]`, 'giu')

/** Text written for a `VNI-` font in Unicode. */
export const fromVni = (text: string): string =>
  text
    .normalize('NFC')
    .replace(VNI_PAIR, (whole: string, vowel?: string, mark?: string) => {
      const isCapital = (vowel ?? whole) !== (vowel ?? whole).toLowerCase()
      const letter = VNI_LETTERS[(vowel ?? whole).toLowerCase()] ?? vowel?.toLowerCase() ?? whole
      const written = `${letter}${mark === undefined ? '' : (VNI_MARKS[mark.toLowerCase()] ?? '')}`
      return isCapital ? written.toUpperCase() : written
    })
    .normalize('NFC')

/** Signs of Windows-1252 that are not in Latin-1, from byte 0x80 on. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** UTF-8 that was read as Windows-1252 or Latin-1, read rightly; `null`: letters of it are lost. */
export function fromMisreadUtf8(text: string): string | null {
  const bytes = [...text].map((sign) => {
    const at = WINDOWS_1252.indexOf(sign)
    return at >= 0 ? 0x80 + at : (sign.codePointAt(0) ?? 0)
  })
  if (bytes.some((byte) => byte > 0xff)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes)).normalize('NFC')
  } catch {
    return null
  }
}
