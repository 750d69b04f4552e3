import type Database from 'better-sqlite3'
import type { Head } from '../../../core/log/head.ts'
import type { HeadFileRead } from './head-file.ts'
import { baseOf, findBrokenLink } from './verify-links.ts'

/** What is wrong with a log that this kiosk wrote. */
export type Damage =
  /** SQLite cannot read it, or finds it inconsistent. */
  | 'unreadable'
  | 'triggers-missing'
  | 'broken-chain'
  /** It ends before the last event that is known to have been in it: `integrity_check` says nothing then. */
  | 'tail-lost'
  /** It has other events than those that are known to have been in it. */
  | 'other-events'

export interface FoundDamage {
  readonly damage: Damage
  readonly detail: string
}

/** Links checked at every opening; all of them on request. */
const LINKS_AT_START = 1000
/** Read through at every opening up to this size, which takes a fraction of a second; beyond it in the background. */
export const QUICK_CHECK_BYTES = 64 * 1024 * 1024

const of = (damage: Damage, detail: string): FoundDamage => ({ damage, detail })

/** Reads through a log, its last links, and how far it must reach. Throws what SQLite throws. */
export function findDamage(client: Database.Database, headFile: HeadFileRead): FoundDamage | null {
  const pages = Number(client.pragma('page_count', { simple: true }))
  const bytes = pages * Number(client.pragma('page_size', { simple: true }))
  if (bytes <= QUICK_CHECK_BYTES) {
    const found = String(client.pragma('quick_check(1)', { simple: true }))
    if (found !== 'ok') return of('unreadable', found)
  }
  const mark = headFile.kind === 'read' ? headFile.mark : null
  const log = client.prepare('SELECT log FROM log').pluck().get()
  if (log === undefined) return mark === null ? null : of('tail-lost', `expected ${mark.seq}, found no log`)
  const broken = findBrokenLink(client, LINKS_AT_START)
  if (broken !== null) return of('broken-chain', `event ${broken}`)
  if (mark !== null) {
    if (mark.log !== log) return of('other-events', `expected log ${mark.log}, found ${String(log)}`)
    const missing = lacks(client, mark)
    if (missing !== null) return missing
  }
  const acknowledged = client.prepare<[], Head>('SELECT seq, hash FROM acknowledged').get()
  if (acknowledged === undefined) return null
  return lacks(client, acknowledged)
}

/** Whether an event that was there is there. */
function lacks(client: Database.Database, { seq, hash }: Head): FoundDamage | null {
  const base = baseOf(client)
  if (seq < base.seq) return null
  const newest = Number(client.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck().get())
  if (newest < seq) return of('tail-lost', `expected ${seq}, found ${newest}`)
  const found =
    seq === base.seq ? base.hash : client.prepare('SELECT hash FROM events WHERE seq = ?').pluck().get(seq)
  return found === hash ? null : of('other-events', `event ${seq}`)
}
