import { and, eq, sql } from 'drizzle-orm'
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

/** The device that speaks, and what was read in the same statement that let it in. */
export interface Admitted {
  readonly device: Device
  readonly versions: Versions
  /** Some event is waiting for another one to come. */
  readonly someWait: boolean
  /** The plain way ran into something already held: look before storing. */
  readonly careful: boolean
}

export type DeviceAnswer<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer; readonly challenge: string }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unknown-device' }

const UNIQUE_VIOLATION = '23505'

/**
 * Does what a kiosk asks in one transaction that holds the device's row, if the message names the challenge
 * that stands; every challenge is good for one message. When a row turns out to be held already everything is
 * undone and done once more, carefully.
 */
export async function withDevice<Answer>(
  db: DistrictDb,
  asked: {
    readonly device: string
    readonly challenge: string | null
    readonly nextChallenge: string
    readonly now: number
  },
  act: (tx: DistrictDb, admitted: Admitted) => Promise<Answer>,
): Promise<DeviceAnswer<Answer>> {
  const attempt = (careful: boolean) =>
    db.transaction(async (tx): Promise<DeviceAnswer<Answer>> => {
      const [row] = await tx
        .update(devices)
        .set({ challenge: asked.nextChallenge, lastSeenAt: asked.now })
        .from(settings)
        .where(
          and(
            eq(settings.id, 1),
            eq(devices.id, asked.device),
            eq(devices.state, 'active'),
            eq(devices.challenge, asked.challenge ?? ''),
          ),
        )
        .returning({
          device: devices,
          directoryVersion: settings.directoryVersion,
          rulesVersion: settings.rulesVersion,
          someWait: sql<boolean>`exists (select from waiting_references)`,
        })
      if (row === undefined) return whyNot(tx, asked.device)
      const { device, someWait, ...versions } = row
      const answer = await act(tx, { device, versions, someWait, careful })
      return { kind: 'answered', answer, challenge: asked.nextChallenge }
    })
  return onceMoreCarefully(attempt)
}

/**
 * The same for what a kiosk said in a file: there is no challenge to name, and the kiosk was not seen. All of it runs in
 * one transaction that holds the device's row.
 */
export async function withDeviceOfFile<Answer>(
  db: DistrictDb,
  device: string,
  act: (tx: DistrictDb, admitted: Admitted) => Promise<Answer>,
): Promise<
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unknown-device' }
> {
  return onceMoreCarefully((careful) =>
    db.transaction(async (tx) => {
      const [row] = await tx
        .select({
          device: devices,
          directoryVersion: settings.directoryVersion,
          rulesVersion: settings.rulesVersion,
          someWait: sql<boolean>`exists (select from waiting_references)`,
        })
        .from(devices)
        .innerJoin(settings, eq(settings.id, 1))
        .where(eq(devices.id, device))
        .for('update', { of: devices })
      if (row === undefined) return { kind: 'unknown-device' } as const
      const { device: held, someWait, ...versions } = row
      if (held.state === 'revoked') return { kind: 'revoked' } as const
      return {
        kind: 'answered',
        answer: await act(tx, { device: held, versions, someWait, careful }),
      } as const
    }),
  )
}

async function onceMoreCarefully<T>(attempt: (careful: boolean) => Promise<T>): Promise<T> {
  try {
    return await attempt(false)
  } catch (error) {
    if ((error as { cause?: { code?: string } }).cause?.code !== UNIQUE_VIOLATION) throw error
    return attempt(true)
  }
}

async function whyNot(
  tx: DistrictDb,
  device: string,
): Promise<Exclude<DeviceAnswer<never>, { kind: 'answered' }>> {
  const [row] = await tx.select().from(devices).where(eq(devices.id, device))
  if (row === undefined) return { kind: 'unknown-device' }
  if (row.state === 'revoked') return { kind: 'revoked' }
  return { kind: 'challenge', challenge: row.challenge }
}
