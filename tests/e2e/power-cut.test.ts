import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { environmentWithout } from '../../scripts/mutations/mutate.ts'

const folder = join(import.meta.dirname, '../power-cut')
const require = createRequire(import.meta.url)
const has = (program: string) => spawnSync(program, ['--version']).status === 0
const canSimulate = process.platform === 'linux' && has('strace') && has('python3')
const SOAK = process.env.GIOGIAC_SOAK === '1'
const CUTS = SOAK ? 5000 : 300
const SCANS = SOAK ? 1500 : 300

/** The product's own service as the writer, and its own opening as the judge of what is left. */
const PRODUCT = {
  WRITER: join(folder, 'scan-writer.ts'),
  READER: join(folder, 'open-after-cut.ts'),
  SCANS: String(SCANS),
}

function cut(mode: string, cuts: number, env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(
    'python3',
    [join(folder, 'powerloss_sim.py'), mode, String(cuts)],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE: process.execPath,
        BS3: dirname(require.resolve('better-sqlite3/package.json')),
        ...env,
      },
    },
  )
  const said = stdout.trim() || stderr
  process.stdout.write(`power cuts: ${said}\n`)
  return { status, said }
}

describe.skipIf(!canSimulate)('a power cut', { timeout: 1_200_000 }, () => {
  test(`at any of ${CUTS} moments takes no scan that was shown as recorded, and is no damage (L2)`, () => {
    const { status, said } = cut('product', CUTS, PRODUCT)
    expect(said).toMatch(
      new RegExp(`acks ${SCANS} \\| cuts ${CUTS}: lost acked rows in 0, worst 0 rows, corrupt 0`),
    )
    expect(status).toBe(0)
  })

  test('is told the same by a trace whose calls stand in two lines, as on a busy machine', () => {
    const torn = { ...PRODUCT, SCANS: '40', STRACE: join(folder, 'torn_strace.py') }
    const { status, said } = cut('product, every call in two lines', 40, torn)
    expect(said).toMatch(/acks 40 \| cuts 40: lost acked rows in 0, worst 0 rows, corrupt 0/)
    expect(status).toBe(0)
  })

  test('takes scans where the log is not flushed at every one, and this simulator sees it (L2)', () => {
    const mutant = environmentWithout('log-synchronous-normal')
    const { status, said } = cut('product with synchronous=NORMAL', 60, { ...PRODUCT, ...mutant })
    expect(said).toMatch(/lost acked rows in [1-9]/)
    expect(status).toBe(1)
  })

  test('is seen by this simulator with nothing but SQLite', () => {
    const { status, said } = cut('normal', 40, {})
    expect(said).toMatch(/lost acked rows in [1-9]/)
    expect(status).toBe(1)
  })
})
