import { and, eq, sql } from 'drizzle-orm'
import { SILENCE_MS } from '../../../core/person-day/silence.ts'
import { SCREEN_CLOSED } from '../../../core/wire/wire.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { Versions } from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import type { logs } from '../schema/log.ts'
import { settings } from '../schema/organisation.ts'

export type Device = typeof devices.$inferSelect
export type HeldLog = typeof logs.$inferSelect

/** Whether the kiosk last said that it has no screen: what it records then is not all that happens. */
export const isClosed = ({ camera }: Pick<Device, 'camera'>): boolean => camera === SCREEN_CLOSED

/**
 * Beside the device's row in the statement that takes it. Where that had to wait for another transaction these would be
 * the logs from before it; but whoever moves their ends holds the row and changes its challenge, so that the waiting one is
 * not let in.
 */
const ITS_LOGS = sql<readonly HeldLog[]>`(
  select coalesce(json_agg(json_build_object(
    'id', l.id, 'device', l.device, 'haveSeq', l.have_seq, 'haveHash', l.have_hash, 'haveRun', l.have_run,
    'parent', l.parent, 'startedAt', l.started_at, 'arrivedAt', l.arrived_at, 'completeTo', l.complete_to, 'lastCheck', l.last_check,
    'lately', l.lately, 'taken', l.taken)), '[]'::json)
  from logs l where l.device = ${devices.id})`

/** The key by which a kiosk's messages are verified; `null`: never enrolled. */
export async function readDeviceKey(db: DistrictDb, device: string): Promise<string | null> {
  const [row] = await db.select({ key: devices.publicKey }).from(devices).where(eq(devices.id, device))
  return row?.key ?? null
}

/** What is known of a device; `null`: never enrolled. */
export async function readDevice(db: DistrictDb, device: string): Promise<Device | null> {
  const [row] = await db.select().from(devices).where(eq(devices.id, device))
  return row ?? null
}

/** Gives a device another name. */
export async function renameDevice(db: DistrictDb, device: string, name: string): Promise<void> {
  await db.update(devices).set({ name }).where(eq(devices.id, device))
}

/** The device that speaks, and what was read in the same statement that let it in. */
export interface Admitted {
  readonly device: Device
  readonly versions: Versions
  /** The device's logs, as they stood when it was let in. */
  readonly logs: readonly HeldLog[]
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
 * The device's silences with the one that a word at `now` ends, if it was long; from the row as it was before. The
 * newest 120: two a day, night and noon, for longer than a leader vouches back.
 */
const silencesUntil = (now: number) => sql`
  case when ${devices.lastSeenAt} < ${now - SILENCE_MS}::bigint then jsonb_path_query_array(
    ${devices.silences} || jsonb_build_array(jsonb_build_array(${devices.lastSeenAt}, ${now}::bigint)),
    '$[last - 119 to last]')
  else ${devices.silences} end`

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
        .set({ challenge: asked.nextChallenge, lastSeenAt: asked.now, silences: silencesUntil(asked.now) })
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
          logs: ITS_LOGS,
          someWait: sql<boolean>`exists (select from waiting_references)`,
        })
        .prepare('let-device-in')
        .execute()
      if (row === undefined) return whyNot(tx, asked.device)
      const { device, logs: held, someWait, ...versions } = row
      const answer = await act(tx, { device, logs: held, versions, someWait, careful })
      return { kind: 'answered', answer, challenge: asked.nextChallenge }
    })
  return onceMoreCarefully(attempt)
}

/**
 * The same for what a kiosk said in a file: there is no challenge to name, and the kiosk was not seen. All of it runs in
 * one transaction that takes the device's row first and reads the logs then, as they are left by whoever had it before.
 * The row gets another challenge: a message of the kiosk that waits for the row is asked to be said again.
 */
export async function withDeviceOfFile<Answer>(
  db: DistrictDb,
  asked: { readonly device: string; readonly nextChallenge: string },
  act: (tx: DistrictDb, admitted: Admitted) => Promise<Answer>,
): Promise<
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unknown-device' }
> {
  return onceMoreCarefully((careful) =>
    db.transaction(async (tx) => {
      const taken = await changeChallenge(tx, asked)
      const [row] = await tx
        .select({
          device: devices,
          directoryVersion: settings.directoryVersion,
          rulesVersion: settings.rulesVersion,
          logs: ITS_LOGS,
          someWait: sql<boolean>`exists (select from waiting_references)`,
        })
        .from(devices)
        .innerJoin(settings, eq(settings.id, 1))
        .where(eq(devices.id, taken ?? asked.device))
        .for('update', { of: devices })
      if (row === undefined) return { kind: 'unknown-device' } as const
      const { device: held, logs: itsLogs, someWait, ...versions } = row
      if (held.state === 'revoked') return { kind: 'revoked' } as const
      return {
        kind: 'answered',
        answer: await act(tx, { device: held, logs: itsLogs, versions, someWait, careful }),
      } as const
    }),
  )
}

/** Takes the device's row. @returns its id; `null`: never enrolled */
async function changeChallenge(
  tx: DistrictDb,
  { device, nextChallenge }: { readonly device: string; readonly nextChallenge: string },
): Promise<string | null> {
  const [row] = await tx
    .update(devices)
    .set({ challenge: nextChallenge })
    .where(eq(devices.id, device))
    .returning({ id: devices.id })
  return row?.id ?? null
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
