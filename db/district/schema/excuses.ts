import { bigint, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** What the district said about leaders' claims; a claim without a row counts, one that was refused does not. */
export const claimDecisions = pgTable(
  'claim_decisions',
  {
    /** Id of the claim's event. */
    claim: uuid('claim').primaryKey(),
    person: text('person').notNull(),
    day: date('day').notNull(),
    state: text('state', { enum: ['accepted', 'refused'] }).notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
    note: text('note').notNull(),
  },
  (t) => [index('claim_decisions_by_day').on(t.day, t.person)],
)
