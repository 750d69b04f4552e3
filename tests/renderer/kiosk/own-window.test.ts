import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { browserCommand } from '../../../scripts/open-browser.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openVirtualDisplay, type VirtualDisplay } from '../../support/virtual-display.ts'

/** What every account of this machine reads. */
const commandsOfAll = (): string =>
  globSync('/proc/[0-9]*/cmdline')
    .map((file) => {
      try {
        return readFileSync(file, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')

describe.skipIf(chromiumPath() === null)('the window that the program opens', () => {
  let kiosk: TestKiosk
  let host: BrowserHost
  let files: ReturnType<typeof readPageFiles>
  const launched: ChildProcess[] = []
  let browser: Browser
  let display: VirtualDisplay
  const launch = () => {
    const [program = '', ...args] = browserCommand(host.url, kiosk.dataDirectory, chromiumPath() ?? '')
    const own = ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0']
    launched.push(
      spawn(program, [...args, ...own], { stdio: 'ignore', env: { ...process.env, DISPLAY: display.name } }),
    )
  }
  const start = async (port: number) => {
    host = await startBrowserHost({ service: kiosk.service, files, port })
  }
  const pages = () => browser.contexts().flatMap((context) => context.pages())

  beforeAll(async () => {
    display = await openVirtualDisplay()
    files = readPageFiles(await buildKioskPage())
    kiosk = await createTestKiosk({ directory: null })
    kiosk.service.start()
    await start(0)
  })
  afterAll(async () => {
    await browser?.close()
    for (const each of launched) {
      if (each.exitCode !== null || each.signalCode !== null) continue
      each.kill()
      await once(each, 'exit')
    }
    await host?.close()
    await kiosk?.close()
    await display?.close()
  })

  it('shows the kiosk, and its address stands in no command that others read', async () => {
    const secret = new URL(host.url).pathname
    launch()
    const told: string[] = []
    await eventually(() => {
      told.push(commandsOfAll())
      expect(new URL(host.url).pathname).not.toBe(secret)
    }, 30_000)
    expect(told.join('\n')).toContain('--app=file:')
    expect(told.join('\n')).not.toContain(secret)
    const port = () =>
      readFileSync(join(kiosk.dataDirectory, 'browser/DevToolsActivePort'), 'utf8').split('\n')[0]
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`)
    await expect.poll(() => pages().length).toBe(1)
    const [page] = pages()
    await page?.waitForURL(host.page)
    await page?.locator('main').waitFor()
  })

  it('goes on when the program starts again, as soon as that one’s window is open', async () => {
    const [page] = pages()
    const port = Number(new URL(host.page).port)
    await host.close()
    await start(port)
    const state = () =>
      page?.evaluate(() =>
        fetch('/api/state', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        }).then(({ status }) => status),
      )
    expect(await state()).toBe(403)
    launch()
    await eventually(async () => expect(await state()).toBe(200), 30_000)
    expect(pages()).toHaveLength(2)
  })
})
