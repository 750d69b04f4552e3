import type { NotOwn } from '../../../core/district/excuses-api.ts'
import { type Actor, type Decidable, mayDecide } from '../../../core/excuses/may-decide.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { StaffScope } from '../organisation/scope.ts'
import { readActors, readDeciders } from './actors.ts'
import type { SignedIn } from './sessions.ts'

type Decider = Awaited<ReturnType<typeof readDeciders>>[number]

/** Who looks at a list of what is decided about, and who else decides. */
export interface Beholder {
  readonly scope: StaffScope
  readonly actor: Actor
  /** Who stands behind the names that the list keeps. */
  readonly actorOf: (name: string) => Actor
  readonly deciders: readonly Decider[]
}

/** @param names accounts and tokens that the list keeps */
export async function readBeholder(
  db: DistrictDb,
  who: SignedIn,
  names: readonly string[],
): Promise<Beholder> {
  const actorOf = await readActors(db, [who.username, ...names])
  return { scope: who, actor: actorOf(who.username), actorOf, deciders: await readDeciders(db) }
}

/**
 * Why somebody may not decide about what is their own; `null`: it is not.
 * @param decides whether a decider's scope is that of somebody who decides about it
 */
export function notOwnOf(
  { actor, deciders }: Beholder,
  about: Decidable,
  decides: (decider: Decider) => boolean,
): NotOwn | null {
  const why = mayDecide(actor, about)
  if (why === 'may') return null
  return { why, others: deciders.some((each) => decides(each) && mayDecide(each, about) === 'may') }
}
