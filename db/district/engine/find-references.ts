import { type SQL, sql } from 'drizzle-orm'
import { type DistrictDb, rowsOf } from './district-db.ts'

/** What may be deleted while nothing refers to it. */
export type Removable = 'organisation' | 'point' | 'counter' | 'person'

/** What keeps something from being deleted, and how many of it there are; of events only that there are some. */
export type ReferenceKind =
  | 'organisations'
  | 'successors'
  | 'earlier-names'
  | 'points'
  | 'counters'
  | 'people'
  | 'kiosks'
  | 'accounts'
  | 'tokens'
  | 'notices'
  | 'settings'
  | 'rules'
  | 'months'
  | 'imports'
  | 'badges'
  | 'events'
  | 'requests'
  | 'decisions'
  | 'old-numbers'
export interface Reference {
  readonly kind: ReferenceKind
  readonly count: number
}

/** Ids stand in JSON as whole values; the database writes JSON with quotes around each. */
const says = (column: SQL, id: string): SQL => sql`strpos(${column}::text, ${JSON.stringify(id)}) > 0`

/** Days on which anything was recorded, one after the other along the index by day: millions of events cost little. */
const DAYS = sql`
  with recursive days as (
    (select day from events where day is not null order by day limit 1)
    union all
    select (select e.day from events e where e.day > days.day order by e.day limit 1) from days where days.day is not null
  )`

function askedOf(what: Removable, id: string): Readonly<Partial<Record<ReferenceKind, SQL>>> {
  const rules = sql`select count(*) from rules where ${says(sql`value`, id)}`
  switch (what) {
    case 'organisation':
      return {
        organisations: sql`select count(*) from organisations where parent = ${id} and id <> ${id}`,
        successors: sql`select count(*) from organisations where successor = ${id} and id <> ${id}`,
        'earlier-names': sql`select
          (select count(*) from organisations where id <> ${id} and ${says(sql`earlier`, id)})
          + (select count(*) from points where ${says(sql`earlier`, id)})`,
        points: sql`select count(*) from points where organisation = ${id}`,
        accounts: sql`select count(*) from accounts where organisation = ${id}`,
        tokens: sql`select count(*) from api_tokens where organisation = ${id}`,
        notices: sql`select count(*) from notices where organisation = ${id}`,
        settings: sql`select count(*) from office_settings where organisation = ${id}`,
        rules,
      }
    case 'point':
      return {
        counters: sql`select count(*) from counters where point = ${id}`,
        people: sql`select count(distinct person) from postings where point = ${id}`,
        kiosks: sql`select count(*) from devices where point = ${id}`,
        accounts: sql`select count(*) from accounts where point = ${id}`,
        months: sql`select count(*) from month_locks where point = ${id}`,
        imports: sql`select
          (select count(*) from import_runs where point = ${id})
          + (select count(*) from (select from old_readings where point = ${id} limit 1) one)`,
        requests: sql`select count(*) from excuse_requests where point = ${id}`,
        rules,
      }
    case 'counter':
      return { people: sql`select count(distinct person) from postings where counter = ${id}` }
    case 'person':
      return {
        events: sql`${DAYS} select (exists (
            select from days d where d.day is not null
              and exists (select from events e where e.day = d.day and e.person = ${id}))
          or exists (select from events e where e.day is null and e.person = ${id}))::int`,
        badges: sql`select count(*) from badges where person = ${id} and state = 'active'`,
        accounts: sql`select count(*) from accounts where person = ${id}`,
        rules,
        requests: sql`select count(*) from excuse_requests where person = ${id} or requested_by = ${id}`,
        decisions: sql`select count(*) from claim_decisions where person = ${id}`,
        'old-numbers': sql`select count(*) from old_pins where person = ${id}`,
        months: sql`select count(*) from month_locks where ${says(sql`facts`, id)}`,
      }
  }
}

/** Everything that speaks of it, the weightiest first; empty: it may be deleted. */
export async function findReferences(tx: DistrictDb, what: Removable, id: string): Promise<Reference[]> {
  const found: Reference[] = []
  for (const [kind, asked] of Object.entries(askedOf(what, id))) {
    const [row] = rowsOf<{ held: number }>(await tx.execute(sql`select (${asked})::int as held`))
    if (row !== undefined && row.held > 0) found.push({ kind: kind as ReferenceKind, count: row.held })
  }
  return found
}
