import { sql } from 'drizzle-orm'
import type { RecordedDay } from '../../core/day/judge-person-day.ts'
import { type EventData, parseEvent } from '../../core/log/event.ts'
import { type DistrictDb, rowsOf } from './district-db.ts'

/** One person on one local date. */
export interface PersonDate {
  readonly person: string
  /** Local date. */
  readonly date: string
}

export const dateKey = (date: string, person: string): string => `${date} ${person}`

interface Row {
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly at: string
  readonly checked: boolean
  readonly day: string
  readonly person: string
  readonly point: string
  readonly text: string
}

const NOTHING: RecordedDay = { scans: [], claims: [] }

/** The facts of days, in one statement; `of` gives an empty day where nothing was recorded. */
export async function readFacts(
  db: DistrictDb,
  wanted: readonly PersonDate[],
): Promise<{ of(date: string, person: string): RecordedDay }> {
  if (wanted.length === 0) return { of: () => NOTHING }
  const rows = rowsOf<Row>(
    await db.execute(sql`
      select e.id, e.type, e.ref, e.judged_at::text as at, e.judged_error_ms is not null as checked,
        e.day::text as day, e.person, e.point,
        case when e.type in ('scan', 'sign-in') and e.text not like '%"intent"%' then '' else e.text end as text
      from json_to_recordset(${JSON.stringify(wanted)}::json) as w(date date, person text)
      join events e on e.day = w.date and e.person = w.person
      where not e.repeats and e.type in ('scan', 'sign-in', 'intent', 'claim', 'annul')
      order by e.judged_at, e.log, e.seq`),
  )
  const groups = Map.groupBy(rows, (row) => dateKey(row.day, row.person))
  return {
    of: (date, person) => {
      const group = groups.get(dateKey(date, person))
      return group === undefined ? NOTHING : toRecordedDay(group)
    },
  }
}

function dataOf<T extends 'scan' | 'sign-in' | 'intent' | 'claim'>(row: Row): EventData<T> | null {
  const parsed = parseEvent(row.text)
  return parsed.kind === 'known' ? (parsed.event.data as EventData<T>) : null
}

function toRecordedDay(rows: readonly Row[]): RecordedDay {
  const annulled = new Set(rows.filter((row) => row.type === 'annul').map((row) => row.ref))
  const standing = rows.filter((row) => !annulled.has(row.id))
  const said = new Map<string, EventData<'intent'>['intent']>()
  for (const row of standing) {
    const data = row.type === 'intent' ? dataOf<'intent'>(row) : null
    if (data !== null && row.ref !== null) said.set(row.ref, data.intent)
  }
  const scans: RecordedDay['scans'][number][] = []
  const claims: RecordedDay['claims'][number][] = []
  for (const row of standing) {
    if (row.type === 'scan' || row.type === 'sign-in') {
      scans.push({
        at: Number(row.at),
        badge: row.type === 'scan' ? 'scanned' : 'absent',
        intent: said.get(row.id) ?? (row.text === '' ? undefined : dataOf<'scan'>(row)?.intent),
        point: row.point,
        clockChecked: row.checked,
      })
    } else if (row.type === 'claim') {
      const data = dataOf<'claim'>(row)
      if (data !== null) claims.push({ session: data.session, side: data.side, at: data.at })
    }
  }
  return { scans, claims }
}
