import { and, eq, lt } from 'drizzle-orm'
import { idempotencyKeys } from '../schema/audit.ts'
import type { DistrictDb } from './district-db.ts'

/** How long a repeated write is known for what it is. */
export const KEEP_ANSWERS_MS = 24 * 3_600_000

export interface AskedWrite {
  readonly who: string
  readonly key: string
  readonly requestHash: string
}

export type WriteClaim =
  /** Nobody has asked this before: do it. */
  | { readonly kind: 'first' }
  /** It was done: this was the answer; `body` undefined: it held a secret that is shown once. */
  | { readonly kind: 'again'; readonly status: number; readonly body: unknown }
  /** The same key came with another request. */
  | { readonly kind: 'differs' }

/**
 * Takes the key of a write within its transaction. A second transaction with the same key waits here until the first
 * has ended: its answer is then repeated, or the write is done if the first was undone.
 */
export async function claimWrite(tx: DistrictDb, asked: AskedWrite, now: number): Promise<WriteClaim> {
  const own = and(eq(idempotencyKeys.who, asked.who), eq(idempotencyKeys.key, asked.key))
  await tx.delete(idempotencyKeys).where(and(own, lt(idempotencyKeys.at, now - KEEP_ANSWERS_MS)))
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ ...asked, at: now, status: null, answer: null })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return { kind: 'first' }
  const [known] = await tx.select().from(idempotencyKeys).where(own)
  if (known === undefined || known.requestHash !== asked.requestHash) return { kind: 'differs' }
  return { kind: 'again', status: known.status ?? 200, body: known.answer?.body }
}

/** Keeps the answer beside the key, in the same transaction. @param answer null: not to be kept */
export async function keepAnswer(
  tx: DistrictDb,
  asked: AskedWrite,
  status: number,
  answer: { readonly body: unknown } | null,
): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ status, answer })
    .where(and(eq(idempotencyKeys.who, asked.who), eq(idempotencyKeys.key, asked.key)))
}

/** Forgets the answers that nobody will ask for again. */
export async function forgetOldAnswers(db: DistrictDb, now: number): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.at, now - KEEP_ANSWERS_MS))
}
