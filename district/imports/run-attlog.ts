import { createHash } from 'node:crypto'
import { type AttlogLayout, readAttlogLine } from '../../core/old-devices/attlog-line.ts'
import { isPossibleReading } from '../../core/old-devices/possible-reading.ts'
import { instantOf, localDateOf } from '../../core/time.ts'
import { noteImport } from '../../db/district/imports/import-runs.ts'
import { boundPins, type NewOldReading, storeOldReadings } from '../../db/district/imports/old-readings.ts'
import type { DistrictContext } from '../context/district-context.ts'
import type { AttlogText } from './attlog-text.ts'

const ROWS_AT_ONCE = 500

/** Appends the readings of an old machine's file, a few hundred a transaction; what is held already is skipped. */
export async function runAttlog(
  context: DistrictContext,
  id: string,
  text: AttlogText,
  machine: {
    readonly source: string
    readonly point: string
    readonly layout: AttlogLayout
    readonly zone: string
    /** Reads a line after the first of a GLG file; `null`: it is none. */
    readonly glg: ((line: string) => string) | null
  },
): Promise<void> {
  const { db } = context.database
  const { source, point, layout, zone, glg } = machine
  const today = localDateOf(context.clock.now(), zone)
  try {
    const bound = await boundPins(db, source)
    const came = { fresh: 0, held: 0, unmatched: 0, malformed: 0 }
    const bad: { readonly line: number; readonly why: string }[] = []
    let rows: NewOldReading[] = []
    const store = async (): Promise<void> => {
      const fresh = await storeOldReadings(db, rows)
      came.fresh += fresh
      came.held += rows.length - fresh
      rows = []
      await noteImport(db, id, { ...came, total: text.total })
    }
    const take = (line: number, raw: string): void => {
      const read = readAttlogLine(raw, layout)
      if (read.kind === 'other') return
      const isPossible = read.kind === 'reading' && isPossibleReading(read.reading.localTime, today)
      if (!isPossible) {
        came.malformed++
        if (bad.length === 0)
          bad.push({ line, why: read.kind === 'malformed' ? read.why : 'impossible-date' })
        return
      }
      const { pin, localTime, offsetSeconds, status, verify, workCode } = read.reading
      if (!bound.has(pin)) came.unmatched++
      const at = instantOfReading(localTime, offsetSeconds, zone)
      const rawSha256 = createHash('sha256').update(raw, 'latin1').digest('hex')
      rows.push({ source, point, pin, localTime, at, status, verify, workCode, raw, rawSha256, import: id })
    }
    let line = 0
    for await (const lines of text.lines()) {
      for (const written of lines) {
        line++
        take(line, glg === null ? written : line === 1 ? '' : glg(written))
        if (rows.length === ROWS_AT_ONCE) await store()
      }
    }
    await store()
    await noteImport(db, id, {
      ...came,
      state: 'taken',
      finishedAt: context.clock.now(),
      refusedLine: bad[0]?.line ?? null,
      refusedWhy: bad[0]?.why ?? null,
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
