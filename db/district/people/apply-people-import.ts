import { eq, sql } from 'drizzle-orm'
import { sameNameText } from '../../../core/names.ts'
import type { RefusedRow } from '../../../core/people/people-list-api.ts'
import type { PlannedPerson } from '../../../core/people/plan-import.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { readVersions } from '../organisation/read-snapshot.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { people, postings } from '../schema/organisation.ts'
import { importedPeople, peopleImports, type StoodPerson } from '../schema/people-imports.ts'
import { addPerson, changePerson, lockPeople, transferPerson } from './people-writes.ts'
import { numbersTaken } from './staff-numbers.ts'
import { partsBetween, readStood } from './stood-person.ts'

const ROWS_AT_ONCE = 500
const NEW_PEOPLE_LOCK = 5_477_004

export interface PlannedLine {
  readonly line: number
  readonly act: PlannedPerson
}
export interface PeopleImportRun {
  readonly id: string
  readonly fileName: string
  /** UTC ms. */
  readonly at: number
  readonly takenBy: string
}
export interface AppliedImport {
  readonly added: number
  readonly changed: number
  readonly refused: readonly RefusedRow[]
}

/**
 * Does what was planned, in the caller's transaction, and keeps what it did to whom, so that it can be taken back. A
 * row that no longer fits what it was planned on does nothing and is named.
 * @param how `planned`: what the rows were planned on; `partly`: whether the others are done beside one that is refused
 */
export async function applyPeopleImport(
  tx: DistrictDb,
  lines: readonly PlannedLine[],
  how: {
    readonly planned: Snapshot
    readonly partly: boolean
    readonly run: PeopleImportRun
    readonly newId: () => string
  },
): Promise<AppliedImport> {
  const taken = new Set(
    (
      await numbersTaken(
        tx,
        lines.map(({ line, act: { person, staffNumber } }) => ({ line, person, staffNumber })),
      )
    ).map(({ line }) => line),
  )
  const there = await justAdded(tx, lines, how.planned)
  const known = lines.flatMap(({ act }) => (act.person === null ? [] : [act.person]))
  if (known.length > 0) await lockPeople(tx, known)
  const before = await readStood(tx, known)
  const refused: RefusedRow[] = []
  const fit: PlannedLine[] = []
  for (const each of lines) {
    const why = taken.has(each.line)
      ? 'number-taken'
      : there.has(each.line)
        ? 'changed-meanwhile'
        : whyNot(each.act, before, how.planned)
    if (why === null) fit.push(each)
    else refused.push({ line: each.line, name: each.act.name, why })
  }
  if (fit.length === 0 || (refused.length > 0 && !how.partly)) return { added: 0, changed: 0, refused }
  const done: { readonly line: number; readonly person: string }[] = []
  for (const { line, act } of fit) done.push({ line, person: await doPlanned(tx, act, how.newId) })
  return { ...(await keepDone(tx, how.run, done, before)), refused }
}

/**
 * Lines of new people whom somebody else has added under the same name at the same point since they were planned. One
 * list with new people at a time: the next one sees what the one before it wrote.
 */
async function justAdded(
  tx: DistrictDb,
  lines: readonly PlannedLine[],
  planned: Snapshot,
): Promise<ReadonlySet<number>> {
  const fresh = lines.filter(({ act }) => act.person === null)
  if (fresh.length === 0) return new Set()
  await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(NEW_PEOPLE_LOCK))})`)
  const { directoryVersion } = await readVersions(tx)
  if (directoryVersion === planned.directoryVersion) return new Set()
  const rows = await tx
    .select({ id: people.id, name: people.name, point: postings.point })
    .from(people)
    .innerJoin(postings, eq(postings.person, people.id))
  const added = new Set(
    rows
      .filter(({ id }) => !planned.people.has(id))
      .map(({ name, point }) => `${sameNameText(name ?? '')} ${point}`),
  )
  const isThere = ({ act: { name, posting } }: PlannedLine) =>
    added.has(`${sameNameText(name)} ${posting?.point ?? ''}`)
  return new Set(fresh.filter(isThere).map(({ line }) => line))
}

/** Why a row does nothing any more: who it was planned on is not there, or stands otherwise. */
function whyNot(
  { person }: PlannedPerson,
  now: ReadonlyMap<string, StoodPerson>,
  planned: Snapshot,
): RefusedRow['why'] | null {
  if (person === null) return null
  const stands = now.get(person)
  const words = planned.people.get(person)
  if (stands === undefined || words === undefined) return 'gone'
  const was = { ...words, postings: planned.postingsByPerson.get(person) ?? [] }
  return partsBetween(stands, was).length > 0 ? 'changed-meanwhile' : null
}

/** @returns whom it concerned */
async function doPlanned(tx: DistrictDb, act: PlannedPerson, newId: () => string): Promise<string> {
  const { person, name, title, staffNumber, posting } = act
  const words = { name, title, staffNumber }
  if (person === null) {
    if (posting === null) throw new Error('somebody new was planned without a place')
    const id = newId()
    await addPerson(tx, id, { ...words, ...posting })
    return id
  }
  await changePerson(tx, person, words)
  if (posting === null) return person
  const moved = await transferPerson(tx, person, posting)
  if (moved.kind !== 'transferred') throw new Error('a posting begins later than the planned one')
  return person
}

/** Keeps the import and what it did to whom. */
async function keepDone(
  tx: DistrictDb,
  run: PeopleImportRun,
  done: readonly { readonly line: number; readonly person: string }[],
  before: ReadonlyMap<string, StoodPerson>,
): Promise<{ readonly added: number; readonly changed: number }> {
  const after = await readStood(
    tx,
    done.map(({ person }) => person),
  )
  const rows = done.map(({ line, person }) => {
    const was = before.get(person) ?? null
    const did = was === null ? ('added' as const) : ('changed' as const)
    return { import: run.id, person, line, did, before: was, after: after.get(person) ?? null }
  })
  const added = rows.filter(({ did }) => did === 'added').length
  const changed = rows.length - added
  const stood = rows.flatMap((row) => [row.before, row.after]).filter((each) => each !== null)
  const points = [...new Set(stood.flatMap(({ postings }) => postings.map(({ point }) => point)))].sort()
  await tx.insert(peopleImports).values({ ...run, points, added, changed })
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await tx.insert(importedPeople).values(rows.slice(at, at + ROWS_AT_ONCE))
  return { added, changed }
}
