import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { backUp } from '../../db/district/backup/back-up.ts'
import { type BackupEnd, BackupHeader, createLineHash } from '../../db/district/backup/backup-lines.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { DistrictKey } from '../context/district-keys.ts'
import { backupSealer } from './backup-seal.ts'

/**
 * Writes a backup (gzip, 0600) beside its name, reads it back, and gives it the name only once it is on the disk.
 * @param key the district's, which signs it; `null`: it is not at hand
 */
export async function writeBackup(
  db: DistrictDb,
  path: string,
  now: number,
  key: DistrictKey | null,
): Promise<BackupEnd> {
  const half = `${path}.${process.pid}.part`
  try {
    const file = createWriteStream(half, { mode: 0o600, flush: true })
    const gzip = createGzip({ level: 6 })
    gzip.pipe(file)
    const write = async (line: string): Promise<void> => {
      if (!gzip.write(`${line}\n`)) await once(gzip, 'drain')
    }
    const end = await backUp(db, now, write, key === null ? null : backupSealer(key))
    gzip.end()
    await finished(file)
    if ((await readBack(half)) !== end.sha256) throw new Error('the backup does not read back')
    await rename(half, path)
    const folder = await open(dirname(path), 'r')
    await folder.sync()
    await folder.close()
    return end
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

/** The hash of what a file really holds, down to its last line. */
async function readBack(path: string): Promise<string> {
  const hash = createLineHash()
  for await (const line of backupLines(path)) if (!/^[ES] /.test(line)) hash.add(line)
  return hash.digest()
}

/** The lines of a backup. Throws when the file is none or was cut. */
export async function* backupLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  const lines = createInterface({ input: file.pipe(gunzip), crlfDelay: Number.POSITIVE_INFINITY })
  let failure: Error | undefined
  gunzip.on('error', (error) => {
    failure = error
    lines.close()
  })
  for await (const line of lines) yield line
  if (failure !== undefined) throw failure
}

/** The first line of a backup; `null`: it is none. */
export async function readBackupHeader(path: string): Promise<BackupHeader | null> {
  try {
    for await (const line of backupLines(path)) return BackupHeader.parse(JSON.parse(line))
  } catch {
    return null
  }
  return null
}
