import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../core/time.ts'
import { onBothEngines } from '../support/both-engines.ts'
import { buildDistrictPages } from '../support/build-district-pages.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { ADMIN_PIN } from '../support/desk-visits.ts'
import {
  comma,
  expectPlannedPrint,
  expectPlannedReport,
  expectPlannedSheetInLibreOffice,
  expectPlannedWorkbook,
} from '../support/expect-month-papers.ts'
import { libreOfficePath } from '../support/libre-office.ts'
import {
  askForExcuses,
  decideClaims,
  decideRequests,
  downloadOf,
  enrolmentTicket,
  importPeople,
  printBadges,
  setHours,
} from '../support/month-deeds.ts'
import { type MonthKiosk, openMonthKiosk } from '../support/month-kiosk.ts'
import { createOfficePeople, type OfficePeople } from '../support/office-people.ts'
import { chromiumPath, openChromium } from '../support/open-chromium.ts'
import { canDrawPdf } from '../support/pdf-pages.ts'
import { changeFirstPin, enterAsLeader, giveLeadersPins } from '../support/pin-deeds.ts'
import {
  ANH,
  KHANH,
  localInstant,
  MAN,
  PLANNED_MONTH,
  PLANNED_PEOPLE,
  plannedScans,
  QUYEN,
  recount,
  UYEN,
  WORKING_DATES,
} from '../support/planned-month.ts'
import { askForToday, vouchForDay } from '../support/vouch-deeds.ts'

const BEFORE = '2026-09-28'
const AFTER = '2026-11-03'
/** Khanh does not come, and the leader asks for it in the evening. */
const STAYS_AWAY = '2026-10-27'
const SHEET = `/months/point-a?month=${PLANNED_MONTH}`
/** A city, a ward, a reception point; nobody works there yet and no hours are known. */
const EMPTY_WARD = {
  organisations: [
    { id: 'city', name: 'Thành phố Mẫu', parent: null },
    { id: 'ward-a', name: 'Phường An Lộc', parent: 'city' },
  ],
  points: [{ id: 'point-a', name: 'Một cửa An Lộc', organisation: 'ward-a' }],
}
const NAMES = PLANNED_PEOPLE.map(({ name }) => name)

const canRun = chromiumPath() !== null && canDrawPdf() && libreOfficePath() !== null

/** Opens the page of a kiosk's settings that shows its log and its stick. */
async function openHealth({ counter: { hands } }: MonthKiosk): Promise<void> {
  await hands.open('settings')
  await hands.pin(ADMIN_PIN)
  await hands.desk.locator('[data-page=health]').click()
}

describe.skipIf(!canRun)('a whole month', () => {
  let pages: string
  let browser: Browser
  beforeAll(async () => {
    pages = await buildDistrictPages()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
  })

  onBothEngines('as a clerk, a ward leader and an administrator live it', (engine) => {
    let stick: string
    let district: TestDistrict
    let office: OfficePeople
    let first: MonthKiosk
    /** At the counter that no network reaches once it is set up. */
    let second: MonthKiosk
    /** The code on everybody's badge. */
    let badges: ReadonlyMap<string, string>
    const papers: Record<'xlsx' | 'pdf' | 'docx', Buffer> = {
      xlsx: Buffer.alloc(0),
      pdf: Buffer.alloc(0),
      docx: Buffer.alloc(0),
    }

    /** Time of everything. */
    const passTo = (instant: number): void => {
      for (const each of [first, second]) each.kiosk.clock.passTo(instant)
      district.clock.set(instant)
    }
    beforeAll(async () => {
      stick = mkdtempSync(join(tmpdir(), 'giogiac-stick-'))
      district = await createTestDistrict({
        place: await engine.newServedPlace(),
        seed: EMPTY_WARD,
        rendererDirectory: pages,
        now: localInstant(BEFORE, '08:00'),
      })
      office = await createOfficePeople(district, browser)
    })
    afterAll(async () => {
      await first?.close()
      await second?.close()
      await district?.stop()
      if (stick !== undefined) rmSync(stick, { recursive: true, force: true })
    })

    it('the clerk brings in the people of a ward from a file', async () => {
      await office.as('clerk', '/people/import', importPeople)
    })

    it('the clerk prints their badges, and the codes read back from the PDF', async () => {
      badges = await office.as('clerk', '/badges', printBadges)
      expect(badges.size).toBe(NAMES.length)
    })

    it('the clerk sets the hours of the city from the first of the month', async () => {
      await office.as('clerk', '/hours', (page) => setHours(page, '01102026'))
    })

    it('the administrator lets two kiosks in by the codes on the screen', async () => {
      const open = async (name: string): Promise<MonthKiosk> => {
        const ticket = await office.as('administrator', '/kiosks', (page) => enrolmentTicket(page, name))
        return openMonthKiosk(browser, district, { ticket, stick })
      }
      first = await open('Quầy 1')
      await giveLeadersPins(first.counter.hands, [MAN])
      await first.counter.hands.close()
      await first.counter.hands.open('leader')
      await changeFirstPin(first.counter.hands, MAN)
      await first.counter.hands.close()
      second = await open('Quầy 2')
      await second.counter.hands.close()
    })

    it('everybody scans for a month, and the leader vouches at the counter for what was forgotten', async () => {
      const { hands } = first.counter
      for (const date of WORKING_DATES) {
        const scans = ([1, 2] as const)
          .flatMap((counter) => plannedScans(counter, date).map((scan) => ({ ...scan, counter })))
          .sort((a, b) => a.at - b.at)
        for (const { name, at, counter } of scans) {
          passTo(at)
          const answer = await (counter === 1 ? first : second).kiosk.scan(badges.get(name) ?? '')
          expect(answer).toMatchObject({ kind: 'recorded', person: { kind: 'ours', name } })
        }
        if (date === STAYS_AWAY) {
          passTo(localInstant(date, '17:30'))
          await enterAsLeader(hands, MAN)
          await askForToday(hands, KHANH)
          await hands.close()
        }
        passTo(localInstant(date, '23:30'))
        await first.evening()
      }
      passTo(localInstant(addDays(WORKING_DATES.at(-1) ?? '', 1), '08:00'))
      await enterAsLeader(hands, MAN)
      const evening = { session: 1, side: 'out' } as const
      await vouchForDay(hands, { name: UYEN, date: '2026-10-13', ...evening, minutes: 2 })
      await vouchForDay(hands, { name: KHANH, date: '2026-10-14', ...evening, minutes: 5 })
      // This kiosk cannot know what was scanned at the other one.
      await vouchForDay(hands, { name: ANH, date: '2026-10-20', session: 0, side: 'in', minutes: -1 })
      await hands.close()
      passTo(localInstant(AFTER, '08:30'))
      await first.evening()
    })

    it('the leader asks on the phone for two people to be excused', async () => {
      await office.as('leader', '/excuses', askForExcuses)
    })

    it('the month is not known while a counter has not delivered', async () => {
      await office.as('administrator', SHEET, async (page) => {
        await page.getByText(/ô chưa đủ số liệu/).waitFor()
        await page.getByRole('button', { name: 'Khóa tháng' }).click()
        const lock = page.getByRole('dialog').getByRole('button', { name: 'Khóa tháng' })
        await lock.waitFor()
        expect(await lock.isDisabled()).toBe(true)
      })
    })

    it('the clerk imports what the other counter wrote on a stick, which hears that it arrived', async () => {
      await openHealth(second)
      const { desk } = second.counter.hands
      await desk.locator('[data-action=export]').click()
      await desk.locator('[data-stick=exported]').waitFor()
      const [exported = ''] = readdirSync(stick)
      const file = join(stick, exported)
      await office.as('clerk', '/imports', async (page) => {
        await page.getByLabel('Tệp để nhập').setInputFiles(file)
        const line = page.locator('[data-import]').first()
        await line.getByText('Đã nhập xong').waitFor({ timeout: 60_000 })
        const receipt = await downloadOf(page, 'Tải biên nhận')
        writeFileSync(`${file}.ggreceipt`, receipt)
      })
      await desk.locator('[data-action=receipt]').click()
      const taken = desk.locator('[data-stick=taken]')
      const scans = WORKING_DATES.flatMap((date) => plannedScans(2, date)).length
      const [have] = /\d[\d.]*/.exec((await taken.textContent()) ?? '') ?? ['0']
      expect(Number(have.replaceAll('.', ''))).toBeGreaterThan(scans)
      await second.counter.hands.close()
    })

    it('the administrator decides what was vouched', async () => {
      await office.as('administrator', '/excuses?tab=claims', decideClaims)
    })

    it('the administrator decides what was asked for', async () => {
      await office.as('administrator', '/excuses', decideRequests)
    })

    it('the administrator locks the month, whose sums a recount by hand finds too, and takes its papers', async () => {
      await office.as('administrator', SHEET, async (page) => {
        await page.locator('tr[data-person]').first().waitFor()
        expect(await page.getByText(/ô chưa đủ số liệu/).count()).toBe(0)
        await page.getByRole('button', { name: 'Khóa tháng' }).click()
        await page.getByRole('dialog').getByRole('button', { name: 'Khóa tháng' }).click()
        await page.getByText('Đã khóa', { exact: true }).waitFor()
        const shown = await page
          .locator('tr[data-person]')
          .evaluateAll((lines) =>
            lines.map((line) => [...line.children].map((cell) => cell.textContent ?? '')),
          )
        expect(Object.fromEntries(shown.map((row) => [row[0], row.slice(32, 35)]))).toEqual(
          Object.fromEntries(
            NAMES.map((name) => [name, [comma(recount(name).paid), '0', comma(recount(name).insurance)]]),
          ),
        )
        papers.xlsx = await downloadOf(page, 'Bảng chấm công và phụ lục (Excel)')
        papers.pdf = await downloadOf(page, 'Bảng chấm công (PDF, để in và ký)')
        papers.docx = await downloadOf(page, 'Báo cáo tháng (Word)')
      })
    })

    it('the ward leader sees the closed month on the phone and may not open it', async () => {
      await office.as('leader', SHEET, async (page) => {
        await page.getByText('Đã khóa', { exact: true }).waitFor()
        await page.getByText(QUYEN).first().waitFor()
        expect(await page.getByRole('button', { name: 'Mở lại' }).count()).toBe(0)
      })
    })

    it('sheet, annexes and print agree with the recount', () => {
      expectPlannedWorkbook(papers.xlsx)
      expectPlannedPrint(papers.pdf)
    })

    it('LibreOffice opens sheet and report with the figures of the recount', () => {
      expectPlannedSheetInLibreOffice(papers.xlsx)
      expectPlannedReport(papers.docx)
    })

    it('no page complained', () => {
      expect([...office.complaints, ...first.counter.complaints, ...second.counter.complaints]).toEqual([])
    })
  })
})
