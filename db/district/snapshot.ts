import { eq } from 'drizzle-orm'
import { Rulebook } from '../../core/schedule/rulebook.ts'
import type { DistrictDb } from './district-db.ts'
import { badges, organisations, people, points, postings, rules, settings } from './schema/organisation.ts'

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

/** The organisation and its rules as they stood at one version; a value that is never changed. */
export interface Snapshot {
  readonly directoryVersion: number
  readonly rulesVersion: number
  readonly directoryDate: string
  readonly book: Rulebook
  readonly norms: readonly string[]
  readonly people: ReadonlyMap<string, Person>
  readonly postings: readonly Posting[]
  readonly postingsByPerson: ReadonlyMap<string, readonly Posting[]>
  readonly badges: ReadonlyMap<string, Badge>
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
  /** @param versions when the caller has just read them */
  current(db: DistrictDb, versions?: Versions): Promise<Snapshot>
}

export function createSnapshots(): Snapshots {
  let kept: Snapshot | null = null
  return {
    async current(db, versions) {
      const { directoryVersion } = versions ?? (await readVersions(db))
      if (kept?.directoryVersion === directoryVersion) return kept
      kept = await loadSnapshot(db, kept)
      return kept
    },
  }
}

/** Reads everything; the versions first, so that a change in between is only read once more. */
async function loadSnapshot(db: DistrictDb, older: Snapshot | null): Promise<Snapshot> {
  const [own] = await db.select().from(settings).where(eq(settings.id, 1))
  if (own === undefined) throw new Error('the settings row is missing')
  const allPeople = await db.select().from(people)
  const allPostings = await db.select().from(postings).orderBy(postings.validFrom)
  const allBadges = await db.select().from(badges)
  return {
    directoryVersion: own.directoryVersion,
    rulesVersion: own.rulesVersion,
    directoryDate: own.directoryDate,
    book: older?.rulesVersion === own.rulesVersion ? older.book : await loadRulebook(db, own.zone),
    norms: own.norms,
    people: new Map(allPeople.map((person) => [person.id, person])),
    postings: allPostings,
    postingsByPerson: Map.groupBy(allPostings, (posting) => posting.person),
    badges: new Map(allBadges.map((badge) => [badge.digest, badge])),
  }
}

async function loadRulebook(db: DistrictDb, zone: string): Promise<Rulebook> {
  const rows = await db.select().from(rules).orderBy(rules.id)
  const of = (kind: (typeof rows)[number]['kind']) =>
    rows.filter((row) => row.kind === kind).map((row) => row.value)
  return Rulebook.parse({
    zone,
    organisations: await db.select().from(organisations).orderBy(organisations.id),
    points: await db.select().from(points).orderBy(points.id),
    hours: of('hours'),
    calendar: of('calendar'),
    duty: of('duty'),
    leaders: of('leaders'),
    policies: of('policies'),
    excuses: of('excuses'),
    allowances: of('allowances'),
  })
}

const holds = (posting: Posting, date: string): boolean =>
  posting.validFrom <= date && (posting.validTo === null || date <= posting.validTo)

/** The posting that holds for a person on a date; of several the one that began last. */
export const postingOn = (snapshot: Snapshot, person: string, date: string): Posting | null =>
  snapshot.postingsByPerson.get(person)?.findLast((posting) => holds(posting, date)) ?? null

/** The point a person is posted to on a date. */
export const pointOn = (snapshot: Snapshot, person: string, date: string): string | null =>
  postingOn(snapshot, person, date)?.point ?? null

/** Everybody posted to a point on a date. */
export const peopleAt = (snapshot: Snapshot, point: string, date: string): string[] => [
  ...new Set(
    snapshot.postings
      .filter((posting) => posting.point === point && holds(posting, date))
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
