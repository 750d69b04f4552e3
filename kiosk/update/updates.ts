import { createPublicKey, type KeyObject } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../db/durable-files.ts'
import { createKnownDay } from './known-day.ts'
import { dropStaged, stagedVersion, stageUpdate, type UpdateTerms } from './stage-update.ts'
import { districtSource, folderSource, type UpdateSource } from './update-source.ts'

/** Beside what waits; whoever puts it in place reads it too. */
const NEWEST_DAY_FILE = 'newest-day'
/** How often the district is asked, at most. */
export const ASK_EVERY_MS = 6 * 3_600_000
/** Nobody is expected this long before a session and after it. */
export const QUIET_AROUND_MS = 45 * 60_000

/** What a program brings along that can be replaced by a newer one. */
export interface UpdateOptions {
  /** PEM of the Ed25519 key its successors are signed with. */
  readonly key: string
  /** Node's names of system and processor, e.g. `linux-x64`. */
  readonly platform: string
  /** Day on which the running program was built, `yyyy-mm-dd`; `null`: it runs from its sources. */
  readonly built: string | null
}

/** Newer versions of this program: found, checked, kept ready. Putting them in place is not this program's business. */
export interface Updates {
  /** The version that begins with the next start. */
  waiting(): string | null
  /** The screen is there and has its service: this version works. */
  seen(): void
  /** Looks at a folder, such as a stick. */
  lookAt(folder: string): Promise<void>
  /** Asks the district when nobody is at the counter and it has not been asked lately. */
  lookOut(): Promise<void>
}

interface Surroundings {
  readonly options: UpdateOptions | null
  readonly dataDirectory: string
  readonly running: string
  /** The machine's own clock, UTC ms. */
  readonly now: () => number
  /** The district's time, UTC ms; `null`: this run has not been compared with it. */
  readonly districtNow: () => number | null
  /** The newest instant that is known besides, UTC ms; `null`: none. */
  readonly newestKnown: () => number | null
  readonly fetch: typeof fetch
  readonly log: (message: string, details: Record<string, unknown>) => void
  readonly changed: () => void
  readonly districtAddress: () => string | null
  readonly sessions: () => readonly { readonly start: number; readonly end: number }[]
}

/** Without a key nothing is ever taken: development, and systems whose own package manager brings updates. */
export function createUpdates(around: Surroundings): Updates {
  const { options, dataDirectory, running, now, districtNow, newestKnown, log } = around
  const folder = join(dataDirectory, 'update')
  const key = options === null ? null : keyOf(options.key, log)
  let isSeen = false
  let busy = false
  let askedAtMs = Number.NEGATIVE_INFINITY
  const knownDay = createKnownDay(join(folder, NEWEST_DAY_FILE))
  /** A machine's clock can be set back to when an old version still held: it never counts against a later day that is known. */
  const today = (): string => {
    const told = districtNow()
    if (told !== null) return knownDay.tell(dayOf(told))
    const known = newestKnown()
    const latest = knownDay.latest([options?.built ?? null, known === null ? null : dayOf(known)])
    const byClock = dayOf(now())
    return latest !== null && latest > byClock ? latest : byClock
  }
  const terms = (): UpdateTerms | null =>
    options === null || key === null
      ? null
      : { key, platform: options.platform, running, today: today(), folder }

  const look = async (source: UpdateSource): Promise<void> => {
    const wanted = terms()
    if (wanted === null || busy) return
    busy = true
    const before = version
    try {
      const answer = await stageUpdate(source, wanted)
      if (answer.kind === 'refused') log('an update was refused', { why: answer.why })
      if (answer.kind === 'staged') version = answer.version
    } catch (error) {
      log('an update was not taken', { error: error instanceof Error ? error.name : 'unknown' })
    } finally {
      busy = false
    }
    if (version !== before) around.changed()
  }

  const atStart = terms()
  let version = atStart === null ? null : stagedVersion(atStart)
  // What was put in place, or does not hold any more, makes room.
  if (version === null) dropStaged(folder)

  return {
    waiting: () => version,
    seen() {
      if (isSeen || key === null) return
      isSeen = true
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        replaceFile(join(folder, 'confirmed'), `${running}\n`)
      } catch (error) {
        log('the start was not confirmed', { error: error instanceof Error ? error.name : 'unknown' })
      }
    },
    lookAt: (place) => look(folderSource(place)),
    async lookOut() {
      if (key !== null && districtNow() !== null) today()
      const address = around.districtAddress()
      if (options === null || address === null || performance.now() - askedAtMs < ASK_EVERY_MS) return
      if (!isQuiet(around.sessions(), now())) return
      askedAtMs = performance.now()
      await look(districtSource(address, options.platform, around.fetch))
    },
  }
}

/** Whether no session is on, near or just over. */
export const isQuiet = (
  sessions: readonly { readonly start: number; readonly end: number }[],
  now: number,
): boolean => sessions.every(({ start, end }) => now < start - QUIET_AROUND_MS || now > end + QUIET_AROUND_MS)

function keyOf(pem: string, log: Surroundings['log']): KeyObject | null {
  try {
    const key = createPublicKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // Said below.
  }
  log('the key for updates is none', {})
  return null
}

/** The last instant of a year of four digits. */
const LAST_INSTANT = Date.UTC(10_000, 0) - 1

const dayOf = (at: number): string => new Date(Math.min(at, LAST_INSTANT)).toISOString().slice(0, 10)
