import type { Letter } from './typing.ts'

/** What is typed: a sentence or name, capitals for numbers of documents, an address of the network, a one-time code. */
export type TypedKind = 'sentence' | 'capitals' | 'address' | 'code'

const ASCII = /^[!-~]$/
const PLACES = {
  address: ASCII,
  code: /^[0-9A-Za-z-]$/,
} as const

/**
 * The letter that a field takes for a key: a sentence as the system writes it, input method and all; an address or code,
 * which no input method can mean, as it stands on the key.
 * @returns `null` where the letter has no place
 */
export function letterTyped(kind: TypedKind, { physical, written }: Letter): string | null {
  if (kind === 'sentence') return written ?? physical
  if (kind === 'capitals') return (written ?? physical)?.toLocaleUpperCase('vi') ?? null
  const letter = written !== null && ASCII.test(written) ? written : physical
  if (letter === null || !PLACES[kind].test(letter)) return null
  return kind === 'code' ? letter.toUpperCase() : letter.toLowerCase()
}
