import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { KioskNotice } from '../../../core/kiosk/kiosk-api.ts'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { eventually } from '../../support/eventually.ts'
import { makeUpdate, releaseKey } from '../../support/make-update.ts'
import { badgeOf } from '../../support/test-directory.ts'

const key = releaseKey()
let home = ''
let kiosk: TestKiosk
let said: unknown[] = []
beforeEach(async () => {
  home = temporaryDirectory()
  mkdirSync(join(home, 'stick'))
  kiosk = await createTestKiosk({
    app: '0.1.0',
    updates: { key: key.pem, platform: 'linux-x64', built: '2026-02-02' },
    log: (message, { why }) => message === 'an update was refused' && said.push(why),
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

  test('that lives by the stick takes no expired version when its clock is set back', async () => {
    const { api } = kiosk.service
    const waiting = async () => (await kiosk.service.api.state({})).updateWaiting
    /** Looks at the stick, and says why nothing was taken. */
    const look = async () => {
      said = []
      await kiosk.service.kiosk.updates.lookAt(join(home, 'stick'))
      return said
    }
    makeUpdate(join(home, 'stick'), key.privateKey, Buffer.alloc(1_000), { expires: '2026-03-01' })
    await api.devices({ camera: 'ok', scanner: 'seen' })
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.setWall('2026-02-01T08:00:00+07:00')
    expect(await look()).toEqual(['expired'])
    await kiosk.restart()
    expect([await look(), await waiting()]).toEqual([['expired'], null])

    // A clock that once ran years ahead is mended by the district's word on what was recorded with it.
    kiosk.clock.setWall('2040-02-01T08:00:00+07:00')
    await kiosk.scan(badgeOf(2).code)
    kiosk.clock.setWall('2026-03-03T08:00:00+07:00')
    makeUpdate(join(home, 'stick'), key.privateKey, Buffer.alloc(1_000), { expires: '2026-03-10' })
    expect(await look()).toEqual(['expired'])
    const receipt = `sealed\n${JSON.stringify({ time: Date.parse('2026-03-03T07:00:00+07:00') })}`
    const state = { completeTo: null, contactAt: null, challenge: null, receipt }
    kiosk.service.kiosk.keeper.write((store) => {
      const head = store.head()
      if (head !== null) store.records.saveAcknowledged({ ...head, ...state })
    })
    expect([await look(), await waiting()]).toEqual([[], '0.2.0'])
  })

  test('says that its version works once the screen has told of its devices', async () => {
    await kiosk.service.api.devices({ camera: 'ok', scanner: 'seen' })
    expect(readFileSync(join(kiosk.dataDirectory, 'update/confirmed'), 'utf8')).toBe('0.1.0\n')
  })
})
