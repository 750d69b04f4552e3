/** Most lines of a file; an old machine holds at most a few hundred thousand readings. */
export const MOST_ATTLOG_LINES = 500_000

export type AttlogText =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'refused'; readonly why: 'not-text' | 'too-long' | 'empty' }

/** The lines of a file that an old machine wrote: plain text, of one byte a letter or UTF-16 as GLG files are; no archive. */
export function attlogText(bytes: Uint8Array): AttlogText {
  if (bytes.length === 0) return { kind: 'refused', why: 'empty' }
  const isPacked = bytes[0] === 0x1f || (bytes[0] === 0x50 && bytes[1] === 0x4b)
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isPacked || (!isWide && bytes.includes(0))) return { kind: 'refused', why: 'not-text' }
  const label = !isWide ? 'latin1' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
  const text = new TextDecoder(label).decode(bytes).replace(/^ï»¿/, '')
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  if (count > MOST_ATTLOG_LINES) return { kind: 'refused', why: 'too-long' }
  return { kind: 'lines', lines: text.split(/\r?\n/) }
}
