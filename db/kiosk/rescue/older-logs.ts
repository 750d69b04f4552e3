import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import type { LogOrigin } from '../../../core/log/chain.ts'
import type { Head } from '../../../core/log/head.ts'
import { readHeadFile } from '../files/head-file.ts'
import { HEAD_FILE, LOG_FILE, LOG_FILES, OLDER_LOG_FOLDER } from '../files/log-files.ts'
import { allSetAside } from '../files/set-aside.ts'
import { type EventReader, prepareEventReader } from '../records/event-reader.ts'
import { prepareKioskRecords } from '../records/kiosk-records.ts'

/** A log that this kiosk wrote before the one it writes now, for reading only; where it is damaged, reading throws. */
export interface OlderLog {
  readonly origin: LogOrigin
  readonly genesis: Head
  readonly head: Head
  readonly read: Pick<EventReader, 'after' | 'hashOf'>
  close(): void
}

/** What an older log is and how far it reaches, as the file beside it says. */
export interface OlderLogEnd {
  readonly folder: string
  readonly log: string
  readonly head: Head
}

/** The older logs of which is known how far they reach. */
export const olderLogs = (dataDirectory: string): readonly OlderLogEnd[] =>
  allSetAside(dataDirectory).flatMap(({ folder }) => {
    const read = readHeadFile(join(dataDirectory, folder, HEAD_FILE))
    if (read.kind !== 'read') return []
    const { log, seq, hash } = read.mark
    return [{ folder, log, head: { seq, hash } }]
  })

/**
 * Opens a copy: what was set aside stays as it is, down to the byte.
 * @returns `null` when it cannot be read, or is empty
 */
export function openOlderLog(dataDirectory: string, folder: string): OlderLog | null {
  const scratch = join(dataDirectory, OLDER_LOG_FOLDER)
  const clear = () => rmSync(scratch, { recursive: true, force: true })
  let client: Database.Database | null = null
  try {
    clear()
    mkdirSync(scratch, { mode: 0o700 })
    for (const name of LOG_FILES) {
      const from = join(dataDirectory, folder, name)
      if (name.startsWith(LOG_FILE) && !name.endsWith('-shm') && existsSync(from)) {
        copyFileSync(from, join(scratch, name))
      }
    }
    client = new Database(join(scratch, LOG_FILE), { fileMustExist: true })
    const db = drizzle(client)
    const records = prepareKioskRecords(db)
    const read = prepareEventReader(db)
    const origin = records.origin()
    const genesis = records.genesis()
    const head = read.newest()
    if (origin !== null && genesis !== null && head !== null) {
      const opened = client
      const close = () => {
        opened.close()
        clear()
      }
      return { origin, genesis, head, read, close }
    }
  } catch {
    // What cannot be read cannot be sent; it stays where it is.
  }
  client?.close()
  clear()
  return null
}
