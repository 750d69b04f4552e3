import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Shorter texts are found anywhere by chance. */
const SHORTEST_TRACE = 6

/** A text as it may lie somewhere: as it is, in JSON, in base64, as a hash. */
function formsOf(code: string): string[] {
  const text = Buffer.from(code, 'utf8')
  const forms = [
    text.toString('latin1'),
    Buffer.from(JSON.stringify(code).slice(1, -1), 'utf8').toString('latin1'),
    text.toString('base64').replace(/=+$/, ''),
    hash('sha256', code),
    hash('sha256', code, 'buffer').toString('latin1'),
  ]
  return forms.filter((form) => form.length >= SHORTEST_TRACE)
}

/** Everything below a folder, byte for byte. */
export const contentOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))

/**
 * Which of the codes left something of themselves in any of the places (bytes as latin1), also hashed or encoded.
 * Codes of fewer than six characters are passed over.
 */
export const tracesOf = (codes: readonly string[], places: readonly string[]): string[] =>
  codes.filter(
    (code) =>
      code.length >= SHORTEST_TRACE &&
      formsOf(code).some((form) => places.some((place) => place.includes(form))),
  )
