import type { Snapshot } from './snapshot.ts'

/** What an account is bound to (core/district/roles.ts); both null: everything. */
export interface StaffScope {
  readonly organisation: string | null
  readonly point: string | null
}

/** An organisation and everything below it. */
export function organisationsUnder({ book }: Snapshot, root: string): ReadonlySet<string> {
  const children = Map.groupBy(book.organisations, ({ parent }) => parent)
  const found = new Set<string>()
  const visit = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const child of children.get(id) ?? []) visit(child.id)
  }
  visit(root)
  return found
}

/** Organisations that somebody may see or change; a ward leader sees the one of their point and may change none. */
export function organisationsInScope(snapshot: Snapshot, scope: StaffScope): ReadonlySet<string> {
  const { organisations, points } = snapshot.book
  if (scope.point !== null) {
    return new Set(points.filter(({ id }) => id === scope.point).map(({ organisation }) => organisation))
  }
  return scope.organisation === null
    ? new Set(organisations.map(({ id }) => id))
    : organisationsUnder(snapshot, scope.organisation)
}

/** Reception points that somebody may see. What is not in it is answered like what does not exist. */
export function pointsInScope(snapshot: Snapshot, scope: StaffScope): ReadonlySet<string> {
  const { points } = snapshot.book
  if (scope.point !== null) return new Set(points.filter(({ id }) => id === scope.point).map(({ id }) => id))
  const within = organisationsInScope(snapshot, scope)
  return new Set(points.filter(({ organisation }) => within.has(organisation)).map(({ id }) => id))
}

/** `pointsInScope`, or `null` for everything: cheaper to ask by. */
export const visiblePoints = (snapshot: Snapshot, scope: StaffScope): ReadonlySet<string> | null =>
  scope.point === null && scope.organisation === null ? null : pointsInScope(snapshot, scope)

/** Whether the person ever was, is or will be posted to a point in scope: who may look at their past. */
export function wasPersonInScope(snapshot: Snapshot, scope: StaffScope, person: string): boolean {
  if (!snapshot.people.has(person)) return false
  if (scope.point === null && scope.organisation === null) return true
  const within = pointsInScope(snapshot, scope)
  return (snapshot.postingsByPerson.get(person) ?? []).some(({ point }) => within.has(point))
}
