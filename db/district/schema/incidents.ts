import {
  bigint,
  customType,
  index,
  integer,
  json,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { INCIDENT_KINDS } from '../../../core/district/kiosks-api.ts'

const instant = (name: string) => bigint(name, { mode: 'number' })
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** What a person of the district has to look at: something about a kiosk or its log is not as it should be. */
export const incidents = pgTable(
  'incidents',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind', {
      enum: INCIDENT_KINDS,
    }).notNull(),
    device: uuid('device'),
    /** Reception point of the device. */
    point: text('point'),
    log: uuid('log'),
    seq: integer('seq'),
    /** District time when it was first and last seen, and how often. */
    at: instant('at').notNull(),
    lastAt: instant('last_at').notNull(),
    times: integer('times').notNull().default(1),
    detail: json('detail').$type<Readonly<Record<string, unknown>>>().notNull(),
    state: text('state', { enum: ['open', 'closed'] })
      .notNull()
      .default('open'),
    closedBy: text('closed_by'),
    closedAt: instant('closed_at'),
    note: text('note'),
    /** What makes it the same incident when it is seen again. */
    sameAs: text('same_as').notNull(),
  },
  (t) => [
    uniqueIndex('incidents_same').on(t.sameAs),
    index('incidents_by_point').on(t.point, t.at),
    index('incidents_by_state').on(t.state, t.at),
    index('incidents_by_device').on(t.device, t.kind, t.at),
  ],
)

/** Messages that were refused but must not be lost, as they came, under the kiosk's seal. */
export const quarantine = pgTable(
  'quarantine',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    device: uuid('device').notNull(),
    log: uuid('log').notNull(),
    fromSeq: integer('from_seq').notNull(),
    events: integer('events').notNull(),
    why: text('why').notNull(),
    /** District time. */
    at: instant('at').notNull(),
    /** SHA-256 of the message's body, hexadecimal: the same story is kept once. */
    digest: text('digest').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (t) => [uniqueIndex('quarantine_once').on(t.device, t.digest), index('quarantine_by_log').on(t.log)],
)
