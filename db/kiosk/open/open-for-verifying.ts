import Database from 'better-sqlite3'
import type { Head } from '../../../core/log/head.ts'

/** One row of the log as it lies there; `text` as bytes, so that nothing is lost in reading. */
export interface RowToVerify {
  readonly seq: number
  readonly id: string
  readonly prev: string
  readonly hash: string
  readonly run: string
  readonly type: string
  readonly text: Buffer
}

/** A word of the district under its seal. */
export interface KeptReceipt {
  readonly log: string
  readonly districtKey: string
  readonly sealed: string
}

/** A kiosk's log opened for reading only. */
export interface LogToVerify {
  readonly log: string
  readonly device: string
  readonly publicKey: string
  readonly parent: { readonly log: string; readonly seq: number; readonly hash: string } | null
  readonly genesis: string
  /** The last event that was dropped after its time: the chain goes on from it. */
  readonly dropped: Head | null
  /** How far the kiosk says that the district holds the log. */
  readonly acknowledged: Head | null
  readonly receipts: readonly KeptReceipt[]
  /** Of events. */
  readonly count: number
  rows(): IterableIterator<RowToVerify>
  close(): void
}

/** Opens a kiosk's log beside whoever works with it, and changes nothing. @returns `null`: it holds no log */
export function openForVerifying(file: string): LogToVerify | null {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  const has = (table: string): boolean =>
    db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined
  const first = <T>(table: string, statement: string): T | null =>
    has(table) ? ((db.prepare(statement).get() as T | undefined) ?? null) : null
  const log = first<Record<'log' | 'device' | 'publicKey' | 'genesis', string> & ParentColumns>(
    'log',
    'SELECT log, device, public_key AS publicKey, genesis, parent_log AS parentLog, parent_seq AS parentSeq, parent_hash AS parentHash FROM log',
  )
  if (log === null) {
    db.close()
    return null
  }
  const { parentLog, parentSeq, parentHash } = log
  const isChild = parentLog !== null && parentSeq !== null && parentHash !== null
  return {
    log: log.log,
    device: log.device,
    publicKey: log.publicKey,
    genesis: log.genesis,
    parent: isChild ? { log: parentLog, seq: parentSeq, hash: parentHash } : null,
    dropped: first<Head>('dropped', 'SELECT seq, hash FROM dropped'),
    acknowledged: first<Head>('acknowledged', 'SELECT seq, hash FROM acknowledged'),
    receipts: has('receipts')
      ? (db
          .prepare('SELECT log, district_key AS districtKey, sealed FROM receipts ORDER BY seq')
          .all() as KeptReceipt[])
      : [],
    count: Number(db.prepare('SELECT count(*) FROM events').pluck().get()),
    rows: () =>
      db
        .prepare('SELECT seq, id, prev, hash, run, type, CAST(text AS BLOB) AS text FROM events ORDER BY seq')
        .iterate() as IterableIterator<RowToVerify>,
    close: () => db.close(),
  }
}

interface ParentColumns {
  readonly parentLog: string | null
  readonly parentSeq: number | null
  readonly parentHash: string | null
}
