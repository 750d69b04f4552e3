import { sql } from 'drizzle-orm'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'

/** What `findReferences` counts of a person. */
export type PersonReference =
  | 'events'
  | 'badges'
  | 'accounts'
  | 'rules'
  | 'requests'
  | 'decisions'
  | 'old-numbers'
  | 'months'

/** Somebody, and since when a scan or a month that is closed counts; null: whenever, and a reopened month too. */
export interface AskedPerson {
  readonly person: string
  /** Local date. */
  readonly since: string | null
}

/**
 * For many people at once what `findReferences` says of one: what speaks of each, the weightiest first. Whom nothing
 * speaks of is left out.
 * @param lockedSince months that were locked earlier (UTC ms) cannot name them
 */
export async function peopleReferred(
  db: DistrictDb,
  asked: readonly AskedPerson[],
  lockedSince: number,
): Promise<ReadonlyMap<string, readonly PersonReference[]>> {
  if (asked.length === 0) return new Map()
  const rows = rowsOf<{ person: string; kind: PersonReference }>(
    await db.execute(sql`
      with recursive days as (
        (select day from events where day is not null order by day limit 1)
        union all
        select (select e.day from events e where e.day > days.day order by e.day limit 1) from days
          where days.day is not null
      ),
      asked as materialized (
        select person, since from json_to_recordset(${JSON.stringify(asked)}::json) as a(person text, since date)
      ),
      -- Ids stand in JSON as whole values: whatever is between two quotes, so that an escaped one misleads nobody.
      said as materialized (
        select distinct m[1] as id, month, is_closed from (
            select value::text as words, null::text as month, false as is_closed from rules
            union all
            select facts, month, reopened_at is null from month_locks where locked_at >= ${lockedSince}
          ) texts, lateral regexp_matches(words, '"([^"]+)(?=")', 'g') m
      ),
      found as (
        select 1 as weight, 'events' as kind, a.person from asked a
          where exists (select from days d where d.day >= coalesce(a.since, '-infinity')
              and exists (select from events e where e.day = d.day and e.person = a.person))
            or a.since is null and exists (select from events e where e.day is null and e.person = a.person)
        union all select 2, 'badges', b.person from badges b where b.state = 'active'
        union all select 3, 'accounts', c.person from accounts c
        union all select 4, 'rules', s.id from said s where s.month is null
        union all select 5, 'requests', unnest(array[r.person, r.requested_by]) from excuse_requests r
        union all select 6, 'decisions', d.person from claim_decisions d
        union all select 7, 'old-numbers', o.person from old_pins o
        union all select 8, 'months', s.id from said s join asked a on a.person = s.id
          where a.since is null and s.month is not null or s.is_closed and s.month >= to_char(a.since, 'YYYY-MM')
      )
      select distinct f.person, f.kind, f.weight from found f join asked a on a.person = f.person
      order by f.person, f.weight`),
  )
  const kinds = Map.groupBy(rows, ({ person }) => person)
  return new Map([...kinds].map(([person, found]) => [person, found.map(({ kind }) => kind)]))
}
