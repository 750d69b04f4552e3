import { eq, sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import type { LogOrigin } from '../../../core/log/chain.ts'
import type { Head } from '../../../core/log/head.ts'
import { Directory } from '../../../core/wire/directory.ts'
import { acknowledged, directory, dropped, kiosk, lastRun, log, revocation, succession } from './schema.ts'

const ONE = 1

export type Enrolment = Omit<typeof kiosk.$inferSelect, 'one'>
export type Acknowledged = Omit<typeof acknowledged.$inferSelect, 'one'>
export type LastRun = Omit<typeof lastRun.$inferSelect, 'one'>
export type Succession = Omit<typeof succession.$inferSelect, 'one'>

/** What a kiosk keeps besides its log; every record is replaced as a whole. */
export interface KioskRecords {
  origin(): LogOrigin | null
  genesis(): Head | null
  begin(origin: LogOrigin, genesis: string): void
  enrolment(): Enrolment | null
  saveEnrolment(enrolment: Enrolment): void
  acknowledged(): Acknowledged | null
  saveAcknowledged(state: Acknowledged): void
  /** `null` where there is none, or none that this version can read: it is then asked for again. */
  directory(): Directory | null
  saveDirectory(directory: Directory): void
  /** When the district said that this kiosk is revoked, wall clock, UTC ms; `null`: it is not. */
  revokedAt(): number | null
  saveRevokedAt(at: number | null): void
  lastRun(): LastRun | null
  saveLastRun(run: LastRun): void
  /** What became of the log before this one; `null`: there was none, or it ended elsewhere. */
  succession(): Succession | null
  saveSuccession(succession: Succession): void
  /** The last event that was dropped after its time. */
  dropped(): Head | null
}

function readDirectory(document: string): Directory | null {
  const parsed = Directory.safeParse(JSON.parse(document))
  return parsed.success ? parsed.data : null
}

/** Reads and writes the one-row tables beside the log. */
export function prepareKioskRecords(db: BetterSQLite3Database): KioskRecords {
  const saveAcknowledged = db
    .insert(acknowledged)
    .values({
      one: ONE,
      seq: sql.placeholder('seq'),
      hash: sql.placeholder('hash'),
      completeTo: sql.placeholder('completeTo'),
      contactAt: sql.placeholder('contactAt'),
      challenge: sql.placeholder('challenge'),
      receipt: sql.placeholder('receipt'),
    })
    .onConflictDoUpdate({
      target: acknowledged.one,
      set: {
        seq: sql`excluded.seq`,
        hash: sql`excluded.hash`,
        completeTo: sql`excluded.complete_to`,
        contactAt: sql`excluded.contact_at`,
        challenge: sql`excluded.challenge`,
        receipt: sql`excluded.receipt`,
      },
    })
    .prepare()
  const prepareOrigin = () => db.select().from(log).where(eq(log.one, ONE)).prepare()
  let origin: ReturnType<typeof prepareOrigin> | null = null
  /** Asked with every scan until the district has acknowledged something; prepared when there is surely such a table. */
  const originRow = () => {
    origin ??= prepareOrigin()
    return origin.get()
  }
  return {
    origin() {
      const row = originRow()
      if (row === undefined) return null
      const { parentLog, parentSeq, parentHash } = row
      const parent =
        parentLog !== null && parentSeq !== null && parentHash !== null
          ? { log: parentLog, seq: parentSeq, hash: parentHash }
          : null
      return { log: row.log, device: row.device, publicKey: row.publicKey, parent }
    },
    genesis() {
      const row = originRow()
      return row === undefined ? null : { seq: 0, hash: row.genesis }
    },
    begin(begun, genesis) {
      const { parent } = begun
      db.insert(log)
        .values({
          one: ONE,
          log: begun.log,
          device: begun.device,
          publicKey: begun.publicKey,
          parentLog: parent?.log ?? null,
          parentSeq: parent?.seq ?? null,
          parentHash: parent?.hash ?? null,
          genesis,
        })
        .run()
    },
    enrolment: () => db.select().from(kiosk).where(eq(kiosk.one, ONE)).get() ?? null,
    saveEnrolment(enrolment) {
      const row = { ...enrolment, one: ONE }
      db.insert(kiosk).values(row).onConflictDoUpdate({ target: kiosk.one, set: row }).run()
    },
    acknowledged: () => db.select().from(acknowledged).where(eq(acknowledged.one, ONE)).get() ?? null,
    saveAcknowledged(state) {
      saveAcknowledged.run(state)
    },
    directory() {
      const row = db.select().from(directory).where(eq(directory.one, ONE)).get()
      return row === undefined ? null : readDirectory(row.document)
    },
    saveDirectory(document) {
      const row = { one: ONE, version: document.version, document: JSON.stringify(document) }
      db.insert(directory).values(row).onConflictDoUpdate({ target: directory.one, set: row }).run()
    },
    revokedAt: () => db.select().from(revocation).where(eq(revocation.one, ONE)).get()?.at ?? null,
    saveRevokedAt(at) {
      if (at === null) db.delete(revocation).run()
      else
        db.insert(revocation)
          .values({ one: ONE, at })
          .onConflictDoUpdate({ target: revocation.one, set: { at } })
          .run()
    },
    lastRun: () => db.select().from(lastRun).where(eq(lastRun.one, ONE)).get() ?? null,
    saveLastRun(run) {
      const row = { ...run, one: ONE }
      db.insert(lastRun).values(row).onConflictDoUpdate({ target: lastRun.one, set: row }).run()
    },
    succession: () => db.select().from(succession).where(eq(succession.one, ONE)).get() ?? null,
    saveSuccession(state) {
      db.insert(succession)
        .values({ ...state, one: ONE })
        .run()
    },
    dropped: () =>
      db.select({ seq: dropped.seq, hash: dropped.hash }).from(dropped).where(eq(dropped.one, ONE)).get() ??
      null,
  }
}
