import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Hash } from '../../../core/log/event.ts'
import { replaceFile, syncFolder } from '../../durable-files.ts'
import { LOG_FILES, SET_ASIDE_FOLDER } from './log-files.ts'

/** Why a log was set aside, kept beside it. */
const Reason = z.strictObject({
  why: z.enum(['damaged', 'restored', 'forked']),
  /** What was found, for whoever looks at the files. */
  detail: z.string(),
  /** Which log it was, as far as its surroundings tell. */
  log: z.string().nullable(),
  /** Kiosk's wall clock, UTC ms. */
  at: z.number(),
  /** Where the next log continues; `null`: after what the district had acknowledged. */
  from: z.strictObject({ seq: z.int().min(0), hash: Hash }).nullable(),
})
export type SetAsideReason = z.infer<typeof Reason>

export interface SetAside {
  /** From the data directory. */
  readonly folder: string
  readonly reason: SetAsideReason
}

const REASON_FILE = 'why.json'
const UNFINISHED = '.part'

function readReason(folder: string): SetAsideReason {
  try {
    return Reason.parse(JSON.parse(readFileSync(join(folder, REASON_FILE), 'utf8')))
  } catch {
    return { why: 'damaged', detail: '', log: null, at: 0, from: null }
  }
}

const namesIn = (dataDirectory: string): string[] => {
  const folder = join(dataDirectory, SET_ASIDE_FOLDER)
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

function moveInto(dataDirectory: string, name: string): void {
  const parent = join(dataDirectory, SET_ASIDE_FOLDER)
  const part = join(parent, `${name}${UNFINISHED}`)
  for (const file of LOG_FILES) {
    const from = join(dataDirectory, file)
    if (!existsSync(from)) continue
    renameSync(from, join(part, file))
  }
  syncFolder(part)
  syncFolder(dataDirectory)
  renameSync(part, join(parent, name))
  syncFolder(parent)
}

/**
 * Moves the files of a log into a folder of their own, untouched and all together: a start that breaks off in between
 * goes on where it was (`finishSettingAside`). Throws what the disk throws.
 */
export function setAside(dataDirectory: string, reason: SetAsideReason): SetAside {
  const parent = join(dataDirectory, SET_ASIDE_FOLDER)
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  const number = 1 + Math.max(0, ...namesIn(dataDirectory).map((name) => Number.parseInt(name, 10) || 0))
  const stamp = new Date(reason.at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const name = `${String(number).padStart(4, '0')}-${stamp}`
  const part = join(parent, `${name}${UNFINISHED}`)
  mkdirSync(part, { mode: 0o700 })
  replaceFile(join(part, REASON_FILE), JSON.stringify(reason))
  moveInto(dataDirectory, name)
  return { folder: `${SET_ASIDE_FOLDER}/${name}`, reason }
}

/** Goes on with what a power cut or a full disk interrupted, before anything opens the log. */
export function finishSettingAside(dataDirectory: string): void {
  for (const each of namesIn(dataDirectory)) {
    if (!each.endsWith(UNFINISHED)) continue
    const part = join(dataDirectory, SET_ASIDE_FOLDER, each)
    // The reason is written first: without it nothing was moved yet.
    if (existsSync(join(part, REASON_FILE))) moveInto(dataDirectory, each.slice(0, -UNFINISHED.length))
    else rmSync(part, { recursive: true })
  }
}

/** Every log that was set aside, in the order in which it was. */
export const allSetAside = (dataDirectory: string): readonly SetAside[] =>
  namesIn(dataDirectory)
    .filter((each) => !each.endsWith(UNFINISHED))
    .map((name) => {
      const folder = `${SET_ASIDE_FOLDER}/${name}`
      return { folder, reason: readReason(join(dataDirectory, folder)) }
    })

/** The log that was set aside last, or `null`. */
export const lastSetAside = (dataDirectory: string): SetAside | null =>
  allSetAside(dataDirectory).at(-1) ?? null
