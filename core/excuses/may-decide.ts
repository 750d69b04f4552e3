/** Somebody who does something. `account` null: at a kiosk; `person` null: the account does not say whose it is. */
export interface Actor {
  readonly account: string | null
  readonly person: string | null
}

/** What is decided about: whose it is, and everybody who asked for it or vouched for it. */
export interface Decidable {
  readonly person: string
  readonly askers: readonly Actor[]
}

/** `own-request`: who decides also asked; `own-person`: it is about who decides. */
export type MayDecide = 'may' | 'own-request' | 'own-person'

/** Nobody decides about themselves, nor about what they asked for or vouched for. */
export function mayDecide(by: Actor, { person, askers }: Decidable): MayDecide {
  if (by.person === person) return 'own-person'
  return askers.some((asker) => isSameActor(asker, by)) ? 'own-request' : 'may'
}

/** Whether two deeds are of one account, or of one person through two. */
export const isSameActor = (a: Actor, b: Actor): boolean =>
  (a.account !== null && a.account === b.account) || (a.person !== null && a.person === b.person)
