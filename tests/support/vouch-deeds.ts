import type { DeskHands } from './desk-hands.ts'

/** What a leader says about a day of this month. */
export interface VouchedScan {
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly session: 0 | 1
  readonly side: 'in' | 'out'
  /** Minutes after the session's bound; before it where negative. */
  readonly minutes: number
}

const back = async ({ desk }: DeskHands): Promise<void> => {
  await desk.getByRole('button', { name: 'Quay lại' }).click()
  await desk.locator('[data-presence]').first().waitFor()
}

/** The leader, who is in, vouches for a forgotten scan of a past day of this month, and goes back to the list of people. */
export async function vouchForDay(hands: DeskHands, scan: VouchedScan): Promise<void> {
  const { desk } = hands
  await desk.locator('[data-presence]').filter({ hasText: scan.name }).click()
  await desk.locator('[data-action=month]').click()
  await desk.locator(`[data-date="${scan.date}"]`).click()
  await desk.locator(`[data-claim="${scan.session}-${scan.side}"]`).click()
  const step = desk.getByRole('button', {
    name: scan.minutes < 0 ? 'Sớm hơn 1 phút' : 'Muộn hơn 1 phút',
    exact: true,
  })
  for (let minute = 0; minute < Math.abs(scan.minutes); minute++) await step.click()
  await desk.getByRole('button', { name: 'Quên quét, tôi thấy có mặt' }).click()
  await desk.locator('[data-action=send]').click()
  await desk.getByText('lượt quét còn thiếu được điền').waitFor()
  await back(hands)
}

/** Asks for the whole of today to be excused as leave, the paper to follow, and goes back to the list of people. */
export async function askForToday(hands: DeskHands, name: string): Promise<void> {
  const { desk } = hands
  await desk.locator('[data-presence]').filter({ hasText: name }).click()
  await desk.locator('[data-action=excuse]').click()
  await desk.getByRole('button', { name: 'Cả ngày' }).click()
  await desk.locator('[data-code=P]').click()
  await desk.getByRole('button', { name: 'Đã có đơn được duyệt' }).click()
  await desk.locator('[data-action=send]').click()
  await desk.getByText('Đã gửi đề nghị').waitFor()
  await back(hands)
}
