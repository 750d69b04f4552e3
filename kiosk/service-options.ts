import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statfsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { uuidV7 } from '../core/log/uuid-v7.ts'
import { BACKUP_FOLDER } from '../db/kiosk/files/log-files.ts'
import { MIGRATIONS_FOLDER } from '../db/kiosk/files/migrate-log.ts'
import packageJson from '../package.json' with { type: 'json' }
import { installedVersion } from './host/installed-version.ts'
import { keyboardNames } from './host/keyboard-names.ts'
import { AUTHORITY_FILE } from './line/authority-file.ts'
import { createDistrictFetch } from './line/district-fetch.ts'
import { clockFrom, systemClock } from './log/start-clock.ts'
import type { KioskOptions } from './service/kiosk.ts'
import { stickFolders } from './stick/stick-folders.ts'

/** What says which version is installed: beside the desktop program's archive, or in the sources. */
const INSTALLED_PACKAGES = [
  join((process as { resourcesPath?: string }).resourcesPath ?? import.meta.dirname, 'giogiac-package.json'),
  join(import.meta.dirname, '../package.json'),
]
const BOOT_ID_FILE = '/proc/sys/kernel/random/boot_id'

/** The operating system's id of this boot; `null` where there is none. */
const bootId = (): string | null =>
  existsSync(BOOT_ID_FILE) ? readFileSync(BOOT_ID_FILE, 'utf8').trim() : null

/** The addresses by which this machine is on a network; changes when the network does. */
function network(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return addresses
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ')
}

function diskFree(directory: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(directory)
    return bavail * bsize
  } catch {
    return null
  }
}

/** Enough to finish the day with, and to say why. */
const RESERVE_BYTES = 16 * 1024 * 1024

/** A folder on a second disk for backups, where one is configured. */
const otherBackups = (): readonly string[] => {
  const folder = process.env.GIOGIAC_BACKUP ?? ''
  return folder === '' ? [] : [folder]
}

/** The key that came with the program; without it newer versions come by the system's package manager only. */
function updateOptions(file: unknown): Pick<KioskOptions, 'updates'> {
  if (typeof file !== 'string' || !existsSync(file)) return {}
  return {
    updates: {
      key: readFileSync(file, 'utf8'),
      platform: `${process.platform}-${process.arch}`,
      // A packed program has the day in the place of this.
      built: process.env.GIOGIAC_BUILT ?? null,
    },
  }
}

/** One line of JSON for whoever operates the kiosk. */
function log(message: string, details: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), message, ...details })}\n`)
}

/** The built program carries the migrations beside itself, the sources in `db/`. */
function migrationsFolder(): string {
  const beside = join(import.meta.dirname, 'migrations')
  return existsSync(beside) ? beside : MIGRATIONS_FOLDER
}

/**
 * What a kiosk service on this machine is made of.
 * @param args `--data DIR` (needed), `--clock ISO`; what is not known is left to others
 * @returns a sentence where the arguments make no sense
 */
export function serviceOptions(args: readonly string[]): KioskOptions | string {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, clock: { type: 'string' }, 'update-key': { type: 'string' } },
    strict: false,
  })
  const { data, clock, 'update-key': updateKey } = values
  if (typeof data !== 'string' || data === '') return 'Thiếu --data DIR (where the kiosk keeps its log)'
  const start = typeof clock === 'string' ? Date.parse(clock) : null
  if (Number.isNaN(start)) return `--clock ${clock}: không phải thời điểm ISO 8601 (not an ISO 8601 instant)`
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const kioskClock = start === null ? systemClock : clockFrom(start)
  return {
    dataDirectory: data,
    clock: kioskClock,
    newId: () => uuidV7(kioskClock.now(), randomBytes),
    randomBytes,
    fetch: createDistrictFetch(join(data, AUTHORITY_FILE)),
    bootId: bootId(),
    app: packageJson.version,
    log,
    network,
    diskFree: () => diskFree(data),
    sticks: () => stickFolders(process.env.GIOGIAC_USB),
    keyboards: () => keyboardNames(process.platform),
    installedVersion: () => installedVersion(INSTALLED_PACKAGES),
    migrationsFolder: migrationsFolder(),
    reserveBytes: RESERVE_BYTES,
    backupFolders: [join(data, BACKUP_FOLDER), ...otherBackups()],
    ...updateOptions(updateKey),
  }
}
