import { chainOn, indexRulebook } from '../../core/schedule/index-rulebook.ts'
import type { WrittenRule } from '../../core/schedule/rule-change.ts'
import { organisationsInScope, pointsInScope, type StaffScope } from '../../db/district/organisation/scope.ts'
import { pointListed, type Snapshot } from '../../db/district/organisation/snapshot.ts'
import { standingPosting } from '../../db/district/people/people-list.ts'

type Subject = { readonly kind: 'organisation' | 'point' | 'person'; readonly id: string }

/** What a rule is about; of a leader's duty both the point and the person. */
export function subjectsOf({ value }: WrittenRule): readonly Subject[] {
  if ('scope' in value) return [value.scope]
  if ('organisation' in value) return [{ kind: 'organisation', id: value.organisation }]
  const person = { kind: 'person' as const, id: value.person }
  return 'point' in value ? [{ kind: 'point', id: value.point }, person] : [person]
}

/** What somebody may see and change, found once a request. */
export interface RuleScope {
  /** Whether a rule lies within the scope, so that it may be changed. */
  holds(rule: WrittenRule): boolean
  /** Whether it says something about anybody in the scope. */
  touches(rule: WrittenRule): boolean
  nameOf(rule: WrittenRule): string
}

export function ruleScope(snapshot: Snapshot, who: StaffScope, today: string): RuleScope {
  const organisations = organisationsInScope(snapshot, who)
  const points = pointsInScope(snapshot, who)
  const everything = who.organisation === null && who.point === null
  const index = indexRulebook(snapshot.book)
  const above = new Set([...points].flatMap((point) => [...(chainOn(index, point, today) ?? [])]))
  const names = new Map([
    ...snapshot.book.organisations.map(({ id, name }) => [`organisation ${id}`, name] as const),
    ...snapshot.book.points.map(({ id }) => [`point ${id}`, pointListed(snapshot, id) ?? ''] as const),
  ])
  const personIn = (id: string): boolean => {
    if (!snapshot.people.has(id)) return false
    const posting = standingPosting(snapshot, id, today)
    return everything || (posting !== null && points.has(posting.point))
  }
  const isIn = ({ kind, id }: Subject): boolean =>
    kind === 'organisation'
      ? organisations.has(id) && who.point === null
      : kind === 'point'
        ? points.has(id)
        : personIn(id)
  const nameOf = ({ kind, id }: Subject): string =>
    kind === 'person' ? (snapshot.people.get(id)?.name ?? '') : (names.get(`${kind} ${id}`) ?? '')
  return {
    holds: (rule) => subjectsOf(rule).every(isIn),
    touches: (rule) => {
      const [first] = subjectsOf(rule)
      return (
        first !== undefined &&
        (first.kind === 'organisation' ? above.has(first.id) || isIn(first) : isIn(first))
      )
    },
    nameOf: (rule) => subjectsOf(rule).map(nameOf).join(' · '),
  }
}
