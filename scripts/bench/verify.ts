import { spawnSync } from 'node:child_process'
import { createHash, hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inventLog, textsOf, writeInventedFile } from '../../tests/support/invented-log.ts'
import type { BenchRow } from './bench-row.ts'

const EVENTS = 1_000_000
const ROUNDS = 3
const MOST_RATIO = 3
/** Most memory of the whole program, base 2 MB. */
const MOST_MB = 200

interface Measured {
  readonly ms: number
  readonly mb: number
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Verifies the file in a process of its own, as `npm run verify-log` does. */
function verifyOnce(file: string, key: string): Measured {
  const script = `
    import { verifyFile } from ${JSON.stringify(new URL('../verify-log/verify-file.ts', import.meta.url).href)}
    const begun = performance.now()
    const report = await verifyFile(${JSON.stringify(file)}, { device: ${JSON.stringify(key)}, district: null })
    const ms = performance.now() - begun
    if (report.fault !== null || report.events !== ${EVENTS} || !report.sealed) throw new Error(JSON.stringify(report))
    process.stdout.write(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024 }))`
  const done = spawnSync(process.execPath, ['--max-semi-space-size=2', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr)
  return JSON.parse(done.stdout)
}

/** `verify-log` over a million events, sealed and gzipped, against SHA-256 alone over the same events. */
export async function benchVerify(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-bench-'))
  try {
    const file = join(folder, 'point-1.gglog')
    const invented = await inventLog()
    await writeInventedFile(file, invented, textsOf(invented, EVENTS), EVENTS)
    // The hashes alone do not care for which events they are: a tenth of them, ten times, fits into memory.
    const some = Array.from(textsOf(invented, EVENTS / 10), (text) => Buffer.from(text))
    const whole = Buffer.concat(some)
    const each: number[] = []
    const stream: number[] = []
    const verified: Measured[] = []
    for (let round = 0; round < ROUNDS; round++) {
      let begun = performance.now()
      for (let i = 0; i < 10; i++) for (const bytes of some) hash('sha256', bytes, 'buffer')
      each.push(performance.now() - begun)
      begun = performance.now()
      for (let i = 0; i < 10; i++) createHash('sha256').update(whole).digest()
      stream.push(performance.now() - begun)
      verified.push(verifyOnce(file, invented.identity.publicKey))
    }
    const ms = median(verified.map((one) => one.ms))
    const mb = Math.max(...verified.map((one) => one.mb))
    return [
      { name: 'one SHA-256 an event, 1,000,000 events', value: median(each), unit: 'ms' },
      { name: 'one SHA-256 over all their bytes', value: median(stream), unit: 'ms' },
      {
        name: 'verify-log of these, gzipped and sealed',
        value: ms,
        unit: 'ms',
        ratio: ms / median(each),
        against: 'one SHA-256 an event',
        atMost: MOST_RATIO,
      },
      {
        name: 'its memory, the whole process',
        value: mb,
        unit: 'MB',
        ratio: mb / MOST_MB,
        against: `of ${MOST_MB} MB`,
        atMost: 1,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
