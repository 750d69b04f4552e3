import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface LoggedEvent {
  readonly seq: number
  readonly id: string
  readonly type: string
  readonly at: number
  readonly up: number
  readonly run: string
  readonly data: Record<string, unknown>
}

const open = (dataDirectory: string) => new Database(join(dataDirectory, 'log.db'), { readonly: true })

/** Every event of a kiosk's log, read beside the program. */
export function readLog(dataDirectory: string): LoggedEvent[] {
  const db = open(dataDirectory)
  try {
    return db
      .prepare('SELECT text FROM events ORDER BY seq')
      .pluck()
      .all()
      .map((text) => JSON.parse(String(text)))
  } finally {
    db.close()
  }
}

/** What the independent verifier needs: the log's origin, and texts with their stored hashes. */
export function readChain(dataDirectory: string) {
  const db = open(dataDirectory)
  try {
    const columns = 'parent_log AS parentLog, parent_seq AS parentSeq, parent_hash AS parentHash'
    const row = db.prepare(`SELECT log, device, public_key AS publicKey, ${columns} FROM log`).get()
    const { parentLog, parentSeq, parentHash, ...own } = row as Record<string, unknown>
    const parent = parentLog === null ? null : { log: parentLog, seq: parentSeq, hash: parentHash }
    const origin = { ...own, parent }
    const events = db.prepare('SELECT seq, text, hash FROM events ORDER BY seq').all()
    return { origin, events } as {
      origin: {
        log: string
        device: string
        publicKey: string
        parent: { log: string; seq: number; hash: string } | null
      }
      events: { seq: number; text: string; hash: string }[]
    }
  } finally {
    db.close()
  }
}
