import { inArray, sql } from 'drizzle-orm'
import { RULE_SHAPES, type WrittenKind, type WrittenRule } from '../../../core/schedule/rule-change.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { rules } from '../schema/organisation.ts'
import { holdReferred, type Referred } from './hold-referred.ts'
import { ruleId } from './seed-organisation.ts'

export interface HeldRule {
  readonly id: string
  readonly rule: WrittenRule
}

const isWritten = (kind: string): kind is WrittenKind => kind in RULE_SHAPES

const heldRule = (row: { id: string; kind: string; value: unknown }): HeldRule[] =>
  isWritten(row.kind)
    ? [{ id: row.id, rule: { kind: row.kind, value: RULE_SHAPES[row.kind].parse(row.value) } as WrittenRule }]
    : []

/** All rules of some kinds that staff write. */
export async function readRules(db: DistrictDb, kinds: readonly WrittenKind[]): Promise<HeldRule[]> {
  const rows = await db
    .select()
    .from(rules)
    .where(inArray(rules.kind, [...kinds]))
    .orderBy(rules.id)
  return rows.flatMap(heldRule)
}

/**
 * Rules by id; those that are not there (any more) are left out.
 * @param use `change`: held until the transaction ends, so that of two who change the same rule the second finds it gone;
 * `look`: nobody waits
 */
export async function findRules(
  db: DistrictDb,
  ids: readonly string[],
  use: 'change' | 'look',
): Promise<HeldRule[]> {
  if (ids.length === 0) return []
  const asked = db
    .select()
    .from(rules)
    .where(inArray(rules.id, [...ids]))
    .orderBy(rules.id)
  return (await (use === 'change' ? asked.for('update') : asked)).flatMap(heldRule)
}

const RULEBOOK_LOCK = 5_477_005

/** Held until the transaction ends by who changes the book: of two at once the second reads what the first wrote. */
export const holdRulebook = (tx: DistrictDb) =>
  tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(RULEBOOK_LOCK))})`)

/** Whom and what a rule speaks of. */
function referredBy({ value }: WrittenRule): Referred {
  if ('scope' in value) {
    const { kind, id } = value.scope
    return { [kind === 'organisation' ? 'organisations' : kind === 'point' ? 'points' : 'people']: [id] }
  }
  return {
    organisations: 'organisation' in value ? [value.organisation] : [],
    points: 'point' in value ? [value.point] : [],
    people: 'person' in value ? [value.person] : [],
  }
}

/**
 * Takes rules away and puts others there, in the caller's transaction.
 * @returns ids of the new ones
 * @throws {GoneMeanwhile} when somebody deleted what one speaks of
 */
export async function changeRules(
  tx: DistrictDb,
  remove: readonly string[],
  add: readonly WrittenRule[],
): Promise<string[]> {
  const referred = add.map(referredBy)
  await holdReferred(tx, {
    organisations: referred.flatMap(({ organisations = [] }) => organisations),
    points: referred.flatMap(({ points = [] }) => points),
    people: referred.flatMap(({ people = [] }) => people),
  })
  if (remove.length > 0) await tx.delete(rules).where(inArray(rules.id, [...remove]))
  const rows = add.map(({ kind, value }) => {
    const kept = RULE_SHAPES[kind].parse(value)
    return { id: ruleId(kind, kept), kind, value: kept }
  })
  if (rows.length > 0) await tx.insert(rules).values(rows).onConflictDoNothing({ target: rules.id })
  return rows.map(({ id }) => id)
}
