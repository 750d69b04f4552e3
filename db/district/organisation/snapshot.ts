import type { LeaveType } from '../../../core/excuses/leave-types.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { CounterStaffing } from '../../../core/schedule/counter-times.ts'
import type { Rulebook } from '../../../core/schedule/rulebook.ts'
import type { ruleChanges } from '../schema/organisation.ts'
import type { Notice } from './notices.ts'

export interface Posting {
  readonly person: string
  readonly point: string
  readonly role: 'staff' | 'leader'
  readonly counter: string | null
  readonly validFrom: string
  readonly validTo: string | null
}
export interface Person {
  readonly id: string
  /** `null`: erased. */
  readonly name: string | null
  readonly title: string
  readonly staffNumber: string | null
}
export interface Badge {
  readonly digest: string
  readonly person: string
  readonly state: 'active' | 'revoked'
  readonly issuedAt: number
  readonly revokedAt: number | null
  readonly revokedWhy?: string | null
}

/** A counter (quầy) of a point; `Posting.counter` names one. */
export interface Counter {
  readonly id: string
  readonly point: string
  readonly name: string
  readonly fields: readonly string[]
  readonly staffing: CounterStaffing
  readonly validFrom: string
  readonly validTo: string | null
}

export type RuleChange = typeof ruleChanges.$inferSelect

/** The organisation and its rules as they stood at one version; a value that is never changed. */
export interface Snapshot {
  readonly directoryVersion: number
  readonly rulesVersion: number
  /** What was judged before this version of the rules holds for nobody any more. */
  readonly commonVersion: number
  /** Of each person the changes since then that concern nobody else. */
  readonly ruleChanges: ReadonlyMap<string, readonly RuleChange[]>
  readonly directoryDate: string
  readonly book: Rulebook
  readonly norms: readonly string[]
  readonly notices: readonly Notice[]
  readonly people: ReadonlyMap<string, Person>
  readonly postings: readonly Posting[]
  readonly postingsByPerson: ReadonlyMap<string, readonly Posting[]>
  readonly postingsByPoint: ReadonlyMap<string, readonly Posting[]>
  readonly badges: ReadonlyMap<string, Badge>
  /** By id. */
  readonly counters: ReadonlyMap<string, Counter>
  /** What offices set of their own, by organisation. */
  readonly leaveTypes: ReadonlyMap<string, readonly LeaveType[]>
  /** Of the points that have one, by id. */
  readonly shortNames: ReadonlyMap<string, string>
}

export interface Versions {
  readonly directoryVersion: number
  readonly rulesVersion: number
}

/** Whether a day that was judged by a version of the rules would be judged the same now. */
export function isJudgedAsNow(
  { commonVersion, ruleChanges }: Snapshot,
  { person, date }: PersonDate,
  version: number,
): boolean {
  if (version < commonVersion) return false
  const since = ruleChanges.get(person)?.filter((change) => change.version > version) ?? []
  return since.every(({ from, to }) => (from !== null && date < from) || (to !== null && date > to))
}

const holds = (posting: Posting, date: string): boolean =>
  posting.validFrom <= date && (posting.validTo === null || date <= posting.validTo)

/** The posting that holds for a person on a date; of several the one that began last. */
export const postingOn = (snapshot: Snapshot, person: string, date: string): Posting | null =>
  snapshot.postingsByPerson.get(person)?.findLast((posting) => holds(posting, date)) ?? null

/** What a posting's counter is called. */
export const counterName = (snapshot: Snapshot, counter: string | null): string | null =>
  counter === null ? null : (snapshot.counters.get(counter)?.name ?? counter)

/** What a point is called in lists; `null`: there is no such point. */
export const pointListed = (snapshot: Snapshot, point: string | null): string | null =>
  snapshot.shortNames.get(point ?? '') ?? snapshot.book.points.find(({ id }) => id === point)?.name ?? null

/** The point a person is posted to on a date. */
export const pointOn = (snapshot: Snapshot, person: string, date: string): string | null =>
  postingOn(snapshot, person, date)?.point ?? null

/** Everybody posted to a point on a date. */
export const peopleAt = (snapshot: Snapshot, point: string, date: string): string[] => [
  ...new Set(
    (snapshot.postingsByPoint.get(point) ?? [])
      .filter((posting) => holds(posting, date))
      .map((posting) => posting.person)
      .filter((person) => pointOn(snapshot, person, date) === point),
  ),
]

/** Whose badge this is at an instant; nobody's once it was revoked. */
export function ownerOf(snapshot: Snapshot, digest: string, at: number): string | null {
  const badge = snapshot.badges.get(digest)
  if (badge === undefined) return null
  if (badge.state === 'revoked' && (badge.revokedAt === null || at >= badge.revokedAt)) return null
  return badge.person
}
