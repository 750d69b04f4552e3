import { asc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { Id } from '../../../core/log/event.ts'
import { showText } from '../../../core/names.ts'
import { LocalDate } from '../../../core/schedule/rulebook.ts'
import { LONGEST_NOTICE } from '../../../core/wire/directory.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { notices } from '../schema/notices.ts'
import { organisations } from '../schema/organisation.ts'

/** A notice to citizens; `organisation` null: for every point. Dates are inclusive, local, an open end is null. */
export const Notice = z
  .strictObject({
    id: Id,
    organisation: z.string().nullable(),
    text: z.string().transform(showText).pipe(z.string().min(1).max(LONGEST_NOTICE)),
    validFrom: LocalDate,
    validTo: LocalDate.nullable(),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { path: ['validTo'] })
export type Notice = z.infer<typeof Notice>

/**
 * The notices that were written, the newest first.
 * @param within organisations whose notices are meant; null: all, those for every point included
 */
export const listNotices = (db: DistrictDb, within: readonly string[] | null = null): Promise<Notice[]> =>
  db
    .select()
    .from(notices)
    .where(within === null ? undefined : inArray(notices.organisation, [...within]))
    .orderBy(sql`${notices.validFrom} desc`, asc(notices.id))

/** One notice; `null`: there is none. */
export async function readNotice(db: DistrictDb, id: string): Promise<Notice | null> {
  const [row] = await db.select().from(notices).where(eq(notices.id, id))
  return row ?? null
}

/**
 * Writes a notice, or replaces the one with its id; every kiosk has it with its next directory. Saving what is
 * there already moves nothing.
 */
export async function saveNotice(
  db: DistrictDb,
  given: z.input<typeof Notice>,
): Promise<{ readonly kind: 'saved' | 'unknown-organisation' }> {
  const notice = Notice.parse(given)
  if (notice.organisation !== null) {
    const known = await db.$count(organisations, eq(organisations.id, notice.organisation))
    if (known === 0) return { kind: 'unknown-organisation' }
  }
  const { id, ...set } = notice
  const row = (of: 'notices' | 'excluded') =>
    sql.raw(`(${of}.organisation, ${of}.text, ${of}.valid_from, ${of}.valid_to)`)
  await db
    .insert(notices)
    .values({ id, ...set })
    .onConflictDoUpdate({
      target: notices.id,
      set,
      setWhere: sql`${row('notices')} is distinct from ${row('excluded')}`,
    })
  return { kind: 'saved' }
}

/** Takes a notice away, from the kiosks as well. @returns whether there was one */
export async function removeNotice(db: DistrictDb, id: string): Promise<boolean> {
  const gone = await db.delete(notices).where(eq(notices.id, id)).returning({ id: notices.id })
  return gone.length > 0
}
