import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkInBackground } from '../../../kiosk/log/check-in-background.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { badgeOf } from '../../support/test-directory.ts'

const ENTRY = join(import.meta.dirname, '../../../kiosk/main.ts')
let kiosk: TestKiosk
beforeEach(async () => {
  kiosk = await createTestKiosk()
  for (let i = 0; i < 30; i++) {
    kiosk.clock.pass(1000)
    await kiosk.scan(badgeOf((i % 3) + 1).code)
  }
})
afterEach(() => kiosk.close())

const check = (file: string): Promise<string> =>
  new Promise((resolve) => checkInBackground(ENTRY, file, 0, resolve))

describe('reading the log through in the background', { timeout: 30_000 }, () => {
  test('finds nothing in a sound log while scans go on', async () => {
    const found = check(join(kiosk.dataDirectory, 'log.db'))
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
    expect(await found).toBe('ok')
  })

  test('finds a page that was overwritten', async () => {
    await kiosk.restart()
    const file = join(kiosk.dataDirectory, 'log.db')
    const handle = openSync(file, 'r+')
    for (let at = 4096; at < statSync(file).size; at += 4096)
      writeSync(handle, Buffer.alloc(512, 0x5a), 0, 512, at)
    closeSync(handle)
    expect(await check(file)).not.toBe('ok')
  })
})
