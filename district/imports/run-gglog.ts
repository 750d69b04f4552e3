import { setTimeout } from 'node:timers/promises'
import { heldUpTo, noteImport, runsBeside } from '../../db/district/imports/import-runs.ts'
import { readDevice } from '../../db/district/kiosks/devices.ts'
import type { GglogFile } from '../by-hand/gglog-lines.ts'
import { importGglog } from '../by-hand/import-gglog.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { untilHeld } from './until-held.ts'

/** Progress is written at most this often. */
const NOTE_EVERY_MS = 500
/** A file whose beginning is missing looks this often how far another one of its device has come. */
const LOOK_AGAIN_MS = 500

/** Imports a kiosk's file by the way of every import and keeps its progress and its end. */
export async function runGglog(
  context: DistrictContext,
  id: string,
  file: GglogFile,
  points: ReadonlySet<string>,
): Promise<void> {
  const { db } = context.database
  let notedAt = 0
  try {
    const imported = await importGglog(context, file, {
      async mayTake(device) {
        const known = await readDevice(db, device)
        if (known === null || !points.has(known.point)) return false
        await noteImport(db, id, { device, point: known.point })
        return true
      },
      untilHeld: ({ device, log }, upTo) =>
        untilHeld(
          {
            held: () => heldUpTo(db, log),
            isBeside: () => runsBeside(db, id, device),
            pause: () => setTimeout(LOOK_AGAIN_MS),
          },
          upTo,
        ),
      async cameTo({ header, fresh, held }) {
        const now = context.clock.now()
        if (notedAt !== 0 && now - notedAt < NOTE_EVERY_MS) return
        notedAt = now
        const total = header.to - header.from + 1
        await noteImport(db, id, { total, fresh, held })
      },
    })
    const { header, fresh, held, refused, receipt } = imported
    await noteImport(db, id, {
      state: refused === null ? 'taken' : 'refused',
      finishedAt: context.clock.now(),
      fresh,
      held,
      refusedLine: refused?.line ?? null,
      refusedWhy: refused?.why ?? null,
      refusedDetail: refused?.detail ?? null,
      receipt,
      ...(header === null ? {} : { total: header.to - header.from + 1 }),
    })
  } catch {
    await noteImport(db, id, { state: 'failed', finishedAt: context.clock.now() })
  }
}
