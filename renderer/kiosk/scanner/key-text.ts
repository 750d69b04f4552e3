const DIGIT_SHIFTED = ')!@#$%^&*('

/** Punctuation of a US layout by physical key: plain and with Shift. */
const SYMBOLS: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
}

/**
 * The character a scanner meant by a physical key, read as a US layout whatever layout or input method is
 * set; `null` for keys that write nothing.
 * @param code `KeyboardEvent.code`
 */
export function keyText(code: string, shift: boolean): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) {
    return shift && code.startsWith('Digit') ? DIGIT_SHIFTED.charAt(Number(digit)) : digit
  }
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return shift ? letter : letter.toLowerCase()
  return SYMBOLS[code]?.[shift ? 1 : 0] ?? null
}
