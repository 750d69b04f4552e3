import { createHash, timingSafeEqual } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { devices, enrolmentCodes } from '../schema/devices.ts'
import { organisations, points } from '../schema/organisation.ts'

const CODE_LIFE_MS = 15 * 60_000
const MOST_TRIES = 5

/** Letters and digits that are not mistaken for each other, and make no words. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const ID_LENGTH = 4
/** 8 of 28 letters: 38 bits, guessed at five times at most; short enough to be typed by a finger. */
const SECRET_LENGTH = 8

const hashOf = (code: string): string => createHash('sha256').update(`giogiac/enrol/1\n${code}`).digest('hex')

function draw(randomBytes: (count: number) => Uint8Array, length: number): string {
  let text = ''
  const even = 256 - (256 % ALPHABET.length)
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < even && text.length < length) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}

/**
 * Makes a one-time code for a new kiosk of a point; only its hash is kept.
 * @returns the code, shown once, or `null` when there is no such point
 */
export async function createEnrolmentCode(
  db: DistrictDb,
  kiosk: { readonly point: string; readonly name: string },
  now: number,
  randomBytes: (count: number) => Uint8Array,
): Promise<{ readonly code: string; readonly expiresAt: number } | null> {
  const [point] = await db.select({ id: points.id }).from(points).where(eq(points.id, kiosk.point))
  if (point === undefined) return null
  const expiresAt = now + CODE_LIFE_MS
  for (;;) {
    const id = draw(randomBytes, ID_LENGTH)
    const secret = draw(randomBytes, SECRET_LENGTH)
    const code = `${id}-${secret.slice(0, 4)}-${secret.slice(4)}`
    const row = { ...kiosk, codeHash: hashOf(code), expiresAt, wrongTries: 0, usedBy: null }
    // A code that somebody is still holding keeps its name: another one is drawn.
    const made = await db
      .insert(enrolmentCodes)
      .values({ id, ...row })
      .onConflictDoUpdate({
        target: enrolmentCodes.id,
        set: row,
        setWhere: lt(enrolmentCodes.expiresAt, now),
      })
      .returning({ id: enrolmentCodes.id })
    if (made.length > 0) return { code, expiresAt }
  }
}

/** The row of a code that somebody named in full, locked; a wrong one is counted against the code it began like. */
async function rightCode(tx: DistrictDb, typed: string): Promise<typeof enrolmentCodes.$inferSelect | null> {
  const id = typed.slice(0, ID_LENGTH)
  const [code] = /^[2-9A-Z]{4}$/.test(id)
    ? await tx.select().from(enrolmentCodes).where(eq(enrolmentCodes.id, id)).for('update')
    : []
  if (code === undefined) return null
  // Beyond five wrong tries the right code is as good as none, and its guesser does not learn which it was.
  const right = timingSafeEqual(Buffer.from(code.codeHash), Buffer.from(hashOf(typed)))
  if (right && code.wrongTries < MOST_TRIES) return code
  await tx
    .update(enrolmentCodes)
    .set({ wrongTries: sql`${enrolmentCodes.wrongTries} + 1` })
    .where(eq(enrolmentCodes.id, id))
  return null
}

/**
 * Lets an enrolled kiosk use a one-time code of its own point for something else than enrolling: whoever was given
 * one could enrol a kiosk there. The code is used up by it; the same kiosk asking again is answered again.
 * @param tx the transaction in which the kiosk was admitted
 */
export async function grantByCode(
  tx: DistrictDb,
  asked: { readonly device: string; readonly point: string; readonly code: string; readonly now: number },
): Promise<'granted' | 'code-wrong' | 'code-expired' | 'code-used'> {
  const code = await rightCode(tx, asked.code)
  if (code === null || code.point !== asked.point) return 'code-wrong'
  if (code.usedBy !== null && code.usedBy !== asked.device) return 'code-used'
  if (asked.now >= code.expiresAt) return 'code-expired'
  await tx.update(enrolmentCodes).set({ usedBy: asked.device }).where(eq(enrolmentCodes.id, code.id))
  return 'granted'
}

export type Enrolled =
  | {
      readonly kind: 'enrolled'
      readonly point: string
      readonly pointName: string
      readonly organisationName: string
    }
  | { readonly kind: 'code-wrong' | 'code-expired' | 'code-used' | 'revoked' | 'device-taken' }

/**
 * Enrols a kiosk by a one-time code: 15 minutes, one kiosk, five wrong tries. The same kiosk asking again with
 * the same key and code (it never heard the answer) is answered again.
 */
export function enrolDevice(
  db: DistrictDb,
  asked: {
    readonly device: string
    readonly publicKey: string
    readonly code: string
    readonly challenge: string
    readonly now: number
  },
): Promise<Enrolled> {
  return db.transaction(async (tx) => {
    const code = await rightCode(tx, asked.code)
    if (code === null) return { kind: 'code-wrong' } as const
    const [known] = await tx.select().from(devices).where(eq(devices.id, asked.device)).for('update')
    const again = code.usedBy === asked.device && known?.publicKey === asked.publicKey
    if (code.usedBy !== null && !again) return { kind: 'code-used' } as const
    if (asked.now >= code.expiresAt) return { kind: 'code-expired' } as const
    if (known !== undefined && known.publicKey !== asked.publicKey) return { kind: 'device-taken' } as const
    if (known?.state === 'revoked') return { kind: 'revoked' } as const
    const row = {
      point: code.point,
      name: code.name,
      publicKey: asked.publicKey,
      state: 'active' as const,
      challenge: asked.challenge,
    }
    await tx
      .insert(devices)
      .values({ id: asked.device, enrolledAt: asked.now, ...row })
      .onConflictDoUpdate({ target: devices.id, set: row })
    await tx.update(enrolmentCodes).set({ usedBy: asked.device }).where(eq(enrolmentCodes.id, code.id))
    const [place] = await tx
      .select({ pointName: points.name, organisationName: organisations.name })
      .from(points)
      .innerJoin(organisations, eq(organisations.id, points.organisation))
      .where(and(eq(points.id, code.point)))
    return {
      kind: 'enrolled',
      point: code.point,
      pointName: place?.pointName ?? '',
      organisationName: place?.organisationName ?? '',
    } as const
  })
}

/** Refuses a kiosk from its next word on. */
export async function revokeDevice(db: DistrictDb, device: string): Promise<void> {
  await db.update(devices).set({ state: 'revoked' }).where(eq(devices.id, device))
}
