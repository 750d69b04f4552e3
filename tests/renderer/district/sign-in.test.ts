import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DistrictVisits, openDistrictVisits, type Visit } from '../../support/district-visitor.ts'
import { chromiumPath } from '../../support/open-chromium.ts'

describe.skipIf(chromiumPath() === null)('signing in to the district', () => {
  let visits: DistrictVisits
  beforeAll(async () => {
    visits = await openDistrictVisits()
  })
  afterAll(() => visits?.close())

  const signIn = async ({ page }: Visit, password: string, username = 'tonghop'): Promise<void> => {
    await page.getByLabel('Tên đăng nhập').fill(username)
    await page.locator('input[autocomplete=current-password]').fill(password)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  }

  it('brings somebody with the right password to the page they asked for', async () => {
    const visit = await visits.visit('/wards/p2', { signedOut: true })
    await signIn(visit, 'matkhau')
    await visit.page.getByRole('heading', { level: 1, name: 'Phường Bình Khê' }).waitFor()
    expect(new URL(visit.page.url()).pathname).toBe('/wards/p2')
    expect(visit.complaints).toEqual([])
  })

  it('asks for what was left empty, in the language of the page', async () => {
    const visit = await visits.visit('/', { signedOut: true })
    await signIn(visit, '', '')
    await visit.page.getByText('Hãy nhập tên đăng nhập.').waitFor()
    await visit.page.getByText('Hãy nhập mật khẩu.').waitFor()
  })

  it('says what is wrong with a wrong password, and that too many tries have to wait', async () => {
    const visit = await visits.visit('/', { signedOut: true })
    const said = visit.page.getByRole('alert')
    await signIn(visit, 'sai', 'quenroi')
    await expect.poll(() => said.textContent()).toContain('Tên đăng nhập hoặc mật khẩu không đúng')
    await signIn(visit, 'sai', 'quenroi')
    await signIn(visit, 'sai', 'quenroi')
    await expect
      .poll(async () => {
        await signIn(visit, 'sai', 'quenroi')
        return said.textContent()
      })
      .toContain('Đã thử quá nhiều lần')
  })

  it('says that the network is gone, not that the password is wrong', async () => {
    const visit = await visits.visit('/', { signedOut: true })
    await visit.page.getByLabel('Tên đăng nhập').waitFor()
    await visit.page.context().setOffline(true)
    await signIn(visit, 'matkhau')
    await expect
      .poll(() => visit.page.getByRole('alert').textContent())
      .toContain('Không kết nối được máy chủ')
  })

  it('asks again when the session has ended on the server', async () => {
    const { page } = await visits.visit('/')
    await page.getByRole('row', { name: /Phường An Lộc/ }).waitFor()
    visits.double.endSessions()
    await page.getByRole('link', { name: 'Phường An Lộc' }).click()
    await page.getByText('Phiên làm việc đã kết thúc').waitFor()
  })

  it('signs out and leaves nothing behind', async () => {
    const { page } = await visits.visit('/')
    await page.getByRole('button', { name: 'Tài khoản của Trần Thị Thu Hà' }).click()
    await page.getByRole('menuitem', { name: 'Đăng xuất' }).click()
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  })
})
