import { existsSync } from 'node:fs'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { writeBackup } from '../backups/backup-file.ts'
import { keysAtHand, openAsOwnerOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/** Writes everything to one file, as it stood at one moment. */
export async function makeBackup(options: StartOptions): Promise<void> {
  const [path = ''] = options.files
  if (existsSync(path)) return stop(`${path}: tệp đã có (file exists).`)
  const database = await openAsOwnerOrStop(options)
  const now = Date.now()
  const keys = await keysAtHand(options)
  const end = await writeBackup(database.db, path, now, keys)
  const detail = { rows: end.rows, sha256: end.sha256 }
  await auditAlone(database.db, COMMAND_LINE, now, { action: 'backup.write', subject: null, detail })
  await database.close()
  say(`${path}: ${end.rows} dòng, ${end.heads.length} nhật ký (rows, logs), SHA-256 ${end.sha256}`)
  say(
    keys === null
      ? 'Chưa ký: khóa của cấp trên không ở đây (not signed: the district’s key is not here).'
      : `Đã ký bằng khóa (signed by): ${keys.publicKey}`,
  )
}
