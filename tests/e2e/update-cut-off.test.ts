import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createUpdateRoot } from '../support/update-root.ts'

const canVerify = /OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')
if (!canVerify && process.env.CI === 'true') throw new Error('openssl 3 is not installed')

/** Every program that the script runs. */
const COMMANDS = [
  ...['awk', 'cat', 'chmod', 'cmp', 'cut', 'date', 'head', 'ln', 'mkdir', 'mv', 'openssl', 'readlink', 'rm'],
  ...['sed', 'sha256sum', 'sync', 'tar', 'tr', 'uname', 'wc'],
]

/** A folder of commands that count themselves; the n-th, before it does anything, takes the whole script with it. */
function cutAt(folder: string, n: number): { readonly path: string; count(): number } {
  const path = join(folder, 'commands')
  const counter = join(folder, 'count')
  mkdirSync(path, { recursive: true })
  writeFileSync(counter, '')
  for (const name of COMMANDS) {
    const real = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim()
    writeFileSync(
      join(path, name),
      `#!/bin/sh\nprintf x >>'${counter}'\n[ "$(/usr/bin/wc -c <'${counter}')" -lt ${n} ] || kill -9 0\nexec ${real} "$@"\n`,
    )
    chmodSync(join(path, name), 0o755)
  }
  return { path, count: () => readFileSync(counter, 'utf8').length }
}

describe.skipIf(!canVerify)('an update that is cut off (E15)', () => {
  test('at any step leaves the old or the new version, never none, and is finished by the next start', () => {
    let cuts = 0
    const found = { old: 0, new: 0 }
    for (let step = 1; ; step++) {
      const root = createUpdateRoot()
      try {
        root.stage('0.2.0')
        const { path, count } = cutAt(root.folder, step)
        const { status } = root.apply(path)
        if (status === 0) {
          expect(count()).toBeLessThan(step)
          break
        }
        cuts++
        const starts = root.starts()
        expect(['0.1.0', '0.2.0'], `cut at ${step}`).toContain(starts)
        found[starts === '0.1.0' ? 'old' : 'new']++
        expect(root.apply().status, `after a cut at ${step}`).toBe(0)
        expect(root.starts(), `after a cut at ${step}`).toBe('0.2.0')
        expect(existsSync(join(root.folder, 'opt/giogiac/.incoming'))).toBe(false)
        expect(existsSync(join(root.folder, 'opt/Giờ Giấc/giogiac'))).toBe(true)
      } finally {
        root.remove()
      }
    }
    console.log(
      `${cuts} cuts: ${found.old} times the old version, ${found.new} times the new one, never none`,
    )
    expect(found.old).toBeGreaterThan(10)
    expect(found.new).toBeGreaterThan(1)
  })
})
