import type { EventData } from '../../../core/log/event.ts'
import type { Lately, Refused, Scanned } from '../schema/log.ts'
import type { CheckedEvent } from './check-batch.ts'

/** Three different badges within four seconds on one kiosk are a burst (rules.md, "Flags that come from elsewhere"). */
const BURST_BADGES = 3
const BURST_MS = 4_000
/** Somebody who holds out the wrong card tries three or four times; ten within five minutes are something else. */
const MANY_REFUSED = 10
const REFUSED_MS = 5 * 60_000

/** Something at the counter that people should look at, and the event with which it was complete. */
export type Noticed =
  | {
      readonly kind: 'burst'
      readonly seq: number
      readonly withinMs: number
      /** Opaque ids; a badge that nobody has is left out. */
      readonly people: readonly string[]
    }
  | {
      readonly kind: 'refused-codes'
      readonly seq: number
      readonly withinMs: number
      readonly codes: Readonly<Partial<Record<EventData<'refused-code'>['class'], number>>>
    }

/**
 * Goes once over the new events of a log. Measured by the machine's uptime, so that a clock that is set meanwhile neither
 * makes nor hides anything; each scan or code counts towards one thing noticed only.
 * @param before where the last batch ended
 */
export function noticeLately(
  before: Lately | null,
  fresh: readonly CheckedEvent[],
): { readonly lately: Lately | null; readonly noticed: readonly Noticed[] } {
  const noticed: Noticed[] = []
  let run = before?.run ?? null
  let scans = before?.scans ?? []
  let refused = before?.refused ?? []
  for (const { event, known } of fresh) {
    if (event.run !== run) {
      run = event.run
      scans = []
      refused = []
    }
    if (!known) continue
    const { seq, up } = event
    if (event.type === 'scan') {
      const { badge, staff } = event.data as EventData<'scan'>
      const others = scans.filter(([then, other]) => other !== badge && Math.abs(up - then) <= BURST_MS)
      scans = [...others, [up, badge, staff]]
      if (scans.length < BURST_BADGES) continue
      const people = scans.flatMap(([, , person]) => (person === null ? [] : [person]))
      noticed.push({ kind: 'burst', seq, withinMs: spanOf(scans), people })
      scans = []
    } else if (event.type === 'refused-code') {
      const recent = refused.filter(([then]) => Math.abs(up - then) <= REFUSED_MS)
      refused = [...recent, [up, (event.data as EventData<'refused-code'>).class]]
      if (refused.length < MANY_REFUSED) continue
      noticed.push({ kind: 'refused-codes', seq, withinMs: spanOf(refused), codes: byClass(refused) })
      refused = []
    }
  }
  return { lately: run === null ? null : { run, scans, refused }, noticed }
}

function spanOf(things: readonly (Scanned | Refused)[]): number {
  const ups = things.map(([up]) => up)
  return Math.round(Math.max(...ups) - Math.min(...ups))
}

function byClass(refused: readonly Refused[]): Partial<Record<Refused[1], number>> {
  const codes: Partial<Record<Refused[1], number>> = {}
  for (const [, what] of refused) codes[what] = (codes[what] ?? 0) + 1
  return codes
}
