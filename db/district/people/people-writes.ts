import { and, eq, gt, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { NewPerson, PersonWords, Transfer } from '../../../core/people/people-api.ts'
import { addDays, startOfDate } from '../../../core/time.ts'
import { forgetDays } from '../days/derive-days.ts'
import { resolvePeopleAgain } from '../days/resolve-people-again.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { holdReferred } from '../organisation/hold-referred.ts'
import { createSnapshots } from '../organisation/read-snapshot.ts'
import { badges, counters, people, postings } from '../schema/organisation.ts'

/** Far beyond any day that is held. */
const EVER = '9999-12-30'

/** Lets one deed at a time happen to somebody; always in the same order, so that two never wait for each other. */
export async function lockPeople(tx: DistrictDb, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, [...ids]))
    .orderBy(people.id)
    .for('update')
}

/**
 * A counter that is kept stays until the posting to it is written; where none are kept the posting has its name.
 * @throws {GoneMeanwhile}
 */
export async function holdCounter(tx: DistrictDb, counter: string | null): Promise<void> {
  if (counter === null) return
  const isKept = /^q-[a-z0-9]{16}$/.test(counter) || (await tx.$count(counters, eq(counters.id, counter))) > 0
  if (isKept) await holdReferred(tx, { counters: [counter] })
}

export async function addPerson(tx: DistrictDb, id: string, given: NewPerson): Promise<void> {
  const { name, title, staffNumber, point, from, role, counter } = given
  await holdCounter(tx, counter)
  await tx.insert(people).values({ id, name, title, staffNumber })
  await tx.insert(postings).values({ person: id, point, role, counter, validFrom: from, validTo: null })
}

export async function changePerson(tx: DistrictDb, id: string, words: PersonWords): Promise<void> {
  await tx.update(people).set(words).where(eq(people.id, id))
}

/**
 * Posts people from a date on; what held on that date ends the day before it. They have to be locked, and nothing of
 * theirs may begin later.
 */
export async function postFrom(
  tx: DistrictDb,
  from: string,
  rows: readonly Omit<typeof postings.$inferInsert, 'validFrom'>[],
): Promise<void> {
  if (rows.length === 0) return
  const own = inArray(
    postings.person,
    rows.map(({ person }) => person),
  )
  await tx.delete(postings).where(and(own, eq(postings.validFrom, from)))
  await tx
    .update(postings)
    .set({ validTo: addDays(from, -1) })
    .where(and(own, or(isNull(postings.validTo), gte(postings.validTo, from))))
  await tx.insert(postings).values(rows.map((row) => ({ ...row, validFrom: from })))
}

export type Transferred =
  | { readonly kind: 'transferred' }
  /** A posting that begins later is already there. */
  | { readonly kind: 'later-posting'; readonly from: string }

/** Posts a person elsewhere from a date on; what held on that date ends the day before it. */
export async function transferPerson(tx: DistrictDb, id: string, to: Transfer): Promise<Transferred> {
  await lockPeople(tx, [id])
  await holdCounter(tx, to.counter)
  const [later] = await tx
    .select({ from: postings.validFrom })
    .from(postings)
    .where(and(eq(postings.person, id), gt(postings.validFrom, to.from)))
    .orderBy(postings.validFrom)
    .limit(1)
  if (later !== undefined) return { kind: 'later-posting', from: later.from }
  const { point, role, counter, from } = to
  await postFrom(tx, from, [{ person: id, point, role, counter, validTo: null }])
  return { kind: 'transferred' }
}

/**
 * Ends every posting after the last working day and lets the badges open no longer than that day. Scans with them
 * from later days are nobody's; the facts stay as they are.
 * @returns how many badges end
 */
export async function endPostings(
  tx: DistrictDb,
  id: string,
  lastDay: string,
  by: { readonly username: string; readonly zone: string },
): Promise<number> {
  await lockPeople(tx, [id])
  const own = eq(postings.person, id)
  await tx.delete(postings).where(and(own, gt(postings.validFrom, lastDay)))
  await tx
    .update(postings)
    .set({ validTo: lastDay })
    .where(
      and(own, lte(postings.validFrom, lastDay), or(isNull(postings.validTo), gt(postings.validTo, lastDay))),
    )
  const revokedAt = startOfDate(addDays(lastDay, 1), by.zone)
  const ended = await tx
    .update(badges)
    .set({ state: 'revoked', revokedAt, revokedBy: by.username, revokedWhy: 'left' })
    .where(and(eq(badges.person, id), eq(badges.state, 'active')))
    .returning({ digest: badges.digest })
  await lookUpAgain(
    tx,
    lastDay,
    ended.map(({ digest }) => digest),
  )
  return ended.length
}

/** Whose the scans of these badges were is looked up again, from a date on. */
async function lookUpAgain(tx: DistrictDb, from: string, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return
  const snapshot = await createSnapshots().current(tx)
  await forgetDays(tx, await resolvePeopleAgain(tx, snapshot, { from, to: EVER }, digests))
}

/**
 * Takes the name of a person away for good. Ids, scans and days stay, and say nothing about who it was.
 * @returns false: there is no such person
 */
export async function erasePerson(tx: DistrictDb, id: string): Promise<boolean> {
  const erased = await tx
    .update(people)
    .set({ name: null, title: '', staffNumber: null })
    .where(eq(people.id, id))
    .returning({ id: people.id })
  return erased.length > 0
}
