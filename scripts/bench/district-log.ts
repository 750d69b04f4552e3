import { generateKeyPairSync, hash, randomBytes, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { CryptoKey } from 'jose'
import { chainHash, genesisHash } from '../../core/log/chain.ts'
import type { Purpose } from '../../core/log/seal.ts'
import { importPublicKey, open, sealOver } from '../../core/log/seal.ts'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import type { OrganisationSeed } from '../../db/district/organisation/seed-organisation.ts'
import { sha256 } from '../../db/sha256.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Five reception points a round, with one kiosk each and twenty people of their own. */
export const KIOSKS = 5
export const ROUNDS = 9
/**
 * A server runs for months: V8 has compiled what there is to compile after some sixty thousand events in each of two
 * processes, and PostgreSQL has counted its tables.
 */
export const WARM_UPS = 12
export const POINTS = Array.from({ length: KIOSKS * (ROUNDS + WARM_UPS) }, (_, index) => `point-${index}`)
const PEOPLE_A_POINT = 20
const peopleOf = (point: string): string[] =>
  Array.from({ length: PEOPLE_A_POINT }, (_, index) => `${point}-p${index}`)
const badgeOf = (person: string): string => hash('sha256', `badge of ${person}`, 'hex')

/** @param points of which everybody comes */
export function benchSeed(points: readonly string[] = POINTS): OrganisationSeed {
  const sessions: [string, string][] = [
    ['07:30', '11:30'],
    ['13:00', '17:00'],
  ]
  return {
    organisations: [{ id: 'ward', name: 'Phường Mẫu', parent: null }],
    points: points.map((id) => ({ id, name: `Quầy ${id}`, organisation: 'ward' })),
    people: points.flatMap(peopleOf).map((id) => ({ id, name: `Người ${id}`, title: '' })),
    postings: points.flatMap((point) => peopleOf(point).map((person) => ({ person, point }))),
    badges: points.flatMap(peopleOf).map((person) => ({ digest: badgeOf(person), person })),
    hours: [
      {
        scope: { kind: 'organisation', id: 'ward' },
        weekdays: { 1: sessions, 2: sessions, 3: sessions, 4: sessions, 5: sessions },
        validFrom: '2025-01-01',
      },
    ],
  }
}

export interface BenchLog {
  readonly device: string
  readonly publicKey: string
  readonly log: string
  readonly texts: readonly string[]
  readonly hashes: readonly string[]
  readonly key: CryptoKey
  /** Kiosk's clock at the last event. */
  readonly endsAt: number
}

/**
 * One kiosk's log of so many events over 25 working days: four scans a day of everybody (some twice, some with a
 * word), and what a kiosk writes by itself (runs, clock comparisons, refused codes).
 * @param point whose people scan
 * @param firstDay 00:00 of the first day, local, UTC ms
 */
export async function makeLog(point: string, count: number, firstDay: number): Promise<BenchLog> {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = (pair.publicKey.export({ format: 'jwk' }) as { x: string }).x
  const key = pair.privateKey.toCryptoKey({ name: 'Ed25519' }, false, ['sign']) as unknown as CryptoKey
  const device = randomUUID()
  const log = randomUUID()
  const texts: string[] = []
  const hashes = [genesisHash(sha256, { log, device, publicKey, parent: null })]
  let run = randomUUID()
  const add = (type: string, at: number, data: unknown): string => {
    const id = uuidV7(at, (count) => randomBytes(count))
    const head = { v: 1, log, seq: texts.length + 1, id, at, up: at - firstDay, run }
    const text = JSON.stringify({ ...head, type, data })
    hashes.push(chainHash(sha256, hashes.at(-1) ?? '', text))
    texts.push(text)
    return id
  }
  add('log-started', firstDay, { point, device, parent: null, why: 'new' })
  for (let day = 0; texts.length < count; day++) {
    const start = firstDay + (day + 2 * Math.floor(day / 5)) * DAY_MS
    run = randomUUID()
    add('run-started', start + 6 * 60 * MINUTE_MS, { app: '0.1.0', boot: null, lastRun: 'stopped' })
    for (const minute of [445, 692, 775, 1022]) {
      add('clock-checked', start + (minute - 5) * MINUTE_MS, { offsetMs: 12.5, errorMs: 20 })
      for (const [index, person] of peopleOf(point).entries()) {
        if (texts.length >= count || (index + day) % 20 === 0) continue
        const at = start + minute * MINUTE_MS + ((index * 37 + day * 11) % 25) * MINUTE_MS + index * 311
        const scan = { badge: badgeOf(person), staff: person, method: 'camera' }
        const id = add('scan', at, scan)
        if (index % 20 === 7) add('scan', at + 9_000, scan)
        if (index % 20 === 9)
          add('intent', at + 4_000, { scan: id, intent: minute < 700 ? 'arrive' : 'leave' })
      }
      add('refused-code', start + (minute + 30) * MINUTE_MS, { class: 'foreign' })
    }
  }
  texts.length = count
  hashes.length = count + 1
  const endsAt = (JSON.parse(texts.at(-1) ?? '') as { at: number }).at
  return { device, publicKey, log, texts, hashes, key, endsAt }
}

export interface BenchDistrict {
  readonly address: string
  readonly publicKey: string
}

/** Says one sealed thing and reads the sealed answer. */
export async function say(
  district: BenchDistrict,
  kiosk: BenchLog,
  purpose: Purpose,
  path: string,
  challenge: string | null,
  body: unknown,
): Promise<{ readonly challenge: string }> {
  return speak(district, kiosk, purpose, path, challenge, pack(body))
}

const keys = new Map<string, ReturnType<typeof importPublicKey>>()

function keyOf(publicKey: string): ReturnType<typeof importPublicKey> {
  const key = keys.get(publicKey) ?? importPublicKey(publicKey)
  keys.set(publicKey, key)
  return key
}

/** A body packed, and its digest: made before the clock runs, since it is the kiosk's work. */
interface Packed {
  /** SHA-256 of the text, base64url. */
  readonly sha256: string
  readonly gzip: Buffer
}

function pack(body: unknown): Packed {
  const text = JSON.stringify(body)
  return { sha256: hash('sha256', text, 'base64url'), gzip: gzipSync(text) }
}

async function speak(
  district: BenchDistrict,
  kiosk: BenchLog,
  purpose: Purpose,
  path: string,
  challenge: string | null,
  body: Packed,
): Promise<{ readonly challenge: string }> {
  const claims = { aud: district.publicKey, iss: kiosk.device, purpose, challenge }
  // A gzip file may have several members: the line that seals the body is packed by itself.
  const sealLine = gzipSync(`${await sealOver(kiosk.key, claims, body.sha256)}\n`, { level: 1 })
  const response = await fetch(`${district.address}/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.giogiac.sealed', 'content-encoding': 'gzip' },
    body: new Uint8Array(Buffer.concat([sealLine, body.gzip])),
  })
  const key = await keyOf(district.publicKey)
  const opened = await open(await response.text(), { key, audience: kiosk.device, purpose: 'answer' })
  if (!response.ok || opened.kind === 'refused') throw new Error(`refused: ${JSON.stringify(opened)}`)
  return JSON.parse(opened.body) as { challenge: string }
}

export interface PackedLog {
  readonly kiosk: BenchLog
  readonly batches: readonly Packed[]
}

/** A log as batches of 500, packed as a kiosk packs them. */
export function packLog(kiosk: BenchLog): PackedLog {
  const head = { seq: kiosk.texts.length, hash: kiosk.hashes.at(-1) ?? '' }
  const batches: Packed[] = []
  for (let from = 1; from <= kiosk.texts.length; from += 500) {
    const events = kiosk.texts.slice(from - 1, from + 499)
    batches.push(pack({ v: 1, log: kiosk.log, from, prev: kiosk.hashes[from - 1], events, head }))
  }
  return { kiosk, batches }
}

/** Uploads a log batch after batch, as a kiosk does. @returns the next challenge */
export async function upload(
  district: BenchDistrict,
  { kiosk, batches }: PackedLog,
  first: string,
): Promise<string> {
  let challenge = first
  for (const batch of batches) {
    challenge = (await speak(district, kiosk, 'events', `logs/${kiosk.log}/events`, challenge, batch))
      .challenge
  }
  return challenge
}
