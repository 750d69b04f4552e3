import { eq } from 'drizzle-orm'
import type { DistrictDb } from './district-db.ts'
import { devices } from './schema/devices.ts'
import { settings } from './schema/organisation.ts'
import type { Versions } from './snapshot.ts'

export type Device = typeof devices.$inferSelect

/** The key by which a kiosk's messages are verified; `null`: never enrolled. */
export async function readDeviceKey(db: DistrictDb, device: string): Promise<string | null> {
  const [row] = await db.select({ key: devices.publicKey }).from(devices).where(eq(devices.id, device))
  return row?.key ?? null
}

export type DeviceAnswer<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly challenge: string }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unknown-device' }

/**
 * Does what a kiosk asks in one transaction that holds the device's row, if the message names the challenge
 * that stands; every challenge is good for one message.
 */
export function withDevice<Answer>(
  db: DistrictDb,
  asked: {
    readonly device: string
    readonly challenge: string | null
    readonly nextChallenge: string
    readonly now: number
  },
  act: (tx: DistrictDb, device: Device, versions: Versions) => Promise<Answer>,
): Promise<DeviceAnswer<Answer>> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({
        device: devices,
        directoryVersion: settings.directoryVersion,
        rulesVersion: settings.rulesVersion,
      })
      .from(devices)
      .innerJoin(settings, eq(settings.id, 1))
      .where(eq(devices.id, asked.device))
      .for('update', { of: devices })
    if (row === undefined) return { kind: 'unknown-device' } as const
    if (row.device.state === 'revoked') return { kind: 'revoked' } as const
    if (row.device.challenge !== asked.challenge) {
      return { kind: 'challenge', challenge: row.device.challenge } as const
    }
    const answer = await act(tx, row.device, row)
    await tx
      .update(devices)
      .set({ challenge: asked.nextChallenge, lastSeenAt: asked.now })
      .where(eq(devices.id, asked.device))
    return { kind: 'answered', answer, challenge: asked.nextChallenge } as const
  })
}
