import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { replaceFile } from '../../db/durable-files.ts'
import { mutated } from '../../db/mutation.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The last day that the district told, `yyyy-mm-dd`, kept in a file for runs that have not spoken to it yet. */
export interface KnownDay {
  /** Keeps a day that the district tells. @returns it */
  keep(day: string): string
  /** The later of a day and the one that was kept. */
  orLater(day: string): string
}

export function createKnownDay(file: string): KnownDay {
  let kept = readDay(file)
  return {
    keep(day) {
      if (day === kept) return day
      kept = day
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        replaceFile(file, `${day}\n`)
      } catch {
        // A disk that takes nothing says so elsewhere; this run knows the day all the same.
      }
      return day
    },
    orLater: (day) => (kept !== null && kept > day && !mutated('update-by-wall-clock') ? kept : day),
  }
}

function readDay(file: string): string | null {
  try {
    const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
    return DAY.test(text) ? text : null
  } catch {
    return null
  }
}
