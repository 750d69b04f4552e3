import { randomUUID } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LOG_FILES, PLACE_FILE } from '../../db/kiosk/files/log-files.ts'
import { type OpenedLog, type OpenOptions, openLogDatabase } from '../../db/kiosk/open/open-log-database.ts'
import type { Successor } from '../../db/kiosk/rescue/succeed-log.ts'
import { createTestKiosk, newId, temporaryDirectory } from './create-test-kiosk.ts'
import { readLog } from './read-log.ts'
import { badgeOf, testDirectory } from './test-directory.ts'

/** The files of a log as they lie there while the service runs: most of it in the write-ahead log. */
export interface RunningLog {
  /** A fresh copy of them. */
  copy(): string
  /** Every event's id, in order. */
  readonly ids: readonly string[]
  close(): void
}

/** A kiosk that has recorded so many scans and was then cut off. */
export async function captureRunningLog(scans: number): Promise<RunningLog> {
  const kiosk = await createTestKiosk({ directory: testDirectory(20) })
  // The number of the first scan that is only in the write-ahead log depends on nothing but SQLite.
  await kiosk.restart()
  for (let i = 0; i < scans; i++) {
    kiosk.clock.pass(1000)
    const answer = await kiosk.scan(badgeOf((i % 20) + 1).code)
    if (answer.kind !== 'recorded') throw new Error(JSON.stringify(answer))
  }
  const kept = temporaryDirectory()
  for (const name of [...LOG_FILES, PLACE_FILE]) {
    // What SQLite shares between processes is made anew from the log.
    if (!name.endsWith('-shm')) cpSync(join(kiosk.dataDirectory, name), join(kept, name))
  }
  const ids = readLog(kiosk.dataDirectory).map(({ id }) => id)
  await kiosk.close()
  return {
    ids,
    copy() {
      const fresh = temporaryDirectory()
      cpSync(kept, fresh, { recursive: true })
      return fresh
    },
    close: () => rmSync(kept, { recursive: true, force: true }),
  }
}

export const successor = (): Successor => ({
  newId,
  reading: () => ({ at: Date.parse('2026-03-02T10:00:00+07:00'), up: 1000 }),
  run: randomUUID(),
})

/** Opens a log as the service does, ready to begin a new one. */
export function openOrSucceed(
  dataDirectory: string,
  end?: OpenOptions['end'],
): Extract<OpenedLog, { kind: 'opened' }> {
  const opened = openLogDatabase({ dataDirectory, lockWaitMs: 0, successor: successor(), end })
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened))
  return opened
}
