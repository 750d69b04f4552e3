import { and, eq } from 'drizzle-orm'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { EventData } from '../../../core/log/event.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { resolvePeopleAgain } from '../days/resolve-people-again.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { type Badge, postingOn, type Snapshot } from '../organisation/snapshot.ts'
import { noteGiven } from '../people/badge-uses.ts'
import { badges } from '../schema/organisation.ts'
import type { CheckedEvent } from './check-batch.ts'
import { correctEvent, type FindDay } from './event-rows.ts'

/** Far beyond any day that is held. */
const EVER = '9999-12-30'

/** A badge that a leader handed over at a kiosk, at corrected time. */
interface HandOver extends EventData<'badge-handed-over'> {
  readonly at: number
  readonly day: string
}

export interface AppliedHandOvers {
  /** The snapshot with the badges as they are now. */
  readonly snapshot: Snapshot
  readonly applied: readonly HandOver[]
}

/**
 * Takes over the badges that were handed over at a kiosk. A hand-over counts when a leader of the kiosk's point gave
 * the badge to a person posted there and nobody ever had that code; otherwise it stays what it is in the log, a word
 * for people to look at. The order in which kiosks deliver does not matter: the badge given last is the one that holds.
 */
export async function applyHandOvers(
  tx: DistrictDb,
  snapshot: Snapshot,
  point: string,
  fresh: readonly CheckedEvent[],
  anchors: readonly SeqAnchor[],
  findDay: FindDay,
): Promise<AppliedHandOvers> {
  const applied: HandOver[] = []
  if (!fresh.some(({ event }) => event.type === 'badge-handed-over')) return { snapshot, applied }
  const held = new Map<string, Badge>(snapshot.badges)
  for (const { event, known } of fresh) {
    if (!known || event.type !== 'badge-handed-over') continue
    const { at, errorMs } = correctEvent(event, anchors)
    const day = findDay(at, errorMs)
    const data = event.data as EventData<'badge-handed-over'>
    if (day === null || held.has(data.badge) || !mayHandOver(snapshot, point, data, day)) continue
    await handOver(tx, held, { ...data, at, day })
    applied.push({ ...data, at, day })
  }
  return applied.length === 0 ? { snapshot, applied } : { snapshot: { ...snapshot, badges: held }, applied }
}

function mayHandOver(
  snapshot: Snapshot,
  point: string,
  { staff, by }: EventData<'badge-handed-over'>,
  day: string,
): boolean {
  const leader = postingOn(snapshot, by, day)
  return (
    postingOn(snapshot, staff, day)?.point === point && leader?.point === point && leader.role === 'leader'
  )
}

/** @param held every badge, changed along with the table */
async function handOver(tx: DistrictDb, held: Map<string, Badge>, given: HandOver): Promise<void> {
  const { staff, badge, at } = given
  const own = [...held.values()].filter(({ person, state }) => person === staff && state === 'active')
  for (const older of own.filter(({ issuedAt }) => issuedAt <= at)) {
    held.set(older.digest, { ...older, state: 'revoked', revokedAt: at })
    await tx
      .update(badges)
      .set({ state: 'revoked', revokedAt: at })
      .where(and(eq(badges.digest, older.digest), eq(badges.state, 'active')))
  }
  const newer = own.filter(({ issuedAt }) => issuedAt > at).map(({ issuedAt }) => issuedAt)
  const replacedAt = newer.length === 0 ? null : Math.min(...newer)
  const state = replacedAt === null ? 'active' : 'revoked'
  const row = { digest: badge, person: staff, state, issuedAt: at, revokedAt: replacedAt } as const
  held.set(badge, row)
  await tx.insert(badges).values(row).onConflictDoNothing({ target: badges.digest })
  await noteGiven(tx, badge, given.by)
}

/**
 * Other kiosks may have sent scans of these people's badges before the hand-over was known here: whose they were is
 * looked up again.
 * @returns the days concerned
 */
export async function resolveHandOvers(
  tx: DistrictDb,
  { snapshot, applied }: AppliedHandOvers,
): Promise<readonly PersonDate[]> {
  if (applied.length === 0) return []
  const people = new Set(applied.map(({ staff }) => staff))
  const digests = [...snapshot.badges.values()].filter(({ person }) => people.has(person))
  const from = applied.map(({ day }) => day).sort()[0] ?? EVER
  return resolvePeopleAgain(
    tx,
    snapshot,
    { from, to: EVER },
    digests.map(({ digest }) => digest),
  )
}
