import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LaunchedElectron, launchElectron, whyNoElectron } from '../support/launch-electron.ts'
import { cameraFrom, chromiumPath, openChromium } from '../support/open-chromium.ts'
import { commandLine, statusField } from '../support/processes.ts'
import { MORNING, openWholePath, type WholePath } from '../support/whole-path.ts'

const HOST = fileURLToPath(new URL('../../scripts/kiosk-browser.ts', import.meta.url))
const noElectron = await whyNoElectron()

let path: WholePath

/** Enrolment, two arrivals and a guest, as the camera shows them, seen at the kiosk and at the district. */
async function followTheBadges(kiosk: Page): Promise<void> {
  await kiosk.getByText('Quầy A').first().waitFor({ timeout: 60_000 })
  const card = kiosk.locator('[data-answer]')
  await card.getByText('Nguyễn Văn A1').waitFor({ timeout: 60_000 })
  await card.getByText('Nguyễn Văn A2').waitFor({ timeout: 60_000 })
  await expect
    .poll(() => card.textContent({ timeout: 1_000 }).catch(() => ''), { timeout: 30_000 })
    .toContain('Quầy B')

  const rowOf = (name: string) => path.leader.locator('tr', { hasText: name })
  await rowOf('Nguyễn Văn A1').getByText('Có mặt').waitFor({ timeout: 30_000 })
  await rowOf('Nguyễn Văn A2').getByText('Có mặt').waitFor({ timeout: 30_000 })
  expect(await rowOf('Nguyễn Văn A3').textContent()).not.toContain('Có mặt')

  const scans = async () => (await path.held()).filter(({ type }) => type === 'scan')
  const people = async () => (await scans()).map(({ person }) => person).slice(0, 3)
  await expect.poll(people, { timeout: 30_000 }).toEqual(['a1', 'a2', 'b1'])
  for (const { text } of await scans()) expect(text).not.toMatch(/Nguyễn|1\d{40}/)
}

beforeEach(async () => {
  path = await openWholePath()
})
afterEach(async () => {
  await path.close()
})

describe.skipIf(chromiumPath() === null)('a badge held before the camera of the browser kiosk', () => {
  let host: ChildProcess
  let browser: Browser | null = null

  afterEach(async () => {
    await browser?.close()
    host.kill()
    await once(host, 'exit')
  })

  it('is decoded, recorded, uploaded and seen by the ward leader', async () => {
    const data = join(path.folder, 'kiosk')
    host = spawn(process.execPath, [HOST, '--data', data, '--port', '0', '--no-open', '--clock', MORNING], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (host.stdout === null) throw new Error('no output')
    const [line] = (await once(createInterface(host.stdout), 'line')) as [string]
    browser = await openChromium(cameraFrom(path.video))
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    await page.goto(line.slice(line.indexOf('http')))
    await followTheBadges(page)
  })
})

describe.skipIf(noElectron !== null)(
  `a badge held before the camera of the desktop kiosk${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    let kiosk: LaunchedElectron

    afterEach(async () => {
      await kiosk.close()
    })

    it('is decoded, recorded, uploaded and seen by the ward leader, in a sandboxed window of an unprivileged user', async () => {
      kiosk = await launchElectron({
        args: ['--clock', MORNING, ...cameraFrom(path.video)],
        size: '1366x768',
      })
      await followTheBadges(kiosk.page)
      const pids = kiosk.pids()
      const renderers = pids.filter((pid) => commandLine(pid).includes('--type=renderer'))
      expect(renderers).not.toEqual([])
      for (const pid of renderers) {
        expect(statusField(pid, 'Seccomp')).toBe('2')
        expect(statusField(pid, 'Uid')).toMatch(/^65534\b/)
      }
    })
  },
)
