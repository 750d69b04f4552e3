import { spawn } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { endProcess, exitOf, prepareElectron, whyNoElectron } from '../support/launch-electron.ts'
import { commandLine, descendants, listeningSockets } from '../support/processes.ts'
import { rendererOf, useShell } from '../support/shell-bench.ts'
import { pressKeys, windowsOn } from '../support/window-keys.ts'

const missing = await whyNoElectron()
if (missing !== null) {
  if (process.env.CI === 'true') throw new Error(missing)
  console.warn(`skipped: ${missing}`)
}

describe.skipIf(missing !== null)('the desktop shell is closed', () => {
  const bench = useShell()

  test('opens no window, goes nowhere, fetches nothing (E6)', async () => {
    const { app, page } = await bench.open()
    await page.evaluate(() => {
      for (const url of ['https://example.test/', 'app://kiosk/index.html', 'about:blank']) window.open(url)
    })
    for (const target of [
      'https://example.test/',
      'app://evil/index.html',
      'app://kiosk/page.css',
      'file:///etc/passwd',
      'data:text/html,x',
      'javascript:document.title="x"',
      'blob:app://kiosk/00000000-0000-0000-0000-000000000000',
    ]) {
      await page.evaluate((url) => {
        const link = document.createElement('a')
        link.href = url
        document.body.append(link)
        link.click()
        link.remove()
      }, target)
    }
    const refused = await page.evaluate(async () => {
      const violations = new Set<string>()
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.add(event.effectiveDirective),
      )
      await fetch('http://127.0.0.1:9/').catch(() => {})
      const put = (element: HTMLElement): void => document.body.append(element)
      put(Object.assign(document.createElement('iframe'), { src: 'app://kiosk/index.html' }))
      put(Object.assign(document.createElement('img'), { src: 'https://example.test/x.png' }))
      const form = Object.assign(document.createElement('form'), {
        action: 'app://kiosk/x',
        method: 'post',
      })
      put(form)
      form.submit()
      try {
        put(Object.assign(document.createElement('script'), { text: 'window.injected = 1' }))
      } catch {
        violations.add('thrown: script text')
      }
      try {
        document.body.insertAdjacentHTML('beforeend', '<p>x</p>')
      } catch {
        violations.add('thrown: markup')
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
      return [...violations].sort()
    })
    expect(refused).toEqual([
      'connect-src',
      'form-action',
      'frame-src',
      'img-src',
      'require-trusted-types-for',
      'thrown: markup',
      'thrown: script text',
    ])
    expect(await page.evaluate(() => Reflect.get(window, 'injected'))).toBeUndefined()
    expect(page.url()).toBe('app://kiosk/index.html')
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    expect(app.windows()).toHaveLength(1)
  })

  test('grants the camera and refuses everything else (E3)', async () => {
    const { page } = await bench.open({ args: ['--use-fake-device-for-media-stream'] })
    const outcomes = await page.evaluate(async () => {
      const outcome = async (ask: () => Promise<unknown>): Promise<string> => {
        try {
          const got = await ask()
          return typeof got === 'string' ? got : 'granted'
        } catch (error) {
          return error instanceof Error ? error.name : 'refused'
        }
      }
      const media = (wanted: MediaStreamConstraints) =>
        outcome(() => navigator.mediaDevices.getUserMedia(wanted))
      return {
        video: await media({ video: true }),
        audio: await media({ audio: true }),
        both: await media({ audio: true, video: true }),
        screen: await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        place: await outcome(
          () =>
            new Promise((resolve, reject) =>
              navigator.geolocation.getCurrentPosition(resolve, () => reject(new Error('denied'))),
            ),
        ),
        notifications: await outcome(() => Notification.requestPermission()),
        clipboard: await outcome(() => navigator.clipboard.readText()),
      }
    })
    expect(outcomes).toEqual({
      video: 'granted',
      audio: 'NotAllowedError',
      both: 'NotAllowedError',
      screen: expect.stringMatching(/Error$/),
      place: 'Error',
      notifications: 'denied',
      clipboard: 'NotAllowedError',
    })
  })

  test('answers a page that breaks the contract, and passes nothing of it on (E4)', async () => {
    const { page } = await bench.open()
    const replies = await page.evaluate(async () => {
      window.kiosk.raw('text')
      window.kiosk.raw({ call: 501, method: 'sql', input: {} })
      window.kiosk.raw({ call: 502, method: 'state', input: {}, channel: 'x' })
      window.kiosk.raw({ call: 503, method: 'scan', input: { code: 'x'.repeat(70_000) } })
      await window.kiosk.ask('state', {})
      return window.kiosk.replies.filter(({ call }) => call > 500)
    })
    expect(replies).toEqual([501, 502, 503].map((call) => ({ call, error: 'invalid-input' })))
  })

  test('no key leaves, closes, reloads, opens or enlarges anything (E7, E18)', async () => {
    const running = await bench.open()
    await running.page.evaluate(() => {
      Reflect.set(window, 'stillHere', true)
    })
    const keys = [
      ...[
        'alt+F4',
        'ctrl+w',
        'ctrl+q',
        'ctrl+r',
        'ctrl+shift+r',
        'ctrl+shift+i',
        'ctrl+p',
        'ctrl+o',
        'ctrl+s',
      ],
      ...[
        'ctrl+n',
        'ctrl+t',
        'ctrl+shift+n',
        'ctrl+plus',
        'ctrl+minus',
        'ctrl+0',
        'ctrl+u',
        'ctrl+f',
        'ctrl+j',
      ],
      ...['F1', 'F3', 'F5', 'F6', 'F7', 'F11', 'F12', 'alt+Left', 'alt+Home', 'Escape', 'Menu', 'shift+F10'],
    ]
    await pressKeys(running.display.name, keys)
    expect(await windowsOn(running.display.name)).toHaveLength(1)
    expect(await running.page.evaluate(() => Reflect.get(window, 'stillHere'))).toBe(true)
    expect(running.page.url()).toBe('app://kiosk/index.html')
    expect(
      await running.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
      ),
    ).toBe(1)
    await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await running.app.evaluate(({ app }) => app.quit())
    expect(await running.page.evaluate(() => document.readyState)).toBe('complete')
  })

  test('listens on no socket, is alone on its data, and refuses dangerous starts (T4, E8, E10)', async () => {
    const prepared = await prepareElectron({ shell: bench.folder() })
    const first = spawn(prepared.executable, prepared.args, { stdio: ['ignore', 'ignore', 'pipe'] })
    try {
      let output = ''
      first.stderr.on('data', (chunk) => {
        output += String(chunk)
      })
      const pid = first.pid ?? 0
      const all = () => [pid, ...descendants(pid)]
      await expect.poll(() => rendererOf(all()).length, { timeout: 20_000 }).toBeGreaterThan(0)
      await expect
        .poll(() => all().some((one) => commandLine(one).includes('service.cjs')), { timeout: 20_000 })
        .toBe(true)
      await expect.poll(() => windowsOn(prepared.display.name), { timeout: 20_000 }).toHaveLength(1)
      expect(listeningSockets(all())).toEqual([])

      expect(await exitOf(prepared.executable, prepared.args)).toMatchObject({ code: 0 })
      const refusals: [readonly string[], string][] = [
        [['--disable-web-security'], '--disable-web-security'],
        [['--ignore-certificate-errors'], '--ignore-certificate-errors'],
        [['--js-flags=--expose-gc'], '--js-flags'],
      ]
      for (const [args, named] of refusals) {
        const { code, printed } = await exitOf(prepared.executable, [...prepared.args, ...args])
        expect(code).toBe(1)
        expect(printed).toContain(`refuses to start with ${named}`)
      }
      expect(first.exitCode).toBe(null)
      expect(output).not.toContain('fault')
    } finally {
      await endProcess(first)
      await prepared.cleanUp()
    }
  })
})
