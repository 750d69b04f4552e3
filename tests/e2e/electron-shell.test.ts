import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildShell } from '../support/build-shell.ts'
import {
  endProcess,
  exitOf,
  type LaunchedElectron,
  launchElectron,
  prepareElectron,
  whyNoElectron,
} from '../support/launch-electron.ts'
import { commandLine, descendants, listeningSockets, statusField } from '../support/processes.ts'
import { pressKeys, windowsOn } from '../support/window-keys.ts'

interface FixtureKiosk {
  readonly news: unknown[]
  readonly replies: { readonly call: number; readonly error?: string }[]
  restarts: number
  ask(
    method: string,
    input: unknown,
  ): Promise<{ readonly answer: { readonly pid: number; readonly recorded: number } }>
  raw(message: unknown): void
}
declare global {
  interface Window {
    kiosk: FixtureKiosk
  }
}

const missing = await whyNoElectron()
if (missing !== null && process.env.CI === 'true') throw new Error(missing)

describe.skipIf(missing !== null)(
  `the desktop shell in a real Electron${missing === null ? '' : ` (${missing})`}`,
  () => {
    let shell: string
    let kiosk: LaunchedElectron | null = null

    const open = async (options: Parameters<typeof launchElectron>[0] = {}): Promise<LaunchedElectron> => {
      kiosk = await launchElectron({ shell, ...options })
      await connected(kiosk)
      return kiosk
    }
    const connected = ({ page }: LaunchedElectron) =>
      page.waitForSelector('html[data-connected=yes]', { timeout: 20_000 })
    const rendererOf = (pids: readonly number[]): number[] =>
      pids.filter((pid) => commandLine(pid).includes('--type=renderer'))
    const servicePid = ({ page }: LaunchedElectron): Promise<number> =>
      page.evaluate(async () => (await window.kiosk.ask('state', {})).answer.pid)

    beforeAll(async () => {
      shell = await buildShell()
    })
    afterEach(async () => {
      await kiosk?.close()
      kiosk = null
    })
    afterAll(() => rm(shell, { recursive: true, force: true }))

    test('shows the page in the sandbox of an unprivileged user and connects it to the service', async () => {
      const { page, pids } = await open()
      expect(page.url()).toBe('app://kiosk/index.html')
      expect(await page.evaluate(() => document.body.innerText)).toContain('đã nối với dịch vụ')
      await expect.poll(() => page.evaluate(() => window.kiosk.news.length)).toBeGreaterThan(0)
      for (const pid of pids()) expect(statusField(pid, 'Uid')?.split('\t')[0]).toBe('65534')
      const renderers = rendererOf(pids())
      expect(renderers.length).toBeGreaterThan(0)
      for (const pid of renderers) expect(statusField(pid, 'Seccomp')).toBe('2')
      expect(
        await page.evaluate(() => [
          typeof Reflect.get(window, 'require'),
          typeof Reflect.get(window, 'process'),
        ]),
      ).toEqual(['undefined', 'undefined'])
    })

    test('runs the service as a utility process as well', async () => {
      const { page, pids } = await open({ node: null })
      const answer = await page.evaluate(() =>
        window.kiosk.ask('scan', { id: 'a', code: '1', method: 'camera' }),
      )
      expect(commandLine(answer.answer.pid)).toContain('node.mojom.NodeService')
      expect(pids()).toContain(answer.answer.pid)
    })

    test('asks again under the same id when the service dies before it answers, and records once', async () => {
      const running = await open()
      const before = await servicePid(running)
      const answer = await running.page.evaluate(() =>
        window.kiosk.ask('scan', { id: 'scan-1', code: 'die', method: 'camera' }),
      )
      expect(answer.answer.pid).not.toBe(before)
      expect(answer.answer.recorded).toBe(1)
      expect(await running.page.evaluate(() => window.kiosk.restarts)).toBe(1)
      expect(await readFile(join(running.data, 'scans.txt'), 'utf8')).toBe('scan-1\n')
    })

    for (const [kind, node] of [
      ['a Node child', undefined],
      ['a utility process', null],
    ] as const) {
      test(`starts ${kind} again after SIGKILL and tells the page about calls in flight`, async () => {
        const running = await open(node === undefined ? {} : { node })
        const { page } = running
        const before = await servicePid(running)
        await page.evaluate(() => {
          window.kiosk.raw({
            call: 900,
            method: 'scan',
            input: { id: 'held', code: 'hang', method: 'camera' },
          })
        })
        await expect
          .poll(() => readFile(join(running.data, 'scans.txt'), 'utf8').catch(() => ''))
          .toContain('held')
        process.kill(before, 'SIGKILL')
        await expect
          .poll(() => page.evaluate(() => window.kiosk.replies.find(({ call }) => call === 900)))
          .toEqual({ call: 900, error: 'service-restarted' })
        const startedAt = performance.now()
        const after = await servicePid(running)
        console.log(
          `service (${kind}) answers again ${Math.round(performance.now() - startedAt)} ms after it was missed`,
        )
        expect(after).not.toBe(before)
      })
    }

    test('loads a crashed page again within 5 s and connects it', async () => {
      const running = await open()
      const before = await servicePid(running)
      const crashedAt = performance.now()
      const reloaded = running.app.evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents
            contents?.once('did-finish-load', () => resolve())
            contents?.forcefullyCrashRenderer()
          }),
      )
      await reloaded
      const tookMs = performance.now() - crashedAt
      console.log(`page loaded again ${Math.round(tookMs)} ms after its renderer was ended`)
      expect(tookMs).toBeLessThan(5_000)
      const text = () =>
        running.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
        )
      await expect.poll(text).toContain('đã nối với dịch vụ')
      // The service did not notice.
      await expect.poll(text).toContain(`dịch vụ ${before}`)
    })

    test('ends and reloads a page that hangs', async () => {
      const running = await open()
      const hungAt = performance.now()
      const reloaded = running.app.evaluate(
        ({ BrowserWindow }) =>
          new Promise<void>((resolve) => {
            const window = BrowserWindow.getAllWindows()[0]
            window?.webContents.once('did-finish-load', () => resolve())
            window?.webContents.executeJavaScript('for (;;) {}').catch(() => {})
            // Chromium reports a hang after half a minute without an answered key; the report itself is its work.
            window?.emit('unresponsive')
          }),
      )
      await reloaded
      const tookMs = performance.now() - hungAt
      console.log(`page loaded again ${Math.round(tookMs)} ms after it was reported as hanging`)
      expect(tookMs).toBeLessThan(5_000)
    })

    test('opens no window, goes nowhere, fetches nothing', async () => {
      const { app, page } = await open()
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

    test('grants the camera and refuses everything else', async () => {
      const { page } = await open({ args: ['--use-fake-device-for-media-stream'] })
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

    test('answers a page that breaks the contract, and passes nothing of it on', async () => {
      const { page } = await open()
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

    test('no key leaves, closes, reloads, opens or enlarges anything', async () => {
      const running = await open()
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
        ...[
          'F1',
          'F3',
          'F5',
          'F6',
          'F7',
          'F11',
          'F12',
          'alt+Left',
          'alt+Home',
          'Escape',
          'Menu',
          'shift+F10',
        ],
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

    test('ends cleanly when the system asks, and takes the service with it', async () => {
      const running = await open()
      const service = await servicePid(running)
      kiosk = null
      expect(await running.close()).toEqual({ code: 0, signal: null })
      expect(commandLine(service)).toBe('')
    })

    test('listens on no socket, is alone on its data, and refuses dangerous starts', async () => {
      const prepared = await prepareElectron({ shell })
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
  },
)
