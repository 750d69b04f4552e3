import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'

/** The lines of an exported log, without their ends. */
export const linesOfGglog = (file: string): string[] =>
  gunzipSync(readFileSync(file)).toString('utf8').split('\n').slice(0, -1)

/** Writes lines as such a file, whatever they say. */
export const writeGglog = (file: string, lines: readonly string[]): void =>
  writeFileSync(file, gzipSync(lines.map((line) => `${line}\n`).join('')))
