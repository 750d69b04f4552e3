import { budgetKey, forgetCount, giveBack, takeFrom } from '../../db/district/accounts/guess-budget.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { GuessPlace } from './guess-place.ts'

/** Guesses of a quarter of an hour: at one account from one place … */
const MOST_ALONE = 10
/** … at one account from all places together, and from one address at all accounts; known browsers do not count. */
const MOST_AT_ACCOUNT = 100
const MOST_FROM_ADDRESS = 60
/** What a place still has when others have spent what is everybody's: nobody's owner is kept out by strangers. */
const MOST_IN_RESERVE = 3

export type Guess =
  | { readonly kind: 'spent'; readonly waitMs: number }
  | {
      readonly kind: 'taken'
      /** Others spent what is everybody's: a wrong guess is answered with how long to wait. 0: they did not. */
      readonly scarceMs: number
      /** Looks at it; what could not be looked at is no guess. */
      look<T>(work: () => Promise<T>): Promise<T>
      /** It was right, or none. @param isRight what was counted for this place is forgotten */
      notWrong(isRight: boolean): Promise<void>
    }

/**
 * Takes a guess at somebody's password or one-time code out of every budget it belongs to, before anything is looked
 * at: as many as come at once are counted one after the other.
 * @param account as `askedUsername` gives it
 * @param now UTC ms
 */
export async function takeGuess(
  db: DistrictDb,
  what: 'password' | 'code',
  account: string,
  place: GuessPlace,
  now: number,
): Promise<Guess> {
  const own = budgetKey(what, 'alone', account, place.key)
  const { count, waitMs } = await takeFrom(db, own, MOST_ALONE, now)
  if (waitMs > 0) return { kind: 'spent', waitMs }
  const shared = place.isKnown
    ? []
    : [
        { key: budgetKey(what, 'account', account), most: MOST_AT_ACCOUNT },
        { key: budgetKey(what, 'address', place.address), most: MOST_FROM_ADDRESS },
      ]
  let scarceMs = 0
  for (const { key, most } of shared) {
    scarceMs = Math.max(scarceMs, (await takeFrom(db, key, most, now)).waitMs)
  }
  if (scarceMs > 0 && count > MOST_IN_RESERVE) return { kind: 'spent', waitMs: scarceMs }
  const notWrong = async (isRight: boolean): Promise<void> => {
    await (isRight ? forgetCount(db, own) : giveBack(db, own))
    for (const { key } of shared) await giveBack(db, key)
  }
  return {
    kind: 'taken',
    scarceMs,
    notWrong,
    async look(work) {
      try {
        return await work()
      } catch (error) {
        await notWrong(false)
        throw error
      }
    },
  }
}

/** Guesses at one second factor in a quarter of an hour, by those who know the password. */
const MOST_AT_FACTOR = 10

/**
 * Takes a guess at a second factor: all unknown places share ten. Who comes here has the password, so a stranger spends
 * none; the owner's own browser has ten of its own.
 * @returns how long to wait, ms; 0: look at it
 */
export async function takeFactorGuess(
  db: DistrictDb,
  account: string,
  place: GuessPlace,
  now: number,
): Promise<number> {
  const key = budgetKey('factor', account, place.isKnown ? place.key : '')
  return (await takeFrom(db, key, MOST_AT_FACTOR, now)).waitMs
}

/** Forgets what was counted at a second factor from this place. */
export const factorWasRight = (db: DistrictDb, account: string, place: GuessPlace): Promise<void> =>
  forgetCount(db, budgetKey('factor', account, place.isKnown ? place.key : ''))

/**
 * Takes a guess of somebody who is signed in at their own password, or at a code of the phone they set up.
 * @param session its hash: a stolen one spends nothing of the others
 * @returns how long to wait, ms; 0: look at it
 */
export async function takeOwnGuess(
  db: DistrictDb,
  what: 'password' | 'proof',
  session: string,
  now: number,
): Promise<number> {
  return (await takeFrom(db, budgetKey('own', what, session), MOST_ALONE, now)).waitMs
}

/** How long somebody has to wait, as they are told. */
export const waitMinutes = (waitMs: number) => ({ count: Math.ceil(waitMs / 60_000) })
