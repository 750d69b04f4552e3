import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { type DeskHands, deskHands } from '../../support/desk-hands.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { type ScriptedKiosk, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'

/** A folder that takes a picture of every screen. */
const shots = process.env.GIOGIAC_LOOK
const BADGE = '12345678901234567890123456789012345678904'

describe.skipIf(chromiumPath() === null)('on a low screen, with a banner behind', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow
  let hands: DeskHands

  beforeAll(async () => {
    stage = await openCounterStage()
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    kiosk.state = { ...TEST_STATE, recording: { kind: 'failing', reason: 'read-only' } }
  })
  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const begin = async (width = 1366, height = 768): Promise<void> => {
    open = await openKioskWindow(stage.browser, `${server.address}/`, { viewport: { width, height } })
    hands = deskHands(open.page)
    await open.page.locator('[data-banner=recording]').waitFor()
  }
  const look = async (name: string): Promise<void> => {
    if (shots !== undefined) await open.page.screenshot({ path: `${shots}/${name}.png` })
  }
  /** Which of these are not wholly in the window, or have something over them. */
  const hidden = async (...all: readonly Locator[]): Promise<string[]> => {
    const out: string[] = []
    for (const each of all) {
      const seen = await each.evaluate((one) => {
        const { top, bottom, left, right } = one.getBoundingClientRect()
        const isSeen = (y: number) => one.contains(document.elementFromPoint((left + right) / 2, y))
        return top >= 0 && bottom <= innerHeight && isSeen(top + 2) && isSeen(bottom - 2)
      })
      if (!seen) out.push((await each.textContent()) ?? '')
    }
    return out
  }
  const button = (name: string): Locator => hands.desk.getByRole('button', { name, exact: true })
  const lastRow = (): Locator[] => [button('Xóa một ký tự'), button('0'), button('Xong')]
  const toForm = async (): Promise<void> => {
    await hands.open('leader')
    await hands.leader('Lê Văn An')
    await hands.pin('7300')
    await hands.desk.locator('[data-person=person-2]').click()
    await hands.desk.locator('[data-action=excuse]').click()
  }
  const field = (): Locator => hands.desk.locator('[data-typing] [data-empty]')
  const spaceKey = (): Locator => button('Cách chữ')

  it.each([
    [1366, 768],
    [1280, 720],
  ])(
    'a new PIN has its owner’s name, its rule and every key in the window: %i × %i',
    async (width, height) => {
      await begin(width, height)
      kiosk.api = {
        ...kiosk.api,
        findPeople: async () => ({
          kind: 'found',
          people: [{ id: 'person-3', name: 'Nguyễn Thị Phúc', title: 'Công chức', hasPin: false }],
        }),
        openVisit: async () => ({ kind: 'pin-to-change' }),
        changePin: async () => ({ kind: 'weak', why: 'sequence' }),
      }
      await hands.open('forgotten')
      await hands.find('PHUC')
      await button('Mất thẻ').click()
      await hands.desk.getByText('Nguyễn Thị Phúc chưa có mã PIN').waitFor()
      await look(`door-${height}`)
      await hands.leader('Lê Văn An')
      expect(await hidden(...lastRow())).toEqual([])
      await hands.pin('604938')
      const why = hands.desk.getByText('Lê Văn An: mã vừa gõ do người khác đặt')
      await why.waitFor()
      const rule = hands.desk.getByText('Từ 6 đến 8 số')
      const label = hands.desk.getByText('Lê Văn An: mã PIN mới')
      await look(`change-${height}`)
      expect(await hidden(why, rule, label, ...lastRow())).toEqual([])
      // Nobody on this screen is “bạn”: two people stand before it.
      expect((await hands.desk.innerText()).toLowerCase()).not.toMatch(/(^|\s)bạn/)
      await hands.pin('123456')
      await hands.pin('123456')
      await hands.desk.getByText('Mã PIN là dãy số liên tiếp').waitFor()
      await look(`change-weak-${height}`)
      expect(await hidden(why, rule, label, ...lastRow())).toEqual([])
    },
  )

  it('names who is to choose a PIN by the badge where only the badge is known', async () => {
    await begin()
    kiosk.api = { ...kiosk.api, openVisit: async () => ({ kind: 'pin-to-change' }) }
    await hands.open('leader')
    await open.scan(BADGE)
    await hands.pin('604938')
    await hands.desk.getByText('Lãnh đạo vừa đưa thẻ: mã PIN mới').waitFor()
  })

  it('what is typed into a form is in the window with its keys and the buttons that end it', async () => {
    await begin()
    await toForm()
    const foot = [button('Hủy'), button('Ghi vào sổ')]
    await look('excuse')
    expect(await hidden(...foot)).toEqual([])
    await button('Lý do khác').click()
    await look('excuse-reason')
    expect(await hidden(field(), spaceKey(), button('Q'), ...foot)).toEqual([])
    await hands.type('O')
    expect(await hidden(field(), spaceKey(), ...foot)).toEqual([])
    // Whoever scrolled up and types on a real keyboard sees the letters as well.
    await hands.desk.evaluate((desk) => desk.scrollTo(0, 0))
    expect(await hidden(field())).not.toEqual([])
    await open.page.keyboard.press('m')
    await expect.poll(() => field().textContent()).toBe('Om')
    expect(await hidden(field(), spaceKey())).toEqual([])
    await hands.desk.evaluate((desk) => desk.scrollTo(0, 0))
    await hands.desk.locator('[data-action=document]').click()
    await hands.desk.locator('[data-typing]').first().waitFor()
    await look('excuse-number')
    expect(await hidden(field().first(), spaceKey().first(), ...foot)).toEqual([])
  })

  it('a leave whose number comes later is sent as it is', async () => {
    await begin()
    await toForm()
    await hands.desk.locator('[data-code=CT]').first().click()
    await hands.desk.locator('[data-needs-document]').getByText('Chưa có số vẫn gửi được').waitFor()
    await button('Báo ốm').click()
    await look('excuse-without-number')
    expect(await hidden(button('Báo ốm'), button('Ghi vào sổ'))).toEqual([])
    await hands.desk.locator('[data-action=send]').click()
    await hands.desk.getByText('Đã gửi đề nghị').waitFor()
    const sent = kiosk.asked.filter(({ method }) => method === 'requestExcuse').map(({ input }) => input)
    expect(sent).toMatchObject([{ document: '' }])
  })

  const LONG = 'Trung tâm Phục vụ hành chính công phường An Lạc'
  it.each([
    [1366, 768],
    [1920, 1080],
  ])(
    'an official name takes one line, and beside the board for citizens nothing is cut: %i × %i',
    async (width, height) => {
      kiosk.state = {
        ...kiosk.state,
        enrolled: { point: LONG, organisation: 'Ủy ban nhân dân phường An Lạc', kiosk: 'Quầy 1' },
      }
      await begin(width, height)
      const { page } = open
      const name = page.getByRole('heading', { level: 1 })
      const lines = await name.evaluate(
        (one) => one.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(one).lineHeight),
      )
      expect(Math.round(lines)).toBe(1)
      expect(await name.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
      await page.locator('[data-idle=true]').waitFor({ timeout: 30_000 })
      await look(`idle-${height}`)
      // Each card beside the board keeps a margin around what it says.
      const tight = await page.locator('main section, main section p').evaluateAll((all) =>
        all.flatMap((one) => {
          const card = one.closest('section')
          if (card === null || card === one) return []
          const room = card.getBoundingClientRect().bottom - one.getBoundingClientRect().bottom
          return room < 0 ? [`${one.textContent}: ${room}`] : []
        }),
      )
      expect(tight).toEqual([])
      const date = page.getByText('tháng 4, 2026')
      const room = await date.evaluate(
        (one) =>
          (one.closest('section')?.getBoundingClientRect().bottom ?? 0) - one.getBoundingClientRect().bottom,
      )
      expect(room).toBeGreaterThan(6)
    },
    60_000,
  )
})
