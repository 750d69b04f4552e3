import type { EventData } from '../../../core/log/event.ts'
import { silenceAround } from '../../../core/person-day/silence.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { Device } from '../kiosks/devices.ts'
import { type IncidentKind, raiseIncident } from '../kiosks/incidents.ts'
import { openOn } from '../organisation/open-on.ts'
import { ownerOf, type Snapshot } from '../organisation/snapshot.ts'
import type { logs } from '../schema/log.ts'
import type { CheckedEvent } from './check-batch.ts'
import type { EventRow } from './event-rows.ts'
import type { Noticed } from './lately.ts'
import type { UncheckedRun } from './unchecked-runs.ts'

/** A step of a wall clock that people should know of; smaller ones are corrected and forgotten. */
const STEP_MS = 60_000

const WHY: Readonly<Record<EventData<'log-started'>['why'], IncidentKind | null>> = {
  new: null,
  restored: 'restored',
  forked: 'fork',
  damaged: 'damaged',
}

/** A batch that is stored. */
export interface StoredBatch {
  readonly snapshot: Snapshot
  readonly fresh: readonly CheckedEvent[]
  readonly noticed: readonly Noticed[]
  /** Corrected time of its last event; `null`: its run was never compared with the district's clock. */
  readonly lastAt: number | null
  /** Events that cannot have happened when they say. */
  readonly impossible: readonly Pick<EventRow, 'seq' | 'judged_at'>[]
  readonly unchecked: readonly UncheckedRun[]
  /** Corrected time of one of its events; `null`: it has none. */
  readonly correctedAt: (seq: number) => number | null
  /** Local date of one of its events, by corrected time; `null`: it has none. */
  readonly dayOfEvent: (seq: number) => string | null
}

/**
 * Puts before people what freshly stored events say about the kiosk itself: a log that had to be started anew, a clock
 * that somebody moved or that was never compared, times that cannot be, a log that goes on although a newer one has taken its place, many badges at
 * once, many other codes, a leader's word for a time of silence, a badge that is worth nothing any more.
 * @param own the device's logs as they stood before
 */
export async function noteLogIncidents(
  db: DistrictDb,
  device: Pick<Device, 'id' | 'point' | 'silences'>,
  own: readonly (typeof logs.$inferSelect)[],
  { snapshot, fresh, noticed, lastAt, impossible, unchecked, correctedAt, dayOfEvent }: StoredBatch,
  now: number,
): Promise<void> {
  const last = fresh.at(-1)?.event
  if (last === undefined) return
  const place = { device: device.id, point: device.point, log: last.log, at: now }
  for (const { event, known } of fresh) {
    if (!known) continue
    if (event.type === 'log-started') {
      const { why, parent } = event.data as EventData<'log-started'>
      const kind = WHY[why]
      if (kind === null) continue
      const detail = { parent, began: event.at }
      const sameAs = parent === null ? `${kind} ${event.log}` : `fork ${parent.log}`
      await raiseIncident(db, { ...place, kind, seq: parent?.seq ?? null, detail, sameAs })
    } else if (event.type === 'clock-jumped') {
      const { deltaMs } = event.data as EventData<'clock-jumped'>
      if (Math.abs(deltaMs) < STEP_MS) continue
      const detail = event.data as EventData<'clock-jumped'>
      const sameAs = `clock-step ${event.id}`
      await raiseIncident(db, { ...place, kind: 'clock-step', seq: event.seq, detail, sameAs })
    } else if (event.type === 'claim') {
      const { at, date } = event.data as EventData<'claim'>
      const silence = silenceAround(device.silences, at, openOn(snapshot.book, device.point, date))
      if (silence === null) continue
      const [from, to] = silence
      const sameAs = `silence ${from}`
      await raiseIncident(db, {
        ...place,
        kind: 'silence',
        seq: event.seq,
        detail: { day: date, from, to },
        sameAs,
      })
    } else if (event.type === 'scan') {
      const { badge } = event.data as EventData<'scan'>
      const owner = snapshot.badges.get(badge)
      const scannedAt = owner?.state === 'revoked' ? correctedAt(event.seq) : null
      if (owner === undefined || scannedAt === null || ownerOf(snapshot, badge, scannedAt) !== null) continue
      const day = dayOfEvent(event.seq)
      const sameAs = `revoked-badge ${badge} ${day}`
      const detail = { day, people: [owner.person] }
      await raiseIncident(db, { ...place, kind: 'revoked-badge', seq: event.seq, detail, sameAs })
    }
  }
  const child = own.find((log) => log.parent?.startsWith(`${last.log}:`) === true)
  if (child !== undefined && lastAt !== null && lastAt > child.startedAt) {
    const detail = { newer: child.id, began: child.startedAt, wentOnAt: lastAt }
    const sameAs = `cloned ${last.log}`
    await raiseIncident(db, { ...place, kind: 'cloned', seq: last.seq, detail, sameAs })
  }
  const [odd] = impossible
  if (odd !== undefined) {
    const times = impossible.map((row) => row.judged_at)
    const detail = { events: times.length, first: Math.min(...times), last: Math.max(...times) }
    const sameAs = `impossible-time ${last.log} ${odd.seq}`
    await raiseIncident(db, { ...place, kind: 'impossible-time', seq: odd.seq, detail, sameAs })
  }
  for (const { seq, ...detail } of unchecked) {
    const sameAs = `clock-unknown ${last.log} ${seq}`
    await raiseIncident(db, { ...place, kind: 'clock-unknown', seq, detail, sameAs })
  }
  for (const { times, kind, seq, ...detail } of onceADay(noticed, dayOfEvent)) {
    const sameAs = `${kind} ${detail.day}`
    await raiseIncident(db, { ...place, kind, seq, detail, sameAs, times })
  }
}

/** The last of each kind on each day, with how often there were such. */
function onceADay(noticed: readonly Noticed[], dayOfEvent: StoredBatch['dayOfEvent']) {
  const found = new Map<string, Noticed & { readonly day: string | null; readonly times: number }>()
  for (const one of noticed) {
    const day = dayOfEvent(one.seq)
    const key = `${one.kind} ${day}`
    found.set(key, { ...one, day, times: (found.get(key)?.times ?? 0) + 1 })
  }
  return found.values()
}
