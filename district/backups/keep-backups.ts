import { mkdirSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { DistrictKey } from '../context/district-keys.ts'
import { runEvery } from '../context/run-every.ts'
import { writeBackup } from './backup-file.ts'

const NAME = /^giogiac-(\d{4}-\d{2}-\d{2})T\d{6}Z\.backup$/
/** The newest, and beyond them the last of each of so many days. */
const NEWEST_KEPT = 24
const DAYS_KEPT = 14

/** `giogiac-2026-11-22T043000Z.backup` */
export const backupName = (now: number): string =>
  `giogiac-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`

/** Which of these backups may go; other files are nobody's business. */
export function outdatedBackups(names: readonly string[]): string[] {
  const own = names.filter((name) => NAME.test(name)).sort()
  const days = new Map(own.map((name) => [NAME.exec(name)?.[1] ?? '', name]))
  const kept = new Set([...own.slice(-NEWEST_KEPT), ...[...days.values()].slice(-DAYS_KEPT)])
  return own.filter((name) => !kept.has(name))
}

export interface BackupKeeper {
  /** When the last one was finished; null: none yet. */
  lastAt(): number | null
  /** Writes one now, even if none is due. */
  writeNow(): Promise<string>
  stop(): Promise<void>
}

/** Leaves a backup in a folder every so many hours, the first at once, and clears away what is outdated. */
export function keepBackups(options: {
  readonly db: DistrictDb
  readonly clock: { now(): number }
  readonly directory: string
  /** Signs them. */
  readonly key: DistrictKey
  readonly everyMs: number
  readonly onFailure: (error: unknown) => void
}): BackupKeeper {
  const { db, clock, directory, key } = options
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  let last: number | null = null
  const writeNow = async (): Promise<string> => {
    const now = clock.now()
    const path = join(directory, backupName(now))
    const end = await writeBackup(db, path, now, key)
    last = clock.now()
    const detail = { rows: end.rows, sha256: end.sha256 }
    await auditAlone(db, COMMAND_LINE, now, { action: 'backup.write', subject: null, detail })
    for (const name of outdatedBackups(await readdir(directory))) await rm(join(directory, name))
    return path
  }
  const repeated = runEvery({ everyMs: options.everyMs, clock, work: writeNow, onFailure: options.onFailure })
  return { lastAt: () => last, writeNow, stop: repeated.stop }
}
