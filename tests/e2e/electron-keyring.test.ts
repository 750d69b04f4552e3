import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { KEYRING_FILE } from '../../electron/keyring.ts'
import { DEVICE_KEY_FILE, fileKeyStore } from '../../kiosk/keys/device-key.ts'
import { type CounterElectron, useCounterElectron } from '../support/counter-electron.ts'
import { deskHands } from '../support/desk-hands.ts'
import { ADMIN_PIN } from '../support/desk-visits.ts'
import { whyNoElectron } from '../support/launch-electron.ts'
import { chooseAdministratorPin } from '../support/pin-deeds.ts'
import { whyNoKeyring } from '../support/with-keyring.ts'

const missing = (await whyNoElectron()) ?? whyNoKeyring()
if (missing !== null && process.env.CI === 'true') throw new Error(missing)

describe.skipIf(missing !== null)(
  `the device key of the desktop kiosk (E16)${missing === null ? '' : ` (${missing})`}`,
  () => {
    const open = useCounterElectron(3)
    const keyring = mkdtempSync(join(tmpdir(), 'giogiac-keyring-'))
    afterAll(() => rmSync(keyring, { recursive: true, force: true }))

    /** Chromium's own mark: v10 is a password that everybody knows, v11 a keyring's key. */
    const markOf = ({ app }: CounterElectron): Promise<string> =>
      app.evaluate(({ safeStorage }) =>
        safeStorage.isEncryptionAvailable() ? safeStorage.encryptString('?').subarray(0, 3).toString() : '',
      )
    /** Opens the settings and waits until they say this of the key, and of the log. */
    const settingsSay = async ({ page }: CounterElectron, words: string): Promise<void> => {
      page.setDefaultTimeout(12_000)
      const hands = deskHands(page)
      await hands.open('settings')
      await hands.pin(ADMIN_PIN)
      await hands.desk.locator('[data-page=health]').click()
      await hands.desk.getByText(words).waitFor()
      await hands.desk.locator('[data-links=whole]').waitFor()
      await hands.close()
    }

    it('stays in its 0600 file without a keyring, moves behind a real one, is read at the next start, is missed without it, and back with it', async () => {
      let key = ''
      const first = await open({
        prepare: async (data) => {
          key = fileKeyStore(data).load()?.privateKey ?? ''
        },
      })
      const atFirst = deskHands(first.page)
      await chooseAdministratorPin(atFirst)
      await atFirst.close()
      const file = join(first.data, DEVICE_KEY_FILE)
      const kept = () => readFileSync(file, 'utf8')
      expect(key).toHaveLength(43)
      expect(await markOf(first)).not.toBe('v11')
      await settingsSay(first, 'Tệp trên ổ, chỉ tài khoản của máy chấm công đọc được')
      expect(kept()).toContain(key)
      expect(statSync(file).mode & 0o777).toBe(0o600)

      const second = await open({ again: true, keyring })
      expect(await markOf(second)).toBe('v11')
      await settingsSay(second, 'Kho khóa của hệ điều hành')
      expect(kept()).not.toContain(key)
      expect(statSync(file).mode & 0o777).toBe(0o600)
      const secret = readFileSync(join(second.data, KEYRING_FILE), 'utf8')
      expect(Buffer.from(secret, 'base64').subarray(0, 3).toString()).toBe('v11')

      const third = await open({ again: true, keyring })
      await settingsSay(third, 'Kho khóa của hệ điều hành')
      expect(readFileSync(join(third.data, KEYRING_FILE), 'utf8')).toBe(secret)

      const fourth = await open({ again: true })
      await fourth.page
        .locator('[data-banner=administrator-pin]')
        .getByText('Kho khóa của máy không mở được')
        .waitFor()
      const hands = deskHands(fourth.page)
      await hands.open('settings')
      await hands.desk.getByText('không kiểm tra được mã PIN').waitFor()
      expect(await hands.desk.locator('[data-action=pin-by-code]').count()).toBe(0)
      await hands.close()
      expect(kept()).not.toContain(key)
      expect(await fourth.inPage<string>('document.body.innerText')).not.toContain('Chọn mã PIN')

      // Whoever signs in to the machine again as before has everything again.
      const fifth = await open({ again: true, keyring })
      await settingsSay(fifth, 'Kho khóa của hệ điều hành')
    })
  },
)
