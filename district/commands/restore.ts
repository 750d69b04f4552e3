import { existsSync } from 'node:fs'
import { assertNever } from '../../core/assert-never.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { putBack } from '../../db/district/backup/put-back.ts'
import { knownMigrations } from '../../db/district/engine/migrate-database.ts'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { backupLines, readBackupHeader } from '../backups/backup-file.ts'
import { verifyBackupSeal } from '../backups/backup-seal.ts'
import { keysAtHand, openAsOwnerOrStop, ownerPlaceOf, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/**
 * Puts a backup into an empty database. One that an older version made goes into the schema of that version first and
 * is then migrated.
 */
export async function restore(options: StartOptions): Promise<void> {
  const [path = ''] = options.files
  if (!existsSync(path)) return stop(`${path}: không có tệp này (no such file).`)
  const header = await readBackupHeader(path)
  if (header === null) return stop(`${path}: không phải bản sao lưu (not a backup).`)
  const signedBy = await sealWords(path, options)
  const known = knownMigrations()
  const isOurs = header.migrations.every(({ hash }, index) => known[index]?.hash === hash)
  if (!isOurs)
    return stop('Bản sao lưu do phiên bản khác hoặc mới hơn tạo (made by another or newer version).')
  const opened = await openDatabase(ownerPlaceOf(options), header.migrations.length)
  if (opened.kind === 'from-the-future') {
    return stop('Cơ sở dữ liệu không trống (the database is not empty); hãy dùng cơ sở dữ liệu mới.')
  }
  if (opened.kind !== 'opened') return stop(`Không mở được cơ sở dữ liệu (cannot open): ${opened.kind}`)
  const done = await putBack(opened.database.db, backupLines(path)).catch((error: Error) => ({
    kind: 'damaged' as const,
    why: error.message,
  }))
  await opened.database.close()
  switch (done.kind) {
    case 'not-empty':
      return stop('Cơ sở dữ liệu không trống (the database is not empty); hãy dùng cơ sở dữ liệu mới.')
    case 'damaged':
      return stop(`Bản sao lưu hỏng, chưa ghi gì (damaged, nothing was written): ${done.why}`)
    case 'restored': {
      const database = await openAsOwnerOrStop(options)
      const detail = { sha256: done.end.sha256, made: header.at }
      await auditAlone(database.db, COMMAND_LINE, Date.now(), {
        action: 'backup.restore',
        subject: null,
        detail,
      })
      await database.close()
      say(
        `Đã khôi phục ${done.end.rows} dòng; ${done.events} sự kiện của ${done.end.heads.length} nhật ký khớp chuỗi; nhật ký thao tác ${done.end.audit.rows} dòng khớp (restored and verified).`,
      )
      say(signedBy)
      say('Máy chấm công sẽ tự gửi lại phần chưa có (kiosks send again what is missing).')
    }
  }
}

/** Who signed a backup, in a sentence; stops where it is not what was signed. */
async function sealWords(path: string, options: StartOptions): Promise<string> {
  const keys = await keysAtHand(options)
  const seal = await verifyBackupSeal(backupLines(path), keys).catch((error: Error) =>
    stop(`Bản sao lưu hỏng, chưa ghi gì (damaged, nothing was written): ${error.message}`),
  )
  switch (seal.kind) {
    case 'signed':
      return seal.known
        ? `Chữ ký đúng, của khóa cấp trên này (signed by this district’s key): ${seal.by}`
        : `Chữ ký đúng, của khóa (signed by) ${seal.by}; khóa của cấp trên không ở đây để so, hãy tự đối chiếu (that key is not here: compare it yourself).`
    case 'unsigned':
      // Whoever can change the file can leave its signature out.
      if (keys !== null && !options.unsigned) {
        return stop(
          'Bản sao lưu không có chữ ký, chưa ghi gì (not signed, nothing was written). Khóa của cấp trên có ở đây, nên bản do máy chủ này tạo phải có chữ ký: hãy dùng bản khác. Nếu biết chắc bản này từ đâu ra, thêm --unsigned (use another one, or add --unsigned if you are certain where it comes from).',
        )
      }
      return 'CẢNH BÁO: bản sao lưu không có chữ ký, không rõ có ai sửa hay không (WARNING: not signed, nobody can say whether it was changed).'
    case 'altered':
      return stop(
        'Bản sao lưu đã bị sửa sau khi ký, chưa ghi gì; hãy dùng bản khác (changed after it was signed, nothing was written: use another one).',
      )
    case 'other-key':
      return stop(
        `Bản sao lưu do khóa khác ký, chưa ghi gì (signed by another key, nothing was written): ${seal.by}. Nếu đó là khóa cũ của mình, hãy khôi phục vào --data chưa có khóa (if it is an old key of yours, restore into a --data folder without a key).`,
      )
    default:
      return assertNever(seal)
  }
}
