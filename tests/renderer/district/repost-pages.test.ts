import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PersonDetail } from '../../../core/people/people-api.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const look = process.env.GIOGIAC_LOOK

describe.skipIf(chromiumPath() === null)('the page of people, many of them changed at once', () => {
  let pages: StaffPages
  const see = async (page: Page, name: string) => {
    if (look !== undefined) await page.screenshot({ path: `${look}/${name}.png` })
    expect(await pages.faults(page)).toEqual([])
  }
  const tick = async (page: Page, ...names: string[]) => {
    for (const name of names)
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('checkbox')
        .check()
  }
  const postingOf = async (id: string) =>
    PersonDetail.parse((await pages.admin.get(`/api/v1/people/${id}`)).body).postings[0]
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(() => pages?.close())

  it('gives everybody who is ticked another role from a date on, after saying so', async () => {
    const page = await pages.open('/people')
    await tick(page, 'A1', 'A3', 'B1')
    await see(page, 'repost-chosen')
    await page.getByRole('button', { name: 'Đổi vai trò, quầy' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Vai trò' }).click()
    await page.getByRole('option', { name: 'Lãnh đạo' }).click()
    await typeDate(page, 'Từ ngày', '1/12/2026')
    await dialog
      .getByText('Từ ngày 01/12/2026, vai trò của 3 người là “Lãnh đạo”. Các ngày trước đó giữ nguyên.')
      .waitFor()
    await see(page, 'repost')
    await dialog.getByRole('button', { name: 'Đổi cho 3 người' }).click()
    await dialog.getByText('Đã đổi. Từ ngày 01/12/2026, vai trò của 3 người là “Lãnh đạo”.').waitFor()
    await see(page, 'repost-done')
    await dialog.getByRole('button', { name: 'Đóng' }).click()
    await page.getByRole('button', { name: /Đổi vai trò/ }).waitFor({ state: 'detached' })
    for (const id of ['a1', 'a3', 'b1'])
      expect(await postingOf(id)).toMatchObject({ role: 'leader', validFrom: '2026-12-01' })
    await page.context().close()
  })

  it('offers a counter where all of them are at one point, and says so where not', async () => {
    const page = await pages.open('/people')
    await tick(page, 'A1', 'B1')
    await page.getByRole('button', { name: 'Đổi vai trò, quầy' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Đổi gì' }).click()
    await page.getByRole('option', { name: 'Quầy' }).click()
    await dialog.getByText('Quầy là của từng điểm tiếp nhận').waitFor()
    expect(await dialog.getByRole('button', { name: 'Đổi cho 2 người' }).isDisabled()).toBe(true)
    await see(page, 'repost-two-points')
    await dialog.getByRole('button', { name: 'Hủy' }).click()
    await dialog.waitFor({ state: 'detached' })
    const other = page.getByRole('row', { name: /B1/ }).getByRole('checkbox')
    await other.click()
    await expect.poll(() => other.isChecked()).toBe(false)
    await tick(page, 'A3')
    await page.getByRole('button', { name: 'Đổi vai trò, quầy' }).click()
    await dialog.getByRole('combobox', { name: 'Đổi gì' }).click()
    await page.getByRole('option', { name: 'Quầy' }).click()
    await dialog.getByRole('textbox', { name: 'Quầy' }).fill('Quầy 5')
    await dialog.getByText('quầy của 2 người là “Quầy 5”').waitFor()
    await dialog.getByRole('button', { name: 'Đổi cho 2 người' }).click()
    await dialog.getByText(/Chưa đổi cho ai, vì .*Nguyễn Văn A1: đã có phân công khác/).waitFor()
    await see(page, 'repost-refused')
    expect((await postingOf('a3'))?.counterName).toBe(null)
    await typeDate(page, 'Từ ngày', '2/12/2026')
    await dialog.getByRole('button', { name: 'Đổi cho 2 người' }).click()
    await dialog.getByText('Đã đổi.').waitFor()
    expect(await postingOf('a1')).toMatchObject({ counterName: 'Quầy 5', role: 'leader' })
    await page.context().close()
  })

  it('says the same in English, in the dark and on a small screen', async () => {
    const page = await pages.open('/people', { language: 'en' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await tick(page, 'A2', 'B2')
    await page.getByRole('button', { name: 'Change role or counter' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/the role of 2 people is “Staff”/).waitFor()
    await see(page, 'repost-en')
    await page.setViewportSize({ width: 360, height: 740 })
    await see(page, 'repost-en-small')
    await page.context().close()
    expect(pages.complaints).toEqual([])
  })
})
