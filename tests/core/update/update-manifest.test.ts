import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compareVersions,
  PRODUCT,
  readManifest,
  type UpdateManifest,
  whyUnsuitable,
  writeManifest,
} from '../../../core/update/update-manifest.ts'

const GOOD: UpdateManifest = {
  product: PRODUCT,
  platform: 'linux-x64',
  version: '1.20.3',
  bytes: 98_765_432,
  sha256: 'ab'.repeat(32),
  expires: '2027-05-01',
}
const TERMS = { platform: 'linux-x64', running: '1.20.2', today: '2026-11-22' }

describe('the manifest of an update (E15)', () => {
  test('is read back as it was written', () => {
    expect(readManifest(writeManifest(GOOD))).toEqual(GOOD)
  })

  test.each([
    ['nothing', ''],
    ['a line more', `${writeManifest(GOOD)}x: y\n`],
    ['a line before', `\n${writeManifest(GOOD)}`],
    ['no last line end', writeManifest(GOOD).trimEnd()],
    ['Windows line ends', writeManifest(GOOD).replaceAll('\n', '\r\n')],
    ['another first line', writeManifest(GOOD).replace('update 1', 'update 2')],
    ['lines in another order', writeManifest(GOOD).split('\n').reverse().join('\n')],
    ['a path for a version', writeManifest({ ...GOOD, version: '../../etc' })],
    ['a version with a word', writeManifest({ ...GOOD, version: '1.2.3-beta' })],
    ['a version with leading zeros', writeManifest({ ...GOOD, version: '01.2.3' })],
    ['a version of two numbers', writeManifest({ ...GOOD, version: '1.2' })],
    ['a negative size', writeManifest({ ...GOOD, bytes: -1 })],
    ['a size of nothing', writeManifest({ ...GOOD, bytes: 0 })],
    ['a short hash', writeManifest({ ...GOOD, sha256: 'ab' })],
    ['a hash in capitals', writeManifest({ ...GOOD, sha256: 'AB'.repeat(32) })],
    ['a day in words', writeManifest({ ...GOOD, expires: 'never' })],
    ['a shell’s word in the product', writeManifest({ ...GOOD, product: '$(reboot)' })],
  ])('is not read with %s', (_name, text) => {
    expect(readManifest(text)).toBeNull()
  })

  test.each([
    ['as the next version', {}, null],
    ['as the running version', { version: '1.20.2' }, 'not-newer'],
    ['as a lower version', { version: '1.9.99' }, 'not-newer'],
    ['of another product', { product: 'vn.giogiac.district' }, 'other-product'],
    ['for another platform', { platform: 'linux-arm64' }, 'other-platform'],
    ['after its last day', { expires: '2026-11-21' }, 'expired'],
    ['on its last day', { expires: '2026-11-22' }, null],
    ['larger than any', { bytes: 2 ** 30 + 1 }, 'too-large'],
  ] as const)('%s: %j is judged %s', (_name, change, why) => {
    expect(whyUnsuitable({ ...GOOD, ...change }, TERMS)).toBe(why)
  })

  test('orders versions by their numbers', () => {
    const number = fc.integer({ min: 0, max: 99_999 })
    const version = fc.tuple(number, number, number)
    fc.assert(
      fc.property(version, version, (a, b) => {
        const at = a.findIndex((part, index) => part !== b[index])
        const expected = at === -1 ? 0 : Math.sign((a[at] ?? 0) - (b[at] ?? 0))
        return Math.sign(compareVersions(a.join('.'), b.join('.'))) === expected
      }),
    )
    expect(compareVersions('1.10.0', '1.9.0')).toBeGreaterThan(0)
  })
})
