import { chainHash } from '../../core/log/chain.ts'
import type { GglogHeader, GglogReceipt, GglogTrailer } from '../../core/log/gglog.ts'
import type { Head } from '../../core/log/head.ts'
import { importPublicKey, seal } from '../../core/log/seal.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_EVENTS } from '../../core/wire/wire.ts'
import { type Ingested, ingestBatch } from '../../db/district/intake/ingest.ts'
import { readDevice, readDeviceKey, withDeviceOfFile } from '../../db/district/kiosks/devices.ts'
import { noteGap } from '../../db/district/kiosks/note-gap.ts'
import { keepRefused } from '../../db/district/kiosks/quarantine.ts'
import { sha256 } from '../../db/sha256.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { keyNamed } from '../context/district-keys.ts'
import { currentSnapshot, newChallenge } from '../wire/kiosk-exchange.ts'
import { type GglogFile, gglogLines } from './gglog-lines.ts'
import { type VerifiedGglog, verifyGglog } from './verify-gglog.ts'

export type ImportContext = Pick<
  DistrictContext,
  'database' | 'keys' | 'clock' | 'snapshots' | 'teller' | 'randomBytes'
>

export type ImportRefusal =
  | Extract<VerifiedGglog, { kind: 'refused' }>['why']
  | Extract<Ingested, { kind: 'refused' }>['problem']
  | 'revoked'

export interface Imported {
  /** `null`: the first line could not be read. */
  readonly header: GglogHeader | null
  /** Events that are new here. */
  readonly fresh: number
  /** Events that were held already, and are the same. */
  readonly held: number
  /** `line` from 1. What came before it may be held; it is counted above. */
  readonly refused: { readonly line: number; readonly why: ImportRefusal; readonly detail: string } | null
  /** The district's sealed word on how far it holds the log; `null`: it holds nothing, or does not know the device. */
  readonly receipt: string | null
}

/** Whoever looks on while a file is imported. */
export interface ImportWatch {
  /** Whether the asker may bring this device's log; left out: any. */
  mayTake?(device: string): Promise<boolean>
  /** After every batch, outside its transaction. */
  cameTo?(came: {
    readonly header: GglogHeader
    readonly fresh: number
    readonly held: number
  }): Promise<void>
  /** What comes before this file is missing: waits while another one brings it. @returns whether it is held now */
  untilHeld?(log: Pick<GglogHeader, 'device' | 'log'>, upTo: number): Promise<boolean>
}

interface Batch {
  readonly from: number
  readonly prev: string
  readonly events: readonly string[]
  readonly hash: string
}

/**
 * Takes a kiosk's log from a file: verified as a whole first, then batch by batch the way of the upload, each in one
 * transaction that holds the device's row. What is held already is skipped, so that a file may come twice.
 */
export async function importGglog(
  context: ImportContext,
  file: GglogFile,
  watch: ImportWatch = {},
): Promise<Imported> {
  const { db } = context.database
  const keys = [context.keys, ...(context.keys.older ?? [])].map(({ publicKey }) => publicKey)
  const verified = await verifyGglog(file, keys, async (device) => {
    const isOurs = (await watch.mayTake?.(device)) ?? true
    const publicKey = isOurs ? await readDeviceKey(db, device) : null
    return publicKey === null ? null : importPublicKey(publicKey)
  })
  if (verified.kind === 'refused') {
    const { line, why } = verified
    return { header: null, fresh: 0, held: 0, refused: { line, why, detail: '' }, receipt: null }
  }
  const { header, trailer } = verified
  let fresh = 0
  let held = 0
  let have: Head | null = null
  let refused: Imported['refused'] = null
  for await (const batch of batchesOf(file, header)) {
    let taken = await takeBatch(context, header, trailer, batch)
    while (isGap(taken) && (await watch.untilHeld?.(header, batch.from - 1)) === true) {
      taken = await takeBatch(context, header, trailer, batch)
    }
    if (taken.kind === 'taken') {
      have = taken.have
      fresh += taken.stored
      held += batch.events.length - taken.stored
      await watch.cameTo?.({ header, fresh, held })
      continue
    }
    if (taken.kind === 'refused') {
      have = taken.have
      if (isGap(taken)) await noteMissing(context, header, taken.seq, batch.from - 1)
      const line = Math.max(1, taken.seq - header.from + 2)
      refused = { line, why: taken.problem, detail: taken.why }
    } else refused = { line: 1, why: taken.kind, detail: '' }
    break
  }
  const receipt = have === null ? null : await sealReceipt(context, header, have)
  return { header, fresh, held, refused, receipt }
}

async function takeBatch(
  context: ImportContext,
  header: GglogHeader,
  { head }: GglogTrailer,
  { from, prev, events }: Batch,
): Promise<Ingested | { readonly kind: 'revoked' | 'unknown-device' }> {
  const now = context.clock.now()
  const snapshot = await currentSnapshot(context, context.database.db, now)
  const asked = { device: header.device, nextChallenge: newChallenge(context) }
  const taken = await withDeviceOfFile(context.database.db, asked, async (tx, admitted) => {
    const standing =
      snapshot.directoryVersion === admitted.versions.directoryVersion
        ? snapshot
        : await context.snapshots.current(tx, admitted.versions)
    const request = { log: header.log, from, prev, events, head }
    const taken = await ingestBatch(tx, standing, admitted, request, now, Math.min(now, header.time))
    if (taken.kind === 'refused' && (taken.problem === 'fork' || taken.problem === 'broken-chain')) {
      const { id, point } = admitted.device
      const batch = { device: id, point, log: header.log, from, events: events.length }
      const unsealed = `\n${JSON.stringify(request)}`
      await keepRefused(tx, {
        ...batch,
        sealed: unsealed,
        kind: taken.problem,
        seq: taken.seq,
        why: taken.why,
        at: now,
      })
    }
    return taken
  })
  if (taken.kind !== 'answered') return taken
  if (taken.answer.kind === 'taken') context.teller.tell(taken.answer.changes)
  return taken.answer
}

type Taken = Awaited<ReturnType<typeof takeBatch>>
const isGap = (taken: Taken): taken is Extract<Ingested, { kind: 'refused' }> =>
  taken.kind === 'refused' && taken.problem === 'gap'

/** A file cannot be corrected: what is missing comes in another one, or not at all. */
async function noteMissing(
  context: ImportContext,
  { device, log }: GglogHeader,
  from: number,
  to: number,
): Promise<void> {
  const now = context.clock.now()
  const { book } = await currentSnapshot(context, context.database.db, now)
  const known = await readDevice(context.database.db, device)
  if (known === null) return
  await context.database.db.transaction((tx) =>
    noteGap(tx, known, { log, from, to, sentBy: 'file' }, { now, zone: book.zone }),
  )
}

/** The events once more, in batches as the wire has them. */
async function* batchesOf(
  file: GglogFile,
  { from: first, to, prev: before }: GglogHeader,
): AsyncGenerator<Batch> {
  let from = first
  let prev = before
  let hash = before
  let events: string[] = []
  let bytes = 0
  let line = 0
  for await (const read of gglogLines(file)) {
    line++
    if (line === 1) continue
    if (line > to - first + 2) break
    const full = events.length === MAX_BATCH_EVENTS || bytes + read.length > MAX_BATCH_BYTES
    if (full && events.length > 0) {
      yield { from, prev, events, hash }
      from += events.length
      prev = hash
      events = []
      bytes = 0
    }
    const text = read.toString('utf8')
    events.push(text)
    bytes += read.length
    hash = chainHash(sha256, hash, text)
  }
  if (events.length > 0) yield { from, prev, events, hash }
}

/** Under the key that the kiosk knows, with the one to go on with. */
function sealReceipt(
  context: ImportContext,
  { device, log, district }: GglogHeader,
  have: Head,
): Promise<string> {
  const { privateKey, publicKey } = keyNamed(context.keys, district) ?? context.keys
  const successor = publicKey === context.keys.publicKey ? null : context.keys.publicKey
  const body: GglogReceipt = { v: 1, log, have, time: context.clock.now(), successor }
  const claims = { aud: device, iss: publicKey, purpose: 'receipt', challenge: null } as const
  return seal(privateKey, claims, JSON.stringify(body))
}
