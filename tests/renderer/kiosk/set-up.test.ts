import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import words from '../../../assets/spoken/words.json' with { type: 'json' }
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import { axeFaults } from '../../support/axe-faults.ts'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { type DeskHands, deskHands } from '../../support/desk-hands.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { type ScriptedKiosk, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'
import { testBadge } from '../../support/test-badge.ts'

const STRANGE: Partial<KioskState> = { enrolled: null, administratorPin: 'missing' }

const CLIPS = join(import.meta.dirname, '../../../assets/spoken')

interface Playing {
  played?: string[]
}

describe.skipIf(chromiumPath() === null)('setting a kiosk up', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow
  let hands: DeskHands

  beforeAll(async () => {
    stage = await openCounterStage()
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    open = await openKioskWindow(stage.browser, `${server.address}/`, {
      initScript: () => {
        const { play } = HTMLMediaElement.prototype
        ;(globalThis as Playing).played = []
        HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
          if (this instanceof HTMLAudioElement) (globalThis as Playing).played?.push(this.src)
          return play.call(this)
        }
      },
    })
    hands = deskHands(open.page)
  })
  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const become = async (state: Partial<KioskState>): Promise<void> => {
    kiosk.state = { ...TEST_STATE, ...state }
    kiosk.notify()
    await open.page.waitForTimeout(200)
  }
  const type = async (letters: string): Promise<void> => {
    for (const letter of letters) {
      await hands.desk.getByRole('button', { name: letter, exact: true }).click()
    }
  }
  const action = (name: string) => open.page.locator(`[data-desk] [data-action=${name}]`)
  const asked = (method: string) =>
    kiosk.asked.filter((one) => one.method === method).map(({ input }) => input)

  it('enrols by touch alone: address, the key compared, the code; then shows its own fingerprint', async () => {
    await become(STRANGE)
    await hands.open('set-up')
    expect(await action('find-district').isDisabled()).toBe(true)
    await type('10.0.0.5:8080')
    await action('find-district').click()
    await open.page.locator('[data-fingerprint="7C01-33AF-90DE-4412"]').waitFor()
    expect(asked('findDistrict')).toEqual([{ address: '10.0.0.5:8080' }])
    await action('same-key').click()
    await type('ab3CDEF45GH'.toUpperCase())
    expect(await action('send-code').isDisabled()).toBe(true)
    await type('6')
    expect(await open.page.textContent('[data-typed=code]')).toBe('AB3C-DEF4-5GH6')
    await action('send-code').click()
    await open.page.getByText('4821 9930 1177 5526').waitFor()
    expect(asked('enrolTyped')).toEqual([
      { address: 'https://10.0.0.5:8080/', district: 'A'.repeat(43), code: 'AB3C-DEF4-5GH6' },
    ])
    expect(await hands.desk.count()).toBe(0)
    expect(open.complaints).toEqual([])
    expect(await open.violations()).toEqual([])
  })

  it('sends no code when the keys differ, and says why', async () => {
    await become(STRANGE)
    await hands.open('set-up')
    await type('10.0')
    await action('find-district').click()
    await action('different-key').click()
    await hands.desk.getByText('báo cho cấp trên biết dãy không khớp').waitFor()
    expect(await open.page.locator('[data-set-up=address]').count()).toBe(1)
    expect(asked('enrolTyped')).toEqual([])
  })

  it('names each way in which a district is not found, and a code that is refused', async () => {
    await become(STRANGE)
    await hands.open('set-up')
    await type('10.0')
    for (const [kind, words] of [
      ['malformed-address', 'không đúng dạng'],
      ['unreachable', 'Không gọi được'],
      ['not-a-district', 'không phải máy chủ Giờ Giấc'],
    ] as const) {
      kiosk.api = { ...kiosk.api, findDistrict: async () => ({ kind }) }
      await action('find-district').click()
      await hands.desk.getByText(words).waitFor()
    }
    kiosk.api = {
      ...kiosk.api,
      findDistrict: async () => ({
        kind: 'found',
        address: 'http://x/',
        district: 'B'.repeat(43),
        fingerprint: 'F',
      }),
      enrolTyped: async () => ({ kind: 'refused', reason: 'code-expired' }),
    }
    await action('find-district').click()
    await action('same-key').click()
    await type('AB3CDEF45GH6')
    await action('send-code').click()
    await hands.desk.getByText('Mã đăng ký đã hết hạn').waitFor()
  })

  it('closes when a QR held up meanwhile has enrolled the kiosk', async () => {
    await become(STRANGE)
    await hands.open('set-up')
    await become({})
    await hands.desk.waitFor({ state: 'detached' })
  })

  it('lets a code of the district set the PIN that was never chosen, by typing and by its QR', async () => {
    await become({ administratorPin: 'missing' })
    await hands.open('settings')
    expect(await hands.desk.getByText('Mã PIN quản trị', { exact: true }).count()).toBe(0)
    await action('pin-by-code').click()
    await type('AB3CDEF45GH6')
    await action('send-code').click()
    kiosk.api = { ...kiosk.api, setAdministratorPin: async () => ({ kind: 'code-used' }) }
    await hands.pin('73915482')
    await hands.pin('73915482')
    await hands.desk.locator('[data-trouble=code-used]').waitFor()
    kiosk.api = { ...kiosk.api, setAdministratorPin: async () => ({ kind: 'set' }) }
    // As a scanner types it: its keys never reach a button.
    await open.scan('giogiac-enrol:1:abcdefgh')
    await open.page.locator('[data-pin-by-code=pin]').waitFor()
    await hands.pin('73915482')
    await hands.pin('73915482')
    await hands.desk.getByText('Đã đặt mã PIN').waitFor()
    expect(asked('setAdministratorPin')).toEqual([
      { pin: '73915482', code: 'AB3C-DEF4-5GH6' },
      { pin: '73915482', code: 'giogiac-enrol:1:abcdefgh' },
    ])
  })

  it('records the badge that comes before the camera while a code of the district is awaited', async () => {
    await become({ administratorPin: 'missing' })
    await hands.open('settings')
    await action('pin-by-code').click()
    const before = asked('scan').length
    await open.scan(testBadge(5).code)
    await expect.poll(() => asked('scan').length).toBeGreaterThan(before)
    expect(await open.page.locator('[data-pin-by-code=code]').count()).toBe(1)
  })

  it('locks a frame on the code before the camera while it is read, and lets go of it', async () => {
    const held = await openCounterStage([
      { show: testBadge(1).code, seconds: 3 },
      { show: null, seconds: 3 },
    ])
    onTestFinished(held.close)
    await open.close()
    open = await openKioskWindow(held.browser, `${server.address}/`)
    const lock = open.page.locator('[data-lock]')
    await open.page.locator('[data-lock=read]').waitFor({ state: 'attached', timeout: 10_000 })
    const box = await lock.locator('polygon').last().boundingBox()
    const frame = await open.page.locator('[data-camera]').boundingBox()
    expect(box?.width).toBeGreaterThan(40)
    expect(Math.abs((box?.width ?? 0) / (box?.height ?? 1) - 1)).toBeLessThan(0.35)
    expect(box?.x).toBeGreaterThan(frame?.x ?? 0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan((frame?.x ?? 0) + (frame?.width ?? 0))
    await open.page.locator('[data-lock=none]').waitFor({ state: 'attached', timeout: 10_000 })
  })

  it('chooses which keyboard is the scanner, and says so when it is gone', async () => {
    await hands.open('settings')
    await hands.pin('73915482')
    await open.page.locator('[data-page=scanner]').click()
    await hands.desk.getByRole('button', { name: 'Honeywell Scanner 7580' }).click()
    await expect
      .poll(() => asked('changeSettings'))
      .toMatchObject([{ change: { scanner: 'usb-Honeywell_Scanner_7580' } }])
    await hands.close()
    await become({ scannerUnplugged: true })
    await open.page.locator('[data-banner=scanner-unplugged]').waitFor()
  })

  it('says the outcome aloud only where that was chosen, in the language of the screen', async () => {
    const played = () => open.page.evaluate(() => (globalThis as Playing).played ?? [])
    await open.scan(testBadge(2).code)
    await open.page.getByText('Đúng giờ').waitFor()
    await open.page.waitForTimeout(1_000)
    expect(await played()).toEqual([])
    await become({ settings: { ...TEST_STATE.settings, spoken: true } })
    await open.page.waitForTimeout(4_000)
    await open.scan(testBadge(3).code)
    await expect.poll(async () => (await played()).some((src) => /arrived.*\.ogg$/.test(src))).toBe(true)
    expect(await open.violations()).toEqual([])
  })

  it('has clips that Chromium plays: as long as a sentence, and not silent', async () => {
    await open.page.route('**/assets-under-test/**', (route) =>
      route.fulfill({
        path: join(CLIPS, new URL(route.request().url()).pathname.split('/').slice(2).join('/')),
      }),
    )
    const clips = await open.page.evaluate(
      async (names) => {
        const context = new OfflineAudioContext(1, 1, 22_050)
        const found: { name: string; seconds: number; peak: number }[] = []
        for (const name of names) {
          const bytes = await (await fetch(`/assets-under-test/${name}.ogg`)).arrayBuffer()
          const sound = await context.decodeAudioData(bytes)
          const peak = sound.getChannelData(0).reduce((most, each) => Math.max(most, Math.abs(each)), 0)
          found.push({ name, seconds: sound.duration, peak })
        }
        return found
      },
      (['vi', 'en'] as const).flatMap((language) =>
        Object.keys(words[language]).map((name) => `${language}/${name}`),
      ),
    )
    for (const { name, seconds, peak } of clips) {
      expect(seconds, name).toBeGreaterThan(0.4)
      expect(seconds, name).toBeLessThan(5)
      expect(peak, name).toBeGreaterThan(0.1)
    }
    expect(clips).toHaveLength(2 * Object.keys(words.vi).length)
  })

  it.each(['vi', 'en'] as const)(
    'is accessible on every step in %s, in light and dark, without a clipped letter',
    async (language) => {
      if (language === 'en') await open.page.getByRole('button', { name: 'English' }).click()
      const check = async (step: string): Promise<void> => {
        for (const colorScheme of ['dark', 'light'] as const) {
          await open.page.emulateMedia({ colorScheme })
          expect(await axeFaults(open.page), `${step} ${colorScheme}`).toEqual([])
        }
        const wider = await open.page.evaluate(
          () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
        )
        expect(wider, step).toBe(false)
      }
      await become(STRANGE)
      await hands.open('set-up')
      await type('10.0')
      await check('address')
      await action('find-district').click()
      await open.page.locator('[data-set-up=compare]').waitFor()
      await check('compare')
      await action('same-key').click()
      await check('code')
      await open.page.locator('[data-desk] header button').last().click()
      await become({ administratorPin: 'missing' })
      await hands.open('settings')
      await check('no PIN')
      await action('pin-by-code').click()
      await check('PIN by code')
      await open.page.locator('[data-desk] header button').last().click()
      await become({ updateWaiting: '0.2.0', scannerUnplugged: true })
      await open.page.locator('[data-banner=update-waiting]').waitFor()
      await check('banners')
    },
    90_000,
  )

  it('shows the district’s notices in turn with the norms while nobody scans', async () => {
    await become({ notices: [{ id: 'n', text: 'Ngày 24/11 nghỉ lễ, không tiếp dân.' }] })
    await open.page.locator('[data-board=n-0]').getByText('Ngày 24/11').waitFor({ timeout: 25_000 })
    expect(await axeFaults(open.page)).toEqual([])
    await open.page.locator('[data-board=norm-1]').waitFor({ timeout: 14_000 })
    await open.page.locator('[data-board=privacy]').waitFor({ timeout: 10_000 })
  }, 90_000)
})
