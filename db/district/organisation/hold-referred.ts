import { inArray } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { counters, organisations, people, points } from '../schema/organisation.ts'

const TABLES = { people, points, organisations, counters } as const
const ORDER = ['organisations', 'points', 'counters', 'people'] as const

/** What a row that is about to be written speaks of by id, without the database watching over it. */
export type Referred = { readonly [Kind in keyof typeof TABLES]?: readonly (string | null)[] }

/** Somebody deleted in the meantime what was about to be spoken of. */
export class GoneMeanwhile extends Error {
  constructor() {
    super('what this refers to has been deleted')
    this.name = 'GoneMeanwhile'
  }
}

/**
 * Keeps what is spoken of from being deleted until the transaction ends; ids inside JSON have no other guard.
 * @throws {GoneMeanwhile}
 */
export async function holdReferred(tx: DistrictDb, referred: Referred): Promise<void> {
  for (const kind of ORDER) {
    const ids = [...new Set((referred[kind] ?? []).filter((id) => id !== null))]
    if (ids.length === 0) continue
    const table = TABLES[kind]
    const held = await tx
      .select({ id: table.id })
      .from(table)
      .where(inArray(table.id, ids))
      .orderBy(table.id)
      .for('key share')
    if (held.length < ids.length) throw new GoneMeanwhile()
  }
}
