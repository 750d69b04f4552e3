import type { DeskHands } from './desk-hands.ts'
import { ADMIN_PIN, FIRST_PIN, LEADER_PIN, STAFF_PIN } from './desk-visits.ts'

/** What a leader gives somebody who has no PIN yet. */
export const GIVEN_PIN = '7294'

/** Types a new PIN as often as the pad asks for it. */
export async function choosePin(hands: DeskHands, pin: string): Promise<void> {
  for (let times = 0; times < 2; times++) await hands.pin(pin)
}

/** Chooses the administrator's PIN where the kiosk asks for it by itself; what comes next is shown then. */
export async function chooseAdministratorPin(hands: DeskHands, pin = ADMIN_PIN): Promise<void> {
  await hands.desk.waitFor()
  await choosePin(hands, pin)
  await hands.desk.locator('[data-pins=list]').waitFor()
}

/** The administrator gives these leaders, who have none, their first PINs one after the other. */
export async function giveLeadersPins(hands: DeskHands, names: readonly string[]): Promise<void> {
  await hands.desk.locator('[data-action=pins-in-a-row]').click()
  for (const name of names) {
    await choosePin(hands, FIRST_PIN)
    await hands.desk.getByText(`Đã đặt mã PIN đầu tiên cho ${name}`).waitFor()
  }
}

/** A leader at the door for the first time: the PIN that somebody else gave is changed, and lets in then. */
export async function changeFirstPin(hands: DeskHands, leader: string): Promise<void> {
  await hands.leader(leader)
  await hands.pin(FIRST_PIN)
  await hands.desk.locator('[data-change-pin]').waitFor()
  await choosePin(hands, LEADER_PIN)
}

/** Opens the leader's screen with a PIN of one's own. */
export async function enterAsLeader(hands: DeskHands, leader: string): Promise<void> {
  await hands.open('leader')
  await hands.leader(leader)
  await hands.pin(LEADER_PIN)
  await hands.desk.locator('[data-presence]').first().waitFor()
}

/** The leader, who is in, gives one of the staff a first PIN. */
export async function giveStaffPin(hands: DeskHands, name: string): Promise<void> {
  const { desk } = hands
  await desk.locator('[data-presence]').filter({ hasText: name }).click()
  await desk.locator('[data-action=pin]').click()
  await choosePin(hands, GIVEN_PIN)
  await desk.getByText(`Đã đặt mã PIN đầu tiên cho ${name}`).waitFor()
}

/** One who was given a PIN comes without the badge, and chooses another before it counts. */
export async function signInWithGivenPin(hands: DeskHands, letters: string): Promise<void> {
  await hands.open('forgotten')
  await hands.find(letters)
  await hands.desk.getByRole('button', { name: 'Để quên thẻ ở nhà' }).click()
  await hands.pin(GIVEN_PIN)
  await hands.desk.locator('[data-change-pin]').waitFor()
  await choosePin(hands, STAFF_PIN)
  await hands.desk.waitFor({ state: 'detached' })
}
