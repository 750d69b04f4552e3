const collator = new Intl.Collator('vi', { usage: 'sort' })

/** Text as it is kept: composed (NFC), without leading, trailing or doubled blanks. */
export const tidyText = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ')

/**
 * Text as it is searched: lower case, without marks and invisible characters, `đ` as `d`; old and new tone placement
 * fall together.
 */
export const foldText = (text: string): string =>
  tidyText(
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\p{M}\p{Cf}]/gu, ''),
  ).replaceAll('đ', 'd')

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
