import { and, desc, eq, getTableColumns, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { incidents } from '../schema/incidents.ts'

export type Incident = Omit<typeof incidents.$inferSelect, 'sameAs'>
export type IncidentKind = Incident['kind']

export interface NewIncident {
  readonly kind: IncidentKind
  readonly device: string | null
  readonly point: string | null
  readonly log: string | null
  readonly seq: number | null
  /** District time, UTC ms. */
  readonly at: number
  readonly detail: Readonly<Record<string, unknown>>
  /** The same text again of the same device is the same incident, seen once more. */
  readonly sameAs: string
  /** How often it was seen since it was last told; left out: once. */
  readonly times?: number
}

const DAY_MS = 24 * 60 * 60_000

/** So many of one kind are told of one kiosk one by one that began on one day of UTC. */
export const MOST_INCIDENTS_A_DAY = 100

/** Kinds of which whoever holds a kiosk's key can say as many as they like. */
const SAID_AT_WILL: ReadonlySet<IncidentKind> = new Set([
  'broken-chain',
  'revoked',
  'clock-step',
  'clock-unknown',
  'impossible-time',
  'refused-codes',
  'burst',
  'revoked-badge',
])

/** So many of those that are counted together are named, so that they can be found. */
const MOST_NAMED = 50

/**
 * Puts something before the people of the district; what was seen before is counted, and opened again if it was closed.
 * Of what a kiosk can say at will the first of a day are told one by one, the others counted in one of their own kind,
 * whose detail names the first of them (`which`: log and event); two that come at once may be a few more.
 */
export async function raiseIncident(db: DistrictDb, incident: NewIncident): Promise<void> {
  if (!(await isOneOfMany(db, incident))) return tell(db, incident)
  const { kind, detail, log, seq } = incident
  const day = Math.floor(incident.at / DAY_MS)
  const many = {
    ...incident,
    kind: 'many-incidents' as const,
    detail: { ...detail, kind, most: MOST_INCIDENTS_A_DAY, which: [{ log, seq }] },
    sameAs: `many-incidents ${kind} ${day}`,
    times: 1,
  }
  const named = sql`(${incidents.detail}->'which')::jsonb`
  const isNamed = sql`coalesce(${named} @> (excluded.detail->'which')::jsonb, false)`
  const isFull = sql`coalesce(jsonb_array_length(${named}) >= ${MOST_NAMED}, false)`
  const which = sql`case when ${isNamed} or ${isFull} then ${named}
    else coalesce(${named}, '[]') || (excluded.detail->'which')::jsonb end`
  await tell(db, many, {
    detail: sql`(excluded.detail::jsonb || jsonb_build_object('which', ${which}))::json`,
    times: sql`${incidents.times} + case when ${isNamed} then 0 else 1 end`,
  })
}

async function isOneOfMany(db: DistrictDb, incident: NewIncident): Promise<boolean> {
  const { kind, device, at } = incident
  if (device === null || !SAID_AT_WILL.has(kind)) return false
  const begins = Math.floor(at / DAY_MS) * DAY_MS
  const ofDay = and(gte(incidents.at, begins), lt(incidents.at, begins + DAY_MS))
  const raised = await db.$count(
    incidents,
    and(eq(incidents.device, device), eq(incidents.kind, kind), ofDay),
  )
  if (raised < MOST_INCIDENTS_A_DAY) return false
  return (await db.$count(incidents, eq(incidents.sameAs, keyOf(incident)))) === 0
}

const keyOf = ({ device, sameAs }: NewIncident): string => (device === null ? sameAs : `${device} ${sameAs}`)

/** @param seen what becomes of one that was seen before; left out: its newest detail, and the times added up */
async function tell(
  db: DistrictDb,
  incident: NewIncident,
  seen?: { readonly detail: SQL; readonly times: SQL },
): Promise<void> {
  const { kind, seq, at, detail, times = 1 } = incident
  const added = { detail, times: sql`${incidents.times} + ${times}` }
  await db
    .insert(incidents)
    .values({ ...incident, sameAs: keyOf(incident), lastAt: at })
    .onConflictDoUpdate({
      target: incidents.sameAs,
      set: { kind, seq, lastAt: at, state: 'open', ...(seen ?? added) },
    })
}

/**
 * Newest first. Where there are more than `limit`, each kiosk's newest come before any kiosk's older ones: one that
 * floods hides nothing of the others.
 * @param points only of these reception points; `null`: of all
 */
export async function readIncidents(
  db: DistrictDb,
  {
    points,
    state,
    limit = 500,
  }: {
    readonly points: readonly string[] | null
    readonly state?: Incident['state']
    readonly limit?: number
  },
): Promise<readonly Incident[]> {
  if (points?.length === 0) return []
  const rank = sql<number>`row_number() over (partition by ${incidents.device} order by ${incidents.lastAt} desc)`
  const rows = await db
    .select({ ...getTableColumns(incidents), rank: rank.as('rank') })
    .from(incidents)
    .where(
      and(
        points === null ? undefined : inArray(incidents.point, [...points]),
        state === undefined ? undefined : eq(incidents.state, state),
      ),
    )
    .orderBy(sql`rank`, desc(incidents.lastAt))
    .limit(limit)
  return rows.map(({ sameAs: _, rank: __, ...incident }) => incident).sort((a, b) => b.lastAt - a.lastAt)
}

/** Somebody has looked after it. @returns false when there is no such open incident */
export async function closeIncident(
  db: DistrictDb,
  id: string,
  closed: { readonly by: string; readonly at: number; readonly note: string },
): Promise<boolean> {
  const rows = await db
    .update(incidents)
    .set({ state: 'closed', closedBy: closed.by, closedAt: closed.at, note: closed.note })
    .where(and(eq(incidents.id, id), eq(incidents.state, 'open')))
    .returning({ id: incidents.id })
  return rows.length > 0
}

/** One incident; `null`: none of this id. */
export async function readIncident(db: DistrictDb, id: string): Promise<Incident | null> {
  const [row] = await db.select().from(incidents).where(eq(incidents.id, id))
  if (row === undefined) return null
  const { sameAs: _, ...incident } = row
  return incident
}
