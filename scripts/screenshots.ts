import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { writeBadgeVideo } from '../tests/support/badge-video.ts'
import { openWindow } from '../tests/support/browser-window.ts'
import { deskHands } from '../tests/support/desk-hands.ts'
import { cameraFrom, openChromium } from '../tests/support/open-chromium.ts'
import { type DemoState, readDemoState } from './demo/demo-state.ts'
import { DISTRICT_USER, LEADER_USER } from './demo/grow-demo.ts'

/** `npm run screenshots`: starts the demo on a Friday, before work and an hour later, and takes the pictures of README and docs. */
const IMAGES = join(import.meta.dirname, '../docs/images')
const BEFORE_WORK = '2026-11-20T07:26:00+07:00'
const MORNING = '2026-11-20T09:12:00+07:00'
/** One who comes on time, one who is a guest of another ward. */
const ON_TIME = 'p-0105'
const GUEST = 'p-0305'
const PORTS = { kiosk: '7391', district: '7392' }

async function startDemo(data: string, clock: string) {
  const demo = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'start.ts'),
      '--no-open',
      '--data',
      data,
      '--clock',
      clock,
      '--kiosk-port',
      PORTS.kiosk,
      '--district-port',
      PORTS.district,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let kiosk = ''
  for await (const line of createInterface(demo.stdout)) {
    kiosk ||= /http:\S+\/open\/\S+/.exec(line)?.[0] ?? ''
    if (line.includes('/demo/badges')) break
  }
  return { demo, kiosk }
}

const shoot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(IMAGES, `${name}.png`) })
  process.stdout.write(`docs/images/${name}.png\n`)
}

async function shootKiosk(browser: Browser, address: string, { codes, pins }: DemoState): Promise<void> {
  const [name = '', value = ''] = (await openWindow(address)).split('=')
  const cookie = { name, value, url: new URL('/', address).href }
  const open = async (colorScheme: 'light' | 'dark', viewport: { width: number; height: number }) => {
    const context = await browser.newContext({ colorScheme, viewport })
    const page = await context.newPage()
    await context.addCookies([cookie])
    await page.goto(cookie.url)
    await page.waitForSelector('[data-camera=ok]')
    return page
  }
  const scan = async (page: Page, code: string) => {
    for (const digit of code) await page.keyboard.press(`Digit${digit}`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-answer]')
  }
  const light = await open('light', { width: 1366, height: 768 })
  await light.waitForTimeout(1_500)
  await shoot(light, 'kiosk-waiting')
  await light.waitForSelector('[data-answer=good]')
  await light.waitForTimeout(300)
  await shoot(light, 'kiosk-on-time')
  await scan(light, codes[GUEST] ?? '')
  await light.waitForTimeout(300)
  await shoot(light, 'kiosk-guest')
  await light.context().close()
  const desk = await open('light', { width: 1366, height: 768 })
  const hands = deskHands(desk)
  await hands.open('forgotten')
  await hands.type('DUN')
  await desk.waitForTimeout(500)
  await shoot(desk, 'kiosk-forgotten')
  await hands.close()
  await hands.open('leader')
  await hands.leader('Nhung')
  await hands.pin(pins?.people ?? '')
  await desk.waitForTimeout(1_500)
  await shoot(desk, 'kiosk-leader')
  await desk.context().close()
  const night = await open('dark', { width: 1920, height: 1080 })
  await night.waitForTimeout(1_500)
  await shoot(night, 'kiosk-waiting-dark')
  await scan(night, codes[GUEST] ?? '')
  await night.waitForTimeout(300)
  await shoot(night, 'kiosk-guest-dark')
  await night.context().close()
  const dark = await open('dark', { width: 1080, height: 1920 })
  await dark.waitForTimeout(1_000)
  await shoot(dark, 'kiosk-portrait-dark')
  await dark.context().close()
}

async function shootDistrict(browser: Browser, passwords: DemoState['passwords']): Promise<void> {
  const address = `http://127.0.0.1:${PORTS.district}`
  const signIn = async (user: string, password: string, options: BrowserContextOptions): Promise<Page> => {
    const page = await (await browser.newContext(options)).newPage()
    await page.goto(address)
    await page.getByLabel('Tên đăng nhập').fill(user)
    await page.locator('input[type=password]').fill(password)
    await page.keyboard.press('Enter')
    await page.locator('input[type=password]').waitFor({ state: 'detached' })
    return page
  }
  const visit = async (page: Page, path: string, name: string) => {
    await page.goto(`${address}${path}`)
    await page.getByRole('heading', { level: 1 }).nth(0).waitFor()
    await page.waitForTimeout(1_500)
    await shoot(page, name)
  }
  const wide = { viewport: { width: 1366, height: 860 }, colorScheme: 'light' } as const
  const staff = await signIn(DISTRICT_USER, passwords.district, wide)
  await visit(staff, '/', 'district-today')
  await visit(staff, '/wards/point-3', 'district-ward')
  await visit(staff, '/people/p-0305?month=2026-10', 'district-month')
  await visit(staff, '/kiosks', 'district-kiosks')
  await visit(staff, '/people', 'district-people')
  await visit(staff, '/hours', 'district-hours')
  await visit(staff, '/trends', 'district-trends')
  await visit(staff, '/wall', 'district-wall')
  await visit(staff, '/months/point-3?month=2026-10', 'district-month-sheet')
  await staff.goto(`${address}/demo/badges`)
  await shoot(staff, 'badges')
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const
  const leader = await signIn(LEADER_USER, passwords.leader, phone)
  await visit(leader, '/wards/point-1?date=2026-11-19', 'leader-phone-dark')
}

const data = mkdtempSync(join(tmpdir(), 'giogiac-pictures-'))
mkdirSync(IMAGES, { recursive: true })

/** Runs the demo from an instant on while pictures are taken of it. */
async function during(
  clock: string,
  take: (state: DemoState, kiosk: string) => Promise<void>,
): Promise<void> {
  const { demo, kiosk } = await startDemo(data, clock)
  try {
    const state = readDemoState(join(data, 'demo.json'))
    if (state === null) throw new Error('the demo left no state')
    await take(state, kiosk)
  } finally {
    demo.kill()
    await once(demo, 'exit')
  }
}

try {
  await during(BEFORE_WORK, async (state, kiosk) => {
    const video = join(data, 'camera.mjpeg')
    await writeBadgeVideo(video, [
      { show: null, seconds: 5 },
      { show: state.codes[ON_TIME] ?? '', seconds: 3 },
    ])
    const browser = await openChromium(cameraFrom(video))
    await shootKiosk(browser, kiosk, state)
    await browser.close()
  })
  await during(MORNING, async ({ passwords }) => {
    const browser = await openChromium()
    await shootDistrict(browser, passwords)
    await browser.close()
  })
} finally {
  rmSync(data, { recursive: true, force: true })
}
