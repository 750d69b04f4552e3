import type { EventData } from '../../core/log/event.ts'
import type { CheckedEvent } from './check-batch.ts'
import type { DistrictDb } from './district-db.ts'
import { type IncidentKind, raiseIncident } from './incidents.ts'
import type { logs } from './schema/log.ts'

/** A step of a wall clock that people should know of; smaller ones are corrected and forgotten. */
const STEP_MS = 60_000

const WHY: Readonly<Record<EventData<'log-started'>['why'], IncidentKind | null>> = {
  new: null,
  restored: 'restored',
  forked: 'fork',
  damaged: 'damaged',
}

/**
 * Puts before people what freshly stored events say about the kiosk itself: a log that had to be started anew, a clock
 * that somebody moved, a log that goes on although a newer one has taken its place.
 * @param own the device's logs as they stood before
 */
export async function noteLogIncidents(
  db: DistrictDb,
  device: { readonly id: string; readonly point: string },
  own: readonly (typeof logs.$inferSelect)[],
  fresh: readonly CheckedEvent[],
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
    }
  }
  const child = own.find((log) => log.parent?.startsWith(`${last.log}:`) === true)
  if (child !== undefined && last.at > child.startedAt) {
    const detail = { newer: child.id, began: child.startedAt, wentOnAt: last.at }
    const sameAs = `cloned ${last.log}`
    await raiseIncident(db, { ...place, kind: 'cloned', seq: last.seq, detail, sameAs })
  }
}
