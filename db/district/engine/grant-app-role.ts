import { type SQL, sql } from 'drizzle-orm'
import { type DistrictDb, rowsOf } from './district-db.ts'
import { MIGRATION_LOCK } from './migrate-database.ts'

/**
 * What the server may do to a table besides reading it. What is evidence only grows: of an event, only what is worked
 * out from it may be worked out again. A table that is not named here is read only.
 */
const RIGHTS: Readonly<Record<string, SQL>> = {
  account_codes: sql`insert, update, delete`,
  accounts: sql`insert, update`,
  api_tokens: sql`insert, update`,
  audit_log: sql`insert`,
  badge_uses: sql`insert, update`,
  badges: sql`insert, update, delete`,
  claim_decisions: sql`insert, update`,
  counters: sql`insert, update, delete`,
  day_results: sql`insert, update, delete`,
  devices: sql`insert, update`,
  enrolment_codes: sql`insert, update, delete`,
  events: sql`insert, update (judged_at, judged_error_ms, person, day)`,
  excuse_requests: sql`insert, update`,
  failed_attempts: sql`insert, update, delete`,
  idempotency_keys: sql`insert, update, delete`,
  import_runs: sql`insert, update`,
  imported_people: sql`insert, update, delete`,
  incidents: sql`insert, update`,
  judged_anew: sql`insert, delete`,
  logs: sql`insert, update (have_seq, have_hash, have_run, started_at, complete_to, last_check, lately, taken)`,
  month_locks: sql`insert, update (reopened_at, reopened_by, reopen_reason)`,
  notices: sql`insert, update, delete`,
  office_settings: sql`insert, update, delete`,
  old_pins: sql`insert, update, delete`,
  old_readings: sql`insert, update (removed)`,
  organisations: sql`insert, update, delete`,
  people: sql`insert, update, delete`,
  people_imports: sql`insert, update`,
  pin_secrets: sql`insert, update`,
  pins: sql`insert, update, delete`,
  points: sql`insert, update, delete`,
  postings: sql`insert, update, delete`,
  quarantine: sql`insert`,
  recovery_codes: sql`insert, update, delete`,
  rule_changes: sql`insert, delete`,
  rules: sql`insert, update, delete`,
  sessions: sql`insert, update, delete`,
  settings: sql`update`,
  waiting_references: sql`insert, delete`,
}

/** A role of PostgreSQL as an address names it. */
export interface AppRole {
  readonly name: string
  /** `null`: it is let in without one. */
  readonly password: string | null
}

/**
 * Makes the role where there is none yet.
 * @param db as somebody who may make roles; where it is there already nobody needs to
 */
export function makeAppRole(db: DistrictDb, { name, password }: AppRole): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(MIGRATION_LOCK))})`)
    const [found] = rowsOf<{ there: boolean }>(
      await tx.execute(sql`select exists (select from pg_roles where rolname = ${name}) as there`),
    )
    if (found?.there === true) return
    // Roles take no parameters: settings of this transaction carry them, and the database quotes them itself.
    await tx.execute(sql`
      select set_config('giogiac.role', ${name}, true), set_config('giogiac.password', ${password ?? ''}, true)`)
    await tx.execute(sql`
      do $$ begin
        execute format('create role %I login password %L',
          current_setting('giogiac.role'), nullif(current_setting('giogiac.password'), ''));
      end $$`)
  })
}

/**
 * Gives the role that the server serves with exactly what it needs, and takes away whatever else this owner once gave
 * it. The same again changes nothing.
 * @param db as the owner of the tables
 * @returns `too-strong`: the role has more than it was given (it owns the tables, or belongs to somebody who may all)
 */
export function grantAppRole(db: DistrictDb, role: string): Promise<'granted' | 'too-strong'> {
  const to = sql.identifier(role)
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(MIGRATION_LOCK))})`)
    const [owner] = rowsOf<{ name: string; database: string }>(
      await tx.execute(sql`select current_user as name, current_database() as database`),
    )
    if (owner === undefined || owner.name === role) return 'too-strong'
    await tx.execute(sql`revoke temporary on database ${sql.identifier(owner.database)} from public`)
    await tx.execute(sql`revoke create on schema public from public, ${to}`)
    await tx.execute(sql`revoke all on all tables in schema public, drizzle from ${to}`)
    await tx.execute(sql`grant usage on schema public, drizzle to ${to}`)
    await tx.execute(sql`grant select on all tables in schema public, drizzle to ${to}`)
    await tx.execute(sql`grant usage on all sequences in schema public to ${to}`)
    for (const [table, rights] of Object.entries(RIGHTS)) {
      await tx.execute(sql`grant ${rights} on ${sql.identifier(table)} to ${to}`)
    }
    const [found] = rowsOf<{ more: boolean }>(
      await tx.execute(sql`
        select has_table_privilege(${role}, 'audit_log', 'update, delete, truncate')
          or has_table_privilege(${role}, 'events', 'update, delete, truncate')
          or has_schema_privilege(${role}, 'public', 'create') as more`),
    )
    return found?.more === true ? 'too-strong' : 'granted'
  })
}
