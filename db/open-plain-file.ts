import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'

/** Without waiting for a pipe's other end, without following a link. Windows knows neither. */
const CAREFULLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/**
 * Opens a file that somebody else may have put there, to read: a pipe would wait for ever, a device does things when it
 * is opened, a link leads elsewhere.
 * @throws what the disk throws; an error with code `EINVAL` where something else than a file lies
 */
export async function openPlainFile(path: string): Promise<FileHandle> {
  if (!(await lstat(path)).isFile()) throw notAFile(path)
  const file = await open(path, CAREFULLY)
  if ((await file.stat()).isFile()) return file
  await file.close()
  throw notAFile(path)
}

const notAFile = (path: string): Error => Object.assign(new Error(`${path} is no file`), { code: 'EINVAL' })
