import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { createFairQueue } from '../engine/fair-queue.ts'
import { createApart } from '../engine/run-apart.ts'
import type { PasswordToWeigh } from './password-strength.ts'

/** OWASP's third choice for scrypt: 32 MB and about an eighth of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const KEY_BYTES = 32
const MAX_MEMORY = 64 * 1024 * 1024

/**
 * Hashing takes memory and a core: two at a time, on threads of their own. What waits is answered within some ten
 * seconds; what comes beyond that is refused (`QueueFull`).
 */
const queue = createFairQueue({ atOnce: 2, waiting: 64, inLane: 32 })

const derive = (
  password: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
  lane: string,
): Promise<Buffer> =>
  queue.run(
    lane,
    () =>
      new Promise((resolve, reject) =>
        scrypt(password.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) =>
          error === null ? resolve(key) : reject(error),
        ),
      ),
  )

/**
 * @param lane who asks, for taking turns
 * @returns `scrypt$N$r$p$salt$key`, base64url
 */
export async function hashPassword(password: string, lane = ''): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, COST, lane)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Whether a stored hash is weaker than what is made today: it is made anew at the next sign-in. */
export const needsNewHash = (stored: string): boolean =>
  !stored.startsWith(['scrypt', COST.N, COST.r, COST.p, ''].join('$'))

const STAND_IN = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  Buffer.alloc(16).toString('base64url'),
  Buffer.alloc(32).toString('base64url'),
].join('$')

/** Compares with a stored hash; without one (an unknown user) it works just as long and says no. */
export async function checkPassword(password: string, stored: string | null, lane = ''): Promise<boolean> {
  const [scheme, N, r, p, salt = '', key = ''] = (stored ?? STAND_IN).split('$')
  if (scheme !== 'scrypt') return false
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost, lane)
  const wanted = Buffer.from(key, 'base64url')
  return wanted.length === derived.length && timingSafeEqual(derived, wanted) && stored !== null
}

const LEAST_LETTERS = 12

/** Weighed in a thread of its own, which holds the lists of words only while they are needed. */
const scales = createApart<PasswordToWeigh, boolean>(new URL('./strength-worker.ts', import.meta.url), {
  waiting: 64,
  inLane: 32,
  mostMs: 20_000,
  mostHeapMb: 128,
})

/**
 * What is wrong with a new password; `null` when nothing is. Length and not being guessable are what counts; there are
 * no rules about kinds of letters and no end of validity.
 * @param lane who asks, for taking turns
 * @throws QueueFull
 */
export async function passwordProblem(
  password: string,
  username: string,
  lane = '',
): Promise<'too-short' | 'too-easy' | null> {
  if ([...password].length < LEAST_LETTERS) return 'too-short'
  const bare = password.replaceAll(/\s/g, '').toLowerCase()
  const isOwnName = username.length >= 4 && bare.includes(username.toLowerCase())
  const isEasy = isOwnName || (await scales.run(lane, { password, ownWords: [username] }))
  return isEasy ? 'too-easy' : null
}
