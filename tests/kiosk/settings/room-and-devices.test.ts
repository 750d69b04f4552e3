import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type KioskSettings } from '../../../core/kiosk/kiosk-settings-api.ts'
import { LOG_FILE } from '../../../db/kiosk/files/log-files.ts'
import { installedVersion } from '../../../kiosk/host/installed-version.ts'
import { keyboardNames } from '../../../kiosk/host/keyboard-names.ts'
import { createTestKiosk, type TestKiosk, type TestKioskOptions } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { testDirectory } from '../../support/test-directory.ts'

const SCANNER = 'usb-Honeywell_Scanner_7580'
let kiosk: TestKiosk
let folder: string | null = null

const open = async (options: TestKioskOptions = {}): Promise<string> => {
  kiosk = await createTestKiosk(options)
  return administratorVisit(kiosk)
}
const state = () => kiosk.service.api.state({})

afterEach(async () => {
  await kiosk?.close()
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
  folder = null
})

describe('every setting', () => {
  const OTHER: KioskSettings = {
    volume: 10,
    language: 'en',
    theme: 'dark',
    brightness: { day: 90, night: 30 },
    night: { from: '17:30', to: '05:30' },
    camera: 'camera-2',
    counter: 'Quầy 7',
    spoken: true,
    discreet: true,
    scanner: SCANNER,
  }

  it('leaves one access event of its own when it changes, and none when it does not', async () => {
    const visit = await open()
    const names = Object.keys(DEFAULT_SETTINGS) as (keyof KioskSettings)[]
    expect(Object.keys(OTHER).sort()).toEqual([...names].sort())
    const { api } = kiosk.service
    for (const name of names) {
      const change = { [name]: OTHER[name] }
      expect(await api.changeSettings({ visit, change })).toMatchObject({
        kind: 'changed',
        settings: change,
      })
      await api.changeSettings({ visit, change })
    }
    const changes = readLog(kiosk.dataDirectory)
      .filter(({ type, data }) => type === 'access' && String(data.what).startsWith('settings-changed'))
      .map(({ data }) => data)
    expect(changes).toEqual(names.map((name) => ({ who: 'administrator', what: `settings-changed ${name}` })))
    expect((await state()).settings).toEqual(OTHER)
  })

  it('that a version before did not know has its default, and the others stay', async () => {
    const visit = await open()
    await kiosk.service.api.changeSettings({ visit, change: { volume: 20, counter: 'Quầy 9' } })
    await kiosk.service.stop()
    const database = new Database(join(kiosk.dataDirectory, LOG_FILE))
    const { document } = database.prepare('select document from settings').get() as { document: string }
    const { scanner: _, discreet: __, ...older } = JSON.parse(document)
    database.prepare('update settings set document = ?').run(JSON.stringify(older))
    database.close()
    await kiosk.restart()
    expect((await state()).settings).toEqual({ ...DEFAULT_SETTINGS, volume: 20, counter: 'Quầy 9' })
  })
})

describe('the scanner', () => {
  it('that was chosen is missed as soon as it is unplugged, and found again', async () => {
    let plugged: readonly string[] | null = [SCANNER, 'usb-Logitech_Keyboard']
    const visit = await open({ keyboards: () => plugged })
    expect(await kiosk.service.api.settings({ visit })).toMatchObject({ keyboards: plugged })
    plugged = []
    expect((await state()).scannerUnplugged).toBe(false)
    plugged = [SCANNER]
    await kiosk.service.api.changeSettings({ visit, change: { scanner: SCANNER } })
    expect((await state()).scannerUnplugged).toBe(false)
    plugged = ['usb-Logitech_Keyboard']
    expect((await state()).scannerUnplugged).toBe(true)
    plugged = [SCANNER]
    expect((await state()).scannerUnplugged).toBe(false)
  })

  it('is not said to be unplugged where the system does not tell', async () => {
    const visit = await open({ keyboards: () => null })
    await kiosk.service.api.changeSettings({ visit, change: { scanner: SCANNER } })
    expect((await state()).scannerUnplugged).toBe(false)
  })

  it('is known by the names that Linux gives keyboards, and nothing else', () => {
    folder = mkdtempSync(join(tmpdir(), 'giogiac-input-'))
    expect(keyboardNames('linux', join(folder, 'none'))).toBeNull()
    expect(keyboardNames('linux', folder)).toEqual([])
    mkdirSync(join(folder, 'by-id'))
    for (const name of [
      `${SCANNER}-event-kbd`,
      'usb-Mouse-event-mouse',
      'usb-A_Keyboard-event-kbd',
      'usb-X-if01',
    ]) {
      writeFileSync(join(folder, 'by-id', name), '')
    }
    expect(keyboardNames('linux', folder)).toEqual(['usb-A_Keyboard', SCANNER])
    expect(keyboardNames('win32', folder)).toBeNull()
  })
})

describe('a version that was installed beside the running one', () => {
  it('is named until the next start, and a half installed one is not', async () => {
    folder = mkdtempSync(join(tmpdir(), 'giogiac-version-'))
    const file = join(folder, 'giogiac-package.json')
    const install = (text: string) => writeFileSync(file, text)
    await open({ installedVersion: () => installedVersion([file]), app: '0.1.0' })
    expect((await state()).updateWaiting).toBeNull()
    install('{"name":"giogiac","version":"0.1.0"}')
    expect((await state()).updateWaiting).toBeNull()
    install('{"name":"giogiac","ver')
    expect((await state()).updateWaiting).toBeNull()
    install('{"name":"somebody-else","version":"9.9.9"}')
    expect((await state()).updateWaiting).toBeNull()
    install('{"name":"giogiac","version":"0.2.0"}')
    expect((await state()).updateWaiting).toBe('0.2.0')
  })
})

describe('notices to citizens', () => {
  it('are shown from their first day to their last, by the kiosk’s judged date', async () => {
    const notice = (id: number, text: string, validFrom: string, validTo: string | null) => ({
      id: `01900000-0000-7000-8000-00000000000${id}`,
      text,
      validFrom,
      validTo,
    })
    const directory = {
      ...testDirectory(),
      notices: [
        notice(1, 'hôm nay', '2026-03-02', '2026-03-02'),
        notice(2, 'từ mai', '2026-03-03', null),
        notice(3, 'đã qua', '2026-02-01', '2026-03-01'),
        notice(4, 'luôn luôn', '2026-01-01', null),
      ],
    }
    kiosk = await createTestKiosk({ directory })
    const texts = async () => (await state()).notices.map(({ text }) => text)
    expect(await texts()).toEqual(['hôm nay', 'luôn luôn'])
    kiosk.clock.passTo('2026-03-02T23:59:59+07:00')
    expect(await texts()).toEqual(['hôm nay', 'luôn luôn'])
    kiosk.clock.pass(1_000)
    expect(await texts()).toEqual(['từ mai', 'luôn luôn'])
  })
})
