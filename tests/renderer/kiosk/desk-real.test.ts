import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BrowserHost, startBrowserHost } from '../../../kiosk/host/browser-host.ts'
import { readPageFiles } from '../../../kiosk/host/page-files.ts'
import { viewDirectory } from '../../../kiosk/scan/directory-view.ts'
import { viewElsewhere } from '../../../kiosk/scan/elsewhere-view.ts'
import { writeBadgeVideo } from '../../support/badge-video.ts'
import { buildKioskPage } from '../../support/build-kiosk-page.ts'
import { createTestKiosk, MONDAY_0715, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { type DeskHands, deskHands } from '../../support/desk-hands.ts'
import { ADMIN_PIN, LEADER_PIN, personId, STAFF_PIN } from '../../support/desk-visits.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { type KioskWithPins, makeKioskWithPins } from '../../support/kiosk-with-pins.ts'
import { cameraFrom, chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { readLog } from '../../support/read-log.ts'
import { testBadge } from '../../support/test-badge.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

const NEW_BADGE = testBadge(777)
/** A folder that takes a picture of every station. */
const shots = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the screens over the counter, with the real service', () => {
  let built: string
  let browser: Browser
  /** The administrator, the leader (person 2) and person 3 have PINs of their own. */
  let withPins: KioskWithPins
  let kiosk: TestKiosk
  let host: BrowserHost
  let open: KioskWindow
  let hands: DeskHands

  beforeAll(async () => {
    built = await buildKioskPage()
    browser = await openChromium()
    withPins = await makeKioskWithPins(browser, { people: 4, staff: 3 })
  })
  afterAll(async () => {
    await browser?.close()
    withPins?.remove()
  })

  beforeEach(async () => {
    kiosk = await createTestKiosk({ dataDirectory: withPins.copy(), directory: null })
    host = await startBrowserHost({ service: kiosk.service, files: await readPageFiles(built), port: 0 })
  })
  afterEach(async () => {
    await open.close()
    await host.close()
    await kiosk.close()
  })

  const begin = async (at = browser): Promise<void> => {
    open = await openKioskWindow(at, host.url)
    hands = deskHands(open.page)
  }
  /** What was recorded of somebody since Friday, when the PINs were chosen. */
  const factsOf = (person: string) =>
    readLog(kiosk.dataDirectory).filter(
      ({ at, data }) => at >= Date.parse(MONDAY_0715) && data.staff === person,
    )

  describe('by touch and scanner', () => {
    it('records a step out with purpose and time of return', async () => {
      await begin()
      await hands.open('out-duty')
      await hands.desk.getByRole('button', { name: 'Dự họp' }).click()
      await hands.desk.getByRole('button', { name: '08:00' }).click()
      await open.scan(badgeOf(3).code)
      await open.page.getByText('RA NGOÀI VÌ CÔNG VỤ', { exact: true }).waitFor()
      expect(factsOf(personId(3))).toMatchObject([
        {
          type: 'scan',
          data: {
            intent: 'out-duty',
            purpose: 'Dự họp',
            backAt: Date.parse('2026-03-02T08:00:00+07:00'),
          },
        },
      ])
    })

    it('asks a latecomer whether they have just come, never whether they are back: their day begins', async () => {
      await begin()
      kiosk.clock.passTo('2026-03-02T08:02:00+07:00')
      await open.scan(badgeOf(3).code)
      await open.page.locator('[data-answer]').getByText('ĐẾN MUỘN 32 PHÚT').waitFor()
      expect(await open.page.locator('[data-intent]').allTextContents()).toEqual([
        'Ra ngoài vì công vụ',
        'Ra ngoài vì việc riêng',
        'Vừa đến',
        'Ra về',
      ])
      await open.page.locator('[data-intent=arrive]').click()
      await open.page.locator('[data-offer]').waitFor({ state: 'detached' })
      await open.page.locator('[data-answer]').getByText('ĐẾN MUỘN 32 PHÚT').waitFor()
      expect(factsOf(personId(3)).map(({ type }) => type)).toEqual(['scan'])
      await hands.open('leader')
      await open.scan(badgeOf(2).code)
      await hands.pin(LEADER_PIN)
      await hands.desk.locator('[data-person=person-3][data-presence=here]').click()
      await hands.desk.locator('[data-flag=late]').getByText('Muộn 32 phút').waitFor()
      await hands.desk.locator('[data-fact=scan]').getByText('Quét thẻ · Đã đến').waitFor()
    })

    it('signs a person in by the own PIN, and pauses after five wrong ones', async () => {
      await begin()
      await hands.open('forgotten')
      await hands.type('MAU ')
      await hands.desk.getByText('Nhiều người khớp').waitFor()
      await hands.find('3')
      await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
      for (let time = 1; time <= 4; time++) {
        await hands.pin('0000')
        await hands.desk.getByText(`Còn ${5 - time} lần thử`).waitFor()
      }
      await hands.pin('0000')
      await hands.desk.locator('[data-trouble=pin-locked]').waitFor()
      kiosk.clock.pass(2 * 3_600_000)
      await hands.close()
      await hands.open('forgotten')
      await hands.find('CB-003')
      await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
      await hands.pin(STAFF_PIN)
      await open.page.locator('[data-answer]').getByText('quên thẻ, lần 1 trong tháng').waitFor()
      expect(factsOf(personId(3)).map(({ type }) => type)).toEqual(['sign-in'])
    })

    it('lets the leader set a first PIN and hand over a badge that works from then on', async () => {
      await begin()
      await hands.open('forgotten')
      await hands.find('MAU 4')
      await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
      await open.scan(badgeOf(2).code)
      await hands.pin(LEADER_PIN)
      await hands.desk.locator('[data-action=set-pin]').click()
      await hands.pin('1234')
      await hands.pin('1234')
      await hands.desk.getByText('dãy số liên tiếp').waitFor()
      await hands.pin(STAFF_PIN)
      await hands.pin(STAFF_PIN)
      await hands.desk.locator('[data-action=hand-over]').click()
      await open.scan(NEW_BADGE.code)
      await hands.desk.getByText('Đã trao thẻ mới cho Nguyễn Thị Mẫu 4').waitFor()
      await hands.desk.getByRole('button', { name: 'Xong' }).click()
      await open.scan(NEW_BADGE.code)
      await open.page.locator('[data-answer=good]').getByText('Nguyễn Thị Mẫu 4').waitFor()
      await open.scan(badgeOf(4).code)
      await open.page.getByText('THẺ CŨ, KHÔNG CÒN HIỆU LỰC').waitFor()
    })

    it('shows the leader today, takes a claim and an annulment, and the day follows', async () => {
      await begin()
      await open.scan(badgeOf(1).code)
      await open.page.locator('[data-answer]').getByText('Nguyễn Thị Mẫu 1').waitFor()
      kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
      await hands.open('leader')
      await open.scan(badgeOf(2).code)
      await hands.pin(LEADER_PIN)
      await hands.desk.locator('[data-person=person-1][data-presence=here]').waitFor()
      await hands.desk.locator('[data-person=person-3][data-presence=not-arrived]').click()
      await hands.desk.locator('[data-claim="0-in"]').click()
      await hands.desk.getByRole('button', { name: 'Đang tiếp dân, chưa kịp quét' }).click()
      await hands.desk.locator('[data-action=send]').click()
      await hands.desk.getByText('lượt quét còn thiếu được điền').waitFor()
      await hands.desk.locator('[data-fact=claim]').getByText('xác nhận đến lúc 07:30').waitFor()
      await hands.desk.getByRole('button', { name: 'Quay lại' }).click()
      await hands.desk.locator('[data-person=person-3][data-presence=here]').waitFor()
      await hands.desk.locator('[data-person=person-1]').click()
      await hands.desk.locator('[data-annul]').click()
      await hands.desk.getByRole('button', { name: 'Người khác dùng thẻ này' }).click()
      await hands.desk.locator('[data-action=send]').click()
      await hands.desk.locator('[data-fact=scan][data-annulled=true]').waitFor()
      await hands.desk.locator('[data-action=month]').click()
      await hands.desk.locator('[data-date="2026-03-02"]').click()
      await hands.desk.locator('[data-day="2026-03-02"]').getByText('đã hủy').waitFor()
      await hands.close()
      expect(await open.page.content()).not.toContain('Nguyễn Thị Mẫu')
      expect(open.complaints).toEqual([])
    })

    it('shows the leader what lies at the other kiosk, to be read only, and until when that was heard', async () => {
      kiosk.service.kiosk.memory.directory = viewDirectory({ ...testDirectory(4), kiosks: 2 }, [])
      const heard = (heardTo: number | null): void => {
        const there = { clockChecked: true, person: personId(1) }
        const scans = [
          { ...there, at: Date.parse('2026-03-02T07:28:00+07:00') },
          { ...there, at: Date.parse('2026-03-02T08:40:00+07:00'), intent: 'out-duty' as const },
          { person: personId(3), at: Date.parse('2026-03-02T07:25:00+07:00'), clockChecked: false },
        ]
        const unsure = [personId(4)]
        kiosk.service.kiosk.memory.elsewhere = viewElsewhere({ heardTo, scans, unsure }, '2026-03-02')
      }
      await kiosk.scan(badgeOf(1).code)
      kiosk.clock.passTo('2026-03-02T09:00:00+07:00')
      heard(Date.parse('2026-03-02T08:59:00+07:00'))
      await begin(browser)
      await hands.open('leader')
      await open.scan(badgeOf(2).code)
      await hands.pin(LEADER_PIN)
      const look = async (name: string): Promise<void> => {
        if (shots !== undefined) await open.page.screenshot({ path: `${shots}/${name}.png` })
      }
      await hands.desk.locator('[data-others=heard]').getByText('Đã nghe máy kia đến 08:59').waitFor()
      await hands.desk.locator('[data-person=person-1][data-presence=away]').getByText('từ 08:40').waitFor()
      await hands.desk.locator('[data-person=person-2][data-presence=not-arrived]').waitFor()
      await hands.desk.locator('[data-person=person-3][data-presence=here]').waitFor()
      await hands.desk.locator('[data-person=person-4][data-presence=no-data]').waitFor()
      await look('board-heard')
      await hands.desk.locator('[data-person=person-1]').click()
      expect(await hands.desk.locator('[data-fact], [data-elsewhere]').allTextContents()).toEqual([
        '07:15Quét thẻHủy',
        '07:28Quét thẻở máy khác của điểm này',
        '08:40Quét thẻ · Ra ngoài vì công vụở máy khác của điểm này',
      ])
      expect(await hands.desk.locator('[data-elsewhere] button').count()).toBe(0)
      await look('day-heard')
      await hands.desk.getByRole('button', { name: 'Quay lại' }).click()
      await hands.desk.locator('[data-person=person-3]').click()
      await hands.desk.locator('[data-flag=clock-doubt]').waitFor()
      await hands.desk.locator('[data-elsewhere]').getByText('giờ của máy đó chưa được đối chiếu').waitFor()
      expect(await hands.desk.getByText('chưa có ghi nhận').count()).toBe(0)
      await look('day-unchecked')
      await hands.desk.getByRole('button', { name: 'Quay lại' }).click()
      await hands.desk.locator('[data-person=person-4]').click()
      await hands.desk.getByText('ở máy này chưa kết luận được').waitFor()
      await hands.desk.getByText('Máy này chưa có ghi nhận nào.').waitFor()
      await look('day-unsure')
      await hands.desk.getByRole('button', { name: 'Quay lại' }).click()
      heard(Date.parse('2026-03-01T16:58:00+07:00'))
      await hands.desk.locator('[data-person=person-2][data-presence=no-data]').waitFor({ timeout: 20_000 })
      await hands.desk.getByText('Chưa nghe được máy kia về ngày này (lần cuối 01/03 16:58)').waitFor()
      await look('board-unheard')
      await hands.desk.locator('[data-person=person-2]').click()
      await hands.desk.locator('[data-claim="0-in"]').click()
      await hands.desk.getByRole('button', { name: 'Đang tiếp dân, chưa kịp quét' }).click()
      await hands.desk.locator('[data-action=send]').click()
      await hands.desk.getByText('Chưa nghe được máy kia: lượt quét ở đó, nếu có').waitFor()
      await look('claim-unheard')
      await hands.desk.locator('[data-action=week]').click()
      await hands.desk.getByText('Theo máy này:').waitFor()
      await look('week')
      expect(open.complaints).toEqual([])
    })

    it('lets nobody in who is no leader, and records that badge as the scan it was', async () => {
      await begin()
      await hands.open('leader')
      await open.scan(badgeOf(3).code)
      await hands.pin(STAFF_PIN)
      await open.page.locator('[data-answer]').getByText('Nguyễn Thị Mẫu 3').waitFor()
      expect(await hands.desk.locator('[data-presence]').count()).toBe(0)
      expect(factsOf(personId(3)).map(({ type }) => type)).toEqual(['scan'])
    })

    it('keeps settings, shows the log whole, and closes when the service’s own minute is over', async () => {
      await begin()
      await hands.open('settings')
      await hands.pin(ADMIN_PIN)
      await hands.desk.locator('[data-page=room]').click()
      await hands.desk.locator('[data-theme-choice=dark]').click()
      await expect.poll(() => open.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
      await hands.desk.locator('[data-page=health]').click()
      await hands.desk.locator('[data-links=whole]').waitFor()
      expect((await kiosk.service.api.state({})).settings.theme).toBe('dark')
      kiosk.clock.pass(61_000)
      await hands.desk.locator('[data-page=room]').click()
      await hands.desk.locator('[data-theme-choice=light]').click()
      await hands.desk.waitFor({ state: 'detached' })
    })
  })

  describe('with a camera', () => {
    let folder: string
    let before: Browser
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'giogiac-video-'))
      await writeBadgeVideo(join(folder, 'badge.mjpeg'), [
        { show: null, seconds: 4 },
        { show: badgeOf(1).code, seconds: 1 },
      ])
      before = await openChromium(cameraFrom(join(folder, 'badge.mjpeg')))
    })
    afterAll(async () => {
      await before.close()
      await rm(folder, { recursive: true, force: true })
    })

    it('reads badges on behind another screen, and never takes the hidden picture for a frozen one', async () => {
      await begin(before)
      await hands.open('privacy')
      for (let time = 0; time < 3; time++) {
        await open.page.locator('[data-answer]').getByText('Nguyễn Thị Mẫu 1').waitFor({ timeout: 15_000 })
        await open.page.locator('[data-answer]').waitFor({ state: 'detached', timeout: 8_000 })
        expect(await hands.desk.count()).toBe(1)
        expect(await open.page.locator('[data-camera]').getAttribute('data-camera')).toBe('ok')
      }
    }, 60_000)
  })
})
