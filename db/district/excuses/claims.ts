import { and, between, eq, inArray, sql } from 'drizzle-orm'
import type { ClaimItem } from '../../../core/district/excuses-api.ts'
import type { Decidable } from '../../../core/excuses/may-decide.ts'
import { parseEvent } from '../../../core/log/event.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import { type Silence, silenceAround } from '../../../core/person-day/silence.ts'
import { type Beholder, notOwnOf } from '../accounts/not-own.ts'
import { dateKey } from '../days/day-facts.ts'
import { readDays } from '../days/derive-days.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { displayNames } from '../organisation/display-names.ts'
import { openOn } from '../organisation/open-on.ts'
import { pointsInScope } from '../organisation/scope.ts'
import { pointListed, type Snapshot } from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import { claimDecisions } from '../schema/excuses.ts'
import { events } from '../schema/log.ts'

/** One standing claim: an event of a kiosk that was not annulled. */
export interface ClaimRow {
  readonly id: string
  readonly person: string
  readonly day: string
  readonly point: string
  readonly text: string
  /** Of the kiosk it was made at. */
  readonly silences: readonly Silence[]
}

const MOST_CLAIMS = 2_000

/** The claims that stand between two dates at some points, oldest first. @param ids only these */
export async function readClaims(
  db: DistrictDb,
  wanted:
    | { readonly from: string; readonly to: string; readonly points: readonly string[] }
    | { readonly ids: readonly string[] },
): Promise<readonly ClaimRow[]> {
  const which =
    'ids' in wanted
      ? inArray(events.id, [...wanted.ids])
      : and(between(events.day, wanted.from, wanted.to), inArray(events.point, [...wanted.points]))
  if ('points' in wanted && wanted.points.length === 0) return []
  const rows = await db
    .select({
      id: events.id,
      person: events.person,
      day: events.day,
      point: events.point,
      text: events.text,
      silences: devices.silences,
    })
    .from(events)
    .innerJoin(devices, eq(devices.id, events.device))
    .where(
      and(
        which,
        eq(events.type, 'claim'),
        sql`not ${events.repeats}`,
        sql`not exists (select from events annulment where annulment.day = ${events.day}
          and annulment.person = ${events.person} and annulment.ref = ${events.id}
          and annulment.type = 'annul' and not annulment.repeats)`,
      ),
    )
    .orderBy(events.day, events.correctedAt)
    .limit(MOST_CLAIMS)
  return rows.flatMap((row) =>
    row.person === null || row.day === null ? [] : [{ ...row, person: row.person, day: row.day }],
  )
}

/** Who each claim is about, and who vouched: at a kiosk, with their claim, or by annulling a scan of the same day. */
export async function decidableClaims(
  db: DistrictDb,
  rows: readonly ClaimRow[],
): Promise<(row: ClaimRow) => Decidable> {
  if (rows.length === 0) return ({ person }) => ({ person, askers: [] })
  const days = [...new Map(rows.map((row) => [dateKey(row.day, row.person), row])).values()]
  const annulments = rowsOf<{ day: string; person: string; text: string }>(
    await db.execute(sql`
      select w.date::text as day, w.person, a.text
      from ${columnRows(
        days.map(({ day, person }) => ({ date: day, person })),
        { date: 'date', person: 'text' },
      )} as w
      join events a on a.day = w.date and a.person = w.person and a.type = 'annul' and not a.repeats
      join events s on s.day = w.date and s.person = w.person and s.id = a.ref and s.type in ('scan', 'sign-in')`),
  )
  const annullers = Map.groupBy(
    annulments.flatMap(({ day, person, text }) => {
      const by = vouchedBy(text)
      return by === null ? [] : [{ key: dateKey(day, person), by }]
    }),
    ({ key }) => key,
  )
  return ({ day, person, text }) => {
    const own = vouchedBy(text)
    const others = (annullers.get(dateKey(day, person)) ?? []).map(({ by }) => by)
    const people = own === null ? others : [own, ...others]
    return { person, askers: people.map((each) => ({ account: null, person: each })) }
  }
}

/** Who is behind a claim or an annulment. */
function vouchedBy(text: string): string | null {
  const parsed = parseEvent(text)
  if (parsed.kind !== 'known') return null
  const { event } = parsed
  return event.type === 'claim' || event.type === 'annul' ? event.data.by : null
}

/** Claims with what the rules made of each, the scan each met, and what the district said about it. */
export async function claimItems(
  db: DistrictDb,
  snapshot: Snapshot,
  rows: readonly ClaimRow[],
  asker: Beholder,
  now: number,
): Promise<ClaimItem[]> {
  if (rows.length === 0) return []
  const decidable = await decidableClaims(db, rows)
  const wanted = [
    ...new Map(rows.map(({ day, person }) => [dateKey(day, person), { person, date: day }])).values(),
  ]
  const days = await readDays(db, snapshot, wanted, now)
  const byKey = new Map(wanted.map(({ person, date }, index) => [dateKey(date, person), days[index] ?? null]))
  const decisions = new Map(
    (
      await db
        .select()
        .from(claimDecisions)
        .where(
          inArray(
            claimDecisions.claim,
            rows.map(({ id }) => id),
          ),
        )
    ).map((row) => [row.claim, row]),
  )
  const accountName = await displayNames(
    db,
    [...decisions.values()].map(({ decidedBy }) => decidedBy),
  )
  const nameOf = (person: string) => snapshot.people.get(person)?.name ?? ERASED_NAME
  return rows.flatMap((row) => {
    const parsed = parseEvent(row.text)
    if (parsed.kind !== 'known' || parsed.event.type !== 'claim') return []
    const { session, side, at, reason, by } = parsed.event.data
    const day = byKey.get(dateKey(row.day, row.person))
    const decision = decisions.get(row.id)
    const judged = day?.claims?.find(
      (claim) => claim.session === session && claim.side === side && claim.at === at && claim.by === by,
    )
    const mark = day?.marks[session]?.[side]
    const silence = silenceAround(row.silences, at, openOn(snapshot.book, row.point, row.day))
    return [
      {
        id: row.id,
        person: row.person,
        name: nameOf(row.person),
        point: row.point,
        pointName: pointListed(snapshot, row.point) ?? '',
        date: row.day,
        session,
        sessions: day?.sessions.length ?? 0,
        side,
        at,
        reason,
        by: nameOf(by),
        outcome:
          decision?.state === 'refused' ? ('refused' as const) : (judged?.outcome ?? ('ignored' as const)),
        scanAt: mark?.by === 'scan' ? mark.at : null,
        annulled: (day?.annulled ?? []).flatMap(({ kind, at, by, reason, annulledAt }) =>
          kind === 'scan' || kind === 'sign-in' ? [{ kind, at, by: nameOf(by), reason, annulledAt }] : [],
        ),
        silence: silence && { from: silence[0], to: silence[1] },
        decision: decision?.state ?? null,
        decidedBy: decision === undefined ? null : accountName(decision.decidedBy),
        decisionNote: decision?.note ?? null,
        notOwn: notOwnOf(asker, decidable(row), (decider) => pointsInScope(snapshot, decider).has(row.point)),
      },
    ]
  })
}

/** Keeps what the district says about claims; saying it again replaces it. */
export async function decideClaims(
  tx: DistrictDb,
  claims: readonly ClaimRow[],
  decided: {
    readonly state: 'accepted' | 'refused'
    readonly by: string
    readonly at: number
    readonly note: string
  },
): Promise<void> {
  if (claims.length === 0) return
  const { state, by, at, note } = decided
  await tx
    .insert(claimDecisions)
    .values(
      claims.map(({ id, person, day }) => ({
        claim: id,
        person,
        day,
        state,
        decidedBy: by,
        decidedAt: at,
        note,
      })),
    )
    .onConflictDoUpdate({
      target: claimDecisions.claim,
      set: { state, decidedBy: by, decidedAt: at, note },
    })
}
