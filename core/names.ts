const collator = new Intl.Collator('vi', { usage: 'sort' })

/** Text as it is kept: composed (NFC), without leading, trailing or doubled blanks. */
export const tidyText = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ')

/** Text as it is searched: lower case, without marks, `đ` as `d`; old and new tone placement fall together. */
export const foldText = (text: string): string =>
  tidyText(text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

/** Orders people the Vietnamese way: by given name (last word), then family name, then the words between. */
export function compareNames(a: string, b: string): number {
  const [x, y] = [a.split(' '), b.split(' ')]
  return (
    collator.compare(x.at(-1) ?? '', y.at(-1) ?? '') ||
    collator.compare(x[0] ?? '', y[0] ?? '') ||
    collator.compare(x.slice(1, -1).join(' '), y.slice(1, -1).join(' '))
  )
}
