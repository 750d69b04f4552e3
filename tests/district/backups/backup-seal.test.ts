import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLineHash } from '../../../db/district/backup/backup-lines.ts'
import { putBack } from '../../../db/district/backup/put-back.ts'
import { backupLines, writeBackup } from '../../../district/backups/backup-file.ts'
import { verifyBackupSeal } from '../../../district/backups/backup-seal.ts'
import {
  makeDistrictKeys,
  readDistrictKeys,
  withNewKey,
  withoutKey,
} from '../../../district/context/district-keys.ts'
import {
  createTestDistrict,
  openTestDatabase,
  type TestDistrict,
} from '../../support/create-test-district.ts'

describe('the signature of a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-seal-'))
  const path = join(folder, 'signed.backup')
  const plain = join(folder, 'plain.backup')
  let district: TestDistrict
  let keyText = ''
  let text = ''
  beforeAll(async () => {
    const made = await makeDistrictKeys()
    keyText = JSON.stringify(made.jwk)
    district = await createTestDistrict({ keys: made.keys })
    await writeBackup(district.database.db, path, 1, district.keys)
    await writeBackup(district.database.db, plain, 1, null)
    text = gunzipSync(readFileSync(path)).toString()
  })
  afterAll(async () => {
    await district?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const changed = (to: string): string => {
    const file = join(folder, 'changed.backup')
    writeFileSync(file, gzipSync(to, { level: 1 }))
    return file
  }
  /** The backup with something else in it, its sum made anew and its signature left out. */
  const withoutSeal = (from: string, to: string): string => {
    const lines = text.trimEnd().split('\n').slice(0, -1)
    const end = lines.pop() ?? ''
    const hash = createLineHash()
    const body = lines.map((line) => line.replace(from, to))
    for (const line of body) hash.add(line)
    const mended = JSON.stringify({ ...JSON.parse(end.slice(2)), sha256: hash.digest() })
    return changed([...body, `E ${mended}`, ''].join('\n'))
  }
  const sealOf = (file: string, keys = district.keys) => verifyBackupSeal(backupLines(file), keys)

  it('D16: is the district’s, and names the key, also once that key is an old one', async () => {
    const by = district.keys.publicKey
    expect(await sealOf(path)).toEqual({ kind: 'signed', by, known: true })
    expect(await verifyBackupSeal(backupLines(path), null)).toEqual({ kind: 'signed', by, known: false })
    const rotated = await withNewKey(keyText)
    expect(await sealOf(path, await readDistrictKeys(rotated))).toMatchObject({ kind: 'signed', known: true })
    const retired = await readDistrictKeys(withoutKey(rotated, by) ?? '')
    expect(await sealOf(path, retired)).toEqual({ kind: 'other-key', by })
  })

  it('D16: does not hold when any byte is another one', async () => {
    const places = Array.from({ length: 300 }, (_, n) => Math.floor((n * text.length) / 300))
    places.push(text.indexOf('\nE ') + 1, text.indexOf('\nS '), text.indexOf('\nS ') + 1, text.length - 2)
    const taken: number[] = []
    const database = await openTestDatabase({ kind: 'pglite', directory: null })
    for (const place of places) {
      const other = text[place] === 'x' ? 'y' : 'x'
      const file = changed(text.slice(0, place) + other + text.slice(place + 1))
      const seal = await sealOf(file)
      if (seal.kind === 'altered') continue
      // What is no signed backup any more is no whole unsigned one either.
      const done = seal.kind === 'unsigned' ? await putBack(database.db, backupLines(file)) : seal
      if (done.kind !== 'damaged') taken.push(place)
    }
    await database.close()
    expect(taken).toEqual([])
  })

  it('D16: cannot be made anew by somebody who mends the sum at the end, nor by another key', async () => {
    const renamed = text.replace('Nguyễn Văn A1', 'Nguyễn Văn A9')
    const file = changed(renamed)
    expect(await sealOf(file)).toEqual({ kind: 'altered' })
    const stranger = (await makeDistrictKeys()).keys
    const forged = join(folder, 'forged.backup')
    await writeBackup(district.database.db, forged, 1, stranger)
    expect(await sealOf(forged)).toEqual({ kind: 'other-key', by: stranger.publicKey })
    expect(await sealOf(changed(`${text}S again\n`))).toEqual({ kind: 'altered' })
  })

  it('D16: is asked for by the program before anything is written; without one it refuses, or warns where it has no key', {
    timeout: 120_000,
  }, () => {
    const home = join(folder, 'with-key')
    mkdirSync(home)
    writeFileSync(join(home, 'district-key.json'), keyText, { mode: 0o600 })
    const restore = (file: string, ...args: string[]) => {
      const { DATABASE_URL: _, DATABASE_OWNER_URL: __, GIOGIAC_DISTRICT_KEY: ___, ...env } = process.env
      const done = spawnSync(process.execPath, ['district/main.ts', 'restore', file, ...args], {
        env,
        encoding: 'utf8',
      })
      return { code: done.status, said: done.stdout + done.stderr }
    }
    const bad = restore(changed(text.replace('Nguyễn Văn A1', 'Nguyễn Văn A9')), '--data', home)
    expect(bad).toMatchObject({ code: 1, said: expect.stringContaining('đã bị sửa sau khi ký') })
    const left = restore(withoutSeal('Nguyễn Văn A1', 'Nguyễn Văn A9'), '--data', home)
    expect(left).toMatchObject({ code: 1, said: expect.stringContaining('không có chữ ký, chưa ghi gì') })
    expect(left.said).toContain('--unsigned')
    const good = restore(path, '--data', home)
    expect(good).toMatchObject({
      code: 0,
      said: expect.stringContaining(`district’s key): ${district.keys.publicKey}`),
    })
    // Asked for in so many words it goes on, here to a database that holds something already.
    const meant = restore(plain, '--data', home, '--unsigned')
    expect(meant).toMatchObject({ code: 1, said: expect.stringContaining('not empty') })
    const unsigned = restore(plain, '--data', join(folder, 'elsewhere'))
    expect(unsigned).toMatchObject({ code: 0, said: expect.stringContaining('CẢNH BÁO') })
  })
})
