import { count, eq, sql } from 'drizzle-orm'
import { SILENT_AFTER_MS } from '../../../core/person-day/judge-person-day.ts'
import { sessions } from '../schema/accounts.ts'
import { devices } from '../schema/devices.ts'
import type { DistrictDb } from './district-db.ts'
import { rowsOf } from './district-db.ts'

/** Numbers for the watch over a district; nothing about anybody. */
export interface DistrictCounts {
  readonly activeKiosks: number
  readonly revokedKiosks: number
  readonly silentKiosks: number
  /** Sum of the positions up to which every log is held. */
  readonly eventsHeld: number
  readonly openSessions: number
}

export async function readDistrictCounts(db: DistrictDb, now: number): Promise<DistrictCounts> {
  const [kiosks] = rowsOf<{ active: number; revoked: number; silent: number }>(
    await db.execute(sql`
      select count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state = 'revoked')::int as revoked,
        count(*) filter (where state = 'active' and coalesce(last_seen_at, enrolled_at) < ${now - SILENT_AFTER_MS})::int
          as silent
      from ${devices}`),
  )
  const [held] = rowsOf<{ events: string }>(
    await db.execute(sql`select coalesce(sum(have_seq), 0)::text as events from logs`),
  )
  const [open] = await db.select({ n: count() }).from(sessions).where(eq(sessions.stage, 'open'))
  return {
    activeKiosks: kiosks?.active ?? 0,
    revokedKiosks: kiosks?.revoked ?? 0,
    silentKiosks: kiosks?.silent ?? 0,
    eventsHeld: Number(held?.events ?? 0),
    openSessions: open?.n ?? 0,
  }
}

/** Whether the database answers at all. */
export async function isDatabaseUp(db: DistrictDb): Promise<boolean> {
  return db.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
}
