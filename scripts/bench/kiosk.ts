import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createTestKiosk, enrolByHand, newId, type TestKiosk } from '../../tests/support/create-test-kiosk.ts'
import { badgeOf, testDirectory } from '../../tests/support/test-directory.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import { seedLog } from './seed-log.ts'

const EVENTS = 300_000
const PEOPLE = 40
const SCANS = 2000
const WARM_UP = 200
const STARTS = 9
const MONDAY = Date.parse('2026-03-02T07:00:00+07:00')
const DAY_MS = 86_400_000
const HOURS = ['07:20', '11:31', '12:55', '17:03']

/** A database with nothing but a table: what the disk and SQLite cost for one durable row. */
function rawCommits(directory: string): { commit(text: string): void; close(): void } {
  const db = new Database(join(directory, 'raw.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE log (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO log (text) VALUES (?)')
  return { commit: (text) => insert.run(text), close: () => db.close() }
}

/** Days of four scans each, person after person, as a ward works. */
function* workdays(): Generator<{ readonly at: number; readonly person: number }> {
  for (let day = 0; ; day++) {
    if (day % 7 > 4) continue
    for (const hour of HOURS) {
      const start = Date.parse(`2026-03-02T${hour}:00+07:00`) + day * DAY_MS
      for (let person = 1; person <= PEOPLE; person++) yield { at: start + person * 10_000, person }
    }
  }
}

async function timeScan(kiosk: TestKiosk, at: number, person: number): Promise<number> {
  kiosk.clock.passTo(at)
  const { code } = badgeOf(person)
  const input = { id: newId(), code, method: 'camera' } as const
  const begun = performance.now()
  const answer = await kiosk.service.api.scan(input)
  const took = performance.now() - begun
  if (answer.kind !== 'recorded' || answer.became === null)
    throw new Error('A scan of the bench was not recorded')
  // The screen is told after the answer; that is not part of it.
  await new Promise((resolve) => setImmediate(resolve))
  return took
}

/** One scan from known text to answer against one raw durable row, on the same disk, in turn. */
async function benchScan(full: string, empty: string, scans: number): Promise<BenchRow[]> {
  const kiosks = {
    full: await createTestKiosk({ dataDirectory: full, start: MONDAY, directory: null }),
    empty: await createTestKiosk({ dataDirectory: empty, start: MONDAY, directory: null }),
  }
  for (const each of Object.values(kiosks)) each.service.onNotice(() => {})
  const raw = rawCommits(full)
  const { store } = kiosks.full.service.opening as Extract<
    TestKiosk['service']['opening'],
    { kind: 'opened' }
  >
  const took = { raw: [] as number[], full: [] as number[], empty: [] as number[] }
  let n = 0
  for (const { at, person } of workdays()) {
    if (n === scans + WARM_UP) break
    const order = (['raw', 'full', 'empty'] as const).map((_, i, all) => all[(i + n) % 3] ?? 'raw')
    for (const each of order) {
      let ms: number
      if (each === 'raw') {
        const text = store.read.textOf(store.head()?.seq ?? 0) ?? ''
        const begun = performance.now()
        raw.commit(text)
        ms = performance.now() - begun
      } else ms = await timeScan(kiosks[each], at, person)
      if (n >= WARM_UP) took[each].push(ms)
    }
    n++
  }
  raw.close()
  for (const each of Object.values(kiosks)) await each.service.stop()
  const rawAgainst = 'raw single-row synchronous=FULL commit of the same bytes'
  const row = (
    name: string,
    value: number,
    base?: number,
    atMost?: number,
    against = rawAgainst,
  ): BenchRow => ({
    name,
    value: value * 1000,
    unit: 'µs',
    ...(base === undefined ? {} : { ratio: value / base, against }),
    ...(atMost === undefined ? {} : { atMost }),
  })
  const [median, p99] = [
    (of: keyof typeof took) => quantile(took[of], 0.5),
    (of: keyof typeof took) => quantile(took[of], 0.99),
  ]
  return [
    row('raw commit, median', median('raw')),
    row('raw commit, p99', p99('raw')),
    row(`scan answered, ${EVENTS} events behind it, median`, median('full'), median('raw'), 3),
    row(`scan answered, ${EVENTS} events behind it, p99`, p99('full'), p99('raw'), 4),
    row('scan answered, empty log, median', median('empty'), median('raw')),
    row('scan answered, empty log, p99', p99('empty'), p99('raw')),
    row(
      `scan answered, ${EVENTS} events against empty, median`,
      median('full'),
      median('empty'),
      1.1,
      'empty log',
    ),
  ]
}

/** From the start of the process to its first answer. */
function timeStart(dataDirectory: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = fork(join(import.meta.dirname, '../../kiosk/main.ts'), ['--data', dataDirectory], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let took = Number.NaN
    child.on('message', (message: object) => {
      if (!('call' in message)) return
      took = performance.now() - begun
      child.kill('SIGTERM')
    })
    child.once('error', reject)
    child.once('exit', () => resolve(took))
    child.send({ call: 1, method: 'state', input: {} })
  })
}

async function benchStart(full: string, empty: string, starts: number): Promise<BenchRow[]> {
  const took = { full: [] as number[], empty: [] as number[] }
  await timeStart(empty)
  for (let i = 0; i < starts; i++) {
    took.full.push(await timeStart(full))
    took.empty.push(await timeStart(empty))
  }
  const [whenFull, whenEmpty] = [quantile(took.full, 0.5), quantile(took.empty, 0.5)]
  return [
    { name: 'service start to first answer, empty log, median', value: whenEmpty, unit: 'ms' },
    {
      name: `service start to first answer, ${EVENTS} events, median`,
      value: whenFull,
      unit: 'ms',
      ratio: whenFull / whenEmpty,
      against: 'empty log',
      atMost: 1.5,
    },
  ]
}

/** The kiosk's part of the bench; series that are compared run in turn. */
export async function benchKiosk(events = EVENTS, scans = SCANS, starts = STARTS): Promise<BenchRow[]> {
  const root = mkdtempSync(join(tmpdir(), 'giogiac-bench-'))
  try {
    const [full, empty] = [mkdtempSync(join(root, 'full-')), mkdtempSync(join(root, 'empty-'))]
    for (const each of [full, empty]) await enrolByHand(each, testDirectory(PEOPLE))
    seedLog(full, events, PEOPLE, MONDAY - DAY_MS)
    const scanned = await benchScan(full, empty, scans)
    rmSync(empty, { recursive: true })
    const fresh = mkdtempSync(join(root, 'fresh-'))
    await enrolByHand(fresh, testDirectory(PEOPLE))
    return [...scanned, ...(await benchStart(full, fresh, starts))]
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

if (import.meta.main) printRows(await benchKiosk())
