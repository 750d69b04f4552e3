import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KioskApi, ScanAnswer } from '../../../core/kiosk/kiosk-api.ts'
import { axeFaults } from '../../support/axe-faults.ts'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { createScriptedKiosk, type ScriptedKiosk, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'

const NAME = 'Nguyễn Thị Phương Thảo'
const BADGE = '12345678901234567890123456789012345678904'

const LATE = { kind: 'arrived', session: 0, lateMinutes: 9 } as const

describe.skipIf(chromiumPath() === null)('the scan screen', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow

  beforeAll(async () => {
    stage = await openCounterStage()
  })

  afterAll(() => stage.close())

  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    open = await openKioskWindow(stage.browser, `${server.address}/`)
  })

  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const answerScans = (scan: KioskApi['scan']): void => {
    kiosk.api = { ...kiosk.api, scan }
  }
  const scans = () => kiosk.asked.filter((one) => one.method === 'scan')

  it('takes the name from the screen and from the document after four seconds (T7)', async () => {
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    const begin = Date.now()
    await open.page.getByText(NAME).waitFor({ state: 'detached', timeout: 8_000 })
    expect(Date.now() - begin).toBeGreaterThan(3_300)
    expect(Date.now() - begin).toBeLessThan(5_500)
    expect(await open.page.content()).not.toContain('Thảo')
    expect(scans()).toMatchObject([{ input: { code: BADGE, method: 'scanner' } }])
    expect(open.complaints).toEqual([])
  })

  it('lets no key through: not to the focused button, not to the browser', async () => {
    await open.page.locator('button').last().focus()
    const reached = open.page.evaluate(
      () =>
        new Promise<number>((done) => {
          let count = 0
          for (const kind of ['keydown', 'keypress', 'keyup', 'input'] as const) {
            document.addEventListener(kind, () => count++)
          }
          setTimeout(() => done(count), 1_500)
        }),
    )
    await open.scan(BADGE)
    for (const keys of [
      'Control+KeyP',
      'Alt+ArrowLeft',
      'Control+KeyF',
      'F5',
      'Control+Equal',
      'Space',
      'Tab',
    ]) {
      await open.page.keyboard.press(keys)
    }
    expect(await reached).toBe(0)
    expect(await open.page.getByText('Đúng giờ').count()).toBe(1)
    expect(await open.page.evaluate(() => document.documentElement.lang)).toBe('vi')
  })

  it('ignores a person who types', async () => {
    await open.page.keyboard.type(BADGE.slice(0, 12), { delay: 140 })
    await open.page.keyboard.press('Enter')
    await open.page.waitForTimeout(300)
    expect(scans()).toEqual([])
  })

  it('reads two scans one directly after the other', async () => {
    await open.scan(BADGE)
    await open.scan('98765432')
    await expect
      .poll(() => scans().map((one) => one.method === 'scan' && one.input.code))
      .toEqual([BADGE, '98765432'])
  })

  it('tells a late arrival in small letters alone where that is set, and loudly where it is not', async () => {
    const base = createScriptedKiosk().api.scan
    answerScans(async (input) => ({ ...(await base(input)), became: LATE }) as ScanAnswer)
    await open.scan(BADGE)
    await open.page.locator('[data-answer=attention]').getByText('ĐẾN MUỘN 9 PHÚT').waitFor()
    kiosk.state = { ...TEST_STATE, settings: { ...TEST_STATE.settings, discreet: true } }
    kiosk.notify()
    const card = open.page.locator('[data-answer=good]')
    await card.getByText('ĐÃ GHI', { exact: true }).waitFor()
    const small = card.getByText('Đến muộn 9 phút')
    const sizes = [card.getByText('ĐÃ GHI', { exact: true }), small].map((text) =>
      text.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
    )
    const [word = 0, note = 0] = await Promise.all(sizes)
    expect(word / note).toBeGreaterThan(2.2)
    expect(await card.innerText()).not.toContain('MUỘN')
    expect(await axeFaults(open.page)).toEqual([])
  })

  it('says loudly that nothing was recorded', async () => {
    answerScans(async () => ({ kind: 'not-recorded', reason: 'disk-full' }))
    await open.scan(BADGE)
    await open.page.locator('[data-answer=bad]').getByText('KHÔNG GHI ĐƯỢC').waitFor()
  })

  it('waits for a service that is away, says so, and records the scan when it is back', async () => {
    kiosk.away = true
    await open.scan(BADGE)
    await open.page.getByText('ĐANG GHI').waitFor({ timeout: 8_000 })
    await open.page.getByText('Dịch vụ chấm công đang khởi động lại').waitFor({ timeout: 8_000 })
    kiosk.away = false
    await open.page.getByText(NAME).waitFor({ timeout: 8_000 })
    await open.page.locator('[data-banner=service]').waitFor({ state: 'detached' })
    expect(new Set(scans().map((one) => one.method === 'scan' && one.input.id)).size).toBe(1)
  })

  it('offers four intents for eight seconds without naming anybody for longer than four, and sends the tap', async () => {
    const base = kiosk.api.scan
    answerScans(
      async (input) =>
        ({ ...(await base(input)), became: { kind: 'noted' }, offerIntents: true }) as ScanAnswer,
    )
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor({ state: 'visible' })
    await expect.poll(() => open.page.locator('[data-intent]').count()).toBe(4)
    await open.page.getByText(NAME).waitFor({ state: 'detached', timeout: 8_000 })
    await open.page.locator('[data-intent=out-duty]').click()
    await open.page.getByText('RA NGOÀI VÌ CÔNG VỤ', { exact: true }).waitFor()
    const [scan] = scans()
    const tapped = kiosk.asked.find((one) => one.method === 'intent')
    expect(tapped?.input).toMatchObject({
      scan: scan?.method === 'scan' ? scan.input.id : '',
      intent: 'out-duty',
    })
    await open.scan(BADGE)
    await open.page.locator('[data-intent]').first().waitFor()
    await open.page.locator('[data-offer]').waitFor({ state: 'detached', timeout: 9_000 })
  }, 30_000)

  it('enrols with the text of the district’s code and shows the fingerprint until it was compared', async () => {
    answerScans(async () => ({ kind: 'enrolment-code' }))
    await open.scan('4444555566667777')
    await open.page.getByText('4821 9930 1177 5526').waitFor()
    expect(kiosk.asked.find((one) => one.method === 'enrol')?.input).toEqual({ ticket: '4444555566667777' })
    await open.page.getByRole('button', { name: 'Đã so khớp' }).click()
    await open.page.getByText('ĐÃ ĐĂNG KÝ').waitFor({ state: 'detached' })
  })

  it('shows at once what the service tells: offline, disk full, clock off', async () => {
    const sync = {
      ...TEST_STATE.sync,
      kind: 'offline',
      waiting: 12,
      turnsWaiting: 12,
      districtHasUpTo: Date.parse('2026-04-06T00:41:00Z'),
    } as const
    kiosk.state = {
      ...TEST_STATE,
      sync,
      recording: { kind: 'failing', reason: 'disk-full' },
      clock: { checked: true, offsetMs: -9 * 60_000, errorMs: 50, moved: false },
    }
    kiosk.notify()
    await open.page.getByText('Mất mạng · 12 lượt chờ gửi · cấp trên đã nhận đến 07:41').waitFor()
    await open.page.getByText('ổ đĩa đã đầy').waitFor()
    await open.page.getByText('lệch 9 phút').waitFor()
  })

  it('tells the service about its camera and its scanner', async () => {
    await open.page.locator('[data-camera=ok]').waitFor({ timeout: 10_000 })
    await open.scan(BADGE)
    await expect
      .poll(() => kiosk.asked.filter((one) => one.method === 'devices').map((one) => one.input))
      .toContainEqual({ camera: 'ok', scanner: 'seen' })
  })

  it('speaks English at a touch and remembers it', async () => {
    await open.page.getByRole('button', { name: 'English' }).click()
    await open.page.getByText('Working hours today').waitFor()
    await open.page.reload()
    await open.page.getByText('Working hours today').waitFor()
    expect(await open.page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  it('works under its policy without one violation, and what is smuggled in is stopped', async () => {
    await open.page.locator('[data-camera=ok]').waitFor({ timeout: 10_000 })
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    expect(await open.violations()).toEqual([])
    const ran = await open.page.evaluate(async () => {
      const page = globalThis as { smuggled?: boolean }
      const tries: (() => void)[] = [
        () => {
          const script = document.createElement('script')
          script.append('globalThis.smuggled = true')
          document.head.append(script)
        },
        () => {
          document.body.innerHTML = '<img src=x onerror="globalThis.smuggled = true">'
        },
        () => {
          const frame = document.createElement('iframe')
          frame.src = 'http://127.0.0.1:9/'
          document.body.append(frame)
        },
        () => {
          const form = document.createElement('form')
          form.method = 'post'
          form.action = 'http://127.0.0.1:9/'
          document.body.append(form)
          form.submit()
        },
        () => void new Worker('http://127.0.0.1:9/worker.js'),
      ]
      for (const attempt of tries) {
        try {
          attempt()
        } catch {
          // Stopped by an exception, which is as good.
        }
      }
      const fetched = await fetch('http://127.0.0.1:9/').catch(() => null)
      await new Promise((done) => setTimeout(done, 200))
      return { smuggled: page.smuggled ?? false, fetched: fetched !== null }
    })
    expect(ran).toEqual({ smuggled: false, fetched: false })
    const stopped = await open.violations()
    for (const directive of ['require-trusted-types-for', 'connect-src', 'frame-src', 'form-action']) {
      expect(stopped).toContain(directive)
    }
  })

  it.each([
    ['vi', 'light'],
    ['vi', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ] as const)('has no accessibility fault axe can find: %s, %s', async (language, colorScheme) => {
    await open.close()
    open = await openKioskWindow(stage.browser, `${server.address}/`, {
      colorScheme,
      reducedMotion: 'reduce',
    })
    if (language === 'en') await open.page.getByRole('button', { name: 'English' }).click()
    await open.page.locator('[data-camera=ok]').waitFor({ timeout: 10_000 })
    const faults = () => axeFaults(open.page)
    expect(await faults()).toEqual([])
    kiosk.state = {
      ...TEST_STATE,
      recording: { kind: 'failing', reason: 'read-only' },
      clock: { checked: false, offsetMs: 0, errorMs: null, moved: false },
      sync: { ...TEST_STATE.sync, kind: 'offline', waiting: 3 },
    }
    kiosk.notify()
    await open.page.locator('[data-banner=recording]').waitFor()
    const base = createScriptedKiosk().api.scan
    const answers: [tone: string, change: (answer: ScanAnswer) => ScanAnswer][] = [
      ['good', (answer) => answer],
      ['attention', (answer) => ({ ...answer, became: LATE, offerIntents: true }) as ScanAnswer],
      ['bad', () => ({ kind: 'not-recorded', reason: 'read-only' })],
    ]
    for (const [tone, change] of answers) {
      answerScans(async (input) => change(await base(input)))
      await open.scan(BADGE)
      await open.page.locator(`[data-answer=${tone}]`).waitFor()
      expect(await faults()).toEqual([])
    }
  })
})
