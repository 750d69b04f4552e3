import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onBothEngines } from '../support/both-engines.ts'
import { buildDistrictPages } from '../support/build-district-pages.ts'
import { typeCommand } from '../support/command-line.ts'
import { comeWithoutBadge, enrolByTyping, vouchAndAsk, vouchWithoutBadge } from '../support/counter-deeds.ts'
import { type CounterKiosk, openCounterKiosk } from '../support/counter-kiosk.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { temporaryDirectory } from '../support/create-test-kiosk.ts'
import { STAFF_PIN } from '../support/desk-visits.ts'
import { freePort } from '../support/free-port.ts'
import { downloadOf, enrolmentTicket, importPeople, printBadges, setHours } from '../support/month-deeds.ts'
import { type NewOffice, openNewOffice } from '../support/new-office.ts'
import { chromiumPath, openChromium } from '../support/open-chromium.ts'
import { canDrawPdf, textOfPdf } from '../support/pdf-pages.ts'
import { chooseAdministratorPin, choosePin, GIVEN_PIN, giveLeadersPins } from '../support/pin-deeds.ts'
import {
  ANH,
  KHANH,
  localInstant,
  MAN,
  ON,
  PLANNED_PEOPLE,
  QUYEN,
  TIEN,
  UYEN,
} from '../support/planned-month.ts'

/** A Thursday afternoon, and the last working day of a month. */
const SET_UP = '2026-10-29'
const DAY = '2026-10-30'
const MONDAY = '2026-11-02'
const OTHER_ADMIN_PIN = '60481937'

/** A folder that takes a picture of every station. */
const shots = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null || !canDrawPdf())('the first day of an office', () => {
  let pages: string
  let browser: Browser
  beforeAll(async () => {
    pages = await buildDistrictPages()
    browser = await openChromium()
  })
  afterAll(() => browser?.close())

  onBothEngines('through the screens alone, from an empty server to the papers of the month', (engine) => {
    let folder: string
    let code: string
    let district: TestDistrict
    let office: NewOffice
    let page: Page
    let badges: ReadonlyMap<string, string>
    let first: CounterKiosk
    let second: CounterKiosk
    let stations = 0

    const look = async (of: Page) => {
      if (shots !== undefined) await of.screenshot({ path: `${shots}/${engine.name}-${++stations}.png` })
    }
    const passTo = async (date: string, time: string) => {
      const now = localInstant(date, time)
      district.clock.set(now)
      for (const { clock } of [first, second]) clock.passTo(now)
      await page.clock.setFixedTime(now)
    }
    const everybodyScans = async (time: string, atFirst: readonly string[], atSecond: readonly string[]) => {
      await passTo(DAY, time)
      for (const name of atFirst) await first.scan(badges.get(name) ?? '', name)
      for (const name of atSecond) await second.scan(badges.get(name) ?? '', name)
    }

    beforeAll(async () => {
      folder = temporaryDirectory()
      const served = await engine.newServedPlace()
      const place = served.kind === 'pglite' ? { ...served, directory: folder } : served
      const now = localInstant(SET_UP, '13:30')
      const who = ['--username', 'quan.tri', '--name', 'Trần Thị Thu Hà']
      const said = await typeCommand(place, now, ['create-administrator', ...who])
      code = /^quan\.tri: (\S+)$/m.exec(said)?.[1] ?? ''
      district = await createTestDistrict({
        place,
        seed: { organisations: [], points: [] },
        rendererDirectory: pages,
        now,
        port: await freePort(),
        secondFactor: 'required',
      })
      office = await openNewOffice(district, browser)
      page = office.page
    })
    afterAll(async () => {
      await first?.close()
      await second?.close()
      await page?.context().close()
      await district?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    it('the administrator comes in by the printed code, with a password and an authenticator', async () => {
      await office.begin(code)
      await look(page)
    })

    it('the administrator writes down the city, a ward, its point and two counters', async () => {
      await office.nextStep('Khai tổ chức')
      await office.addPlace(page, 'Thêm đơn vị', 'Thành phố Mẫu')
      await office.addPlace(page, '+ Đơn vị', 'Phường An Lộc')
      const ward = page.locator('tr').filter({ hasText: 'Phường An Lộc' })
      await office.addPlace(ward, '+ Điểm tiếp nhận', 'Một cửa An Lộc')
      for (const counter of ['Quầy 1', 'Quầy 2']) await office.addPlace(page, '+ Quầy', counter)
      await look(page)
      await office.nextStep('Đặt giờ làm việc')
      await setHours(page, DAY.split('-').toReversed().join(''))
    })

    it('the administrator brings in the people and prints their badges', async () => {
      await office.nextStep('Thêm người')
      await importPeople(page)
      await look(page)
      await office.nextStep('Cấp và in thẻ')
      badges = await printBadges(page)
    })

    it('a kiosk is enrolled by typing what the page shows, and PINs are chosen at it', async () => {
      await office.nextStep('Đăng ký máy chấm công')
      first = await openCounterKiosk(browser, district.clock.now())
      const { hands } = first
      await enrolmentTicket(page, 'Quầy 1')
      await look(page)
      await enrolByTyping(first, page)
      expect(await first.clipped()).toEqual([])
      await chooseAdministratorPin(hands)
      await giveLeadersPins(hands, [MAN])
      await look(first.page)
      await hands.close()
    })

    it('a second kiosk is enrolled by its scanner, and knows the leader’s PIN of the first', async () => {
      second = await openCounterKiosk(browser, district.clock.now())
      await second.page.getByText('Dùng máy quét mã để quét mã QR đăng ký').waitFor()
      await second.scan(await enrolmentTicket(page, 'Quầy 2'), 'ĐÃ ĐĂNG KÝ')
      await page.getByRole('button', { name: 'Xong' }).click()
      await second.page.getByRole('button', { name: 'Đã so khớp' }).click()
      await chooseAdministratorPin(second.hands, OTHER_ADMIN_PIN)
      await second.hands.desk.locator('[data-standing=to-change]').waitFor()
      await second.hands.close()
    })

    it('in the morning a badge is forgotten, and the leader vouches and gives a PIN', async () => {
      await everybodyScans('07:20', [QUYEN, MAN, KHANH], [ANH, ON])
      await passTo(DAY, '07:26')
      await comeWithoutBadge(first)
      await vouchWithoutBadge(first, GIVEN_PIN)
      await look(first.page)
    })

    it('one comes an hour late, another leaves on duty and returns', async () => {
      await everybodyScans('08:25', [], [TIEN])
      await passTo(DAY, '09:00')
      await second.hands.open('out-duty')
      await second.hands.desk.getByRole('button', { name: 'Dự họp' }).click()
      await second.hands.desk.getByRole('button', { name: '10:30' }).click()
      await second.scan(badges.get(ANH) ?? '', 'RA NGOÀI VÌ CÔNG VỤ')
      await passTo(DAY, '10:20')
      await second.page.locator('[data-action=return]').click()
      await second.scan(badges.get(ANH) ?? '', 'ĐÃ QUAY LẠI')
    })

    it('everybody goes to lunch, one by the own PIN, comes back and goes home; one forgets', async () => {
      await everybodyScans('11:31', [QUYEN, MAN, KHANH], [ANH, ON, TIEN])
      await comeWithoutBadge(first)
      await first.hands.pin(GIVEN_PIN)
      await choosePin(first.hands, STAFF_PIN)
      await first.page.locator('[data-answer]').getByText(UYEN).waitFor()
      await everybodyScans('12:55', [QUYEN, MAN, KHANH, UYEN], [ANH, ON, TIEN])
      await everybodyScans('17:02', [QUYEN, MAN, UYEN], [ANH, ON, TIEN])
    })

    it('the leader vouches for the forgotten scan and asks for the hour to be excused', async () => {
      await passTo(DAY, '17:10')
      await vouchAndAsk(first)
    })

    it('on Monday the page says what is undecided before the month is locked, and it is decided', async () => {
      await passTo(MONDAY, '08:00')
      await office.signIn()
      await office.goTo('Bảng công', 'Bảng chấm công tháng')
      await page.getByRole('link', { name: /Một cửa An Lộc/ }).click()
      await page.getByRole('button', { name: 'Khóa tháng' }).click()
      const undecided = page.locator('[data-undecided]')
      await undecided.getByText('1 lời xác nhận chưa xem').waitFor()
      await look(page)
      await undecided.getByRole('link', { name: '1 đề nghị nghỉ chờ duyệt' }).click()
      await page.getByLabel(`Chọn đề nghị của ${TIEN}`).check()
      await page.getByRole('button', { name: 'Duyệt', exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: 'Duyệt', exact: true }).click()
      await dialog.getByText('→ đã duyệt').waitFor()
      await dialog.getByRole('button', { name: 'Xong' }).click()
      await office.goTo('Bảng công', 'Bảng chấm công tháng')
      await page.getByRole('link', { name: /Một cửa An Lộc/ }).click()
      await page.getByRole('button', { name: 'Khóa tháng' }).click()
      await undecided.getByRole('link', { name: '1 lời xác nhận chưa xem' }).click()
      await page.getByLabel(`Chọn xác nhận của ${KHANH} ngày 30/10/2026`).check()
      await page.getByRole('button', { name: 'Chấp nhận', exact: true }).click()
      await page.locator('[data-claim]').filter({ hasText: KHANH }).getByText('đã chấp nhận').waitFor()
    })

    it('the month is locked, and its papers say what happened', async () => {
      await office.goTo('Bảng công', 'Bảng chấm công tháng')
      await page.getByRole('link', { name: /Một cửa An Lộc/ }).click()
      await page.locator('tr[data-person]').first().waitFor()
      await look(page)
      await page.getByRole('button', { name: 'Khóa tháng' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Khóa tháng' }).click()
      await page.getByText('Đã khóa', { exact: true }).waitFor({ timeout: 60_000 })
      const paper = async (name: string) => textOfPdf(await downloadOf(page, name)).normalize('NFC')
      const sheet = await paper('Bảng chấm công (PDF, để in và ký)')
      for (const { name } of PLANNED_PEOPLE) {
        expect(sheet).toMatch(new RegExp(`${name} .*\\+ +1 +0 +0 *\\n`))
      }
      const sources = (await paper('Phụ lục I: nguồn số liệu (PDF)')).replaceAll(/ +/g, ' ')
      const said = (name: string) => sources.split(`${name} 30/10/2026 + 07:30–11:30; 13:00–17:00 `)[1] ?? ''
      expect(said(QUYEN)).toMatch(/^07:20 → 11:31; 12:55 → 17:02 /)
      expect(said(UYEN)).toMatch(/^07:26 → 11:31; 12:55 → 17:02 /)
      expect(said(ANH)).toMatch(/^07:20 → 11:31; 12:55 → 17:02 /)
      expect(said(KHANH)).toMatch(/^07:20 → 11:31; 12:55 → 17:00 \(XN\) Chiều về 17:00: được dùng/)
      expect(said(TIEN)).toMatch(/^08:25 → 11:31; 12:55 → 17:02 Việc riêng hưởng lương 07:30–/)
      const found = (await paper('Phụ lục III: danh sách ghi nhận (PDF)')).replaceAll(/ +/g, ' ')
      // The hour is excused, the duty trip is nobody's fault: one line is left.
      expect(found.match(/30\/10\/2026/g)).toHaveLength(1)
      expect(found).toContain(`${UYEN} 30/10/2026 Không mang thẻ quên thẻ, có người xác nhận`)
    })

    it('no screen complained', () => {
      expect([...office.complaints, ...first.complaints, ...second.complaints]).toEqual([])
    })
  })
})
