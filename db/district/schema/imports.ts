import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { people, points } from './organisation.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })

/** Every file that was brought by hand, what became of it, and the receipt to carry back. */
export const importRuns = pgTable(
  'import_runs',
  {
    id: uuid('id').primaryKey(),
    /** `gglog`: a kiosk's log; `attlog`: readings of an old ZKTeco machine. */
    kind: text('kind', { enum: ['gglog', 'attlog'] }).notNull(),
    /** As the browser named it; for showing only. */
    fileName: text('file_name').notNull(),
    bytes: integer('bytes').notNull(),
    sha256: text('sha256').notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    finishedAt: instant('finished_at'),
    state: text('state', { enum: ['running', 'taken', 'refused', 'failed', 'removed'] }).notNull(),
    /** Events or lines the file has; null while unknown. */
    total: integer('total'),
    fresh: integer('fresh').notNull().default(0),
    held: integer('held').notNull().default(0),
    unmatched: integer('unmatched').notNull().default(0),
    malformed: integer('malformed').notNull().default(0),
    refusedLine: integer('refused_line'),
    refusedWhy: text('refused_why'),
    refusedDetail: text('refused_detail'),
    device: uuid('device'),
    point: text('point').references(() => points.id),
    receipt: text('receipt'),
  },
  (t) => [index('import_runs_by_time').on(t.startedAt)],
)

/** Readings of old machines, an evidence log of their own: appended, never deleted, and no day is judged by them. */
export const oldReadings = pgTable(
  'old_readings',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** The machine: its number or the name given at import. */
    source: text('source').notNull(),
    point: text('point')
      .notNull()
      .references(() => points.id),
    pin: text('pin').notNull(),
    /** As the machine wrote it, `YYYY-MM-DD HH:mm:ss`, without a zone. */
    localTime: text('local_time').notNull(),
    /** The instant in the zone that was assumed, or that the machine gave. */
    at: instant('at').notNull(),
    /** Raw numbers whose meaning differs by model; -1: the line had none. */
    status: integer('status').notNull(),
    verify: integer('verify').notNull(),
    workCode: text('work_code').notNull(),
    raw: text('raw').notNull(),
    rawSha256: text('raw_sha256').notNull(),
    import: uuid('import')
      .notNull()
      .references(() => importRuns.id),
    /** Its import was a mistake: nobody is shown it, and the same may be imported again. Never taken back itself. */
    removed: boolean('removed').notNull().default(false),
  },
  (t) => [
    uniqueIndex('old_readings_once')
      .on(t.source, t.pin, t.localTime, t.status, t.verify)
      .where(sql`not ${t.removed}`),
    index('old_readings_by_time').on(t.point, t.at),
  ],
)

/** Whose number on an old machine this is. */
export const oldPins = pgTable(
  'old_pins',
  {
    source: text('source').notNull(),
    pin: text('pin').notNull(),
    person: text('person')
      .notNull()
      .references(() => people.id),
    boundBy: text('bound_by').notNull(),
    boundAt: instant('bound_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.pin] })],
)
