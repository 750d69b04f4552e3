import type { TestKiosk } from './create-test-kiosk.ts'
import { LEADER } from './test-directory.ts'

export const ADMIN_PIN = '73915482'
export const LEADER_PIN = '482659'
export const STAFF_PIN = '9051'
/** What the administrator gives people to begin with. */
export const FIRST_PIN = '604938'

export const personId = (number: number): string => `person-${number}`
export const LEADER_ID = personId(LEADER)

/** The administrator's visit, with the PIN chosen first where there is none. */
export async function administratorVisit(kiosk: TestKiosk): Promise<string> {
  const { api } = kiosk.service
  await api.setAdministratorPin({ pin: ADMIN_PIN })
  const opened = await api.openVisit({ for: 'administrator', pin: ADMIN_PIN })
  if (opened.kind !== 'opened') throw new Error(`no visit: ${JSON.stringify(opened)}`)
  return opened.visit
}

/** Gives somebody a first PIN by the administrator's hand: it is still to be changed. */
export async function giveFirstPin(kiosk: TestKiosk, person: string): Promise<void> {
  const visit = await administratorVisit(kiosk)
  const answer = await kiosk.service.api.setPin({ visit, person, pin: FIRST_PIN })
  if (answer.kind !== 'set') throw new Error(`no PIN: ${JSON.stringify(answer)}`)
}

/** Somebody has a PIN of their own: the first by the administrator's hand, changed by themselves. */
export async function givePin(kiosk: TestKiosk, person: string, pin: string): Promise<void> {
  await giveFirstPin(kiosk, person)
  const proof = { kind: 'person', person, pin: FIRST_PIN } as const
  const answer = await kiosk.service.api.changePin({ proof, next: pin })
  if (answer.kind !== 'set') throw new Error(`no PIN: ${JSON.stringify(answer)}`)
}

/** A visit of a leader who has a PIN already. */
export async function visitAgain(kiosk: TestKiosk, person: string = LEADER_ID): Promise<string> {
  const proof = { kind: 'person', person, pin: LEADER_PIN } as const
  const opened = await kiosk.service.api.openVisit({ for: 'leader', proof })
  if (opened.kind !== 'opened') throw new Error(`no visit: ${JSON.stringify(opened)}`)
  return opened.visit
}

/** The leader's visit, with the leader's PIN set first. */
export async function leaderVisit(kiosk: TestKiosk, person: string = LEADER_ID): Promise<string> {
  await givePin(kiosk, person, LEADER_PIN)
  return visitAgain(kiosk, person)
}
