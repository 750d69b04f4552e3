import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { SESSION_LIMITS, startSession } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { devices } from '../../db/district/schema/devices.ts'
import { HEAP_FLAGS } from '../../district/commands/run-processes.ts'
import { makeAccount, STAFF_PASSWORD } from '../../tests/support/open-account.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../../tests/support/start-postgres.ts'
import { type BenchRow, quantile } from './bench-row.ts'
import { type BenchDistrict, makeLog, packLog, upload } from './district-log.ts'
import { fillDistrict, NOW, wardOf } from './fill-district.ts'
import { heavyWork, type Work } from './heavy-work.ts'
import { firstLine } from './pouchdb-replication.ts'

const SIZE = { wards: 100, peopleAWard: 20, days: 25 }
const KIOSKS = 4
const CHALLENGE = 'A'.repeat(32)
const CLERKS = 20
/** A kind of work is done again until so much time is over. */
const LEAST_MS = 4_000
const SETTLE_MS = 1_500
/** Longer than this nobody at a kiosk waits for the district. */
const GOAL_MS = 250

/** A district with 2,000 people, a month behind them, and kiosks of which it holds all. */
async function makeDistrict(postgres: TestPostgres) {
  const url = await postgres.createDatabase()
  const opened = await openDatabase({ kind: 'postgres', url })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { db } = opened.database
  await fillDistrict(opened.database, url, SIZE)
  const logs = Array.from({ length: KIOSKS }, (_, index) => makeLog(wardOf(index), 50, NOW - 7 * 86_400_000))
  const kiosks = await Promise.all(logs)
  await db.insert(devices).values(
    kiosks.map(({ device, publicKey }, index) => ({
      id: device,
      point: wardOf(index),
      name: 'Kiosk 2',
      publicKey,
      state: 'active' as const,
      challenge: CHALLENGE,
      enrolledAt: NOW - 8 * 86_400_000,
    })),
  )
  const cookies = await signedIn(db)
  await opened.database.close()
  return { url, kiosks, ...cookies }
}

/** Cookies of an administrator and of a clerk of one ward; accounts that sign in later. */
async function signedIn(db: DistrictDb) {
  const cookieOf = async (username: string): Promise<string> =>
    `giogiac=${await startSession(db, username, NOW, SESSION_LIMITS, (count) => crypto.getRandomValues(new Uint8Array(count)))}`
  await makeAccount(db, { username: 'quan.tri', role: 'district-administrator' })
  await makeAccount(db, { username: 'mot.phuong', role: 'clerk', organisation: 'org-0' })
  const clerks = Array.from({ length: CLERKS }, (_, index) => `van.thu.${index}`)
  for (const username of clerks) await makeAccount(db, { username, role: 'clerk' })
  return { admin: await cookieOf('quan.tri'), clerk: await cookieOf('mot.phuong'), clerks }
}

/** How long hellos waited while a kind of work was done. */
async function waitsDuring(kiosks: Worker, { name, act }: Work): Promise<BenchRow[]> {
  const report = async (): Promise<number[]> => {
    kiosks.postMessage('report')
    const [waits] = (await once(kiosks, 'message')) as [number[]]
    return waits
  }
  await setTimeout(SETTLE_MS)
  await report()
  const begun = performance.now()
  let times = 0
  for (; times === 0 || performance.now() - begun < LEAST_MS; times++) await act(times)
  const each = (performance.now() - begun) / times
  const waits = await report()
  const longest = Math.max(...waits)
  process.stderr.write(`${name}: ${times} times, ${Math.round(each)} ms each\n`)
  return [
    {
      name: `${name}: longest`,
      value: longest,
      unit: 'ms',
      ratio: longest / GOAL_MS,
      against: `${GOAL_MS} ms`,
      atMost: 1,
    },
    { name: `  median of ${waits.length} hellos`, value: quantile(waits, 0.5), unit: 'ms' },
  ]
}

/**
 * A kiosk that says hello every 20 ms to a server of one process, while people work there: the longest and the median
 * wait for the answer.
 */
export async function benchHello(): Promise<BenchRow[]> {
  if (findPostgres() === null) throw new Error('no PostgreSQL: install the Debian package postgresql')
  const postgres = await startPostgres()
  try {
    const made = await makeDistrict(postgres)
    const script = new URL('./serve-district.ts', import.meta.url).pathname
    const flags = [...HEAP_FLAGS, ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])]
    const child = spawn(process.execPath, [...flags, script, String(NOW), made.url, '1'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    try {
      const district = JSON.parse(await firstLine(child)) as BenchDistrict
      const challenges: string[] = []
      for (const log of made.kiosks) challenges.push(await upload(district, packLog(log), CHALLENGE))
      const order = { district, kiosks: made.kiosks, challenges, now: NOW }
      const kiosks = new Worker(new URL('./say-hello.ts', import.meta.url), { workerData: order })
      const rows: BenchRow[] = []
      for (const work of heavyWork({ ...made, ...district, password: STAFF_PASSWORD })) {
        if (process.env.BENCH_ONLY !== undefined && !work.name.includes(process.env.BENCH_ONLY)) continue
        rows.push(...(await waitsDuring(kiosks, work)))
      }
      await kiosks.terminate()
      return rows
    } finally {
      const exit = once(child, 'exit')
      child.stdin.end()
      await exit
    }
  } finally {
    await postgres.stop()
  }
}
