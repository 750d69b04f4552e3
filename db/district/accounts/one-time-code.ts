import { createHash, timingSafeEqual } from 'node:crypto'

/** Letters and digits that are not mistaken for each other, and make no words. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'

/** So many random letters of an alphabet that is read aloud without mistakes; 4.8 bits each. */
export function drawLetters(randomBytes: (count: number) => Uint8Array, length: number): string {
  let text = ''
  const even = 256 - (256 % ALPHABET.length)
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < even && text.length < length) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}

/** In groups of four, as it is shown and typed. */
export const groupLetters = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? ''

/** What somebody typed, without the blanks and dashes and in capitals. */
export const bareLetters = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

export const hashLetters = (purpose: string, bare: string): string =>
  createHash('sha256').update(`giogiac/${purpose}/1\n${bare}`).digest('hex')

/** Compares hashes of the same length without telling where they part. */
export const isSameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
