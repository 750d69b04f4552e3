import { eq, sql } from 'drizzle-orm'
import { isNewerPin, type PointPins, pinSecretName, type SharedPin } from '../../../core/desk/shared-pins.ts'
import { sha256 } from '../../sha256.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { pinSecrets, pins } from '../schema/pins.ts'
import { dropPinsGone } from './drop-pins-gone.ts'

/** How the secret of a point is made and kept. */
export interface PinKeeping {
  newSecret(): Uint8Array
  seal(secret: Uint8Array, point: string): string
  /** `null`: sealed by a key that is no longer here. */
  open(sealed: string, point: string): Buffer | null
  /** Sealed by the key in use, not by an older one. */
  isNewest(sealed: string, point: string): boolean
}

/** Moves whenever the PINs of a point do; 0: none were asked for yet. */
export async function pinsVersion(db: DistrictDb, point: string): Promise<number> {
  const [row] = await db
    .select({ version: pinSecrets.version })
    .from(pinSecrets)
    .where(eq(pinSecrets.point, point))
  return row?.version ?? 0
}

/**
 * Takes what a kiosk knows of the PINs of its point where that is newer, and gives all that hold there with the secret
 * they are bound to, made when it is first asked for. One kiosk of a point after the other. PINs of people who are not
 * posted there, or in another role, and those bound to a secret that is gone, are passed over.
 * @param told what the kiosk has, and the name of the secret that it is bound to
 * @param today local date
 */
export async function sharePins(
  tx: DistrictDb,
  point: string,
  told: { readonly secret: string | null; readonly pins: readonly SharedPin[] },
  { now, today }: { readonly now: number; readonly today: string },
  keeping: PinKeeping,
): Promise<PointPins> {
  const held = await heldSecret(tx, point, now, keeping)
  const secret = held.secret ?? Buffer.from(keeping.newSecret())
  const dropped = held.secret === null ? await dropAll(tx, point) : await dropPinsGone(tx, today, point)
  const taken =
    told.secret === pinSecretName(sha256, secret) ? await take(tx, point, newestOf(told.pins), today) : 0
  const isKept = held.secret !== null && keeping.isNewest(held.sealed, point)
  const hasMoved = held.secret === null || dropped + taken > 0
  const version = hasMoved ? Math.max(held.version + 1, now) : held.version
  if (hasMoved || !isKept) {
    const sealed = isKept ? held.sealed : keeping.seal(secret, point)
    await tx.update(pinSecrets).set({ sealed, version }).where(eq(pinSecrets.point, point))
  }
  const rows = await tx.select().from(pins).where(eq(pins.point, point)).orderBy(pins.person)
  return {
    version,
    secret: secret.toString('base64url'),
    pins: rows.map(({ point: _, ...pin }) => pin),
  }
}

/** The point's row, held until the transaction ends. `secret` is `null` where the key that sealed it is gone. */
async function heldSecret(tx: DistrictDb, point: string, now: number, keeping: PinKeeping) {
  const held = () => tx.select().from(pinSecrets).where(eq(pinSecrets.point, point)).for('update')
  let [row] = await held()
  if (row === undefined) {
    const sealed = keeping.seal(keeping.newSecret(), point)
    await tx.insert(pinSecrets).values({ point, sealed, version: now }).onConflictDoNothing()
    ;[row] = await held()
  }
  if (row === undefined) throw new Error('The secret of a point is neither there nor made')
  return { ...row, secret: keeping.open(row.sealed, point) }
}

/** Without its secret a verifier is none. */
async function dropAll(tx: DistrictDb, point: string): Promise<number> {
  return (await tx.delete(pins).where(eq(pins.point, point)).returning({ person: pins.person })).length
}

/** A person once. */
function newestOf(told: readonly SharedPin[]): SharedPin[] {
  const newest = new Map<string, SharedPin>()
  for (const pin of told) {
    const other = newest.get(pin.person)
    if (other === undefined || isNewerPin(pin, other)) newest.set(pin.person, pin)
  }
  return [...newest.values()]
}

const NEWER = sql`(excluded.count, excluded.at, excluded.verifier collate "C")
  > (pins.count, pins.at, pins.verifier collate "C")`

/** @returns how many were taken */
async function take(
  tx: DistrictDb,
  point: string,
  told: readonly SharedPin[],
  today: string,
): Promise<number> {
  if (told.length === 0) return 0
  const taken = await tx.execute(sql`
    insert into pins (point, person, role, salt, verifier, cost, own, digits, count, at)
    select distinct on (p.person) ${point}, p.person, p.role, p.salt, p.verifier, p.cost, p.own, p.digits, p.count, p.at
    from json_to_recordset(${JSON.stringify(told)}::json) as p (person text, role text, salt text, verifier text,
      cost integer, own boolean, digits integer, count integer, at double precision)
    join people n on n.id = p.person and n.name is not null
    join postings t on t.person = p.person and t.point = ${point} and t.role = p.role
      and t.valid_from <= ${today} and (t.valid_to is null or t.valid_to >= ${today})
    on conflict (point, person) do update set role = excluded.role, salt = excluded.salt,
      verifier = excluded.verifier, cost = excluded.cost, own = excluded.own, digits = excluded.digits,
      count = excluded.count, at = excluded.at
    where ${NEWER}
    returning person`)
  return rowsOf(taken).length
}
