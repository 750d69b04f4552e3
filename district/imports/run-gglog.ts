import { readDevice } from '../../db/district/devices.ts'
import { noteImport } from '../../db/district/import-runs.ts'
import { importGglog } from '../by-hand/import-gglog.ts'
import type { DistrictContext } from '../district-context.ts'

/** Progress is written at most this often. */
const NOTE_EVERY_MS = 500

/** Imports a kiosk's file by the way of every import and keeps its progress and its end. */
export async function runGglog(
  context: DistrictContext,
  id: string,
  file: Uint8Array,
  points: ReadonlySet<string>,
): Promise<void> {
  const { db } = context.database
  let notedAt = 0
  try {
    const imported = await importGglog(context, file, {
      async mayTake(device) {
        const known = await readDevice(db, device)
        return known !== null && points.has(known.point)
      },
      async cameTo({ header, fresh, held }) {
        const now = context.clock.now()
        if (notedAt !== 0 && now - notedAt < NOTE_EVERY_MS) return
        notedAt = now
        const total = header.to - header.from + 1
        await noteImport(db, id, {
          total,
          fresh,
          held,
          device: header.device,
          point: await pointOf(header.device),
        })
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
      ...(header === null
        ? {}
        : {
            total: header.to - header.from + 1,
            device: header.device,
            point: await pointOf(header.device),
          }),
    })
  } catch {
    await noteImport(db, id, { state: 'failed', finishedAt: context.clock.now() })
  }

  async function pointOf(device: string): Promise<string | null> {
    return (await readDevice(db, device))?.point ?? null
  }
}
