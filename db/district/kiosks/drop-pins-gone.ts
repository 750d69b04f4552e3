import { sql } from 'drizzle-orm'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { pinSecrets } from '../schema/pins.ts'

/**
 * Drops the PINs of a point's people who are no longer posted there, or in another role, or whose name was erased.
 * Inside the transaction that holds the point's row.
 * @param today local date
 * @returns how many
 */
export async function dropPinsGone(tx: DistrictDb, today: string, point: string): Promise<number> {
  return drop(tx, today, sql`pins.point = ${point}`)
}

/** The same at every point. @param db no transaction: it is one of its own, which waits for kiosks that tell PINs */
export async function dropAllPinsGone(db: DistrictDb, today: string): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.select({ point: pinSecrets.point }).from(pinSecrets).orderBy(pinSecrets.point).for('update')
    return drop(tx, today, sql`true`)
  })
}

async function drop(tx: DistrictDb, today: string, where: ReturnType<typeof sql>): Promise<number> {
  const dropped = await tx.execute(sql`
    delete from pins where ${where} and not exists (
      select from postings t join people n on n.id = t.person and n.name is not null
      where t.person = pins.person and t.point = pins.point and t.role = pins.role
        and t.valid_from <= ${today} and (t.valid_to is null or t.valid_to >= ${today}))
    returning point`)
  return rowsOf(dropped).length
}

/**
 * Drops the PINs of one person everywhere, and has the kiosks there ask again. Before the person or anything else of
 * theirs is held: whichever kiosk is telling PINs just now holds its point first and the people after it.
 */
export async function dropPinsOf(tx: DistrictDb, person: string): Promise<void> {
  const points = sql`
    select point from postings where person = ${person} union select point from pins where person = ${person}`
  await tx.execute(sql`select from pin_secrets where point in (${points}) order by point for update`)
  await tx.execute(sql`update pin_secrets set version = version + 1 where point in (${points})`)
  await tx.execute(sql`delete from pins where person = ${person}`)
}
