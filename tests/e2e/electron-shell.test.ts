import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { whyNoElectron } from '../support/launch-electron.ts'
import { commandLine, statusField } from '../support/processes.ts'
import { rendererOf, servicePid, useShell } from '../support/shell-bench.ts'

const missing = await whyNoElectron()
if (missing !== null) {
  if (process.env.CI === 'true') throw new Error(missing)
  console.warn(`skipped: ${missing}`)
}

describe.skipIf(missing !== null)('the desktop shell in a real Electron', () => {
  const bench = useShell()

  test('shows the page in the sandbox of an unprivileged user and connects it to the service (E9)', async () => {
    const { page, pids } = await bench.open()
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

  test('runs the service as a utility process as well, and tells it first that there is no keyring (E16)', async () => {
    const { page, pids } = await bench.open({ node: null })
    const answer = await page.evaluate(() =>
      window.kiosk.ask('scan', { id: 'a', code: '1', method: 'camera' }),
    )
    expect(commandLine(answer.answer.pid)).toContain('node.mojom.NodeService')
    // Before any question: what the keyring gave out, here nothing.
    expect(answer.answer.first).toEqual({ secret: null })
    expect(pids()).toContain(answer.answer.pid)
  })

  test('asks again under the same id when the service dies before it answers, and records once', async () => {
    const running = await bench.open()
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
      const running = await bench.open(node === undefined ? {} : { node })
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

  test('loads a crashed page again within 5 s and connects it (E14)', async () => {
    const running = await bench.open()
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

  test('ends and reloads a page that hangs (E14)', async () => {
    const running = await bench.open()
    // Its first sign of life must have been given.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const hungAt = performance.now()
    const reloaded = running.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => resolve())
          contents?.executeJavaScript('for (;;) {}').catch(() => {})
        }),
    )
    await reloaded
    const tookMs = performance.now() - hungAt
    console.log(`page loaded again ${Math.round(tookMs)} ms after it began to hang`)
    expect(tookMs).toBeLessThan(5_000)
  })

  test('ends cleanly when the system asks, and takes the service with it', async () => {
    const running = await bench.open()
    const service = await servicePid(running)
    expect(await bench.close()).toEqual({ code: 0, signal: null })
    expect(commandLine(service)).toBe('')
  })
})
