import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { districtSeed } from '../../support/district-seed.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages } from '../../support/staff-pages.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const OFFICIAL = 'Trung tâm Phục vụ hành chính công phường'

describe.skipIf(chromiumPath() === null)('pages of an office whose points have long official names', () => {
  let pages: StaffPages
  beforeAll(async () => {
    const seed = districtSeed()
    pages = await openStaffPages(NOW, {
      ...seed,
      points: (seed.points ?? []).map((point, index) => ({
        ...point,
        name: `${OFFICIAL} ${['An Lạc', 'Bình Minh'][index]}`,
      })),
    })
  })
  afterAll(() => pages?.close())

  it('show the end of a name in every row of the list of people, where names differ', async () => {
    const page = await pages.open('/people')
    const cells = page.locator('[role=gridcell][data-field=point]')
    await cells.first().waitFor()
    await expect.poll(() => cells.count()).toBe(6)
    const cut = await cells.evaluateAll((each) =>
      each.filter(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth || scrollHeight > clientHeight,
      ),
    )
    expect(cut).toEqual([])
    expect(await pages.faults(page)).toEqual([])
    await page.context().close()
  })

  it('show a chosen point whole where one is chosen', async () => {
    for (const [path, label] of [
      ['/people', 'Điểm tiếp nhận'],
      ['/people/import', /Điểm tiếp nhận/],
      ['/excuses', 'Điểm tiếp nhận'],
    ] as const) {
      const page = await pages.open(path)
      const field = page.getByRole('combobox', { name: label }).first()
      await field.click()
      await page.getByRole('option', { name: `${OFFICIAL} An Lạc` }).click()
      await page.getByRole('listbox').waitFor({ state: 'detached' })
      const over = await field.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      expect({ path, over }).toEqual({ path, over: 0 })
      await page.context().close()
    }
  })

  it('take a short name for lists, which the table of today, lists and choices then say', async () => {
    const page = await pages.open('/organisation')
    await page.locator('[data-row=point-b]').getByRole('button', { name: 'Sửa' }).click()
    await page.getByRole('textbox', { name: 'Tên viết tắt' }).fill('P. Bình Minh')
    await page.getByRole('button', { name: 'Lưu' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const today = await pages.open('/')
    await today.getByRole('link', { name: 'P. Bình Minh', exact: true }).first().waitFor()
    expect(await pages.faults(today)).toEqual([])
    const people = await pages.open('/people')
    await people.getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await people.getByRole('option', { name: 'P. Bình Minh', exact: true }).waitFor()
    for (const each of [page, today, people]) await each.context().close()
  })

  it('keep the print button beside the name of a ward, and read hours on a phone in lines of words', async () => {
    const ward = await pages.open('/wards/point-a')
    const heading = await ward.getByRole('heading', { level: 1, name: OFFICIAL }).boundingBox()
    const print = await ward.getByRole('button', { name: 'In', exact: true }).boundingBox()
    expect((print?.y ?? 0) - (heading?.y ?? 0)).toBeLessThan(70)
    await ward.context().close()
    const phone = await pages.open('/hours', { width: 390 })
    const rule = phone.locator('tr[data-rule]').first()
    await rule.waitFor()
    expect((await rule.boundingBox())?.height).toBeLessThan(120)
    expect(await pages.faults(phone)).toEqual([])
    await phone.context().close()
  })

  it('tell of a kiosk whose screen is closed that nobody can scan there', async () => {
    const kiosk = await createWireKiosk(pages.district, { point: 'point-a' }).enrol()
    await kiosk.hello({ camera: 'closed' })
    const list = await pages.open('/kiosks')
    const row = list.getByRole('row').filter({ hasText: 'An Lạc' })
    await row.locator('[data-look=absent]').getByText('Màn hình đóng').waitFor()
    await list.context().close()
    const today = await pages.open('/')
    await today.getByText('Màn hình đang đóng, không ai quét được').first().waitFor()
    expect(await today.getByText('Tất cả máy chấm công đều đang gửi số liệu').count()).toBe(0)
    await today.context().close()
    await kiosk.hello({ camera: 'ok' })
    const later = await pages.open('/')
    await later.getByText('Tất cả máy chấm công đều đang gửi số liệu').waitFor()
    expect(pages.complaints).toEqual([])
  })
})
