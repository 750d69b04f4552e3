import { localDateOf } from '../../core/time.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/audit.ts'
import { forgetOldAnswers } from '../../db/district/idempotency.ts'
import { erasePersonalData, peopleGoneBefore } from '../../db/district/personal-data.ts'
import { readZone } from '../../db/district/read-zone.ts'
import { monthsBefore } from '../personal-data/months-before.ts'
import type { StartOptions } from '../read-options.ts'
import { openAsOwnerOrStop, say } from './open-or-stop.ts'

/**
 * Erases the names of people who left longer ago than the district keeps them; without `--apply` it only says whose.
 * There is no period by default: the office sets it. Logs are never touched, so every chain stays whole.
 */
export async function retention(options: StartOptions): Promise<void> {
  const database = await openAsOwnerOrStop(options)
  const now = Date.now()
  const { keepNamesMonths } = options
  if (keepNamesMonths === null) {
    say('GIOGIAC_KEEP_NAMES_MONTHS chưa đặt: giữ tên không thời hạn (not set: names are kept).')
  } else {
    const before = monthsBefore(localDateOf(now, await readZone(database.db)), keepNamesMonths)
    const gone = await peopleGoneBefore(database.db, before)
    for (const { person, left } of gone) say(`${person}  ${left}`)
    if (options.apply) {
      for (const { person, left } of gone) {
        await database.db.transaction((tx) => erasePersonalData(tx, person))
        const entry = {
          action: 'people.erase',
          subject: `person:${person}`,
          detail: { left, keepNamesMonths },
        }
        await auditAlone(database.db, COMMAND_LINE, now, entry)
      }
    }
    say(
      options.apply
        ? `Đã xóa tên của ${gone.length} người nghỉ trước ${before} (names erased).`
        : `${gone.length} người nghỉ trước ${before}; chưa làm gì, thêm --apply để xóa (nothing done; add --apply).`,
    )
  }
  if (options.apply) await forgetOldAnswers(database.db, now)
  await database.close()
}
