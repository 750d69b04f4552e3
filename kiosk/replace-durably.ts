import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { mutated } from '../db/mutation.ts'

/** Puts a text in the place of a file in one step that outlives a power cut; readable by its owner only. */
export function replaceDurably(file: string, text: string): void {
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', mutated('key-readable-by-all') ? 0o644 : 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
}
