/** Vietnamese as old files hold it: TCVN3 (`.VnTime`) and VNI, small letters; what is not listed stays. */
const ORDER = [...'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ']
const TCVN3 = [...'µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô', '\u00ad', ...'õö÷øùúûüýþ®']
const MARKS = {
  a: ['ø', 'û', 'õ', 'ù', 'ï'],
  hat: ['à', 'å', 'ã', 'á', 'ä'],
  breve: ['è', 'ú', 'ü', 'é', 'ë'],
}
const VNI: Record<string, string> = { đ: 'ñ', ơ: 'ô', ư: 'ö', ì: 'ì', ỉ: 'æ', ĩ: 'ó', í: 'í', ị: 'ò' }
const put = (letters: string, base: string, marks: readonly string[]) => {
  for (const [index, letter] of [...letters].entries()) VNI[letter] = base + (marks[index] ?? '')
}
put('àảãáạ', 'a', MARKS.a)
put('ằẳẵắặ', 'a', MARKS.breve)
put('ầẩẫấậ', 'a', MARKS.hat)
put('èẻẽéẹ', 'e', MARKS.a)
put('ềểễếệ', 'e', MARKS.hat)
put('òỏõóọ', 'o', MARKS.a)
put('ồổỗốộ', 'o', MARKS.hat)
put('ờởỡớợ', 'ô', MARKS.a)
put('ùủũúụ', 'u', MARKS.a)
put('ừửữứự', 'ö', MARKS.a)
put('ỳỷỹý', 'y', MARKS.a)
Object.assign(VNI, { ă: 'aê', â: 'aâ', ê: 'eâ', ô: 'oâ', ỵ: 'î' })

export const toTcvn3 = (text: string): string =>
  [...text].map((letter) => TCVN3[ORDER.indexOf(letter.toLowerCase())] ?? letter).join('')

export const toVni = (text: string): string =>
  [...text]
    .map((letter) => {
      const small = VNI[letter.toLowerCase()]
      if (small === undefined) return letter
      return letter === letter.toLowerCase() ? small : small.toUpperCase()
    })
    .join('')

export const misreadUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
