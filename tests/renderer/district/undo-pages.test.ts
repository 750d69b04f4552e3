import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/open-chromium.ts'
import { openStaffPages, type StaffPages, typeDate } from '../../support/staff-pages.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)

describe.skipIf(chromiumPath() === null)('what was done by mistake', () => {
  let pages: StaffPages
  beforeAll(async () => {
    pages = await openStaffPages(NOW)
  })
  afterAll(() => pages?.close())

  it('a person is deleted from the record, where nothing refers to them', async () => {
    const added = await pages.admin.write('POST', '/api/v1/people', {
      name: '(Ký, ghi rõ họ tên)',
      title: '',
      staffNumber: null,
      point: 'point-a',
      from: '2026-11-01',
    })
    const page = await pages.open(`/people/${(added.body as { id: string }).id}/record`)
    await page.getByRole('button', { name: 'Nghỉ việc' }).click()
    await typeDate(page, 'Ngày làm việc cuối', '31102026')
    await page.getByRole('dialog').getByRole('button', { name: 'Nghỉ việc' }).click()
    await page.getByText(/bắt đầu làm việc ngày 01\/11\/2026.*dùng Xóa/).waitFor()
    await page.getByText('Chưa thực hiện được').waitFor()
    await page.getByRole('button', { name: 'Hủy' }).click()
    await page.getByRole('button', { name: 'Xóa', exact: true }).click()
    expect(await pages.faults(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click()
    await page.waitForURL('**/people')
    await page.getByRole('row', { name: /Nguyễn Văn A1/ }).waitFor()
    expect(await page.getByText('(Ký, ghi rõ họ tên)').count()).toBe(0)
    await page.context().close()
  })

  it.each([
    { language: 'vi', remove: 'Xóa', says: 'Chưa xóa được vì còn: 1 thẻ đang dùng' },
    { language: 'en', remove: 'Delete', says: 'cannot be deleted, for there are: 1 badge in use' },
  ] as const)(
    'one with a badge is not, and the page says why ($language)',
    async ({ language, remove, says }) => {
      const page = await pages.open('/people/a1/record', { language })
      await page.getByRole('button', { name: remove, exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: remove, exact: true }).click()
      await page.getByText(says).waitFor()
      expect(await pages.faults(page)).toEqual([])
      await page.context().close()
    },
  )

  it('a counter and the point above it are deleted in Tổ chức, from the bottom up', async () => {
    const made = await pages.admin.write('POST', '/api/v1/organisation/points', {
      name: 'Điểm nhầm',
      shortName: '',
      organisation: 'ward-a',
      validFrom: '2026-01-01',
      validTo: null,
      earlier: [],
    })
    const point = (made.body as { id: string }).id
    await pages.admin.write('POST', '/api/v1/organisation/counters', {
      point,
      name: 'Quầy nhầm',
      fields: [],
      staffing: { kind: 'never' },
      validFrom: '2026-01-01',
      validTo: null,
    })
    const page = await pages.open('/organisation')
    const submit = page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true })
    await page.getByRole('button', { name: 'Xóa Điểm nhầm' }).click()
    await submit.click()
    await page.getByText(/vì còn: 1 quầy/).waitFor()
    await page.getByRole('button', { name: 'Hủy' }).click()
    for (const name of ['Quầy nhầm', 'Điểm nhầm']) {
      await page.getByRole('button', { name: `Xóa ${name}` }).click()
      await submit.click()
      await page.getByRole('button', { name: `Xóa ${name}` }).waitFor({ state: 'detached' })
    }
    expect(await pages.faults(page)).toEqual([])
    expect(pages.complaints).toEqual([])
    await page.context().close()
  })
})
