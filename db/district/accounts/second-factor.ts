import { and, eq, isNull } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { accounts, recoveryCodes, sessions } from '../schema/accounts.ts'
import { endSessionsOf } from './accounts.ts'
import { bareLetters, drawLetters, groupLetters, hashLetters } from './one-time-code.ts'
import { acceptTotp } from './totp.ts'

const RECOVERY_CODES = 10
/** 12 of 28 letters: 57 bits. */
const RECOVERY_LETTERS = 12
const TOTP_CODE = /^\s*\d{3}\s?\d{3}\s*$/

/** Opens an account's sealed secret; `null`: it cannot be opened any more. */
export type OpenSecret = (sealed: string, username: string) => Uint8Array | null

/**
 * Puts a new secret beside the account, not in force until `proveSecondFactor`.
 * @returns false: there is one in force
 */
export async function offerSecondFactor(tx: DistrictDb, username: string, sealed: string): Promise<boolean> {
  const offered = await tx
    .update(accounts)
    .set({ totpSecret: sealed, totpSince: null, totpStep: null })
    .where(and(eq(accounts.username, username), isNull(accounts.totpSince)))
    .returning({ username: accounts.username })
  return offered.length > 0
}

/**
 * Puts the offered secret in force, once the person has shown that their phone has it. The session in which they did
 * is opened; all others of the account end: nobody has shown a phone there.
 * @returns recovery codes, shown once; `null`: the code was wrong
 */
export async function proveSecondFactor(
  tx: DistrictDb,
  asked: {
    readonly username: string
    /** Hash of the session in which it is proven. */
    readonly session: string
    readonly code: string
    readonly open: OpenSecret
  },
  now: number,
  randomBytes: (count: number) => Uint8Array,
): Promise<string[] | null> {
  const { username } = asked
  const [row] = await tx.select().from(accounts).where(eq(accounts.username, username)).for('update')
  const secret = row?.totpSecret ? asked.open(row.totpSecret, username) : null
  const step = secret === null ? null : acceptTotp(secret, asked.code, now, row?.totpStep ?? null)
  if (step === null) return null
  await tx.update(accounts).set({ totpSince: now, totpStep: step }).where(eq(accounts.username, username))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.username, username))
  const codes = Array.from({ length: RECOVERY_CODES }, () => drawLetters(randomBytes, RECOVERY_LETTERS))
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ username, codeHash: hashLetters('recovery', code), usedAt: null })))
  await tx.update(sessions).set({ stage: 'open' }).where(eq(sessions.tokenHash, asked.session))
  await endSessionsOf(tx, username, asked.session)
  return codes.map(groupLetters)
}

/** Takes a code of the phone, or a recovery code, each once. @returns which it was; `null`: wrong */
export function takeSecondFactor(
  db: DistrictDb,
  asked: { readonly username: string; readonly code: string; readonly open: OpenSecret },
  now: number,
): Promise<'totp' | 'recovery' | null> {
  const { username, code } = asked
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(accounts).where(eq(accounts.username, username)).for('update')
    if (row === undefined) return null
    if (TOTP_CODE.test(code)) {
      const secret = row.totpSecret === null ? null : asked.open(row.totpSecret, username)
      const step = secret === null ? null : acceptTotp(secret, code, now, row.totpStep)
      if (step === null) return null
      await tx.update(accounts).set({ totpStep: step }).where(eq(accounts.username, username))
      return 'totp'
    }
    const used = await tx
      .update(recoveryCodes)
      .set({ usedAt: now })
      .where(
        and(
          eq(recoveryCodes.username, username),
          eq(recoveryCodes.codeHash, hashLetters('recovery', bareLetters(code))),
          isNull(recoveryCodes.usedAt),
        ),
      )
      .returning({ username: recoveryCodes.username })
    return used.length > 0 ? 'recovery' : null
  })
}

/** Takes the second factor away: the phone and the recovery codes are lost. */
export async function removeSecondFactor(tx: DistrictDb, username: string): Promise<void> {
  await tx
    .update(accounts)
    .set({ totpSecret: null, totpSince: null, totpStep: null })
    .where(eq(accounts.username, username))
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.username, username))
}
