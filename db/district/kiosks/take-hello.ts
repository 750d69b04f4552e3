import { hash } from 'node:crypto'
import { and, eq, ne, or } from 'drizzle-orm'
import type { z } from 'zod'
import { genesisHash } from '../../../core/log/chain.ts'
import { correctedTime } from '../../../core/log/corrected-time.ts'
import type { Head } from '../../../core/log/head.ts'
import type { HelloRequest } from '../../../core/wire/wire.ts'
import { daysNowComplete } from '../days/days-now-complete.ts'
import { deriveAndStore } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import { logs } from '../schema/log.ts'
import { type Device, isClosed } from './devices.ts'

export type TakenHello =
  | {
      readonly kind: 'heard'
      readonly have: Head
      /** What is held of every log of this kiosk. */
      readonly logs: readonly { readonly log: string; readonly have: Head }[]
    }
  | { readonly kind: 'refused'; readonly problem: 'unknown-log' }

/**
 * Notes how a kiosk is, and up to when its log is held: to the time of this word, when it names the head that is held and
 * somebody could scan there. Inside the transaction that holds the device's row.
 * @param districtKey the district's key that the kiosk spoke to
 */
export async function takeHello(
  tx: DistrictDb,
  snapshot: Snapshot,
  device: Device,
  hello: z.infer<typeof HelloRequest>,
  now: number,
  districtKey: string,
): Promise<TakenHello> {
  const known = await tx
    .select()
    .from(logs)
    .where(or(eq(logs.device, device.id), eq(logs.id, hello.log)))
  const log = known.find((row) => row.id === hello.log)
  if (log !== undefined && log.device !== device.id) return { kind: 'refused', problem: 'unknown-log' }
  const held = known.map((row) => ({ log: row.id, have: { seq: row.haveSeq, hash: row.haveHash } }))
  await tx
    .update(devices)
    .set({
      app: printable(hello.app),
      camera: printable(hello.camera),
      scanner: printable(hello.scanner),
      diskFree: hello.diskFree,
      clockOffsetMs: hello.wall - now,
      districtKey,
    })
    .where(eq(devices.id, device.id))
  if (log === undefined) {
    const { log: id, parent } = hello
    const origin = { log: id, device: device.id, publicKey: device.publicKey, parent }
    const have = { seq: 0, hash: genesisHash((b) => hash('sha256', b, 'hex'), origin) }
    return { kind: 'heard', have, logs: held }
  }
  const isServed = !isClosed(hello) || (await isServedElsewhere(tx, device))
  if (isServed && log.haveSeq === hello.head.seq && log.haveHash === hello.head.hash) {
    const word = { at: now, up: hello.up, run: hello.run }
    const said = correctedTime(word, log.lastCheck === null ? [] : [log.lastCheck]).at
    const completeTo = Math.max(log.completeTo ?? 0, Math.min(now, said))
    await tx.update(logs).set({ completeTo }).where(eq(logs.id, log.id))
    const finished = daysNowComplete(snapshot, device.point, log.completeTo ?? log.startedAt, completeTo)
    await deriveAndStore(tx, snapshot, finished, now)
  }
  return { kind: 'heard', have: { seq: log.haveSeq, hash: log.haveHash }, logs: held }
}

/** Whether another kiosk of the point last said that people can scan at it: then this one, whose log is held, hides nothing. */
async function isServedElsewhere(tx: DistrictDb, { id, point }: Device): Promise<boolean> {
  const others = await tx
    .select({ camera: devices.camera })
    .from(devices)
    .where(and(eq(devices.point, point), eq(devices.state, 'active'), ne(devices.id, id)))
  return others.some((other) => other.camera !== null && !isClosed(other))
}

/** PostgreSQL cannot hold NUL in a text. */
const printable = (text: string): string => text.replaceAll('\0', '').toWellFormed()
