import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { CounterKiosk } from './counter-kiosk.ts'
import { changeFirstPin, choosePin, enterAsLeader } from './pin-deeds.ts'
import { KHANH, MAN, TIEN, UYEN } from './planned-month.ts'

/** Types at a new kiosk what the district's page shows, and compares both fingerprints. */
export async function enrolByTyping(kiosk: CounterKiosk, district: Page): Promise<void> {
  const { hands, page } = kiosk
  const { desk } = hands
  const shown = async (id: string) => (await district.locator(`[data-typed=${id}]`).textContent()) ?? ''
  await hands.open('set-up')
  await hands.type(await shown('typedAddress'))
  await desk.locator('[data-action=find-district]').click()
  await desk.getByText(await shown('typedKey')).waitFor()
  await desk.locator('[data-action=same-key]').click()
  await hands.type((await shown('typedCode')).replaceAll('-', ''))
  await desk.locator('[data-action=send-code]').click()
  const card = page.locator('[data-answer]')
  await card.getByText('ĐÃ ĐĂNG KÝ').waitFor()
  await district.clock.runFor(4_000)
  const fingerprint = (await district.locator('[data-enrolled] p').last().textContent()) ?? 'none'
  expect(await card.textContent()).toContain(fingerprint)
  await district.getByRole('button', { name: 'Xong' }).click()
  await page.getByRole('button', { name: 'Đã so khớp' }).click()
  await desk.waitFor()
}

/** One who left the badge at home says who she is. */
export async function comeWithoutBadge({ hands }: CounterKiosk): Promise<void> {
  await hands.open('forgotten')
  await hands.find('UYEN')
  await hands.desk.getByRole('button', { name: 'Để quên thẻ ở nhà' }).click()
}

/** The leader changes the first PIN, gives her one and vouches for her. */
export async function vouchWithoutBadge(kiosk: CounterKiosk, given: string): Promise<void> {
  const { hands, page } = kiosk
  await changeFirstPin(hands, MAN)
  await hands.desk.locator('[data-action=set-pin]').click()
  await choosePin(hands, given)
  await hands.desk.getByText(`Đã đặt mã PIN đầu tiên cho ${UYEN}`).waitFor()
  await hands.desk.locator('[data-action=vouch]').click()
  await page.locator('[data-answer]').getByText('quên thẻ, lần 1 trong tháng').waitFor()
}

/** The leader vouches for the last scan of one, and asks for the first hour of another, who scanned at the other kiosk. */
export async function vouchAndAsk({ hands }: CounterKiosk): Promise<void> {
  const { desk } = hands
  const send = () => desk.locator('[data-action=send]').click()
  const choose = (name: string) => desk.locator('[data-presence]').filter({ hasText: name }).click()
  await enterAsLeader(hands, MAN)
  await choose(KHANH)
  await desk.locator('[data-claim="1-out"]').click()
  await desk.getByRole('button', { name: 'Quên quét, tôi thấy có mặt' }).click()
  await send()
  await desk.getByText('lượt quét còn thiếu được điền').waitFor()
  await desk.getByRole('button', { name: 'Quay lại' }).click()
  await choose(TIEN)
  // Nobody shall vouch for what is missing only here.
  await desk.locator('[data-elsewhere]').getByText('ở máy khác của điểm này').first().waitFor()
  expect(await desk.locator('[data-claim]').count()).toBe(0)
  await desk.locator('[data-action=excuse]').click()
  await desk.getByRole('button', { name: 'Sáng' }).click()
  const earlier = desk.getByRole('group', { name: 'Đến' }).getByRole('button', { name: 'Sớm hơn 60 phút' })
  for (let hour = 11; hour > 8; hour--) await earlier.click()
  await desk.locator('[data-code=R1]').click()
  await desk.getByRole('button', { name: 'Đã có đơn được duyệt' }).click()
  await send()
  await desk.getByText('Đã gửi đề nghị').waitFor()
  await hands.close()
}
