import { and, asc, count, desc, eq, gt, inArray, isNotNull, lt, lte, min, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { EventType } from '../../../core/log/event.ts'
import type { Head } from '../../../core/log/head.ts'
import { dropped, earlier, events, succession } from './schema.ts'

/** What is kept of an event besides its text. */
export interface StoredEvent {
  readonly seq: number
  readonly person: string | null
  readonly text: string
}

export interface EventReader {
  newest(): Head | null
  byId(id: string): StoredEvent | null
  /** A person's events before `beforeSeq`, newest first; those of the log before this one have numbers below zero. */
  ofPerson(person: string, beforeSeq: number, limit: number): readonly StoredEvent[]
  /** Texts of a run's `clock-checked` events, in order. */
  clockChecksOf(run: string): readonly string[]
  /** Texts of all `badge-handed-over` events, in order. */
  handOvers(): readonly string[]
  /** Texts of the newest `out-of-service` events, newest first. */
  outages(limit: number): readonly string[]
  /** Whether anybody ever scanned or signed in. */
  anyScan(): boolean
  /** How many scans, sign-ins and claims have numbers after `seq` up to `last`, and the first one's number. */
  turns(seq: number, last: number): { readonly count: number; readonly first: number | null }
  /** Events after `seq`, in order. */
  after(seq: number, limit: number): readonly { readonly seq: number; readonly text: string }[]
  /** The latest instant that events after `seq` say they happened at, UTC ms; `null`: there are none. */
  newestTime(seq: number): number | null
  /** Of the last dropped event as well. */
  hashOf(seq: number): string | null
  textOf(seq: number): string | null
}

const earlierRow = { seq: earlier.seq, person: earlier.person, text: earlier.text }

function prepareEarlier(
  db: BetterSQLite3Database,
): Pick<EventReader, 'byId' | 'ofPerson' | 'clockChecksOf' | 'handOvers' | 'anyScan'> {
  const byId = db
    .select(earlierRow)
    .from(earlier)
    .where(eq(earlier.id, sql.placeholder('id')))
    .prepare()
  const ofPerson = db
    .select(earlierRow)
    .from(earlier)
    .where(and(eq(earlier.person, sql.placeholder('person')), lt(earlier.seq, sql.placeholder('before'))))
    .orderBy(desc(earlier.seq))
    .limit(sql.placeholder('limit'))
    .prepare()
  const clockChecks = db
    .select({ text: earlier.text })
    .from(earlier)
    .where(and(eq(earlier.type, 'clock-checked'), eq(earlier.run, sql.placeholder('run'))))
    .orderBy(asc(earlier.seq))
    .prepare()
  const handOvers = db
    .select({ text: earlier.text })
    .from(earlier)
    .where(eq(earlier.type, 'badge-handed-over'))
    .orderBy(asc(earlier.seq))
    .prepare()
  const before = db.select({ at: succession.at }).from(succession).prepare()
  const gone = db.select({ seq: dropped.seq }).from(dropped).prepare()
  return {
    byId: (id) => byId.get({ id }) ?? null,
    ofPerson: (person, before, limit) => ofPerson.all({ person, before, limit }),
    clockChecksOf: (run) => clockChecks.all({ run }).map(({ text }) => text),
    handOvers: () => handOvers.all().map(({ text }) => text),
    // A kiosk whose log was set aside or has grown old was at work before, whatever of it is still there.
    anyScan: () => before.get() !== undefined || gone.get() !== undefined,
  }
}

const row = { seq: events.seq, person: events.person, text: events.text }

/** Prepares every question that is asked of the events; some look into the log before this one as well. */
export function prepareEventReader(db: BetterSQLite3Database): EventReader {
  const newest = db
    .select({ seq: events.seq, hash: events.hash })
    .from(events)
    .orderBy(desc(events.seq))
    .limit(1)
    .prepare()
  const byId = db
    .select(row)
    .from(events)
    .where(eq(events.id, sql.placeholder('id')))
    .prepare()
  const ofPerson = db
    .select(row)
    .from(events)
    .where(
      and(
        isNotNull(events.person),
        eq(events.person, sql.placeholder('person')),
        lt(events.seq, sql.placeholder('before')),
      ),
    )
    .orderBy(desc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare()
  const clockChecks = db
    .select({ text: events.text })
    .from(events)
    .where(and(sql`${events.type} = 'clock-checked'`, eq(events.run, sql.placeholder('run'))))
    .orderBy(asc(events.seq))
    .prepare()
  const handOvers = db
    .select({ text: events.text })
    .from(events)
    .where(sql`${events.type} = 'badge-handed-over'`)
    .orderBy(asc(events.seq))
    .prepare()
  const outages = db
    .select({ text: events.text })
    .from(events)
    .where(sql`${events.type} = 'out-of-service'`)
    .orderBy(desc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare()
  const firstScan = db
    .select({ seq: events.seq })
    .from(events)
    .where(inArray(events.type, ['scan', 'sign-in']))
    .limit(1)
    .prepare()
  const turns = db
    .select({ count: count(), first: min(events.seq) })
    .from(events)
    .where(
      and(
        gt(events.seq, sql.placeholder('seq')),
        lte(events.seq, sql.placeholder('last')),
        inArray(events.type, ['scan', 'sign-in', 'claim'] satisfies EventType[]),
      ),
    )
    .prepare()
  const after = db
    .select({ seq: events.seq, text: events.text })
    .from(events)
    .where(gt(events.seq, sql.placeholder('seq')))
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit'))
    .prepare()
  const newestTime = db
    .select({ at: sql<number | null>`max(json_extract(${events.text}, '$.at'))` })
    .from(events)
    .where(gt(events.seq, sql.placeholder('seq')))
    .prepare()
  const bySeq = db
    .select({ hash: events.hash, text: events.text })
    .from(events)
    .where(eq(events.seq, sql.placeholder('seq')))
    .prepare()
  const droppedHash = db
    .select({ hash: dropped.hash })
    .from(dropped)
    .where(eq(dropped.seq, sql.placeholder('seq')))
    .prepare()
  const before = prepareEarlier(db)
  return {
    newest: () => newest.get() ?? null,
    byId: (id) => byId.get({ id }) ?? before.byId(id),
    ofPerson(person, beforeSeq, limit) {
      const found = beforeSeq > 0 ? ofPerson.all({ person, before: beforeSeq, limit }) : []
      if (found.length === limit) return found
      return [...found, ...before.ofPerson(person, Math.min(beforeSeq, 0), limit - found.length)]
    },
    clockChecksOf: (run) => [
      ...before.clockChecksOf(run),
      ...clockChecks.all({ run }).map(({ text }) => text),
    ],
    handOvers: () => [...before.handOvers(), ...handOvers.all().map(({ text }) => text)],
    outages: (limit) => outages.all({ limit }).map(({ text }) => text),
    anyScan: () => before.anyScan() || firstScan.get() !== undefined,
    turns: (seq, last) => turns.get({ seq, last }) ?? { count: 0, first: null },
    after: (seq, limit) => after.all({ seq, limit }),
    newestTime: (seq) => newestTime.get({ seq })?.at ?? null,
    hashOf: (seq) => bySeq.get({ seq })?.hash ?? droppedHash.get({ seq })?.hash ?? null,
    textOf: (seq) => bySeq.get({ seq })?.text ?? null,
  }
}
