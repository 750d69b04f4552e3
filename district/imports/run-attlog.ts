import { createHash } from 'node:crypto'
import { type AttlogLayout, readAttlogLine } from '../../core/old-devices/attlog-line.ts'
import { isPossibleReading } from '../../core/old-devices/possible-reading.ts'
import { instantOf, localDateOf } from '../../core/time.ts'
import { noteImport } from '../../db/district/imports/import-runs.ts'
import { boundPins, type NewOldReading, storeOldReadings } from '../../db/district/imports/old-readings.ts'
import type { DistrictContext } from '../district-context.ts'

const ROWS_AT_ONCE = 500

/** Appends the readings of an old machine's file, a few hundred a transaction; what is held already is skipped. */
export async function runAttlog(
  context: DistrictContext,
  id: string,
  lines: readonly string[],
  machine: {
    readonly source: string
    readonly point: string
    readonly layout: AttlogLayout
    readonly zone: string
  },
): Promise<void> {
  const { db } = context.database
  const { source, point, layout, zone } = machine
  const today = localDateOf(context.clock.now(), zone)
  try {
    const bound = await boundPins(db, source)
    const came = { fresh: 0, held: 0, unmatched: 0, malformed: 0 }
    let firstBad: { readonly line: number; readonly why: string } | null = null
    let rows: NewOldReading[] = []
    const store = async (): Promise<void> => {
      const fresh = await storeOldReadings(db, rows)
      came.fresh += fresh
      came.held += rows.length - fresh
      rows = []
      await noteImport(db, id, { ...came, total: lines.length })
    }
    for (const [index, raw] of lines.entries()) {
      const read = readAttlogLine(raw, layout)
      if (read.kind === 'other') continue
      if (read.kind === 'malformed') {
        came.malformed++
        firstBad ??= { line: index + 1, why: read.why }
        continue
      }
      const { pin, localTime, offsetSeconds, status, verify, workCode } = read.reading
      if (!isPossibleReading(localTime, today)) {
        came.malformed++
        firstBad ??= { line: index + 1, why: 'impossible-date' }
        continue
      }
      if (!bound.has(pin)) came.unmatched++
      rows.push({
        source,
        point,
        pin,
        localTime,
        at: instantOfReading(localTime, offsetSeconds, zone),
        status,
        verify,
        workCode,
        raw,
        rawSha256: createHash('sha256').update(raw, 'latin1').digest('hex'),
        import: id,
      })
      if (rows.length === ROWS_AT_ONCE) await store()
    }
    await store()
    await noteImport(db, id, {
      ...came,
      state: 'taken',
      finishedAt: context.clock.now(),
      refusedLine: firstBad?.line ?? null,
      refusedWhy: firstBad?.why ?? null,
    })
  } catch {
    await noteImport(db, id, { state: 'failed', finishedAt: context.clock.now() })
  }
}

/** In the zone the machine named, else in the organisation's. */
function instantOfReading(localTime: string, offsetSeconds: number | null, zone: string): number {
  const [date = '', time = ''] = localTime.split(' ')
  if (offsetSeconds !== null) return Date.parse(`${date}T${time}Z`) - offsetSeconds * 1_000
  return instantOf(date, time.slice(0, 5), zone) + Number(time.slice(6)) * 1_000
}
