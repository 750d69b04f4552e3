import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { devices } from '../../db/district/schema/devices.ts'
import type { TestPostgres } from '../../tests/support/start-postgres.ts'
import { type BenchRow, quantile } from './bench-row.ts'
import {
  type BenchDistrict,
  type BenchLog,
  benchSeed,
  makeLog,
  type PackedLog,
  packLog,
  upload,
} from './district-log.ts'
import { firstLine } from './pouchdb-replication.ts'

const KIOSKS = 200
const EVENTS_A_KIOSK = 1_000
/**
 * Of these every fifth sends before the clock runs: a server runs for months, V8 compiles at its beginning. And as many
 * are the ones that send one after the other, one message on its way at a time.
 */
const WARM_UPS = 1 / 5
const ROUNDS = 3
/** Monday 5 October 2026, 00:00 in Việt Nam. */
const FIRST_DAY = Date.UTC(2026, 9, 4, 17)
/** The kiosks reach the district three weeks later. */
const NOW = FIRST_DAY + 21 * 86_400_000
const CHALLENGE = 'A'.repeat(32)

interface Sending {
  readonly processes: number
  readonly atOnce: boolean
  /** Each server process has half a core. */
  readonly halved?: boolean
}

interface Sent {
  readonly perSecond: number
  /** Of the server and of PostgreSQL together. */
  readonly perCpuSecond: number
  readonly failed: number
}

/** A district that nobody has sent anything to, with all kiosks enrolled. @returns its URL */
async function emptyDistrict(postgres: TestPostgres, logs: readonly BenchLog[]): Promise<string> {
  const url = await postgres.createDatabase()
  const opened = await openDatabase({ kind: 'postgres', url })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { db } = opened.database
  await seedOrganisation(db, benchSeed(logs.map((_, index) => pointOf(index))))
  await db.insert(devices).values(
    logs.map(({ device, publicKey }, index) => ({
      id: device,
      point: pointOf(index),
      name: 'Kiosk',
      publicKey,
      state: 'active' as const,
      challenge: CHALLENGE,
      enrolledAt: FIRST_DAY,
    })),
  )
  await opened.database.close()
  return url
}

const pointOf = (index: number): string => `point-${index}`

const TICKS_A_SECOND = 100

/** CPU time of processes so far, seconds; those that have ended are left out. */
function cpuSeconds(pids: readonly number[]): number {
  let ticks = 0
  for (const pid of pids) {
    const text = statOf(pid)
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
  }
  return ticks / TICKS_A_SECOND
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** Lets each of these processes run half of the time, in turns: two of them never at once. @returns how to end that */
function halveCores(pids: readonly number[]): () => Promise<unknown> {
  const worker = new Worker(new URL('./take-turns.ts', import.meta.url), { workerData: pids })
  return async () => {
    worker.postMessage('end')
    await once(worker, 'exit')
  }
}

/** Sends logs to a district of its own, served by so many processes; all at once, or one after the other. */
async function send(
  postgres: TestPostgres,
  everybody: readonly BenchLog[],
  logs: readonly PackedLog[],
  { processes, atOnce, halved }: Sending,
): Promise<Sent> {
  const url = await emptyDistrict(postgres, everybody)
  const script = new URL('./serve-district.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, String(NOW), url, String(processes)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const district = JSON.parse(await firstLine(child)) as BenchDistrict
  const watch = new pg.Client({ connectionString: url })
  await watch.connect()
  const cpu = async () => {
    const { rows } = await watch.query('select pid from pg_stat_activity where pid <> pg_backend_pid()')
    return cpuSeconds([...rows.map(({ pid }) => Number(pid)), ...childrenOf(child.pid ?? 0)])
  }
  try {
    const warm = Math.round(everybody.length * WARM_UPS)
    const [warmUps, others] = [logs.slice(0, warm), logs.slice(warm)]
    await Promise.all(warmUps.map((log) => upload(district, log, CHALLENGE)))
    const before = await cpu()
    const whole = halved ? halveCores(childrenOf(child.pid ?? 0)) : null
    const begun = performance.now()
    const ended: PromiseSettledResult<unknown>[] = []
    if (atOnce)
      ended.push(...(await Promise.allSettled(others.map((log) => upload(district, log, CHALLENGE)))))
    else
      for (const log of others) ended.push(...(await Promise.allSettled([upload(district, log, CHALLENGE)])))
    const seconds = (performance.now() - begun) / 1_000
    await whole?.()
    const used = (await cpu()) - before
    const held = await watch.query('select count(*)::int as count from events')
    const failed = ended.filter(({ status }) => status === 'rejected')
    for (const each of failed.slice(0, 3)) process.stderr.write(`${(each as PromiseRejectedResult).reason}\n`)
    const events = others.length * EVENTS_A_KIOSK
    if (failed.length === 0 && held.rows[0].count !== logs.length * EVENTS_A_KIOSK)
      throw new Error('events are missing')
    return { perSecond: events / seconds, perCpuSecond: events / used, failed: failed.length }
  } finally {
    await watch.end()
    const exit = once(child, 'exit')
    child.stdin.end()
    await exit
  }
}

/** 200 kiosks that all reach the district in the same instant, against one that sends by itself. */
export async function benchManyKiosks(postgres: TestPostgres, kiosks = KIOSKS): Promise<BenchRow[]> {
  const logs = await Promise.all(
    Array.from({ length: kiosks }, (_, index) => makeLog(pointOf(index), EVENTS_A_KIOSK, FIRST_DAY)),
  )
  const packed = logs.map(packLog)
  const alone: Sent[] = []
  const one: Sent[] = []
  const two: Sent[] = []
  const oneHalf: Sent[] = []
  const twoHalves: Sent[] = []
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(
      await send(postgres, logs, packed.slice(0, Math.round(kiosks * WARM_UPS * 2)), {
        processes: 1,
        atOnce: false,
      }),
    )
    one.push(await send(postgres, logs, packed, { processes: 1, atOnce: true }))
    two.push(await send(postgres, logs, packed, { processes: 2, atOnce: true }))
    oneHalf.push(await send(postgres, logs, packed, { processes: 1, atOnce: true, halved: true }))
    twoHalves.push(await send(postgres, logs, packed, { processes: 2, atOnce: true, halved: true }))
  }
  const median = (runs: readonly Sent[], of: 'perSecond' | 'perCpuSecond') =>
    quantile(
      runs.map((run) => run[of]),
      0.5,
    )
  const failed = [...one, ...two, ...oneHalf, ...twoHalves].reduce((sum, run) => sum + run.failed, 0)
  const against = (
    name: string,
    value: number,
    unit: string,
    what: string,
    theirs: number,
    goal?: number,
  ) => ({
    name,
    value,
    unit,
    ratio: value / theirs,
    against: `${what}, ${Math.round(theirs)}${unit}`,
    ...(goal === undefined ? {} : { goal }),
  })
  // PostgreSQL needs as much as a server process does: where those two have all there is, a second one has nothing.
  const cores = availableParallelism()
  return [
    {
      name: `kiosks of ${kiosks} whose sending failed`,
      value: failed,
      unit: '',
      ratio: failed,
      against: 'to be none',
      atMost: 0,
    },
    against(
      `events taken in, ${kiosks} kiosks at once, one server process`,
      median(one, 'perSecond'),
      '/s',
      'one kiosk alone',
      median(alone, 'perSecond'),
      0.8,
    ),
    against(
      'the same, a second of a core’s time',
      median(one, 'perCpuSecond'),
      '/s',
      'one kiosk alone',
      median(alone, 'perCpuSecond'),
      0.8,
    ),
    against(
      `the same, two server processes`,
      median(two, 'perSecond'),
      '/s',
      `one, on ${cores} cores that PostgreSQL and the kiosks share`,
      median(one, 'perSecond'),
      cores < 4 ? undefined : 1.3,
    ),
    against(
      'the same, two server processes of half a core each',
      median(twoHalves, 'perSecond'),
      '/s',
      'one of half a core',
      median(oneHalf, 'perSecond'),
      1.3,
    ),
  ]
}
