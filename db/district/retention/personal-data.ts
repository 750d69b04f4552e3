import { eq, sql } from 'drizzle-orm'
import { forgetAccountsOf } from '../accounts/account-person.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { rowsOf } from '../engine/district-db.ts'
import { dropPinsOf } from '../kiosks/drop-pins-gone.ts'
import { erasePerson } from '../people/people-writes.ts'
import { excuseRequests } from '../schema/log.ts'
import { people, postings } from '../schema/organisation.ts'
import { importedPeople } from '../schema/people-imports.ts'
import { listTables } from './table-list.ts'

/** What one table holds about a person. */
export interface HeldRows {
  readonly table: string
  /** `whole`: rows about the person alone. `mentions`: rows about several people; only what names them is given. */
  readonly kind: 'whole' | 'mentions'
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Tables without a column `person` whose rows are about one person all the same. */
const ABOUT_ONE: readonly string[] = ['people', 'rules', 'events']
/** What proves a person is no word about them, and not to go out on paper. */
const PROVING: Readonly<Record<string, readonly string[]>> = {
  pins: ['salt', 'verifier', 'cost'],
  accounts: ['password_hash', 'totp_secret', 'totp_step'],
}
/** Columns that say which row it is, where a row is about several people. */
const NAMING = ['id', 'seq', 'log', 'at', 'point', 'month', 'action', 'subject', 'locked_at', 'started_at']

/**
 * Everything in every table that is about a person or names them by id, tables made later included: a row counts when
 * the id stands in it anywhere, as a value of its own, inside a JSON text, or as the subject of an audit row.
 */
export async function readPersonalData(db: DistrictDb, person: string): Promise<HeldRows[]> {
  const needles = [`"${person}"`, `\\"${person}\\"`, `"person:${person}"`]
  return db.transaction(
    async (tx) => {
      const held: HeldRows[] = []
      for (const { table, columns } of await listTables(tx)) {
        const isWhole = columns.includes('person') || ABOUT_ONE.includes(table)
        const proving = PROVING[table] ?? []
        const given = isWhole
          ? columns.filter((column) => !proving.includes(column))
          : columns.filter((column) => NAMING.includes(column))
        const own = sql.identifier(table)
        const picked = sql.join(
          (given.length === 0 ? columns.slice(0, 1) : given).map(
            (column) => sql`t.${sql.identifier(column)}`,
          ),
          sql`, `,
        )
        const found = sql.join(
          needles.map((needle) => sql`strpos(w.line, ${needle}) > 0`),
          sql` or `,
        )
        const rows = rowsOf<Record<string, unknown>>(
          await tx.execute(
            sql`select ${picked} from ${own} t, lateral (select row_to_json(t)::text as line) w where ${found}`,
          ),
        )
        if (rows.length > 0) held.push({ table, kind: isWhole ? 'whole' : 'mentions', rows })
      }
      return held
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/**
 * Takes away what tells who somebody is: name, title, staff number, what lists said of them, the words of requests for
 * leave, the PIN, and the name on their account, which no longer says whose it is. Ids, scans and days stay, so that
 * logs and sheets stay whole.
 * @returns false: there is no such person
 */
export async function erasePersonalData(tx: DistrictDb, person: string): Promise<boolean> {
  await dropPinsOf(tx, person)
  await forgetAccountsOf(tx, person)
  if (!(await erasePerson(tx, person))) return false
  await tx.update(importedPeople).set({ before: null, after: null }).where(eq(importedPeople.person, person))
  await tx.update(excuseRequests).set({ reason: '', document: '' }).where(eq(excuseRequests.person, person))
  return true
}

/** People whose last posting ended before a date and whose names are still kept; the longest gone first. */
export async function peopleGoneBefore(
  db: DistrictDb,
  date: string,
): Promise<{ readonly person: string; readonly left: string }[]> {
  return [
    ...rowsOf<{ person: string; left: string }>(
      await db.execute(sql`
        select p.id as person, max(t.valid_to)::text as "left"
        from ${people} p join ${postings} t on t.person = p.id
        where p.name is not null
        group by p.id
        having bool_and(t.valid_to is not null) and max(t.valid_to) < ${date}::date
        order by 2, 1`),
    ),
  ]
}

export interface AffectedPerson {
  readonly person: string
  readonly name: string | null
  readonly events: number
  /** UTC ms. */
  readonly first: number
  readonly last: number
}

/** Everybody of whom a kiosk recorded something between two instants: whom to tell when it was stolen or opened. */
export async function affectedPeople(
  db: DistrictDb,
  asked: { readonly device: string; readonly from: number; readonly to: number },
): Promise<AffectedPerson[]> {
  const rows = rowsOf<{ person: string; name: string | null; events: number; first: string; last: string }>(
    await db.execute(sql`
      select e.person, p.name, count(*)::int as events, min(e.judged_at)::text as first, max(e.judged_at)::text as last
      from events e left join ${people} p on p.id = e.person
      where e.device = ${asked.device}::uuid and e.person is not null and not e.repeats
        and e.judged_at between ${asked.from} and ${asked.to}
      group by e.person, p.name order by e.person`),
  )
  return rows.map((row) => ({ ...row, first: Number(row.first), last: Number(row.last) }))
}
