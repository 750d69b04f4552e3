import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Package = z.object({ name: z.literal('giogiac'), version: z.string().max(50) })

/**
 * The version of the program as it lies on the disk now, which a running one does not change with.
 * @param files package descriptions, the first that is there counts
 * @returns `null` where none can be read, as in the middle of an installation
 */
export function installedVersion(files: readonly string[]): string | null {
  for (const file of files) {
    try {
      const read = Package.safeParse(JSON.parse(readFileSync(file, 'utf8')))
      if (read.success) return read.data.version
    } catch {
      // The next one may be there.
    }
  }
  return null
}
