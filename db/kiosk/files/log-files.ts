import { join } from 'node:path'

/** What lies in a kiosk's data directory, by name. */
export const LOG_FILE = 'log.db'
/** How far the log reaches (`head-file.ts`). */
export const HEAD_FILE = 'log.head'
/** Where the kiosk belongs, once more beside the log (`place-file.ts`). */
export const PLACE_FILE = 'place.json'
/** Logs that were set aside, each in a folder of its own, untouched. */
export const SET_ASIDE_FOLDER = 'set-aside'
export const BACKUP_FOLDER = 'backups'
/** Copies to read from; may go at any time. */
export const SCRATCH_FOLDER = 'rescue.tmp'
export const OLDER_LOG_FOLDER = 'older-log.tmp'

/** The files that together are one log: they are moved together or not at all. */
export const LOG_FILES = [LOG_FILE, `${LOG_FILE}-wal`, `${LOG_FILE}-shm`, HEAD_FILE] as const

export const logFileIn = (dataDirectory: string): string => join(dataDirectory, LOG_FILE)
