import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { syncFile, syncFolder } from '../../durable-files.ts'
import { QUICK_CHECK_BYTES } from '../files/find-damage.ts'
import { BACKUP_FOLDER } from '../files/log-files.ts'
import { findBrokenLinkBetween } from '../files/verify-links.ts'
import type { LogStore } from '../store/log-store.ts'

/** Backups that are kept in a folder. */
export const BACKUPS_KEPT = 7
const NAME = /^(\d{6})-(\d{8}T\d{6}Z)\.db$/

export interface Backup {
  readonly file: string
  /** Kiosk's wall clock when it was made, UTC ms. */
  readonly at: number
}

/** Whole backups in a folder, the oldest first; a folder that is not there has none. */
export function backupsIn(folder: string): readonly Backup[] {
  return namesIn(folder).map((name) => ({ file: join(folder, name), at: instantOf(name) }))
}

const namesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => NAME.test(name))
        .sort()
    : []

function instantOf(name: string): number {
  const stamp = NAME.exec(name)?.[2] ?? ''
  return Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}

function nextName(folder: string, at: number): string {
  const number = 1 + Number.parseInt(namesIn(folder).at(-1) ?? '0', 10)
  const stamp = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return `${String(number).padStart(6, '0')}-${stamp}.db`
}

/** A backup has its name only when it has been opened and read through; the oldest beyond seven go. */
function keep(folder: string, half: string, at: number): string {
  syncFile(half)
  const file = join(folder, nextName(folder, at))
  renameSync(half, file)
  syncFolder(folder)
  for (const old of namesIn(folder).slice(0, -BACKUPS_KEPT)) rmSync(join(folder, old))
  return file
}

/** Links checked at once: some milliseconds, so that scans are answered in between. */
const LINKS_A_TURN = 1000

/** Reads a copy through piece by piece. Throws what is wrong with it. */
function* readThrough(half: string): Generator<void> {
  const client = new Database(half)
  try {
    // One file: nothing of it may lie in a write-ahead log beside it.
    client.pragma('journal_mode = DELETE')
    if (statSync(half).size <= QUICK_CHECK_BYTES) {
      const found = String(client.pragma('quick_check(1)', { simple: true }))
      if (found !== 'ok') throw new Error(`the backup is no good: ${found}`)
    }
    yield
    const newest = Number(client.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get())
    for (let first = 1; first <= newest; first += LINKS_A_TURN) {
      const broken = findBrokenLinkBetween(client, first, Math.min(newest, first + LINKS_A_TURN - 1))
      if (broken !== null) throw new Error(`the backup is no good: event ${broken}`)
      yield
    }
  } finally {
    client.close()
  }
}

const halfIn = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const half = join(folder, 'half.tmp')
  for (const name of [half, `${half}-journal`, `${half}-wal`, `${half}-shm`]) rmSync(name, { force: true })
  return half
}

/**
 * Makes a backup while scans go on, checks it, and lets the oldest beyond seven go.
 * @param at UTC ms
 * @returns the file
 * @throws what the disk throws, or what is wrong with the copy
 */
export async function backUp(store: Pick<LogStore, 'copyTo'>, folder: string, at: number): Promise<string> {
  const half = halfIn(folder)
  await store.copyTo(half)
  for (const _ of readThrough(half)) await setImmediate()
  return keep(folder, half, at)
}

/** The same in one go, before a migration: nothing else may happen meanwhile. */
export function backUpNow(client: Database.Database, dataDirectory: string, at: number): void {
  const folder = join(dataDirectory, BACKUP_FOLDER)
  const half = halfIn(folder)
  client.prepare('VACUUM INTO ?').run(half)
  for (const _ of readThrough(half));
  keep(folder, half, at)
}
