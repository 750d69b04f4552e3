import { spawnSync } from 'node:child_process'
import {
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MANIFEST_FILE, PACKAGE_FILE, SIGNATURE_FILE } from '../../core/update/update-manifest.ts'
import { makeUpdate, releaseKey } from '../support/make-update.ts'
import { createUpdateRoot, type UpdateRoot } from '../support/update-root.ts'

const canVerify = /OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')
if (!canVerify && process.env.CI === 'true') throw new Error('openssl 3 is not installed')

let root: UpdateRoot
beforeEach(() => {
  root = createUpdateRoot()
})
afterEach(() => root.remove())

const versions = () =>
  readdirSync(join(root.folder, 'opt/giogiac'))
    .filter((name) => /^\d/.test(name))
    .sort()

describe.skipIf(!canVerify)('before a start of the kiosk (E15)', () => {
  test('nothing changes when nothing waits', () => {
    expect(root.apply()).toEqual({ status: 0, said: '' })
    expect([root.starts(), root.noted('trial')]).toEqual(['0.1.0', null])
  })

  test('the version that waits is put in place, and the one before it is kept', () => {
    root.stage('0.2.0')
    expect(root.apply()).toEqual({ status: 0, said: 'giogiac-update: version 0.2.0 in the place of 0.1.0\n' })
    expect(root.starts()).toBe('0.2.0')
    expect([root.noted('current'), root.noted('previous'), root.noted('trial')]).toEqual([
      '0.2.0',
      '../Giờ Giấc',
      '0.2.0 1',
    ])
    root.confirm('0.2.0')
    expect(root.apply().said).toContain('version 0.2.0 works')
    expect([root.starts(), root.noted('trial')]).toEqual(['0.2.0', null])
  })

  test.each(['', 'ngày mai', '9999999999999999', '2098-06-01-07', '2000-01-01\n2098-06-01'])(
    'a last day that reads %j holds nothing up',
    (text) => {
      root.stage('0.2.0', { expires: '2098-05-31' })
      writeFileSync(root.waiting('newest-day'), text)
      expect([root.apply().status, root.starts()]).toEqual([0, '0.2.0'])
    },
  )

  test('a version that never says it works is taken back at its fourth start, and not tried again', () => {
    root.stage('0.2.0')
    for (let start = 1; start <= 3; start++) {
      root.apply()
      expect([root.starts(), root.noted('trial')]).toEqual(['0.2.0', `0.2.0 ${start}`])
    }
    expect(root.apply().said).toContain('did not come up; back to 0.1.0')
    expect([root.starts(), root.noted('refused'), root.noted('trial')]).toEqual(['0.1.0', '0.2.0', null])
    expect(root.apply().said).toContain('0.2.0 did not come up before')
    expect(root.starts()).toBe('0.1.0')
    root.stage('0.2.1')
    root.apply()
    expect(root.starts()).toBe('0.2.1')
  })

  test('two versions are kept, the running one and the one before it', () => {
    for (const version of ['0.2.0', '0.3.0', '0.10.0']) {
      root.stage(version)
      root.apply()
      root.confirm(version)
      root.apply()
    }
    expect(root.starts()).toBe('0.10.0')
    expect(versions()).toEqual(['0.10.0', '0.3.0'])
  })

  test.each([
    [
      'a bad signature',
      'bad signature',
      () => writeFileSync(root.staged(SIGNATURE_FILE), Buffer.alloc(64, 7)),
    ],
    ['a signature of another length', 'wrong length', () => writeFileSync(root.staged(SIGNATURE_FILE), 'x')],
    [
      'the signature of another key',
      'bad signature',
      () => makeUpdate(root.staged('.'), releaseKey().privateKey, readFileSync(root.staged(PACKAGE_FILE))),
    ],
    [
      'a manifest changed after it was signed',
      'bad signature',
      () =>
        writeFileSync(
          root.staged(MANIFEST_FILE),
          readFileSync(root.staged(MANIFEST_FILE), 'utf8').replace('0.2.0', '0.2.1'),
        ),
    ],
    ['the same version', 'not newer', () => root.stage('0.1.0')],
    ['a lower version', 'not newer', () => root.stage('0.0.99')],
    ['another product', 'not a manifest of this product', () => root.stage('0.2.0', { product: 'vn.other' })],
    [
      'another platform',
      'not a manifest of this product',
      () => root.stage('0.2.0', { platform: 'linux-mips' }),
    ],
    ['an expired manifest', 'expired on 2026-01-01', () => root.stage('0.2.0', { expires: '2026-01-01' })],
    [
      'a manifest that had expired on the last day the district told',
      'expired on 2098-05-31',
      () => {
        root.stage('0.2.0', { expires: '2098-05-31' })
        writeFileSync(root.waiting('newest-day'), '2098-06-01\n')
      },
    ],
    ['a version that is a path', 'not a manifest', () => root.stage('../../../etc')],
    ['a truncated package', 'another length', () => truncateSync(root.staged(PACKAGE_FILE), 200)],
    [
      'a package swapped after it was checked',
      'another one',
      () => {
        const bytes = readFileSync(root.staged(PACKAGE_FILE))
        bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1
        writeFileSync(root.staged(PACKAGE_FILE), bytes)
      },
    ],
    [
      'a package of another version than it says',
      'something else',
      () => root.stage('0.2.0', { holds: '0.1.0' }),
    ],
    ['no package', 'missing', () => rmSync(root.staged(PACKAGE_FILE))],
    [
      'a link for a package',
      'missing',
      () => {
        renameSync(root.staged(PACKAGE_FILE), root.staged('elsewhere'))
        symlinkSync('elsewhere', root.staged(PACKAGE_FILE))
      },
    ],
  ])('an update with %s is refused, and the running version is untouched', (_name, why, spoil) => {
    root.stage('0.2.0')
    spoil()
    const { status, said } = root.apply()
    expect(said).toContain('giogiac-update: refused: ')
    expect(said).toContain(why)
    expect(status).toBe(0)
    expect([root.starts(), root.noted('current'), root.noted('trial')]).toEqual([
      '0.1.0',
      '../Giờ Giấc',
      null,
    ])
    expect(readdirSync(join(root.folder, 'opt/giogiac'))).toEqual(['current'])
  })

  test('a version that the package manager installed is started when it is the newest, and only then', () => {
    root.stage('0.2.0')
    root.apply()
    root.confirm('0.2.0')
    root.install('0.1.5')
    root.apply()
    expect(root.starts()).toBe('0.2.0')
    root.install('0.3.0')
    root.apply()
    expect([root.starts(), root.noted('previous')]).toEqual(['0.3.0', '0.2.0'])
  })

  test('without any program nothing is pretended', () => {
    rmSync(join(root.folder, 'opt'), { recursive: true })
    expect(root.apply()).toMatchObject({ status: 1, said: expect.stringContaining('there is no program') })
  })

  test('an update is looked at by nobody where the program came without a key', () => {
    root.stage('0.2.0')
    rmSync(join(root.folder, 'opt/Giờ Giấc/resources/giogiac-update-key.pem'))
    expect(root.apply()).toEqual({ status: 0, said: '' })
    expect(root.starts()).toBe('0.1.0')
  })

  test('a folder that is a link is not followed', () => {
    root.stage('0.2.0')
    const staged = root.staged('.').replace(/\/$/, '')
    renameSync(staged, `${staged}-elsewhere`)
    symlinkSync(`${staged}-elsewhere`, staged)
    root.apply()
    expect(root.starts()).toBe('0.1.0')
  })
})
