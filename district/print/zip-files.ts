import { type Zippable, zipSync } from 'fflate'

/**
 * Packs files into a ZIP whose bytes depend on nothing but their names, order and content: every entry carries the same
 * local time, which is all that a ZIP can name.
 */
export function zipFiles(
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Uint8Array {
  const mtime = new Date(1980, 0, 1, 12)
  const entries: Zippable = {}
  for (const [path, content] of files) {
    entries[path] = [typeof content === 'string' ? Buffer.from(content, 'utf8') : content, { mtime }]
  }
  return zipSync(entries, { level: 6, mtime })
}
