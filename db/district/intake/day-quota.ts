import { addDays, localDateOf, startOfDate } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { Admitted, HeldLog } from '../kiosks/devices.ts'
import { raiseIncident } from '../kiosks/incidents.ts'
import type { DayTaken } from '../schema/log.ts'
import type { CheckedEvent } from './check-batch.ts'

/**
 * What is taken of one kiosk on one local day, in bytes of event texts. A busy counter records 500 events of 350 bytes a
 * day. Of types that the district does not know more than ten such days are taken, 2 MiB; of everything 64 MiB: a whole
 * year without the district, or a damaged log with 125,000 events that were never sent (44 MB), in one day. Whoever has
 * more goes on after midnight.
 */
export const MOST_UNKNOWN_A_DAY = 2 * 1024 * 1024
export const MOST_BYTES_A_DAY = 64 * 1024 * 1024
/** A log is begun anew when its kiosk was restored or its file is damaged, which people are told of each time. */
export const MOST_LOGS_A_DAY = 50

/** A kiosk is asked to come back no later than this: it pauses no longer, and would count as silent. */
const MOST_AFTER_SECONDS = 300

/** More than is taken in a day; nothing of the batch is stored. */
export interface TooMuch {
  readonly kind: 'too-much'
  readonly afterSeconds: number
}

/** With the fresh ones of this batch; of its own log, on the day it comes. */
export interface WithinDay {
  readonly kind: 'within'
  readonly taken: DayTaken
}

/**
 * Counts a batch that comes now. When it is more than is taken of its kiosk in a day people are told, once a kiosk and
 * day. Inside the transaction that holds the device's row.
 * @param own the device's logs as they stand
 * @param now district time, UTC ms
 */
export async function countDay(
  tx: DistrictDb,
  { device, logs: own }: Pick<Admitted, 'device' | 'logs'>,
  batch: { readonly log: string; readonly from: number; readonly fresh: readonly CheckedEvent[] },
  { now, zone }: { readonly now: number; readonly zone: string },
): Promise<WithinDay | TooMuch> {
  const { log, from, fresh } = batch
  const day = localDateOf(now, zone)
  const came = takenOf(fresh, day)
  const before = sumOf(own, day)
  const isTooStrange = came.unknown > 0 && before.unknown + came.unknown > MOST_UNKNOWN_A_DAY
  const isTooLarge = before.bytes + came.bytes > MOST_BYTES_A_DAY
  const others = own.filter(({ id, taken }) => id !== log && taken?.day === day)
  const isOneTooMany = others.length >= MOST_LOGS_A_DAY && !own.some(({ id }) => id === log)
  if (!isTooStrange && !isTooLarge && !isOneTooMany) {
    const ofLog = sumOf(
      own.filter(({ id }) => id === log),
      day,
    )
    const bytes = ofLog.bytes + came.bytes
    return { kind: 'within', taken: { day, bytes, unknown: ofLog.unknown + came.unknown } }
  }
  const place = { device: device.id, point: device.point, log, seq: from }
  const sameAs = `too-much ${day}`
  const detail = { ...before, ...(isOneTooMany && { logs: others.length }) }
  await raiseIncident(tx, { ...place, kind: 'too-much', at: now, detail, sameAs })
  const untilMidnight = Math.ceil((startOfDate(addDays(day, 1), zone) - now) / 1000)
  return { kind: 'too-much', afterSeconds: Math.max(1, Math.min(untilMidnight, MOST_AFTER_SECONDS)) }
}

function takenOf(fresh: readonly CheckedEvent[], day: string): DayTaken {
  let bytes = 0
  let unknown = 0
  for (const { text, known } of fresh) {
    const size = Buffer.byteLength(text)
    bytes += size
    if (!known) unknown += size
  }
  return { day, bytes, unknown }
}

function sumOf(logs: readonly HeldLog[], day: string): DayTaken {
  let bytes = 0
  let unknown = 0
  for (const { taken } of logs) {
    if (taken?.day !== day) continue
    bytes += taken.bytes
    unknown += taken.unknown
  }
  return { day, bytes, unknown }
}
