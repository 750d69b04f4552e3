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
    const origin = db.prepare('SELECT log, device, public_key AS publicKey FROM log').get()
    const events = db.prepare('SELECT seq, text, hash FROM events ORDER BY seq').all()
    return { origin, events } as {
      origin: { log: string; device: string; publicKey: string }
      events: { seq: number; text: string; hash: string }[]
    }
  } finally {
    db.close()
  }
}
