import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import { HEAP_FLAGS } from '../../district/commands/run-processes.ts'
import { findPostgres, startPostgres } from '../../tests/support/start-postgres.ts'
import { type BenchRow, printRows } from './bench-row.ts'
import {
  type BenchDistrict,
  type BenchLog,
  KIOSKS,
  makeLog,
  POINTS,
  packLog,
  ROUNDS,
  say,
  upload,
  WARM_UPS,
} from './district-log.ts'
import { BATCH_SIZES, firstLine, installPouchDb, startPouchDb } from './pouchdb-replication.ts'

const EVENTS = 10_000
/** Monday 5 October 2026, 00:00 in Việt Nam. */
const FIRST_DAY = Date.UTC(2026, 9, 4, 17)
/** When the kiosks reach the district: the Monday after those 25 working days. */
const NOW = FIRST_DAY + 36 * 86_400_000
const BATCH = 500
/** Whoever was measured before comes to rest meanwhile. */
const SETTLE_MS = 500

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

const perSecond = (ms: number): number => (EVENTS / ms) * 1_000

interface RunningDistrict extends BenchDistrict {
  readonly child: ChildProcess
  readonly codes: readonly string[]
}

/** A district server in a process of its own. @param place URL of a database, or a folder for PGlite */
async function startDistrict(place: string): Promise<RunningDistrict> {
  const script = new URL('./district-process.ts', import.meta.url).pathname
  const args = [...HEAP_FLAGS, script, String(NOW), place]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  return { child, ...(JSON.parse(await firstLine(child)) as BenchDistrict & { codes: string[] }) }
}

async function stopDistrict({ child }: RunningDistrict): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin?.end()
  await ended
}

/**
 * The time until the district has taken in all logs of a round, its kiosks at once, each with one message on its
 * way: sealed, gunzipped, verified, chained, parsed, stored once, every day derived.
 */
async function ingest(district: RunningDistrict, logs: readonly BenchLog[], round: number): Promise<number> {
  const challenges = await Promise.all(
    logs.map(async (log, index) => {
      const { device, publicKey } = log
      const code = district.codes[round * KIOSKS + index]
      const body = { v: 1, device, publicKey, code, name: 'Kiosk' }
      return (await say(district, log, 'enrol', 'enrol', null, body)).challenge
    }),
  )
  const packed = logs.map(packLog)
  await setTimeout(SETTLE_MS)
  const begun = performance.now()
  await Promise.all(packed.map((log, index) => upload(district, log, challenges[index] ?? '')))
  return performance.now() - begun
}

/** Unpacking and JSON.parse of the same batches, twice as deep as they are (the body, then every text): the limit. */
function parseOnly(logs: readonly BenchLog[]): number {
  const bodies = logs.flatMap(({ texts }) =>
    Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, batch) =>
      gzipSync(JSON.stringify(texts.slice(batch * BATCH, (batch + 1) * BATCH))),
    ),
  )
  const begun = performance.now()
  for (const body of bodies) {
    for (const text of JSON.parse(gunzipSync(body).toString()) as string[]) JSON.parse(text)
  }
  return performance.now() - begun
}

const documentsOf = (logs: readonly BenchLog[]): string[] =>
  logs.flatMap(({ texts }) =>
    texts.map((text) => {
      const event = JSON.parse(text) as { id: string }
      return JSON.stringify({ _id: event.id, ...event })
    }),
  )

/** Taking in 10,000 events of 25 working days of 100 people, against PouchDB replicating the same documents. */
export async function benchIngest(): Promise<BenchRow[]> {
  const missing = installPouchDb()
  const postgres = findPostgres() === null ? null : await startPostgres()
  const pouch = missing === null ? await startPouchDb() : null
  const onPostgres = postgres === null ? null : await startDistrict(await postgres.createDatabase())
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-ingest-'))
  const onPglite = await startDistrict(folder)
  const times = {
    postgres: [] as number[],
    pglite: [] as number[],
    pouch: new Map(BATCH_SIZES.map((size) => [size, [] as number[]])),
    parse: [] as number[],
  }
  try {
    for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
      const points = POINTS.slice(round * KIOSKS, (round + 1) * KIOSKS)
      const logs = await Promise.all(points.map((point) => makeLog(point, EVENTS / KIOSKS, FIRST_DAY)))
      const replicated = await pouch?.replicate(documentsOf(logs))
      const postgresMs = onPostgres === null ? null : await ingest(onPostgres, logs, round)
      const pgliteMs = await ingest(onPglite, logs, round)
      if (round < WARM_UPS) continue
      for (const [size, ms] of Object.entries(replicated ?? {})) times.pouch.get(Number(size))?.push(ms)
      if (postgresMs !== null) times.postgres.push(postgresMs)
      times.pglite.push(pgliteMs)
      times.parse.push(parseOnly(logs))
    }
  } finally {
    pouch?.stop()
    await stopDistrict(onPglite)
    rmSync(folder, { recursive: true, force: true })
    if (onPostgres !== null) await stopDistrict(onPostgres)
    await postgres?.stop()
  }
  // The size that is best over all rounds, not the luckiest run of each.
  const [bestBatch, pouchMs] = [...times.pouch]
    .map(([size, runs]) => [size, median(runs)] as const)
    .reduce((best, one) => (one[1] < best[1] ? one : best))
  const parseMs = median(times.parse)
  const rows = (engine: string, ms: number, goal: number): BenchRow[] => {
    const taken = {
      name: `events taken in, ${engine}, five kiosks at once`,
      value: perSecond(ms),
      unit: '/s',
    }
    const pouchdb = `of PouchDB, ${Math.round(perSecond(pouchMs))}/s in batches of ${bestBatch}`
    const limit = `of gunzip + JSON.parse alone, ${Math.round(perSecond(parseMs))}/s`
    return [
      missing === null
        ? { ...taken, ratio: pouchMs / ms, against: pouchdb, goal }
        : { ...taken, against: missing },
      { ...taken, ratio: parseMs / ms, against: limit },
    ]
  }
  return [
    ...(onPostgres === null ? [] : rows('PostgreSQL', median(times.postgres), 4)),
    ...rows('PGlite', median(times.pglite), 2),
  ]
}

if (import.meta.main) printRows(await benchIngest())
