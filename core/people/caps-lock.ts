/**
 * What a text typed with Caps Lock on was meant to be: `lÊ tHỊ hOA` is `Lê Thị Hoa`.
 * @returns `null`: it was not typed so
 */
export function withoutCapsLock(text: string): string | null {
  const words = text.normalize('NFC').split(' ')
  const isTurned =
    words.every((word) => /^\p{Ll}\p{Lu}*$/u.test(word)) && words.some((word) => /\p{Lu}/u.test(word))
  if (!isTurned) return null
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase()).join(' ')
}
