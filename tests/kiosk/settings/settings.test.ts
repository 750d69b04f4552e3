import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../core/kiosk/kiosk-settings-api.ts'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

let kiosk: TestKiosk
let quits = 0
beforeEach(async () => {
  quits = 0
  kiosk = await createTestKiosk({ diskFree: () => 5_000_000_000, onQuit: () => quits++ })
})
afterEach(() => kiosk.close())

describe('settings', () => {
  it('change one by one, each on record, and outlive a restart', async () => {
    const visit = await administratorVisit(kiosk)
    const { api } = kiosk.service
    expect((await api.state({})).settings).toEqual(DEFAULT_SETTINGS)
    const change = { volume: 30, counter: 'Quầy 3', language: 'vi' } as const
    const expected = { ...DEFAULT_SETTINGS, volume: 30, counter: 'Quầy 3' }
    expect(await api.changeSettings({ visit, change })).toEqual({ kind: 'changed', settings: expected })
    const changes = readLog(kiosk.dataDirectory).filter(({ data }) =>
      String(data.what).startsWith('settings'),
    )
    expect(changes.map(({ data }) => data)).toEqual([
      { who: 'administrator', what: 'settings-changed volume' },
      { who: 'administrator', what: 'settings-changed counter' },
    ])
    await kiosk.restart()
    expect((await kiosk.service.api.state({})).settings).toEqual(expected)
  })

  it('show the kiosk, its key by fingerprint and where that rests', async () => {
    const visit = await administratorVisit(kiosk)
    expect(await kiosk.service.api.settings({ visit })).toEqual({
      kind: 'settings',
      settings: DEFAULT_SETTINGS,
      point: 'Bộ phận Một cửa',
      organisation: 'UBND phường Thử Nghiệm',
      kiosk: 'Quầy 1',
      districtAddress: 'http://127.0.0.1:1/',
      fingerprint: expect.stringMatching(/\d/),
      keyProtection: 'file',
      keyboards: null,
    })
  })

  it.each([
    { volume: 101 },
    { volume: '30' },
    { theme: 'purple' },
    { brightness: { day: 10, night: 60 } },
    { night: { from: '25:00', to: '06:00' } },
    { counter: 'x'.repeat(101) },
    { camera: 'x'.repeat(201) },
    { unknown: 1 },
  ])('refuse at the border what they do not know: %j', async (change) => {
    const visit = await administratorVisit(kiosk)
    const input = { visit, change }
    expect(await answerRequest(kiosk.service, { call: 1, method: 'changeSettings', input })).toEqual({
      call: 1,
      error: 'invalid-input',
    })
  })
})

describe('the health of the log', () => {
  it('counts and checks every link', async () => {
    const visit = await administratorVisit(kiosk)
    for (let i = 0; i < 40; i++) await kiosk.scan(badgeOf(1).code)
    expect(await kiosk.service.api.logHealth({ visit })).toMatchObject({
      kind: 'health',
      events: readLog(kiosk.dataDirectory).length,
      links: { kind: 'whole' },
      lastBackupAt: null,
      diskFree: 5_000_000_000,
      clock: { checked: false },
      keyProtection: 'file',
    })
  })

  it('names the first event that does not fit', async () => {
    const visit = await administratorVisit(kiosk)
    for (let i = 0; i < 20; i++) await kiosk.scan(badgeOf(2).code)
    const db = new Database(join(kiosk.dataDirectory, 'log.db'))
    db.exec('DROP TRIGGER events_never_updated')
    db.exec("UPDATE events SET text = replace(text, 'camera', 'scanner') WHERE seq = 12")
    db.close()
    expect(await kiosk.service.api.logHealth({ visit })).toMatchObject({ links: { kind: 'broken', seq: 12 } })
  })
})

describe('quitting', () => {
  it('ends the program after the answer, on record', async () => {
    const visit = await administratorVisit(kiosk)
    expect(await kiosk.service.api.quit({ visit })).toEqual({ kind: 'quitting' })
    expect(quits).toBe(0)
    await expect.poll(() => quits).toBe(1)
    expect(readLog(kiosk.dataDirectory).at(-1)?.data).toEqual({ who: 'administrator', what: 'quit' })
  })
})
