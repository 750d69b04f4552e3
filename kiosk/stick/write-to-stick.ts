import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { readPastCache } from './read-past-cache.ts'

export type WrittenToStick =
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'stick-full' | 'read-only' | 'failed' }

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']
const HALF_ENDING = '.part'
const READ_ONLY = ['EROFS', 'EACCES', 'EPERM']

/**
 * Writes lines, gzipped, to a file that has its name only when all of it is on the stick, and stays only when the
 * stick itself, not the system's memory of it, gives back what was written.
 * A file that is there already is another kiosk's and stays.
 * @param lines whole lines with their ends; what they throw besides file system errors is thrown on
 * @param read how the file is read back
 */
export async function writeToStick(
  folder: string,
  name: string,
  lines: AsyncIterable<string>,
  read: (file: string) => Readable = readPastCache,
): Promise<WrittenToStick> {
  const half = join(folder, `.${name}${HALF_ENDING}`)
  try {
    await removeHalves(folder, name)
    const written = createHash('sha256')
    const tap = new PassThrough().on('data', (chunk: Buffer) => written.update(chunk))
    // The stream syncs the file before it closes it.
    await pipeline(Readable.from(lines), createGzip(), tap, createWriteStream(half, { flush: true }))
    const file = freeName(folder, name)
    await rename(half, join(folder, file))
    await syncFolder(folder)
    const readBack = createHash('sha256')
    await pipeline(read(join(folder, file)), readBack)
    if (readBack.digest('hex') === written.digest('hex')) return { kind: 'written', file }
    await rm(join(folder, file), { force: true })
    return { kind: 'failed' }
  } catch (error) {
    await rm(half, { force: true }).catch(() => {})
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null || !/^E[A-Z0-9]+$/.test(code)) throw error
    if (FULL.includes(code)) return { kind: 'stick-full' }
    return { kind: READ_ONLY.includes(code) ? 'read-only' : 'failed' }
  }
}

/** What a stick that was pulled, or a program that ended, left behind: files of this point that never got their name. */
async function removeHalves(folder: string, name: string): Promise<void> {
  const point = name.replace(/-\d+-\d+\.[a-z]+$/, '')
  for (const left of await readdir(folder)) {
    const isOurs = left.startsWith(`.${point}-`) && left.endsWith(HALF_ENDING)
    if (isOurs) await rm(join(folder, left), { force: true })
  }
}

function freeName(folder: string, name: string): string {
  const ending = extname(name)
  for (let copy = 1; ; copy++) {
    const free = copy === 1 ? name : `${basename(name, ending)}-${copy}${ending}`
    if (!existsSync(join(folder, free))) return free
  }
}

/** A rename is on the stick only when its folder is; some file systems know no such thing and are right at once. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP') throw error
    })
  } finally {
    await handle.close()
  }
}
