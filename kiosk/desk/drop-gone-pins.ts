import type { Directory } from '../../core/wire/directory.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { personOfSubject } from './pin-owner.ts'

/** With a new directory go the PINs of those who are not in it, and of those who have another role than before. */
export function dropGonePins(store: LogStore, before: Directory | null, directory: Directory): void {
  const rolesOf = ({ people }: Directory) => new Map(people.map(({ id, role }) => [id, role]))
  const roles = rolesOf(directory)
  const rolesBefore = before === null ? roles : rolesOf(before)
  for (const { subject } of store.desk.pins()) {
    const person = personOfSubject(subject)
    if (person === null) continue
    const role = roles.get(person)
    if (role === undefined || role !== (rolesBefore.get(person) ?? role)) store.desk.dropPin(subject)
  }
}
