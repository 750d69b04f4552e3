import { date, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { organisations } from './organisation.ts'

/** What the kiosks say to citizens between scans. A trigger moves the directory version with every change. */
export const notices = pgTable('notices', {
  id: uuid('id').primaryKey(),
  /** Shown at the points of this organisation and of those below it; null: everywhere. */
  organisation: text('organisation').references(() => organisations.id),
  text: text('text').notNull(),
  /** Inclusive dates in the district's zone; an open end is null. */
  validFrom: date('valid_from').notNull(),
  validTo: date('valid_to'),
})
