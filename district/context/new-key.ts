/** 32 letters that read alike in every font. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789i'

/** A new opaque id, 80 random bits behind a letter that says what it names. */
export const newKey = (prefix: string, randomBytes: (count: number) => Uint8Array): string =>
  `${prefix}-${Array.from(randomBytes(16), (byte) => LETTERS[byte % 32]).join('')}`
