import { and, eq, inArray } from 'drizzle-orm'
import type { WhyKept } from '../../../core/people/people-imports-api.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { counters, people, points, postings } from '../schema/organisation.ts'
import { importedPeople, peopleImports, type StoodPerson } from '../schema/people-imports.ts'
import type { PeopleImportRow } from './people-imports.ts'
import { type PersonReference, peopleReferred } from './people-referred.ts'
import { lockPeople } from './people-writes.ts'
import { deletePeople, holdKiosksOff } from './remove-unused.ts'
import { partsBetween, postingText, readStood, type StoodPart } from './stood-person.ts'

/** What taking a list back does to one person. */
export interface TakenBack {
  readonly person: string
  readonly line: number
  readonly now: StoodPerson
  readonly before: StoodPerson | null
  readonly fate:
    | { readonly kind: 'removed' }
    | { readonly kind: 'put-back'; readonly parts: readonly StoodPart[] }
    | { readonly kind: 'kept'; readonly why: WhyKept }
}

/** By how much the server's clock may have been set back between an import and the locking of a month. */
const CLOCK_SET_BACK_MS = 86_400_000

type Row = typeof importedPeople.$inferSelect

interface Taking {
  readonly run: Pick<PeopleImportRow, 'id' | 'at'>
  /** Whether the asker may see somebody. */
  readonly sees: (person: string) => boolean
  /** Local date. */
  readonly today: string
}

/** What taking a list back would do, to everybody whom it still concerns, in the list's order. */
export async function weighTakeBack(db: DistrictDb, taking: Taking): Promise<TakenBack[]> {
  const rows = await rowsOfImport(db, taking.run.id)
  return weigh(db, rows, taking, await placesGone(db, rows, false))
}

/**
 * Takes a list back, as far as nothing stands against it, in the caller's transaction.
 * @param newChallenge as nobody can guess it
 */
export async function takeBackPeople(
  tx: DistrictDb,
  taking: Taking & { readonly by: string; readonly now: number },
  newChallenge: string,
): Promise<TakenBack[]> {
  const rows = await rowsOfImport(tx, taking.run.id)
  if (rows.length === 0) return []
  if (rows.some(({ did }) => did === 'added')) await holdKiosksOff(tx, newChallenge)
  await lockPeople(
    tx,
    rows.map(({ person }) => person),
  )
  const taken = await weigh(tx, rows, taking, await placesGone(tx, rows, true))
  const putBack: string[] = []
  const removed: string[] = []
  for (const { person, before, fate } of taken) {
    if (fate.kind === 'removed') removed.push(person)
    if (fate.kind !== 'put-back' || before === null) continue
    putBack.push(person)
    await standAgain(tx, person, before, fate.parts)
  }
  await deletePeople(tx, removed)
  if (putBack.length > 0)
    await tx
      .delete(importedPeople)
      .where(and(eq(importedPeople.import, taking.run.id), inArray(importedPeople.person, putBack)))
  if (putBack.length + removed.length > 0)
    await tx
      .update(peopleImports)
      .set({ removedAt: taking.now, removedBy: taking.by })
      .where(eq(peopleImports.id, taking.run.id))
  return taken
}

const rowsOfImport = (db: DistrictDb, id: string): Promise<Row[]> =>
  db.select().from(importedPeople).where(eq(importedPeople.import, id)).orderBy(importedPeople.line)

async function weigh(
  db: DistrictDb,
  rows: readonly Row[],
  taking: Taking,
  gone: ReadonlySet<string>,
): Promise<TakenBack[]> {
  const now = await readStood(
    db,
    rows.map(({ person }) => person),
  )
  const asked = rows.flatMap((row) => {
    const since = movedOn(row)
    return row.did === 'changed' && since === null ? [] : [{ person: row.person, since }]
  })
  const referred = await peopleReferred(db, asked, taking.run.at - CLOCK_SET_BACK_MS)
  return rows.flatMap((row) => {
    const stands = now.get(row.person)
    if (stands === undefined) return []
    const fate = fateOf(row, stands, referred.get(row.person) ?? [], gone, taking)
    return [{ person: row.person, line: row.line, now: stands, before: row.before, fate }]
  })
}

function fateOf(
  { person, did, before, after }: Row,
  now: StoodPerson,
  referred: readonly PersonReference[],
  gone: ReadonlySet<string>,
  { sees, today }: Taking,
): TakenBack['fate'] {
  const kept = (why: WhyKept) => ({ kind: 'kept', why }) as const
  if (!sees(person)) return kept('elsewhere')
  if (now.name === null || after === null) return kept('erased')
  if (did === 'added') {
    const [weightiest] = referred
    if (weightiest !== undefined) return kept(weightiest)
    return partsBetween(now, after).length > 0 ? kept('changed-since') : { kind: 'removed' }
  }
  if (before === null) return kept('erased')
  const parts = partsBetween(before, after)
  const since = partsBetween(now, after)
  if (parts.some((part) => since.includes(part))) return kept('changed-since')
  if (!parts.includes('postings')) return { kind: 'put-back', parts }
  if (
    before.postings.some(({ point, counter }) => gone.has(point) || (counter !== null && gone.has(counter)))
  )
    return kept('place-gone')
  // Somebody who would be nowhere again: what they did since, and a badge that opens, would be nobody's.
  const stays = before.postings.some(({ validTo }) => validTo === null || validTo >= today)
  const theirs = referred.find((kind) => kind === 'events' || kind === 'badges')
  if (!stays && theirs !== undefined) return kept(theirs)
  return referred.includes('months') ? kept('months') : { kind: 'put-back', parts }
}

/** The first day on which a list posted somebody known otherwise; null: it did not, or they are new. */
function movedOn({ before, after }: Row): string | null {
  if (before === null || after === null) return null
  const was = new Set(before.postings.map(postingText))
  const first = after.postings.filter((posting) => !was.has(postingText(posting)))
  return first.map(({ validFrom }) => validFrom).sort()[0] ?? null
}

/**
 * Points and kept counters where people were before a list, and which are there no more.
 * @param hold the others stay until the transaction ends
 */
async function placesGone(db: DistrictDb, rows: readonly Row[], hold: boolean): Promise<ReadonlySet<string>> {
  const were = rows.flatMap(({ before }) => before?.postings ?? [])
  const wanted = {
    points: [...new Set(were.map(({ point }) => point))],
    counters: [...new Set(were.flatMap(({ counter }) => (isKept(counter) ? [counter] : [])))],
  }
  const there = new Set<string>()
  for (const [table, ids] of [
    [points, wanted.points],
    [counters, wanted.counters],
  ] as const) {
    if (ids.length === 0) continue
    const asked = db.select({ id: table.id }).from(table).where(inArray(table.id, ids)).orderBy(table.id)
    for (const { id } of await (hold ? asked.for('key share') : asked)) there.add(id)
  }
  return new Set([...wanted.points, ...wanted.counters].filter((id) => !there.has(id)))
}

/** Where counters are not kept a posting has the counter's name. */
const isKept = (counter: string | null): counter is string =>
  counter !== null && /^q-[a-z0-9]{16}$/.test(counter)

/** Somebody as they were before, in the parts that a list changed. */
async function standAgain(
  tx: DistrictDb,
  person: string,
  before: StoodPerson,
  parts: readonly StoodPart[],
): Promise<void> {
  const { postings: places, ...words } = before
  const changed = Object.fromEntries(
    Object.entries(words).filter(([part]) => parts.some((each) => each === part)),
  )
  if (Object.keys(changed).length > 0) await tx.update(people).set(changed).where(eq(people.id, person))
  if (!parts.includes('postings')) return
  await tx.delete(postings).where(eq(postings.person, person))
  if (places.length > 0) await tx.insert(postings).values(places.map((place) => ({ ...place, person })))
}
