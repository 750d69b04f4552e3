import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseEvent } from '../../core/log/event.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { type Reading, readClock } from '../log/kiosk-clock.ts'
import type { Scanning } from './scanning.ts'

/** The screen asks every few seconds; unheard for so long it is not there, and nobody can scan. */
export const PAGE_GONE_MS = 60_000
/** Twice as long: a page that is loaded again, or that its browser calls once a minute, is no outage. */
const OUTAGE_MS = 2 * PAGE_GONE_MS
/** How often it is kept for the next run that somebody can scan. */
const KEEP_EVERY_MS = 30_000
/** Two wall clocks that are further apart say nothing about how long the machine was off. */
const LONGEST_MS = 400 * 86_400_000

/** When somebody could last have scanned: both clocks, and the boot that the uptime belongs to. */
const Served = z.object({ at: z.number(), up: z.number(), boot: z.string().nullable() })

const fileIn = (dataDirectory: string): string => join(dataDirectory, 'in-service.json')

/**
 * Notes that the screen is there and the log takes scans. Where that was not so for a while (the page closed, the machine
 * off, the disk full) it goes on record since when: whoever could not scan then is not held to it.
 */
export function noteInService(kiosk: Scanning): void {
  const { clock, keeper, memory } = kiosk
  const now = readClock(clock)
  if (keeper.recording().kind !== 'ok') return
  const outMs = memory.inServiceUp === null ? sinceLastRun(kiosk, now) : now.up - memory.inServiceUp
  if ((outMs === null || outMs > OUTAGE_MS) && !record(kiosk, outMs === null ? null : now.at - outMs)) return
  const isKept = memory.inServiceUp !== null && sameSlot(memory.inServiceUp, now.up)
  memory.inServiceUp = now.up
  if (!isKept) keepServed(kiosk.dataDirectory, now, kiosk.bootId)
}

const sameSlot = (before: number, now: number): boolean =>
  Math.floor(before / KEEP_EVERY_MS) === Math.floor(now / KEEP_EVERY_MS)

/** How long nobody could scan before this run, ms; `null`: not known. */
function sinceLastRun(kiosk: Scanning, now: Reading): number | null {
  const last = readServed(kiosk)
  if (last === null) return null
  const isOneBoot = last.boot !== null && last.boot === kiosk.bootId && last.up <= now.up
  const outMs = isOneBoot ? now.up - last.up : now.at - last.at
  return outMs >= 0 && outMs < LONGEST_MS ? outMs : null
}

/** @returns whether it needs no further word */
function record(kiosk: Scanning, from: number | null): boolean {
  const attempt = kiosk.keeper.write((store) => {
    // Before there is a log nobody is waited for, and before its first run it waited for nobody.
    if (store.origin() === null || (from === null && isFirstRun(kiosk, store))) return false
    const data = { from: from === null ? null : Math.max(0, Math.round(from)) }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'out-of-service', data }])
    return true
  })
  if (attempt.kind === 'done' && attempt.value) kiosk.sendSoon()
  return attempt.kind === 'done'
}

function isFirstRun({ run }: Scanning, store: LogStore): boolean {
  const text = store.read.textOf((store.records.dropped()?.seq ?? 0) + 1)
  const parsed = text === null ? null : parseEvent(text)
  return parsed?.kind === 'known' && parsed.event.run === run
}

function readServed(kiosk: Scanning): z.infer<typeof Served> | null {
  try {
    return Served.parse(JSON.parse(readFileSync(fileIn(kiosk.dataDirectory), 'utf8')))
  } catch {
    return null
  }
}

/**
 * Keeps for the next run that somebody could scan at that moment. Without waiting for the disk: where it is lost the time
 * before counts from the last event.
 */
export function keepServed(dataDirectory: string, { at, up }: Reading, boot: string | null): void {
  try {
    writeFileSync(fileIn(dataDirectory), JSON.stringify({ at, up, boot }), { mode: 0o600 })
  } catch {
    // A disk that takes nothing says so elsewhere.
  }
}
