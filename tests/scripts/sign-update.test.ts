import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PRODUCT, readManifest } from '../../core/update/update-manifest.ts'
import { createUpdateRoot, type UpdateRoot } from '../support/update-root.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/sign-update.ts', import.meta.url))
const run = (...args: string[]) => spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' })

let root: UpdateRoot
beforeEach(() => {
  root = createUpdateRoot()
})
afterEach(() => root.remove())

test('a version packed and signed by the release script is put in place by the installed one (E15)', () => {
  const secret = join(root.folder, 'release.pem')
  const pinned = join(root.folder, 'pinned.pem')
  expect(run('--new-key', secret, '--public', pinned).status).toBe(0)
  expect(statSync(secret).mode & 0o777).toBe(0o600)
  expect(run('--new-key', secret, '--public', pinned).status).not.toBe(0)
  copyFileSync(pinned, join(root.folder, 'opt/Giờ Giấc/resources/giogiac-update-key.pem'))
  const app = root.build('0.2.0', readFileSync(pinned, 'utf8'))
  const out = join(root.folder, 'out')
  const { status, stdout } = run('--key', secret, '--app', app, '--out', out, '--days', '30')
  expect(status).toBe(0)
  expect(readManifest(stdout)).toMatchObject({ product: PRODUCT, version: '0.2.0' })
  mkdirSync(root.staged('.'), { recursive: true })
  for (const name of readdirSync(out)) copyFileSync(join(out, name), root.staged(name))
  expect(root.apply().said).toContain('version 0.2.0 in the place of 0.1.0')
  expect(root.starts()).toBe('0.2.0')
})

test('a version without a key for its successors is not signed (E15)', () => {
  const secret = join(root.folder, 'release.pem')
  run('--new-key', secret, '--public', join(root.folder, 'pinned.pem'))
  const { status, stderr } = run('--key', secret, '--app', root.folder, '--out', join(root.folder, 'out'))
  expect(status).not.toBe(0)
  expect(stderr).toContain('could never be replaced')
  expect(run().status).toBe(2)
})
