import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { type DistrictVisits, openDistrictVisits } from '../../support/district-visitor.ts'
import { todayAnswer } from '../../support/invented-answers.ts'
import { NOW, ZONE } from '../../support/invented-district.ts'
import { PEOPLE } from '../../support/invented-people.ts'
import { chromiumPath } from '../../support/open-chromium.ts'

const nameOf = (id: string): string => PEOPLE.find((person) => person.id === id)?.name ?? ''
const countsOf = async (page: Page, point: string): Promise<Record<string, number>> => {
  const row = page.locator(`tr[data-ward=${point}]`)
  await row.waitFor()
  const cells = await row.locator('td[data-look]').all()
  return Object.fromEntries(
    await Promise.all(
      cells.map(async (cell) => [await cell.getAttribute('data-look'), Number(await cell.textContent())]),
    ),
  )
}

describe.skipIf(chromiumPath() === null)('who is where, on the district pages', () => {
  let visits: DistrictVisits
  beforeAll(async () => {
    visits = await openDistrictVisits()
  })
  afterAll(() => visits?.close())

  it('counts the people of every ward by where they are', async () => {
    const { page, complaints } = await visits.visit('/')
    expect(await countsOf(page, 'p1')).toEqual({
      here: 3,
      late: 1,
      away: 1,
      'not-arrived': 1,
      absent: 0,
      excused: 1,
      'no-data': 0,
    })
    const { wards } = todayAnswer('2026-11-13', NOW, new Map())
    expect(await page.locator('tr[data-ward]').count()).toBe(wards.length)
    const here = wards.reduce((sum, ward) => sum + (ward.counts.here ?? 0), 0)
    const people = wards.reduce((sum, ward) => sum + ward.people, 0)
    await page.getByText(`${here}/${people}`).waitFor()
    await page.locator('tr[data-ward=p9]').getByText('Chưa phân công').waitFor()
    expect(complaints).toEqual([])
  })

  it('keeps a number inside its tile, however long it is', async () => {
    const { page } = await visits.visit('/')
    await page.setViewportSize({ width: 1200, height: 768 })
    const tiles = page.locator('main dl > dd')
    await tiles.nth(5).waitFor()
    await page.evaluate(() => document.fonts.ready)
    const over = await tiles.evaluateAll((numbers) =>
      numbers.map((number) => {
        number.textContent = '158/182'
        return number.scrollWidth - number.clientWidth
      }),
    )
    expect(over.length).toBeGreaterThan(5)
    expect(Math.max(...over)).toBe(0)
  })

  it('tells what is not known apart from who is not there', async () => {
    const { page } = await visits.visit('/')
    const silent = await countsOf(page, 'p4')
    expect([silent['no-data'], silent.absent, silent['not-arrived']]).toEqual([5, 0, 0])
    await page.getByText('Chưa có dữ liệu từ máy chấm công, lần cuối 07:12').waitFor()
    await page.getByRole('link', { name: 'Phường Đông Hòa', exact: true }).click()
    const unknown = page.locator('tr[data-presence=no-data]')
    await unknown.first().waitFor()
    await expect.poll(() => unknown.count()).toBe(5)
    await expect.poll(() => unknown.getByText('Chưa có dữ liệu').count()).toBe(5)
    expect(await page.locator('main [data-look=absent]').count()).toBe(0)
    const style = await unknown
      .first()
      .locator('[data-look=no-data]')
      .evaluate((chip) => {
        const { borderStyle, backgroundImage } = getComputedStyle(chip)
        return { borderStyle, hatched: backgroundImage.includes('repeating-linear-gradient') }
      })
    expect(style).toEqual({ borderStyle: 'dashed', hatched: true })
  })

  it('finds wards without accents and says so when there is none', async () => {
    const { page } = await visits.visit('/')
    const search = page.getByLabel('Tìm phường, lãnh đạo')
    await search.fill('dong hoa')
    await expect.poll(() => page.locator('tr[data-ward]').count()).toBe(1)
    await search.fill('zzz')
    await page.getByText('Không có phường nào khớp').waitFor()
  })

  it('leads from the wards to one ward, to one person, to one day, and back', async () => {
    const { page, complaints } = await visits.visit('/')
    await page.getByRole('link', { name: 'Phường An Lộc' }).click()
    await page.getByRole('heading', { level: 1, name: 'Phường An Lộc' }).waitFor()
    const late = page.locator('tr[data-person=p1-2]')
    await late.getByText('Muộn 12 phút').waitFor()
    await page.getByText('Lê Hoàng Vũ').waitFor()
    await page.getByText('Thẻ không rõ', { exact: true }).waitFor()
    await late.getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: nameOf('p1-2') }).waitFor()
    await page.locator('[data-date="2026-11-13"]').click()
    const details = page.getByRole('dialog')
    await details.getByText('Muộn 12 phút').waitFor()
    await details.getByText('Đến 07:42').waitFor()
    await details.getByRole('link', { name: 'Xem cả phường ngày này' }).click()
    await page.getByRole('heading', { level: 1, name: 'Phường An Lộc' }).waitFor()
    await page.getByRole('link', { name: '← Các phường' }).click()
    await page.locator('tr[data-ward]').first().waitFor()
    expect(complaints).toEqual([])
  })

  it('filters a ward by state, by name without accents, and shows the same people as strips of time', async () => {
    const { page } = await visits.visit('/wards/p1')
    await page.getByRole('button', { name: 'Chưa đến 1' }).click()
    await expect.poll(() => page.locator('tr[data-person]').count()).toBe(1)
    await page.getByRole('button', { name: /^Tất cả/ }).click()
    await page.getByLabel('Tìm theo tên, chức vụ').fill('tu phap')
    await expect.poll(() => page.locator('tr[data-person]').count()).toBe(1)
    await page.getByLabel('Tìm theo tên, chức vụ').fill('')
    await page.getByRole('button', { name: 'Dòng thời gian' }).click()
    await page.getByRole('img', { name: /Sáng: đang có mặt, đến 07:42/ }).waitFor()
  })

  it('keeps people in the order in which the Vietnamese look names up', async () => {
    const { page } = await visits.visit('/wards/p1')
    await page.locator('tr[data-person]').first().waitFor()
    const given = await page
      .locator('tr[data-person] th a')
      .evaluateAll((links) => links.map((link) => (link.textContent ?? '').split(' ').at(-1)))
    expect(given).toEqual(['Ánh', 'Đạt', 'Huệ', 'Nghĩa', 'Sáng', 'Vỹ'])
  })

  it('shows a day gone by with its note, and nothing concluded on a day whose data was lost', async () => {
    const { page } = await visits.visit('/wards/p2?date=2026-11-07')
    await page.getByText('Tiếp dân sáng thứ Bảy').first().waitFor()
    await page.getByText('07:30–11:30', { exact: true }).waitFor()
    const month = await visits.visit('/people/p2-4?month=2026-11')
    await month.page.locator('[data-date="2026-11-05"]').waitFor()
    const lost = await visits.visit('/wards/p2?date=2026-11-05')
    await lost.page.getByRole('heading', { level: 1, name: 'Phường Bình Khê' }).waitFor()
    await lost.page.locator('tr[data-person]').first().waitFor()
    expect(await lost.page.locator('tr[data-presence=absent]').count()).toBe(0)
  })

  it('lays a month out as weeks from Monday, one cell a day, with sums that agree with its days', async () => {
    const { page } = await visits.visit('/people/p2-3?month=2026-11')
    const cell = page.locator('[data-date="2026-11-02"]')
    await cell.waitFor()
    await expect.poll(() => page.locator('[data-date]').count()).toBe(13)
    const column = await cell.evaluate((button) => button.closest('td')?.cellIndex)
    expect(column).toBe(0)
    expect(await cell.textContent()).toMatch(/02\/11\/2026.*07:38.*17:16/)
    const late = await page.locator('[data-date]').filter({ hasText: 'Muộn' }).count()
    await page.getByLabel('Cộng tháng').getByText(`${late} lần`, { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Tháng trước' }).click()
    await page.locator('[data-date="2026-10-31"]').waitFor()
  })

  it('shows a scan that has just been made without being asked', async () => {
    const { page } = await visits.visit('/wards/p6')
    const row = page.locator('tr[data-presence=not-arrived]')
    await row.waitFor()
    const id = (await row.getAttribute('data-person')) ?? ''
    visits.double.scan(id, instantOf('2026-11-13', '08:40', ZONE))
    const arrived = page.locator(`tr[data-person=${id}][data-presence=here]`)
    await arrived.getByText('08:40').waitFor({ timeout: 5_000 })
    await arrived.getByText('Muộn 70 phút').waitFor()
  })

  it('speaks English, and remembers it', async () => {
    const { page } = await visits.visit('/')
    await page.getByRole('button', { name: 'EN, English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Presence today' }).waitFor()
    await page.getByText('No data from the kiosk yet, last heard 07:12').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Presence today' }).waitFor()
  })

  it('lets a ward leader see their own ward and no other', async () => {
    const { page, complaints } = await visits.visit('/', { as: 'lanhdao' })
    await page.getByRole('heading', { level: 1, name: 'Phường An Lộc' }).waitFor()
    expect(await page.getByRole('link', { name: 'Máy chấm công' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: '← Các phường' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await page.goto('/wards/p2')
    await page.getByText('tài khoản không được xem').waitFor()
    expect(await page.getByText('Phường Bình Khê').count()).toBe(0)
    await page.goto('/kiosks')
    await page.getByText('Không có trang này').waitFor()
  })

  it('lists the kiosks and gives a new one its ticket', async () => {
    const { page, complaints } = await visits.visit('/kiosks')
    const silent = page.getByRole('row', { name: /Phường Đông Hòa/ })
    await silent.getByText('Im lặng').waitFor()
    await page.getByRole('button', { name: 'Đăng ký máy mới' }).click()
    await page.getByRole('combobox', { name: /Điểm tiếp nhận/ }).click()
    await page.getByRole('option', { name: 'Phường Kim Sơn' }).click()
    await page.getByLabel(/Tên máy/).fill('Quầy số 2')
    await page.getByRole('button', { name: 'Tạo mã đăng ký' }).click()
    await page.getByRole('img', { name: 'Mã QR đăng ký cho Quầy số 2' }).waitFor()
    await page.getByText('Còn hiệu lực 15:00').waitFor()
    expect(complaints).toEqual([])
  })

  it('opens a kiosk that the search found, and Back does not open it again', async () => {
    const { page } = await visits.visit('/')
    await page.locator('tr[data-ward]').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('kim son')
    await page.getByRole('option', { name: /Máy chấm công · Phường Kim Sơn/ }).click()
    await page.waitForURL(/\/kiosks\?kiosk=/)
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.goBack()
    await page.locator('tr[data-ward]').first().waitFor()
    expect(await dialog.count()).toBe(0)
  })

  it('says that the network is gone and keeps what it knew on the screen', async () => {
    const { page } = await visits.visit('/')
    await page.locator('tr[data-ward]').first().waitFor()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Ngày trước' }).click()
    await page.getByText('Không kết nối được máy chủ').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await page.getByRole('heading', { level: 1, name: 'Có mặt ngày 12/11/2026' }).waitFor()
    await page.getByText('Không kết nối được máy chủ').waitFor({ state: 'detached' })
  })
})
