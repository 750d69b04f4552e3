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

  it('say the short name wherever a point is chosen or listed: hours, leaders, accounts, imports', async () => {
    const hours = await pages.open('/hours')
    await hours.getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await hours.getByRole('option', { name: 'P. Bình Minh', exact: true }).click()
    await hours.getByRole('button', { name: 'Thêm giờ làm việc' }).click()
    const dialog = hours.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Phạm vi' }).click()
    await hours.getByRole('option', { name: 'Điểm tiếp nhận' }).click()
    await dialog.getByRole('combobox', { name: 'Áp dụng cho' }).click()
    await hours.getByRole('option', { name: 'P. Bình Minh', exact: true }).waitFor()
    const leaders = await pages.open('/hours')
    await leaders.getByRole('tab', { name: 'Lãnh đạo trực' }).click()
    await leaders.getByRole('button', { name: 'Thêm lãnh đạo trực' }).click()
    await leaders.getByRole('dialog').getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await leaders.getByRole('option', { name: 'P. Bình Minh', exact: true }).waitFor()
    const accounts = await pages.open('/accounts')
    await accounts.getByRole('button', { name: 'Thêm tài khoản' }).click()
    await accounts.getByRole('dialog').getByRole('combobox', { name: 'Vai trò' }).click()
    await accounts.getByRole('option', { name: 'Lãnh đạo phường' }).click()
    await accounts.getByRole('dialog').getByRole('combobox', { name: 'Điểm tiếp nhận' }).click()
    await accounts.getByRole('option', { name: 'P. Bình Minh', exact: true }).waitFor()
    const list = await pages.open('/people/import')
    await list.locator('input[type=file]').setInputFiles({
      name: 'danh-sach.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`Họ và tên,Điểm tiếp nhận\nTrần Văn Mới,${OFFICIAL} Bình Minh\n`),
    })
    await list
      .getByRole('row', { name: /Trần Văn Mới/ })
      .getByText('P. Bình Minh', { exact: true })
      .waitFor()
    for (const each of [hours, leaders, accounts, list]) await each.context().close()
  })

  it('ask for a short name where lists have no room for the name, and nowhere else', async () => {
    const page = await pages.open('/organisation')
    const hint = page.getByText('Danh sách chỉ đủ chỗ cho khoảng 32 chữ')
    await page.locator('[data-row=point-a]').getByRole('button', { name: 'Sửa' }).click()
    await hint.waitFor()
    expect(await pages.faults(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Tên viết tắt' }).fill('P. An Lạc')
    await hint.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Hủy' }).click()
    await page.goto('/')
    const step = page.locator('[data-step=points][data-done=true]')
    await step.getByText('Có điểm mang tên dài mà chưa có tên viết tắt').waitFor()
    await page.context().close()
  })

  it('keep the print button beside the name of a ward', async () => {
    const ward = await pages.open('/wards/point-a')
    const heading = await ward.getByRole('heading', { level: 1, name: OFFICIAL }).boundingBox()
    const print = await ward.getByRole('button', { name: 'In', exact: true }).boundingBox()
    expect((print?.y ?? 0) - (heading?.y ?? 0)).toBeLessThan(70)
    await ward.context().close()
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
