import { eq, getTableColumns, ne, sql } from 'drizzle-orm'
import type { PersonDate } from '../../../core/day/person-date.ts'
import type { CounterStaffing } from '../../../core/district/organisation-terms.ts'
import { type LeaveType, StoredLeaveTypes } from '../../../core/excuses/leave-types.ts'
import { Rulebook } from '../../../core/schedule/rulebook.ts'
import { mutated } from '../../mutation.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { officeSettings } from '../schema/months.ts'
import { notices } from '../schema/notices.ts'
import {
  badges,
  counters,
  organisations,
  people,
  points,
  postings,
  ruleChanges,
  rules,
  settings,
} from '../schema/organisation.ts'
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

type RuleChange = typeof ruleChanges.$inferSelect

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

/** Reads the versions that stand now. */
export async function readVersions(db: DistrictDb): Promise<Versions> {
  const [row] = await db
    .select({ directoryVersion: settings.directoryVersion, rulesVersion: settings.rulesVersion })
    .from(settings)
    .where(eq(settings.id, 1))
  if (row === undefined) throw new Error('the settings row is missing')
  return row
}

/** Keeps the newest snapshot in memory and reads it again only when a version has moved. */
export interface Snapshots {
  /** @param versions what the caller has just read, within a transaction */
  current(db: DistrictDb, versions?: Versions): Promise<Snapshot>
  /** The last one read, for whoever compares its version before anything is decided by it; `null`: none yet. */
  kept(): Snapshot | null
  /** The directory's page stands at this date now, and nothing in the snapshot at hand has changed by it. */
  noteDate(snapshot: Snapshot, date: string): void
}

interface Reading {
  readonly version: number
  /** Read within a transaction; who is in one never waits for who is not, who may have to wait for its end. */
  readonly inside: boolean
  readonly snapshot: Promise<Snapshot>
}

export function createSnapshots(): Snapshots {
  let kept: Snapshot | null = null
  /** Being read by somebody: many kiosks ask at once when a version has moved. */
  let reading: Reading | null = null
  return {
    async current(db, versions) {
      const { directoryVersion } = versions ?? (await readVersions(db))
      if (kept?.directoryVersion === directoryVersion) return kept
      const inside = versions !== undefined
      if (reading?.version === directoryVersion && reading.inside === inside) return reading.snapshot
      const mine = { version: directoryVersion, inside, snapshot: loadSnapshot(db, kept) }
      reading = mine
      try {
        kept = await mine.snapshot
        return kept
      } finally {
        if (reading === mine) reading = null
      }
    },
    kept: () => kept,
    noteDate(snapshot, date) {
      if (kept === snapshot) kept = { ...snapshot, directoryDate: date }
    },
  }
}

/** Reads everything; the versions and what they mean first, so that a change in between is only read once more. */
async function loadSnapshot(db: DistrictDb, older: Snapshot | null): Promise<Snapshot> {
  const [own] = await db
    .select({
      ...getTableColumns(settings),
      changes: sql<readonly RuleChange[]>`(
        select coalesce(json_agg(json_build_object(
          'version', c.version, 'person', c.person, 'from', c.day_from, 'to', c.day_to)), '[]')
        from ${ruleChanges} c)`,
    })
    .from(settings)
    .where(eq(settings.id, 1))
  if (own === undefined) throw new Error('the settings row is missing')
  const allPeople = await db.select().from(people)
  const allPostings = await db.select().from(postings).orderBy(postings.validFrom)
  const allBadges = await db.select().from(badges)
  const shortNamed = await db
    .select({ id: points.id, shortName: points.shortName })
    .from(points)
    .where(ne(points.shortName, ''))
  const ownTypes = await db.select().from(officeSettings).where(eq(officeSettings.kind, 'leave-types'))
  const allCounters = await db.select().from(counters).orderBy(counters.id)
  return {
    directoryVersion: own.directoryVersion,
    rulesVersion: own.rulesVersion,
    commonVersion: own.commonVersion,
    ruleChanges: Map.groupBy(own.changes, (change) => change.person),
    directoryDate: own.directoryDate,
    book: older?.rulesVersion === own.rulesVersion ? older.book : await loadRulebook(db, own.zone),
    norms: own.norms,
    notices: await db.select().from(notices).orderBy(notices.validFrom, notices.id),
    people: new Map(allPeople.map((person) => [person.id, person])),
    postings: allPostings,
    postingsByPerson: Map.groupBy(allPostings, (posting) => posting.person),
    postingsByPoint: Map.groupBy(allPostings, (posting) => posting.point),
    badges: new Map(allBadges.map((badge) => [badge.digest, badge])),
    counters: new Map(allCounters.map((counter) => [counter.id, counter])),
    leaveTypes: new Map(
      ownTypes.map(({ organisation, value }) => [organisation, StoredLeaveTypes.parse(value)]),
    ),
    shortNames: new Map(shortNamed.map(({ id, shortName }) => [id, shortName])),
  }
}

async function loadRulebook(db: DistrictDb, zone: string): Promise<Rulebook> {
  const rows = await db.select().from(rules).orderBy(rules.id)
  const of = (kind: (typeof rows)[number]['kind']) =>
    rows.filter((row) => row.kind === kind).map((row) => row.value)
  return Rulebook.parse({
    zone,
    organisations: (await db.select().from(organisations).orderBy(organisations.id)).map(withoutEmptyPast),
    points: (await db.select().from(points).orderBy(points.id)).map(({ validTo, ...point }) => ({
      ...withoutEmptyPast(point),
      ...(validTo === null ? {} : { validTo }),
    })),
    hours: of('hours'),
    calendar: of('calendar'),
    duty: of('duty'),
    leaders: of('leaders'),
    policies: of('policies'),
    excuses: of('excuses'),
    allowances: of('allowances'),
  })
}

/** Most never were anything else: nothing is sent to the kiosks about that. */
const withoutEmptyPast = <Row extends { readonly earlier: readonly unknown[] }>({ earlier, ...row }: Row) =>
  earlier.length === 0 ? row : { ...row, earlier }

/** Whether a day that was judged by a version of the rules would be judged the same now. */
export function isJudgedAsNow(
  { commonVersion, ruleChanges }: Snapshot,
  { person, date }: PersonDate,
  version: number,
): boolean {
  if (mutated('days-of-old-rules')) return true
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
