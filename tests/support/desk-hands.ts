import type { Locator, Page } from 'playwright-core'

/** Hands at the kiosk's own keyboard and pad: everything by touch, as at the counter. */
export interface DeskHands {
  /** The screen that lies over the counter. */
  readonly desk: Locator
  open(action: string): Promise<void>
  /** Touches a letter key after the other. */
  type(letters: string): Promise<void>
  pin(digits: string): Promise<void>
  /** Finds a person by letters of the name and chooses the first one shown. */
  find(letters: string): Promise<void>
  /** Touches a leader's name at the door. */
  leader(name: string): Promise<void>
  close(): Promise<void>
}

export function deskHands(page: Page): DeskHands {
  const desk = page.locator('[data-desk]')
  const key = (name: string): Locator => desk.getByRole('button', { name, exact: true })
  const type = async (letters: string): Promise<void> => {
    for (const letter of letters) await key(letter === ' ' ? 'Cách chữ' : letter).click()
  }
  return {
    desk,
    type,
    async open(action) {
      await page.locator(`[data-action=${action}]`).first().click()
      await desk.waitFor()
    },
    async pin(digits) {
      for (const digit of digits) await key(digit).click()
      await key('Xong').click()
    },
    async find(letters) {
      await type(letters)
      await desk.locator('[data-person]').first().click()
    },
    async leader(name) {
      await desk.locator('[data-leader]', { hasText: name }).click()
    },
    async close() {
      await desk.getByRole('button', { name: 'Đóng', exact: true }).click()
      await desk.waitFor({ state: 'detached' })
    },
  }
}
