import { createHash } from 'node:crypto'
import type { ImportSurroundings } from '../../core/people/import-surroundings.ts'
import type { ImportAnswer, ImportPreview, ImportRow, LeftOutRow } from '../../core/people/people-list-api.ts'
import { type PlannedPerson, planImport } from '../../core/people/plan-import.ts'
import { readPeopleTable } from '../../core/people/read-people-table.ts'
import { type ReadTable, readTable } from './read-table.ts'

/** A file of people, and what it is compared with. */
export interface ListOrder {
  readonly bytes: Uint8Array
  readonly format: 'xlsx' | 'csv'
  /** A local date. */
  readonly today: string
  readonly answers: readonly ImportAnswer[]
  readonly around: ImportSurroundings
}

export type PlannedList =
  | { readonly kind: 'refused'; readonly preview: ImportPreview }
  | {
      readonly kind: 'planned'
      readonly shown: ImportRow[]
      readonly lines: { readonly line: number; readonly act: PlannedPerson }[]
      readonly leftOut: LeftOutRow[]
      readonly notRead: string[]
      /** Of all that it would do. */
      readonly digest: string
    }

/** What a file would do; seconds of work where it is large. */
export function planList({ bytes, format, today, answers, around }: ListOrder): PlannedList {
  const read = readOrRefuse(Buffer.from(bytes), format)
  if (read.kind === 'refused') return { kind: 'refused', preview: read }
  const table = readPeopleTable(read.table, { today, answers })
  if (table.kind === 'refused') return { kind: 'refused', preview: table }
  const rows = planImport(table.people, table.columns, around, answers)
  const { leftOut, notRead } = table
  return {
    kind: 'planned',
    shown: rows.map(({ shown }) => shown),
    lines: rows.flatMap(({ shown: { line }, act }) => (act === null ? [] : [{ line, act }])),
    leftOut: [...leftOut],
    notRead: [...notRead],
    digest: createHash('sha256')
      .update(JSON.stringify([rows, leftOut]))
      .digest('hex'),
  }
}

function readOrRefuse(bytes: Buffer, format: 'xlsx' | 'csv'): ReadTable {
  try {
    return readTable(bytes, format)
  } catch {
    return { kind: 'refused', fault: 'not-a-table', where: null }
  }
}
