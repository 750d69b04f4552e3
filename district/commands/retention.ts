import { assertNever } from '../../core/assert-never.ts'
import { localDateOf } from '../../core/time.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { forgetOldAnswers } from '../../db/district/engine/idempotency.ts'
import { isForbidden } from '../../db/district/engine/open-database.ts'
import { readZone } from '../../db/district/organisation/read-zone.ts'
import { erasePersonalData, peopleGoneBefore } from '../../db/district/retention/personal-data.ts'
import type { DropStop } from '../../db/district/retention/plan-drop.ts'
import { monthsBefore } from '../context/months-before.ts'
import { dropPastEvents } from '../retention/drop-past-events.ts'
import { keysAtHand, openAsOwnerOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/**
 * Erases the names of people who left, and drops the events, longer ago than the district keeps them; without `--apply`
 * it only says which. There is no period by default: the office sets it.
 */
export async function retention(options: StartOptions): Promise<void> {
  const database = await openAsOwnerOrStop(options)
  const now = Date.now()
  await forgetNames(database.db, options, now)
  await forgetEvents(database.db, options, now).catch((error: unknown) => {
    if (!isForbidden(error)) throw error
    stop(
      'Tài khoản này không được xóa sự kiện; hãy đặt DATABASE_OWNER_URL (this role may not drop events: set DATABASE_OWNER_URL).',
    )
  })
  if (options.apply) await forgetOldAnswers(database.db, now)
  await database.close()
}

async function forgetNames(
  db: DistrictDb,
  { keepNamesMonths, apply }: StartOptions,
  now: number,
): Promise<void> {
  if (keepNamesMonths === null) {
    return say('GIOGIAC_KEEP_NAMES_MONTHS chưa đặt: giữ tên không thời hạn (not set: names are kept).')
  }
  const before = monthsBefore(localDateOf(now, await readZone(db)), keepNamesMonths)
  const gone = await peopleGoneBefore(db, before)
  for (const { person, left } of gone) say(`${person}  ${left}`)
  if (apply) {
    for (const { person, left } of gone) {
      await db.transaction((tx) => erasePersonalData(tx, person))
      const detail = { left, keepNamesMonths }
      const entry = { action: 'people.erase' as const, subject: `person:${person}`, detail }
      await auditAlone(db, COMMAND_LINE, now, entry)
    }
  }
  say(
    apply
      ? `Đã xóa tên của ${gone.length} người nghỉ trước ${before} (names erased).`
      : `${gone.length} người nghỉ trước ${before}; chưa làm gì, thêm --apply để xóa (nothing done; add --apply).`,
  )
}

async function forgetEvents(db: DistrictDb, options: StartOptions, now: number): Promise<void> {
  const { keepEventsMonths, apply } = options
  if (keepEventsMonths === null) {
    return say('GIOGIAC_KEEP_EVENTS_MONTHS chưa đặt: giữ sự kiện không thời hạn (not set: events are kept).')
  }
  const key = apply ? await keysAtHand(options) : null
  if (apply && key === null) {
    return stop(
      'Chưa xóa sự kiện: khóa của cấp trên không ở đây (no events dropped: the district’s key is not here).',
    )
  }
  let events = 0
  for await (const { kind, plan, ...more } of dropPastEvents(db, keepEventsMonths, key, now)) {
    const { log, kiosk, from, upTo } = plan
    const whose = `${kiosk} (${log})`
    if (kind === 'broken') {
      process.exitCode = 1
      const seq = 'seq' in more ? more.seq : 0
      say(
        `${whose}: chuỗi đứt ở sự kiện ${seq}, không xóa gì; hãy chạy verify-log (broken chain, nothing dropped)`,
      )
      continue
    }
    const count = upTo - from + 1
    events += count
    say(`${whose}: ${count === 0 ? '0' : `${count} (${from}–${upTo})`}; ${whyNoMore(plan.stop)}`)
  }
  say(
    apply
      ? `Đã xóa ${events} sự kiện quá ${keepEventsMonths} tháng (events dropped).`
      : `${events} sự kiện quá ${keepEventsMonths} tháng; chưa làm gì, thêm --apply để xóa (nothing done; add --apply).`,
  )
}

function whyNoMore(stop: DropStop): string {
  switch (stop.kind) {
    case 'recent':
      return 'phần còn lại chưa quá hạn (the rest is within its period)'
    case 'month-open':
      return `dừng ở tháng ${stop.month} của ${stop.point}: chưa khóa (stops there: that month is not closed)`
    case 'undecided':
      return `dừng ở ngày ${stop.day}: có xác nhận hoặc đề nghị nghỉ chưa quyết định (stops there: something is undecided)`
    case 'incident':
      return 'máy này có sự cố chưa đóng (this kiosk has an open incident)'
    default:
      return assertNever(stop)
  }
}
