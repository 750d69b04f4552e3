import { eq, inArray, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { findReferences, type Reference, type Removable } from '../engine/find-references.ts'
import { devices, enrolmentCodes } from '../schema/devices.ts'
import { judgedAnew } from '../schema/log.ts'
import { badges, counters, organisations, people, points, postings } from '../schema/organisation.ts'
import { importedPeople } from '../schema/people-imports.ts'
import { pins } from '../schema/pins.ts'
import { lockPeople } from './people-writes.ts'

const TABLES = { organisation: organisations, point: points, counter: counters } as const

export type Removed =
  | { readonly kind: 'removed' }
  | { readonly kind: 'referred'; readonly to: readonly Reference[] }

/** Deletes an organisation, a point or a counter that nothing refers to; whoever is about to refer to it waits. */
export async function removePlace(
  tx: DistrictDb,
  what: Exclude<Removable, 'person'>,
  id: string,
): Promise<Removed> {
  const table = TABLES[what]
  await tx.select({ id: table.id }).from(table).where(eq(table.id, id)).for('update')
  const to = await findReferences(tx, what, id)
  if (to.length > 0) return { kind: 'referred', to }
  if (what === 'point') await tx.delete(enrolmentCodes).where(eq(enrolmentCodes.point, id))
  await tx.delete(table).where(eq(table.id, id))
  return { kind: 'removed' }
}

/**
 * Deletes a person whom nothing refers to: no scan, no word of a leader, no badge that opens, no rule. Postings, badges
 * that open no longer, PINs, and days that nobody came to go along.
 * @param newChallenge as nobody can guess it
 */
export async function removePerson(tx: DistrictDb, id: string, newChallenge: string): Promise<Removed> {
  await holdKiosksOff(tx, newChallenge)
  await lockPeople(tx, [id])
  const to = await findReferences(tx, 'person', id)
  if (to.length > 0) return { kind: 'referred', to }
  await deletePeople(tx, [id])
  return { kind: 'removed' }
}

/** Deletes people who are locked, and whom nothing refers to; kiosks are held off. */
export async function deletePeople(tx: DistrictDb, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const whose = [...ids]
  await tx.execute(sql`
    delete from day_results r using (
      select distinct p.person, d::date as day from ${postings} p,
        lateral generate_series(p.valid_from, greatest(coalesce(p.valid_to, current_date + 1), p.valid_from), '1 day') d
      where ${inArray(sql`p.person`, whose)}) days
    where r.day = days.day and r.person = days.person`)
  await tx.delete(judgedAnew).where(inArray(judgedAnew.person, whose))
  await tx.delete(postings).where(inArray(postings.person, whose))
  await tx.delete(badges).where(inArray(badges.person, whose))
  await tx.delete(pins).where(inArray(pins.person, whose))
  await tx.delete(importedPeople).where(inArray(importedPeople.person, whose))
  await tx.delete(people).where(inArray(people.id, whose))
}

/**
 * No kiosk's message is taken until the transaction ends, and whichever waited has to ask anew: it would be understood
 * by who was there before.
 */
export async function holdKiosksOff(tx: DistrictDb, challenge: string): Promise<void> {
  await tx.select({ id: devices.id }).from(devices).orderBy(devices.id).for('update')
  await tx.update(devices).set({ challenge }).where(eq(devices.state, 'active'))
}
