import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { QUIT_CODE } from '../../kiosk/quit-code.ts'
import { keepServed } from '../../kiosk/scan/in-service.ts'
import { writeBadgeVideo } from '../support/badge-video.ts'
import { useCounterElectron } from '../support/counter-electron.ts'
import { MONDAY_0715 } from '../support/create-test-kiosk.ts'
import { deskHands } from '../support/desk-hands.ts'
import { ADMIN_PIN, LEADER_PIN, personId, STAFF_PIN } from '../support/desk-visits.ts'
import { type KioskWithPins, makeKioskWithPins } from '../support/kiosk-with-pins.ts'
import { whyNoElectron } from '../support/launch-electron.ts'
import { cameraFrom, openChromium } from '../support/open-chromium.ts'
import { statusField } from '../support/processes.ts'
import { readChain } from '../support/read-log.ts'
import { testBadge } from '../support/test-badge.ts'
import { badgeOf, LEADER } from '../support/test-directory.ts'
import { scanByUsb, setKeyboardLayout } from '../support/usb-scanner.ts'
import { firstBroken } from '../support/verify-chain.ts'

const noElectron = await whyNoElectron()
if (noElectron !== null && process.env.CI === 'true') throw new Error(noElectron)

const NINE = '2026-03-02T09:00:00+07:00'
const PEOPLE = 9
const BEFORE_CAMERA = 6
const NEW_BADGE = testBadge(777)
const LAYOUTS = [
  ['a US keyboard layout', 'us', []],
  ['setxkbmap vn', 'vn', ['vietnamese-layout']],
] as const

const nameOf = (person: number): string => `Nguyễn Thị Mẫu ${person}`

/** PINs of the administrator, the leader and person 5; on Monday person 3 came on time. */
async function beforeNine(): Promise<KioskWithPins> {
  const browser = await openChromium()
  try {
    return await makeKioskWithPins(browser, { people: PEOPLE, staff: 5 }, async ({ clock, scan }) => {
      clock.passTo(MONDAY_0715)
      await scan(badgeOf(3).code, nameOf(3))
    })
  } finally {
    await browser.close()
  }
}

describe.skipIf(noElectron !== null)(
  `a morning at the desktop kiosk${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    const open = useCounterElectron(PEOPLE)
    let folder: string
    let video: string
    let withPins: KioskWithPins

    beforeAll(async () => {
      withPins = await beforeNine()
      folder = await mkdtemp(join(tmpdir(), 'giogiac-morning-'))
      await chmod(folder, 0o755)
      video = join(folder, 'kept.mjpeg')
      await writeBadgeVideo(video, [
        { show: null, seconds: 0.6 },
        { show: badgeOf(BEFORE_CAMERA).code, seconds: 1 },
      ])
    })
    afterAll(async () => {
      withPins?.remove()
      await rm(folder, { recursive: true, force: true })
    })

    it.each(LAYOUTS)(
      'by USB scanner under %s, camera and touch: every flow, as an unprivileged user',
      async (_name, layout, troubles) => {
        const camera = join(folder, `${layout}.mjpeg`)
        const stick = join(folder, `stick-${layout}`)
        await copyFile(video, camera)
        await mkdir(stick)
        await chmod(stick, 0o777)
        const kiosk = await open({
          clock: NINE,
          args: cameraFrom(camera),
          environment: { GIOGIAC_USB: stick },
          prepare: async (data) => {
            withPins.copy(data)
            // Its machine was on all morning.
            keepServed(data, { at: Date.parse(NINE), up: 0 }, null)
          },
        })
        const begun = performance.now()
        const { page, display } = kiosk
        page.setDefaultTimeout(12_000)
        const hands = deskHands(page)
        const { desk } = hands
        const events = (type: string) => kiosk.log().filter((event) => event.type === type)
        const card = page.locator('[data-answer]')
        const cameraIs = (state: string) =>
          page.locator(`[data-camera=${state}]`).first().waitFor({ timeout: 10_000 })
        /** Scans until the card says it: a burst that the machine tears apart is scanned again. */
        const scan = async (code: string, words: string): Promise<void> => {
          for (let tries = 1; ; tries++) {
            await scanByUsb(display.name, code)
            try {
              return await page.getByText(words).first().waitFor({ timeout: 8_000 })
            } catch (error) {
              if (tries === 3) throw error
            }
          }
        }
        const touch = (name: string) => desk.getByRole('button', { name, exact: true }).click()
        const act = (action: string) => desk.locator(`[data-action=${action}]`).click()
        await setKeyboardLayout(display.name, layout)
        for (const pid of kiosk.pids()) expect(statusField(pid, 'Uid')?.split('\t')[0]).toBe('65534')

        // A badge before the camera; then the camera is taken away, and the scanner goes on.
        await cameraIs('ok')
        await card.getByText(nameOf(BEFORE_CAMERA)).waitFor({ timeout: 15_000 })
        await truncate(camera, 0)
        await cameraIs('lost')

        // In the middle of a session: what did it mean?
        await scan(badgeOf(1).code, nameOf(1))
        await page.locator('[data-intent=arrive]').click()
        await expect.poll(() => events('intent').map(({ data }) => data.intent)).toEqual(['arrive'])

        // Said before the badge.
        await hands.open('out-duty')
        await touch('Dự họp')
        await touch('10:00')
        await scan(badgeOf(3).code, 'RA NGOÀI VÌ CÔNG VỤ')
        expect(events('scan').at(-1)?.data).toMatchObject({
          staff: personId(3),
          method: 'scanner',
          intent: 'out-duty',
          purpose: 'Dự họp',
        })

        // Without the badge, by the own PIN.
        await hands.open('forgotten')
        await hands.type('MAU ')
        await desk.getByText('Nhiều người khớp').waitFor()
        await hands.find('5')
        await touch('Để quên thẻ ở nhà')
        await hands.pin('0000')
        await desk.getByText('Còn 4 lần thử').waitFor()
        await hands.pin(STAFF_PIN)
        await card.getByText('quên thẻ, lần 1 trong tháng').waitFor()
        // The first was on Friday, right after that PIN was chosen.
        expect(events('sign-in').map(({ data }) => [data.staff, data.confirmedBy])).toEqual([
          [personId(5), 'pin'],
          [personId(5), 'pin'],
        ])

        // A first PIN and a badge in place of a lost one, with the leader present.
        await hands.open('forgotten')
        await hands.find('MAU 4')
        await touch('Mất thẻ')
        await scan(badgeOf(LEADER).code, 'Mã PIN của lãnh đạo')
        await hands.pin(LEADER_PIN)
        await act('set-pin')
        await hands.pin('4071')
        await hands.pin('4071')
        await act('hand-over')
        await scan(NEW_BADGE.code, `Đã trao thẻ mới cho ${nameOf(4)}`)
        await touch('Xong')
        await desk.waitFor({ state: 'detached' })
        await scan(NEW_BADGE.code, nameOf(4))
        await scan(badgeOf(4).code, 'THẺ CŨ, KHÔNG CÒN HIỆU LỰC')

        // The leader: who is here, a claim, an annulment, a spot check, an excuse, the month.
        await hands.open('leader')
        await scan(badgeOf(LEADER).code, 'Mã PIN của lãnh đạo')
        await hands.pin(LEADER_PIN)
        await desk.locator('[data-person=person-3][data-presence=away]').waitFor()
        await desk.locator('[data-person=person-7][data-presence=not-arrived]').click()
        await desk.locator('[data-claim="0-in"]').click()
        await touch('Đang tiếp dân, chưa kịp quét')
        await act('send')
        await desk.locator('[data-fact=claim]').waitFor()
        await act('spot-check')
        await desk.locator('[data-finding=badge-not-worn]').click()
        await act('send')
        await desk.getByText('Đã ghi kết quả kiểm tra.').waitFor()
        await touch('Quay lại')
        await desk.locator('[data-person=person-1]').click()
        await desk.locator('[data-annul]').first().click()
        await touch('Người khác dùng thẻ này')
        await act('send')
        await desk.locator('[data-fact=scan][data-annulled=true]').waitFor()
        await touch('Quay lại')
        await desk.locator('[data-person=person-8]').click()
        await act('excuse')
        await desk.locator('[data-code=CT]').click()
        await act('document')
        await hands.type('12/CV')
        await touch('Được cử đi')
        await act('send')
        await desk.getByText('chờ cấp trên duyệt').first().waitFor()
        await act('month')
        await desk.locator('[data-date="2026-03-02"]').click()
        await desk.locator('[data-day="2026-03-02"]').waitFor()
        await hands.close()
        expect(await page.content()).not.toContain('Nguyễn Thị Mẫu')
        expect(events('claim')).toHaveLength(1)
        expect(events('annul')).toHaveLength(1)
        expect(events('spot-check').map(({ data }) => data.finding)).toEqual(['badge-not-worn'])
        expect(events('excuse-requested').map(({ data }) => data.document)).toEqual(['12/CV'])

        // The administrator: test of scanner and camera that record nothing, looks, health, export, the end.
        const scansBefore = events('scan').length
        await hands.open('settings')
        await hands.pin(ADMIN_PIN)
        await desk.locator('[data-page=scanner]').click()
        await scan(badgeOf(1).code, 'Đọc được thẻ.')
        const named = desk.locator('[data-scanner-trouble]')
        expect(await named.evaluateAll((all) => all.map((one) => one.dataset.scannerTrouble))).toEqual(
          troubles,
        )
        await desk.locator('[data-page=camera]').click()
        await copyFile(video, camera)
        await desk.getByText('Đã đọc được thẻ thử').waitFor({ timeout: 15_000 })
        await desk.getByText('Ánh sáng tốt').waitFor()
        expect(events('scan')).toHaveLength(scansBefore)
        await truncate(camera, 0)
        await desk.locator('[data-page=room]').click()
        await desk.locator('[data-theme-choice=dark]').click()
        await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
        await desk.locator('[data-page=health]').click()
        await desk.locator('[data-links=whole]').waitFor()
        await desk.getByText('Tệp trên ổ, chỉ tài khoản của máy chấm công đọc được').waitFor()
        await act('export')
        await desk.locator('[data-stick=exported]').waitFor()
        expect((await readdir(stick)).filter((file) => file.endsWith('.gglog'))).toHaveLength(1)
        const shell = kiosk.app.process()
        const ended = new Promise((resolve) => shell.once('exit', resolve))
        await act('leave')
        await act('quit')
        expect(await ended).toBe(QUIT_CODE)
        console.log(`${layout}: every flow in ${Math.round((performance.now() - begun) / 1000)} s`)

        expect(kiosk.log().at(-1)).toMatchObject({
          type: 'access',
          data: { who: 'administrator', what: 'quit' },
        })
        expect(events('scan').map(({ data }) => data.method)).toContain('camera')
        expect(events('access').filter(({ data }) => data.what === 'page-ended')).toEqual([])
        const { origin, events: chain } = readChain(kiosk.data)
        expect(firstBroken(origin, chain)).toBeNull()
      },
    )
  },
)
