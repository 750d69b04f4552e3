/** Whose PIN. */
export type PinOwner = { readonly kind: 'person'; readonly id: string } | { readonly kind: 'administrator' }

export const ADMINISTRATOR: PinOwner = { kind: 'administrator' }
export const personsPin = (id: string): PinOwner => ({ kind: 'person', id })

const PERSON = 'person '

/** By which a PIN is kept. */
export const subjectOf = (owner: PinOwner): string =>
  owner.kind === 'person' ? `${PERSON}${owner.id}` : 'administrator'
/** `null`: the administrator's. */
export const personOfSubject = (subject: string): string | null =>
  subject.startsWith(PERSON) ? subject.slice(PERSON.length) : null

/** As an `access` event names them. */
export const nameOfOwner = (owner: PinOwner): string => (owner.kind === 'person' ? owner.id : 'administrator')
