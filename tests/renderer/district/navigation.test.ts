import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)

const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the way through the pages', () => {
  let pages: StaffPages
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(async () => {
    expect(pages?.complaints).toEqual([])
    await pages?.close()
  })

  const rail = (page: Page) => page.getByRole('navigation', { name: 'Các trang' })
  const ways = (page: Page) =>
    rail(page)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

  it('every page that stands in it opens, its link says that one is there, and axe finds nothing', async () => {
    const page = await pages.open('/')
    await rail(page).waitFor()
    const all = await ways(page)
    expect(all).toEqual(
      expect.arrayContaining([
        '/',
        '/people',
        '/badges',
        '/hours',
        '/excuses',
        '/months',
        '/trends',
        '/kiosks',
      ]),
    )
    for (const way of all) {
      await rail(page).locator(`a[href="${way}"]`).click()
      await rail(page).locator(`a[href="${way}"][aria-current=page]`).waitFor()
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await pages.faults(page), way).toEqual([])
    }
  })

  it('an account sees what it may open, a ward leader their own ward first', async () => {
    const page = await pages.open('/', { as: 'ward-leader', point: 'point-a' })
    await rail(page).waitFor()
    const all = await ways(page)
    expect(all[0]).toBe('/wards/point-a')
    expect(all).not.toEqual(expect.arrayContaining(['/kiosks']))
    expect(all).not.toEqual(expect.arrayContaining(['/accounts']))
    await rail(page).getByRole('link', { name: 'Phường của tôi' }).waitFor()
    await page.getByRole('button', { name: 'Mở danh sách trang' }).click()
    const group = rail(page).getByRole('button', { name: 'Hôm nay' })
    await group.click()
    expect(await group.getAttribute('aria-expanded')).toBe('true')
  })

  it('a page that is only read is not in it, and opens all the same', async () => {
    const page = await pages.open('/organisation', { as: 'viewer' })
    await page.getByRole('heading', { level: 1, name: 'Tổ chức' }).waitFor()
    expect(await ways(page)).not.toEqual(expect.arrayContaining(['/organisation']))
  })

  it('is narrow or wide as one chose, also the next time; groups open and close by keyboard', async () => {
    const page = await pages.open('/people')
    await page.getByRole('button', { name: 'Mở danh sách trang' }).click()
    const group = rail(page).getByRole('button', { name: 'Giờ giấc' })
    await group.focus()
    await page.keyboard.press('Enter')
    await rail(page).getByRole('link', { name: 'Giờ và lịch' }).waitFor({ state: 'hidden' })
    expect(await group.getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Enter')
    await rail(page).getByRole('link', { name: 'Giờ và lịch' }).waitFor()
    // The group of the page that is shown stays open.
    const here = rail(page).getByRole('button', { name: 'Con người' })
    await here.click()
    expect(await here.getAttribute('aria-expanded')).toBe('true')
    expect(await pages.faults(page)).toEqual([])
    await page.reload()
    await rail(page).getByRole('button', { name: 'Con người' }).waitFor()
    await page.getByRole('button', { name: 'Thu gọn danh sách trang' }).click()
    await rail(page).getByRole('button').first().waitFor({ state: 'detached' })
  })

  it('on a phone it is a drawer that closes behind the page one chose', async () => {
    const page = await pages.open('/', { width: 390 })
    await page.getByRole('button', { name: 'Mở danh sách trang' }).click()
    await rail(page).getByRole('link', { name: 'Cán bộ' }).waitFor()
    expect(await pages.faults(page)).toEqual([])
    await rail(page).getByRole('link', { name: 'Cán bộ' }).click()
    await page.getByRole('heading', { level: 1, name: 'Cán bộ' }).waitFor()
    await rail(page).waitFor({ state: 'detached' })
  })

  describe('the search', () => {
    const find = async (page: Page, keys: string, text: string) => {
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.keyboard.press(keys)
      await page.getByRole('dialog', { name: 'Tìm' }).waitFor()
      await page.keyboard.type(text)
      await page.getByRole('option').first().waitFor()
    }

    it('finds a person without accents and goes there by keyboard', async () => {
      const page = await pages.open('/')
      await find(page, 'Control+k', 'nguyen van a1')
      await page.getByRole('option', { name: /Nguyễn Văn A1/ }).waitFor()
      expect(await pages.faults(page)).toEqual([])
      if (look !== undefined) await page.screenshot({ path: `${look}/find.png` })
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/people\/a1/)
    })

    it('finds pages and wards, by slash as well', async () => {
      const page = await pages.open('/')
      await find(page, '/', 'bang cong')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/months/)
      await find(page, '/', 'phuong b')
      await page.getByRole('option', { name: /Phường B/ }).click()
      await page.waitForURL(/\/wards\/point-b/)
    })

    it('closes with Escape, also in the middle of a word', async () => {
      const page = await pages.open('/')
      await find(page, '/', 'bang')
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })

    it('offers nobody of the letters typed before while the answer is on its way', async () => {
      const page = await pages.open('/')
      await find(page, '/', 'nguyen van a1')
      const option = page.getByRole('option', { name: /Nguyễn Văn A1/ })
      await option.waitFor()
      const answers = Promise.withResolvers<void>()
      await page.route('**/api/v1/people?**', async (route) => {
        await answers.promise
        await route.continue()
      })
      await page.keyboard.press('Backspace')
      await page.keyboard.type('2')
      await option.waitFor({ state: 'detached' })
      answers.resolve()
      await page.getByRole('option', { name: /Nguyễn Văn A2/ }).waitFor()
    })

    it('a slash in a field is a slash', async () => {
      const page = await pages.open('/people')
      const field = page.getByRole('textbox', { name: /Tìm/ }).first()
      await field.focus()
      await page.keyboard.type('1/2')
      expect(await field.inputValue()).toBe('1/2')
      expect(await page.getByRole('dialog').count()).toBe(0)
    })

    it('says when it could not ask, rather than that nobody is there', async () => {
      const page = await pages.open('/trends')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.route('**/api/v1/people?**', (route) =>
        route.fulfill({ status: 429, contentType: 'application/problem+json', body: '{}' }),
      )
      await page.keyboard.press('Control+k')
      await page.keyboard.type('xyz')
      await page.getByText('Chưa hỏi được máy chủ').waitFor()
    })

    it('a ward leader finds nobody of another ward', async () => {
      const page = await pages.open('/', { as: 'ward-leader', point: 'point-a' })
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('nguyen van b1')
      await page.getByText('Không thấy gì khớp.').waitFor()
    })
  })
})
