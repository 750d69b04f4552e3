import { execFile, spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOG_FILES, PLACE_FILE } from '../../db/kiosk/files/log-files.ts'
import { type BundledProgram, bundleProgram } from '../support/bundle-program.ts'
import { enrolByHand, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { readChain } from '../support/read-log.ts'
import { openOrSucceed } from '../support/running-log.ts'
import { testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const hasStrace = process.platform === 'linux' && spawnSync('strace', ['--version']).status === 0
const SCANS = process.env.GIOGIAC_SOAK === '1' ? 20 : 4
/** A run has at most some hundred such calls. */
const MOST_RUNS = 2000
const AT_ONCE = 3

let program: BundledProgram
let enrolled: string
beforeAll(async () => {
  program = await bundleProgram('tests/power-cut/short-writer.ts')
  enrolled = temporaryDirectory()
  await enrolByHand(enrolled, testDirectory(20))
}, 60_000)
afterAll(() => {
  program.remove()
  rmSync(enrolled, { recursive: true, force: true })
})

interface Run {
  readonly hit: boolean
  readonly shown: readonly string[]
  readonly refused: number
  /** What was said of the last scan. */
  readonly last: string
}

/** Runs the kiosk's service on a disk whose n-th call fails, and looks at what it left. */
async function runWith(calls: string, error: string, when: string): Promise<Run> {
  const dataDirectory = temporaryDirectory()
  const trace = join(dataDirectory, 'trace')
  try {
    cpSync(enrolled, dataDirectory, { recursive: true })
    const files = [...LOG_FILES, PLACE_FILE, 'in-use.lock', ''].map((name) => join(dataDirectory, name))
    const paths = files.flatMap((file) => ['-P', file.replace(/\/$/, '')])
    const inject = `inject=${calls}:error=${error}:when=${when}`
    const { stdout } = await promisify(execFile)(
      'strace',
      [
        '-f',
        '-qq',
        '-o',
        trace,
        ...paths,
        '-e',
        `trace=${calls}`,
        '-e',
        inject,
        process.execPath,
        program.file,
      ].concat(dataDirectory),
      { encoding: 'utf8', env: { ...process.env, SCANS: String(SCANS) } },
    )
    const lines = stdout.trim().split('\n')
    expect(lines.at(-1)).toBe('END')
    const shown = lines.flatMap((line) => (line.startsWith('ACK ') ? [line.slice(4)] : []))
    const refused = lines.filter((line) => line.startsWith('NOT ')).length
    expect(shown.length + refused).toBe(SCANS)
    expect(lines.filter((line) => line.startsWith('NOT ') && !line.endsWith(' failing'))).toEqual([])
    expectRecorded(dataDirectory, shown)
    return { hit: readFileSync(trace, 'utf8').includes('INJECTED'), shown, refused, last: lines.at(-2) ?? '' }
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

/** Everything that was shown as recorded is in the log, whose chain is whole; the next start takes it as it is. */
function expectRecorded(dataDirectory: string, shown: readonly string[]): void {
  const { store } = openOrSucceed(dataDirectory)
  expect(store.verify()).toBeNull()
  expect(store.records.succession()).toBeNull()
  store.close()
  const { origin, events } = readChain(dataDirectory)
  expect(firstBroken(origin, events)).toBeNull()
  const held = new Set(events.map(({ text }) => JSON.parse(text).id))
  expect(shown.filter((id) => !held.has(id))).toEqual([])
}

/** n = 1, 2, … until a run is not hit any more. */
async function untilUntouched(calls: string, error: string, forGood: boolean): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (let n = 1; n < MOST_RUNS; n += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, i) =>
      runWith(calls, error, `${n + i}${forGood ? '+' : ''}`),
    )
    for (const run of await Promise.all(some)) {
      if (!run.hit) return runs
      runs.push(run)
    }
  }
  throw new Error('every run was hit')
}

const FAULTS: readonly (readonly [string, string])[] = [
  ['fsync', 'EIO'],
  ['fdatasync', 'EIO'],
  ['pwrite64', 'ENOSPC'],
  ['pwrite64', 'EIO'],
  ['openat', 'EROFS'],
  ['ftruncate', 'EIO'],
]

describe.skipIf(!hasStrace)('a disk that fails', { timeout: 300_000 }, () => {
  test.each(FAULTS)(
    'at the n-th %s with %s, once, costs at most the scan it met (L4, L5)',
    async (calls, error) => {
      const runs = await untilUntouched(calls, error, false)
      const refused = runs.reduce((sum, run) => sum + run.refused, 0)
      process.stdout.write(
        `${calls} ${error} once: ${runs.length} runs hit, ${refused} scans refused, 0 lost\n`,
      )
      expect(runs.length).toBeGreaterThan(1)
      for (const run of runs) expect(run.refused).toBeLessThanOrEqual(1)
    },
  )

  test.each(FAULTS)(
    'from the n-th %s on with %s never shows a scan as recorded that is not (L4)',
    async (calls, error) => {
      const runs = await untilUntouched(calls, error, true)
      const refused = runs.reduce((sum, run) => sum + run.refused, 0)
      process.stdout.write(
        `${calls} ${error} for good: ${runs.length} runs hit, ${refused} refused, 0 lost\n`,
      )
      expect(runs.length).toBeGreaterThan(1)
      // A disk that takes nothing from the first call on records nothing.
      if (calls !== 'ftruncate') expect(runs[0]?.refused).toBe(SCANS)
    },
  )
})
