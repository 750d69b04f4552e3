import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SeqAnchor } from '../../../core/log/corrected-time.ts'
import type { EventData } from '../../../core/log/event.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { devices } from './devices.ts'

/** What happened at a kiosk at some uptime, ms: a badge (its digest, whose, if known) or a refused code's class. */
export type Scanned = readonly [up: number, badge: string, staff: string | null]
export type Refused = readonly [up: number, what: EventData<'refused-code'>['class']]

/** The last seconds of scans and minutes of refused codes of a run: a kiosk that is on line sends scan by scan. */
export interface Lately {
  readonly run: string
  readonly scans: readonly Scanned[]
  readonly refused: readonly Refused[]
}

/** What a kiosk sent of one log on the local day it last sent something new of it. */
export interface DayTaken {
  /** Local date, YYYY-MM-DD. */
  readonly day: string
  /** Of event texts, UTF-8. */
  readonly bytes: number
  /** The part of them that is of types which this district does not know. */
  readonly unknown: number
}

const instant = (name: string) => bigint(name, { mode: 'number' })

/** One row per log: the last event held durably and without a gap. */
export const logs = pgTable(
  'logs',
  {
    id: uuid('id').primaryKey(),
    device: uuid('device')
      .notNull()
      .references(() => devices.id),
    haveSeq: integer('have_seq').notNull(),
    haveHash: text('have_hash').notNull(),
    /** Run of that event. */
    haveRun: uuid('have_run').notNull(),
    /** The log an older one continues in, `log:seq:hash`. */
    parent: text('parent'),
    /** Corrected time of the first event, not later than it came. */
    startedAt: instant('started_at').notNull(),
    /** District time when the first of it came: the order of a kiosk's logs, whatever their clocks say. */
    arrivedAt: instant('arrived_at').notNull(),
    /** District time up to which everything the kiosk recorded is held; null: not known. */
    completeTo: instant('complete_to'),
    /** The last comparison of the kiosk's clock with the district's that this log holds. */
    lastCheck: json('last_check').$type<SeqAnchor>(),
    /** What may be the beginning of something that people should look at. */
    lately: json('lately').$type<Lately>(),
    /** What the kiosk sent of it on its last day; files do not count. */
    taken: json('taken').$type<DayTaken>(),
  },
  (t) => [index('logs_by_device').on(t.device)],
)

/** The facts, in the order they arrived. `text` is the event exactly as the kiosk stored it; the rest is read from it. */
export const events = pgTable(
  'events',
  {
    log: uuid('log').notNull(),
    seq: integer('seq').notNull(),
    id: uuid('id').notNull(),
    device: uuid('device').notNull(),
    run: uuid('run').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    up: doublePrecision('up').notNull(),
    correctedAt: instant('judged_at').notNull(),
    /** Null: the run was never compared with the district's clock. */
    correctedErrorMs: doublePrecision('judged_error_ms'),
    /** Local date the event counts for: of `correctedAt`, of the claim, or of the event it refers to. */
    day: date('day'),
    person: text('person'),
    point: text('point').notNull(),
    /** Event that an `intent` or `annul` is about. */
    ref: uuid('ref'),
    /** An event of an older log of this device, sent again in a newer one: kept for the chain, not counted. */
    repeats: boolean('repeats').notNull(),
    text: text('text').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.log, t.seq] }),
    uniqueIndex('events_once').on(t.id, t.device).where(sql`not ${t.repeats}`),
    index('events_by_day').on(t.day, t.person),
    index('events_out_of_service').on(t.device, t.correctedAt).where(sql`type = 'out-of-service'`),
  ],
)

/** Logs whose oldest events were dropped after their time: the last one dropped, which the first kept one is chained to. */
export const dropped = pgTable('dropped', {
  log: uuid('log')
    .primaryKey()
    .references(() => logs.id),
  /** All up to this one are gone. */
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
  /** District time, and who: user name, or `command-line`. */
  at: instant('at').notNull(),
  droppedBy: text('dropped_by').notNull(),
  /** The same, under the district's seal (`DroppedPart`). */
  sealed: text('sealed').notNull(),
})

/** Events that are about one which has not come yet, from another kiosk. */
export const waitingReferences = pgTable(
  'waiting_references',
  { ref: uuid('ref').notNull(), log: uuid('log').notNull(), seq: integer('seq').notNull() },
  (t) => [primaryKey({ columns: [t.ref, t.log, t.seq] })],
)

/** Excuses that were asked for, to be decided on: by leaders at their kiosks, one row an `excuse-requested` event, or in the office. */
export const excuseRequests = pgTable(
  'excuse_requests',
  {
    /** Of the event; of the request where there is none. */
    id: uuid('id').primaryKey(),
    /** Null: asked for in the office. */
    device: uuid('device'),
    person: text('person').notNull(),
    point: text('point').notNull(),
    /** Local dates and times, `YYYY-MM-DDTHH:mm`. */
    from: text('covers_from').notNull(),
    to: text('covers_to').notNull(),
    code: text('code').notNull(),
    document: text('document').notNull(),
    reason: text('reason').notNull(),
    requestedBy: text('requested_by').notNull(),
    /** Corrected time. */
    requestedAt: instant('requested_at').notNull(),
    /** `withdrawn`: annulled at the kiosk before it was decided. */
    state: text('state', { enum: ['waiting', 'withdrawn', 'approved', 'refused', 'revoked'] }).notNull(),
    /** The first of two who have to agree. */
    agreedBy: text('agreed_by'),
    agreedAt: instant('agreed_at'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decisionNote: text('decision_note'),
    /** The rule an approved request became. */
    rule: text('rule'),
  },
  (t) => [index('excuse_requests_by_state').on(t.state, t.point)],
)

/** Derived from `events` and the rulebook; may be thrown away and derived again at any time, but for what is settled. */
export const dayResults = pgTable(
  'day_results',
  {
    day: date('day').notNull(),
    person: text('person').notNull(),
    point: text('point').notNull(),
    /** Every kiosk of the point has delivered beyond the end of this day. */
    final: boolean('final').notNull(),
    /** `settings.rulesVersion` by which it was judged. */
    rulesVersion: bigint('rules_version', { mode: 'number' }).notNull(),
    /** `RULES_VERSION` of the program that judged it. */
    judgedBy: integer('judged_by').notNull().default(1),
    result: json('result').$type<PersonDay>().notNull(),
    /** Events of this day were dropped after their time: it stays as it was judged last. */
    settled: boolean('settled').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.day, t.person] })],
)

/** Days that newer rules judged anew, as the older ones had judged them for good. */
export const judgedAnew = pgTable(
  'judged_anew',
  {
    day: date('day').notNull(),
    person: text('person').notNull(),
    /** `RULES_VERSION` of the program that judged it so. */
    judgedBy: integer('judged_by').notNull(),
    was: json('was').$type<PersonDay>().notNull(),
    /** Facts, hours, leave or postings were changed as well before it was judged anew. */
    alsoChanged: boolean('also_changed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.person] })],
)
