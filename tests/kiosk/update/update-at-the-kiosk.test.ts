import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KioskNotice } from '../../../core/kiosk-api.ts'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { eventually } from '../../support/eventually.ts'
import { makeUpdate, releaseKey } from '../../support/make-update.ts'

const key = releaseKey()
let home = ''
let kiosk: TestKiosk
beforeEach(async () => {
  home = temporaryDirectory()
  mkdirSync(join(home, 'stick'))
  kiosk = await createTestKiosk({
    app: '0.1.0',
    updates: { key: key.pem, platform: 'linux-x64' },
    sticks: () => [join(home, 'stick')],
  })
})
afterEach(async () => {
  await kiosk.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a kiosk (E15)', () => {
  test('takes a newer version from the administrator’s stick, and tells its screen that it waits', async () => {
    makeUpdate(join(home, 'stick'), key.privateKey, Buffer.alloc(100_000, 'chương trình'))
    const heard: KioskNotice[] = []
    kiosk.service.onNotice((notice) => heard.push(notice))
    const { api } = kiosk.service
    expect((await api.state({})).updateWaiting).toBeNull()
    expect(await api.readReceipt({ visit: await administratorVisit(kiosk) })).toEqual({ kind: 'none' })
    await eventually(() => expect(heard.at(-1)?.data.updateWaiting).toBe('0.2.0'))
    await kiosk.restart()
    expect((await kiosk.service.api.state({})).updateWaiting).toBe('0.2.0')
  })

  test('goes on as it is when the stick brings one that somebody else signed', async () => {
    makeUpdate(join(home, 'stick'), releaseKey().privateKey, Buffer.alloc(100_000, 'chương trình'))
    const { api } = kiosk.service
    await api.readReceipt({ visit: await administratorVisit(kiosk) })
    await kiosk.restart()
    expect((await kiosk.service.api.state({})).updateWaiting).toBeNull()
  })

  test('says that its version works once the screen has told of its devices', async () => {
    await kiosk.service.api.devices({ camera: 'ok', scanner: 'seen' })
    expect(readFileSync(join(kiosk.dataDirectory, 'update/confirmed'), 'utf8')).toBe('0.1.0\n')
  })
})
