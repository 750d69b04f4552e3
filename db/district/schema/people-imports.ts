import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { people } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** What a list of people can change about somebody, as it stood at one time. */
export interface StoodPerson {
  readonly name: string | null
  readonly title: string
  readonly staffNumber: string | null
  /** The earliest first. */
  readonly postings: readonly {
    readonly point: string
    readonly role: 'staff' | 'leader'
    readonly counter: string | null
    readonly validFrom: string
    readonly validTo: string | null
  }[]
}

/** Lists of people that were taken in. */
export const peopleImports = pgTable(
  'people_imports',
  {
    id: uuid('id').primaryKey(),
    /** As the browser named it, for showing only; empty: not said. */
    fileName: text('file_name').notNull(),
    at: instant('at').notNull(),
    takenBy: text('taken_by').notNull(),
    /** Ids of all points that it concerned. */
    points: jsonb('points').$type<readonly string[]>().notNull(),
    added: integer('added').notNull(),
    changed: integer('changed').notNull(),
    /** When it was first taken back; null: it stands. */
    removedAt: instant('removed_at'),
    removedBy: text('removed_by'),
  },
  (t) => [index('people_imports_by_time').on(t.at)],
)

/** What a list did to one person, while it can be put back; what was put back is here no more. */
export const importedPeople = pgTable(
  'imported_people',
  {
    import: uuid('import')
      .notNull()
      .references(() => peopleImports.id),
    person: text('person')
      .notNull()
      .references(() => people.id),
    /** As the spreadsheet numbers it. */
    line: integer('line').notNull(),
    did: text('did', { enum: ['added', 'changed'] }).notNull(),
    /** Null: added, or the name has been erased since. */
    before: jsonb('before').$type<StoodPerson>(),
    /** Null: the name has been erased since. */
    after: jsonb('after').$type<StoodPerson>(),
  },
  (t) => [primaryKey({ columns: [t.import, t.person] }), index('imported_people_by_person').on(t.person)],
)
