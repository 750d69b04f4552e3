import { eq, getTableColumns, ne, sql } from 'drizzle-orm'
import { StoredLeaveTypes } from '../../../core/excuses/leave-types.ts'
import { Rulebook } from '../../../core/schedule/rulebook.ts'
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
import type { RuleChange, Snapshot, Versions } from './snapshot.ts'

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
  readonly snapshot: Promise<Snapshot>
}

export function createSnapshots(): Snapshots {
  let kept: Snapshot | null = null
  /**
   * Being read by somebody, as many kiosks ask at once when a version has moved. Nobody waits for who is in a
   * transaction or asks over other connections: those may have to wait for the waiting one's end.
   */
  const readings = new Map<DistrictDb | 'in a transaction', Reading>()
  return {
    async current(db, versions) {
      const { directoryVersion } = versions ?? (await readVersions(db))
      if (kept?.directoryVersion === directoryVersion) return kept
      const asker = versions === undefined ? db : 'in a transaction'
      const other = readings.get(asker)
      if (other?.version === directoryVersion) return other.snapshot
      const mine = { version: directoryVersion, snapshot: loadSnapshot(db, kept) }
      readings.set(asker, mine)
      try {
        kept = await mine.snapshot
        return kept
      } finally {
        if (readings.get(asker) === mine) readings.delete(asker)
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
