import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { replaceFile } from '../../db/durable-files.ts'

/**
 * Two lines: the day that counts, for whoever puts an update in place too; the last one that the district told, `-` where
 * it told none. A file of one line, of a program before, holds a day that was told.
 */
const FORM = /^(\d{4}-\d{2}-\d{2})\n(?:(\d{4}-\d{2}-\d{2}|-)\n)?$/

/** The newest day that is known besides the machine's clock, `yyyy-mm-dd`, kept in a file. */
export interface KnownDay {
  /** Keeps a day that the district tells: it counts, whatever was known before. @returns it */
  tell(day: string): string
  /** Keeps the latest of the day that the district told last and others that are known. @returns it; `null`: there is none */
  latest(others: readonly (string | null)[]): string | null
}

export function createKnownDay(file: string): KnownDay {
  const [, first = null, second = null] = FORM.exec(textOf(file)) ?? []
  let kept = first
  let told = second === '-' ? null : (second ?? first)
  const keep = (day: string): void => {
    kept = day
    try {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      replaceFile(file, `${day}\n${told ?? '-'}\n`)
    } catch {
      // A disk that takes nothing says so elsewhere; this run knows the day all the same.
    }
  }
  return {
    tell(day) {
      if (day !== kept || day !== told) {
        told = day
        keep(day)
      }
      return day
    },
    latest(others) {
      const day = [told, ...others].reduce((a, b) => (b === null || (a !== null && a >= b) ? a : b), null)
      if (day !== null && day !== kept) keep(day)
      return day
    },
  }
}

function textOf(file: string): string {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  } catch {
    return ''
  }
}
