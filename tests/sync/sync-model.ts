import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { LOG_FILE, LOG_FILES, SET_ASIDE_FOLDER } from '../../db/kiosk/files/log-files.ts'
import { type BareKiosk, openBareKiosk } from '../support/bare-kiosk.ts'
import {
  backUpDevice,
  type DeviceBackup,
  type FusedDistrict,
  putBackDevice,
} from '../support/fused-district.ts'
import { createHandClock, type HandClock } from '../support/hand-clock.ts'
import { createModelLine, type Fate, type ModelLine } from '../support/model-line.ts'
import { firstBroken } from '../support/verify-chain.ts'
import { MODEL_START, type ModelStart } from './prepare-model.ts'

/** What happens to a kiosk, its line and its district. */
export type Happening =
  | { readonly kind: 'scans'; readonly count: number }
  | { readonly kind: 'attempt'; readonly fates: readonly Fate[] }
  | { readonly kind: 'late-arrival'; readonly which: number }
  | { readonly kind: 'kiosk-restarts' }
  | { readonly kind: 'kiosk-backed-up' }
  /** The whole disk, or the database alone, goes back to its backup. */
  | { readonly kind: 'kiosk-restored'; readonly whole: boolean }
  | { readonly kind: 'district-backed-up' }
  | { readonly kind: 'district-restored' }

const STEP_MS = 21 * 60_000
const MOST_QUIET_ATTEMPTS = 12

interface Held {
  readonly log: string
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly repeats: boolean
  readonly text: string
}

/** A promise of the product that did not hold. */
export class BrokenPromise extends Error {}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new BrokenPromise(what)
}

let runs = 0
/** One kiosk lives all histories, more of them in a minute than a district listens to: a server that starts counts anew. */
const RUNS_A_SERVER = 100

/** Runs what happens, lets everything come to rest, and looks whether every promise was kept. Throws `BrokenPromise`. */
export async function runModel(
  district: FusedDistrict,
  start: ModelStart,
  root: string,
  happenings: readonly Happening[],
): Promise<void> {
  const run = new ModelRun(district, start, join(root, 'run'))
  if (runs % RUNS_A_SERVER === 0) await district.restart()
  try {
    await run.begin()
    for (const happening of happenings) await run.step(happening)
    await run.comeToRest()
  } finally {
    run.end()
  }
}

class ModelRun {
  readonly #district: FusedDistrict
  readonly #start: ModelStart
  readonly #folder: string
  readonly #disk: string
  readonly #image: string
  readonly #clock: HandClock
  readonly #line: ModelLine
  #kiosk: BareKiosk | null = null
  #districtBackup: DeviceBackup
  /** Ids that the kiosk holds an acknowledgement for, and that the district has not lost since. */
  #acknowledged = new Set<string>()
  readonly #said: string[] = []

  constructor(district: FusedDistrict, start: ModelStart, folder: string) {
    this.#district = district
    this.#start = start
    this.#folder = folder
    this.#disk = join(folder, 'disk')
    this.#image = join(folder, 'image')
    this.#clock = createHandClock(MODEL_START)
    this.#line = createModelLine(district)
    this.#districtBackup = start.backup
    runs++
    this.#line.from = `10.${(runs >> 16) & 255}.${(runs >> 8) & 255}.${runs & 255}`
  }

  async begin(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true })
    cpSync(this.#start.folder, this.#disk, { recursive: true })
    cpSync(this.#start.folder, this.#image, { recursive: true })
    await putBackDevice(this.#district.db, this.#start.device, this.#start.backup)
    this.#open()
  }

  end(): void {
    this.#kiosk?.crash()
    this.#kiosk = null
  }

  #open(): BareKiosk {
    this.#kiosk = openBareKiosk({
      dataDirectory: this.#disk,
      clock: this.#clock,
      fetch: this.#line.fetch,
      log: (message) => this.#said.push(message),
    })
    return this.#kiosk
  }

  get #running(): BareKiosk {
    return this.#kiosk ?? this.#open()
  }

  async step(happening: Happening): Promise<void> {
    this.#clock.pass(STEP_MS)
    this.#district.clock.set(this.#clock.now())
    switch (happening.kind) {
      case 'scans':
        return this.#scan(happening.count)
      case 'attempt':
        await this.#attempt(happening.fates)
        return
      case 'late-arrival':
        return this.#line.deliver(happening.which)
      case 'kiosk-restarts':
        return this.#restart()
      case 'kiosk-backed-up':
        this.end()
        rmSync(this.#image, { recursive: true })
        cpSync(this.#disk, this.#image, { recursive: true })
        return
      case 'kiosk-restored':
        return this.#restoreKiosk(happening.whole)
      case 'district-backed-up':
        this.#districtBackup = await backUpDevice(this.#district.db, this.#start.device)
        return
      case 'district-restored': {
        await putBackDevice(this.#district.db, this.#start.device, this.#districtBackup)
        const kept = new Set((await this.#held()).map(({ id }) => id))
        this.#acknowledged = new Set([...this.#acknowledged].filter((id) => kept.has(id)))
        return
      }
    }
  }

  #scan(count: number): void {
    const { kiosk } = this.#running
    for (let i = 0; i < count; i++) {
      this.#clock.pass(1000)
      const data = { badge: randomBytes(32).toString('hex'), staff: null, method: 'camera' } as const
      const written = kiosk.keeper.write((store) =>
        kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'scan', data, person: null }]),
      )
      must(written.kind === 'done', 'a scan was not recorded')
    }
  }

  async #attempt(fates: readonly Fate[]): Promise<string> {
    this.#line.fates = [...fates]
    const bare = this.#running
    const ended = new Promise<'kiosk-ended'>((resolve) => {
      this.#line.onKioskEnd = () => resolve('kiosk-ended')
    })
    const result = await Promise.race([bare.attempt(), ended])
    this.#line.fates = []
    this.#district.cutBefore(null)
    if (result === 'kiosk-ended') this.#restart()
    else await this.#checkAcknowledged(bare)
    return result === 'kiosk-ended' ? result : JSON.stringify(result)
  }

  /** What a kiosk takes for acknowledged the district has, unless it has lost it since. */
  async #checkAcknowledged({ kiosk, store }: BareKiosk): Promise<void> {
    const { acknowledged } = kiosk.memory
    const log = store().origin()?.log
    if (acknowledged === null || acknowledged.seq === 0 || acknowledged.receipt === null) return
    for (const { text } of store().read.after(0, acknowledged.seq)) {
      this.#acknowledged.add(JSON.parse(text).id)
    }
    const held = await this.#held()
    const ids = new Set(held.map(({ id }) => id))
    const missing = [...this.#acknowledged].filter((id) => !ids.has(id))
    // An attempt that heard nothing leaves the word from before the district lost some.
    if (missing.length > 0) {
      const upTo = Math.max(0, ...held.filter((row) => row.log === log).map(({ seq }) => seq))
      must(acknowledged.seq > upTo, `acknowledged, but not stored: ${missing.length} of ${log}`)
      for (const id of missing) this.#acknowledged.delete(id)
    }
  }

  #restart(): void {
    this.end()
    this.#open()
  }

  #restoreKiosk(whole: boolean): void {
    this.end()
    if (whole) {
      rmSync(this.#disk, { recursive: true })
      cpSync(this.#image, this.#disk, { recursive: true })
      return
    }
    const database = LOG_FILES.filter((name) => name.startsWith(LOG_FILE))
    for (const name of database) {
      rmSync(join(this.#disk, name), { force: true })
      const from = join(this.#image, name)
      if (existsSync(from)) cpSync(from, join(this.#disk, name))
    }
  }

  async comeToRest(): Promise<void> {
    for (let attempts = 1; ; attempts++) {
      this.#clock.pass(STEP_MS)
      this.#district.clock.set(this.#clock.now())
      const ended = await this.#attempt([])
      const { kiosk, store } = this.#running
      const waiting = (store().head()?.seq ?? 0) - (kiosk.memory.acknowledged?.seq ?? 0)
      if (ended === '{"kind":"done"}' && waiting === 0) break
      must(attempts < MOST_QUIET_ATTEMPTS, `no rest: ${ended}, ${waiting} waiting; ${this.#said.join(' | ')}`)
    }
    await this.#checkEverything()
  }

  async #checkEverything(): Promise<void> {
    const { store } = this.#running
    const origin = store().origin()
    const held = await this.#held()
    const log = origin?.log ?? ''
    const own = held.filter((row) => row.log === log)
    const ours = store().read.after(0, 1_000_000)
    must(
      own.length === ours.length && own.every(({ text }, i) => text === ours[i]?.text),
      "the district's log is not the kiosk's",
    )
    const chain = ours.map(({ seq, text }) => ({ text, hash: store().read.hashOf(seq) ?? '' }))
    must(origin !== null && firstBroken(origin, chain) === null, 'the chain is broken')
    for (const [each, rows] of Map.groupBy(held, (row) => row.log)) {
      must(
        rows.every(({ seq }, i) => seq === i + 1),
        `the district has a gap in ${each}`,
      )
    }
    const counted = new Map<string, number>()
    for (const { id, repeats } of held) counted.set(id, (counted.get(id) ?? 0) + (repeats ? 0 : 1))
    for (const [id, times] of counted) must(times === 1, `event ${id} counts ${times} times`)
    for (const { id, type } of this.#onDisk()) {
      if (type !== 'log-started') must(counted.has(id), `a ${type} on the kiosk's disk never came`)
    }
    for (const id of this.#acknowledged) must(counted.has(id), 'what was acknowledged is gone')
  }

  /** Every event in any file of the kiosk, of this log and of older ones. */
  #onDisk(): { id: string; type: string }[] {
    const aside = join(this.#disk, SET_ASIDE_FOLDER)
    const folders = existsSync(aside) ? readdirSync(aside).map((name) => join(aside, name)) : []
    return [this.#disk, ...folders].flatMap((folder) => {
      const db = new Database(join(folder, LOG_FILE), { readonly: true })
      try {
        return db.prepare('SELECT id, type FROM events').all() as { id: string; type: string }[]
      } finally {
        db.close()
      }
    })
  }

  async #held(): Promise<readonly Held[]> {
    return rowsOf<Held>(
      await this.#district.db.execute(sql`
        select log, seq, id, type, repeats, text from events where device = ${this.#start.device}::uuid
        order by log, seq`),
    )
  }
}
