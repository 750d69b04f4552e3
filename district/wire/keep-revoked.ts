import { EventsRequest } from '../../core/wire/wire.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { readDevice } from '../../db/district/kiosks/devices.ts'
import { keepRefused } from '../../db/district/kiosks/quarantine.ts'

/** What a revoked kiosk still sends of its log is kept aside, under its seal; of its other words only the refusal remains. */
export async function keepRevoked(
  db: DistrictDb,
  sender: string,
  sealed: string,
  now: number,
): Promise<void> {
  const message = EventsRequest.safeParse(parseBody(sealed))
  if (!message.success) return
  const { log, from, events } = message.data
  const device = await readDevice(db, sender)
  await db.transaction((tx) =>
    keepRefused(tx, {
      device: sender,
      point: device?.point ?? null,
      log,
      from,
      events: events.length,
      sealed,
      kind: 'revoked',
      seq: from,
      why: 'máy chấm công đã bị thu hồi vẫn gửi',
      at: now,
    }),
  )
}

function parseBody(sealed: string): unknown {
  try {
    return JSON.parse(sealed.slice(sealed.indexOf('\n') + 1))
  } catch {
    return undefined
  }
}
