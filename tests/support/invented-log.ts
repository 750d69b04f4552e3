import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createGzip } from 'node:zlib'
import { chainHash, genesisHash } from '../../core/log/chain.ts'
import { exportClaims, type GglogHeader, type GglogTrailer, markOf } from '../../core/log/gglog.ts'
import { headerHash } from '../../core/log/read-gglog.ts'
import { sealOver } from '../../core/log/seal.ts'
import { sha256 } from '../../db/sha256.ts'
import { type DeviceIdentity, importPrivateKey, makeDeviceIdentity } from '../../kiosk/keys/device-key.ts'
import { testBadge } from './test-badge.ts'

/** An invented kiosk's log as texts, and whose it is. */
export interface InventedLog {
  readonly identity: DeviceIdentity
  readonly district: DeviceIdentity
  readonly log: string
  readonly genesis: string
  readonly run: string
}

export async function inventLog(): Promise<InventedLog> {
  const identity = await makeDeviceIdentity(randomUUID())
  const district = await makeDeviceIdentity(randomUUID())
  const log = randomUUID()
  const { device, publicKey } = identity
  const genesis = genesisHash(sha256, { log, device, publicKey, parent: null })
  return { identity, district, log, genesis, run: randomUUID() }
}

const MONDAY = Date.UTC(2026, 10, 16, 0, 15)
const BADGES = Array.from({ length: 40 }, (_, i) => testBadge(i + 1).digest)

/** Texts of a log: its beginning, then scans; every hundredth event is something else. */
export function* textsOf(invented: InventedLog, events: number): Generator<string> {
  const { log, run, identity } = invented
  const { device } = identity
  for (let seq = 1; seq <= events; seq++) {
    const at = MONDAY + seq * 20_000
    const random = createHash('md5').update(String(seq)).digest('hex')
    const time = at.toString(16).padStart(12, '0')
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`
    const head = { v: 1, log, seq, id, at, up: 60_000 + seq * 20_000, run }
    if (seq === 1) {
      yield JSON.stringify({
        ...head,
        type: 'log-started',
        data: { point: 'point-1', device, parent: null, why: 'new' },
      })
    } else if (seq % 100 === 0) {
      yield JSON.stringify({ ...head, type: 'clock-checked', data: { offsetMs: -120.5, errorMs: 3.25 } })
    } else {
      const person = seq % BADGES.length
      const data = { badge: BADGES[person], staff: `person-${person + 1}`, method: 'camera' }
      yield JSON.stringify({ ...head, type: 'scan', data })
    }
  }
}

/**
 * Writes texts as a sealed file, whatever they say.
 * @param change what a forger does who holds no key: applied to the lines behind the seal's back
 */
export async function writeInventedFile(
  file: string,
  invented: InventedLog,
  texts: Iterable<string>,
  count: number,
  change: (line: string, number: number) => string | readonly string[] | null = (line) => line,
): Promise<void> {
  const { identity, district, log, genesis } = invented
  const gzip = createGzip({ level: 1 })
  const out = createWriteStream(file)
  gzip.pipe(out)
  const digest = createHash('sha256')
  const marks: string[] = []
  let number = 0
  const put = async (line: string): Promise<void> => {
    number++
    const changed = change(line, number)
    const lines = changed === null ? [] : typeof changed === 'string' ? [changed] : changed
    for (const each of lines) if (!gzip.write(`${each}\n`)) await once(gzip, 'drain')
  }
  const header: GglogHeader = {
    v: 1,
    kind: 'gglog',
    device: identity.device,
    district: district.publicKey,
    log,
    point: 'point-1',
    from: 1,
    to: count,
    prev: genesis,
    time: MONDAY + count * 20_000,
    app: '0.1.0-test',
  }
  const first = JSON.stringify(header)
  digest.update(`${first}\n`)
  marks.push(markOf(headerHash(sha256, first)))
  await put(first)
  let hash = genesis
  for (const text of texts) {
    hash = chainHash(sha256, hash, text)
    digest.update(`${text}\n`)
    marks.push(markOf(hash))
    await put(text)
  }
  const jws = await sealOver(
    await importPrivateKey(identity),
    exportClaims(header),
    digest.digest('base64url'),
  )
  const trailer: GglogTrailer = { v: 1, count, head: { seq: count, hash }, marks: marks.join(''), jws }
  await put(JSON.stringify(trailer))
  gzip.end()
  await once(out, 'close')
}
