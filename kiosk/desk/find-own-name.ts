import { findPeople } from '../../core/desk/find-people.ts'
import type { FindPeopleAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import type { Desk } from './desk.ts'
import { personsPin } from './pin-owner.ts'

/** Names at most three people, and only to somebody who knows enough of a name or a whole staff number. */
export function findOwnName(kiosk: Desk, query: string): FindPeopleAnswer {
  const { directory } = kiosk.memory
  if (directory === null) return { kind: 'not-enrolled' }
  const found = findPeople(directory.people, query)
  if (found.kind !== 'found') return { kind: found.kind }
  const people = found.people.map(({ id, name, title }) => {
    const pin = kiosk.keeper.use((store) => kiosk.pins.has(store, personsPin(id)))
    return { id, name, title, hasPin: pin.kind === 'done' && pin.value }
  })
  return { kind: 'found', people }
}
