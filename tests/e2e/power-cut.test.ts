import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../power-cut')
const require = createRequire(import.meta.url)
const has = (program: string) => spawnSync(program, ['--version']).status === 0
const canSimulate = process.platform === 'linux' && has('strace') && has('python3')

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
  return { status, said: stdout.trim() || stderr }
}

describe.skipIf(!canSimulate)('a power cut', () => {
  test('at any of 100 moments takes no scan that was shown as recorded (L2)', () => {
    const product = { WRITER: join(folder, 'scan-writer.ts'), DB: 'log.db', TABLE: 'events', SCANS: '300' }
    const { status, said } = cut('product', 100, product)
    expect(said).toMatch(/acks 300 \| cuts 100: lost acked rows in 0, worst 0 rows, corrupt 0/)
    expect(status).toBe(0)
  })

  test('is seen by this simulator where a log is not flushed at every scan', () => {
    const { status, said } = cut('normal', 40, {})
    expect(said).toMatch(/lost acked rows in [1-9]/)
    expect(status).toBe(1)
  })
})
