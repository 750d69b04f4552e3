import { sql } from 'drizzle-orm'
import type { DeedCode, RecordedDay } from '../../core/day/judge-person-day.ts'
import { type EventData, parseEvent } from '../../core/log/event.ts'
import { mutated } from '../mutation.ts'
import { annulledFacts } from './annulled-facts.ts'
import { columnRows } from './column-rows.ts'
import { type DistrictDb, rowsOf } from './district-db.ts'

/** One person on one local date. */
export interface PersonDate {
  readonly person: string
  /** Local date. */
  readonly date: string
}

export const dateKey = (date: string, person: string): string => `${date} ${person}`

/** One event of a day as it is read back; `text` only where the event itself has more to say. */
interface Row {
  readonly type: string
  readonly at: number
  readonly checked: boolean
  readonly point: string
  readonly id: string
  readonly ref: string
  /** A claim that the office accepted. */
  readonly accepted: boolean
  readonly text: string
}

const NOTHING: RecordedDay = { scans: [], claims: [] }

/** Between the parts of an event, and between events: JSON never has them bare. */
const PART = '\u001f'
const EVENT = '\u001e'

/**
 * The facts of days, in one statement and one text a day (thousands of small rows and fields cost more than their
 * facts), each by the index whatever the planner knows about the table; `of` gives an empty day where nothing was
 * recorded.
 */
export async function readFacts(
  db: DistrictDb,
  wanted: readonly PersonDate[],
): Promise<{ of(date: string, person: string): RecordedDay }> {
  if (wanted.length === 0) return { of: () => NOTHING }
  const rows = rowsOf<{ day: string }>(
    await db.execute(sql`
      select concat_ws(${EVENT}::text, w.date, w.person, (
        select string_agg(
          concat_ws(${PART}::text, e.type, e.judged_at, case when e.judged_error_ms is null then '' else 't' end,
            e.point, e.id, coalesce(e.ref::text, ''),
            case when e.type = 'claim' and exists (
              select from claim_decisions c where c.claim = e.id and c.state = 'accepted') then 't' else '' end,
            case when e.type = 'scan' and strpos(e.text, '"intent"') = 0 then '' else e.text end),
          ${EVENT}::text order by e.judged_at, e.log, e.seq)
        from events e
        where e.day = w.date and e.person = w.person and not e.repeats
          and e.type in ('scan', 'sign-in', 'intent', 'claim', 'annul', 'spot-check', 'access', 'badge-handed-over')
          and (e.type <> 'claim' or not exists (
            select from claim_decisions c where c.claim = e.id and c.state = 'refused')))) as day
      from ${columnRows(wanted, { date: 'date', person: 'text' })} as w`),
  )
  const days = new Map<string, readonly string[]>()
  for (const { day } of rows) {
    const [date = '', person = '', ...events] = day.split(EVENT)
    days.set(dateKey(date, person), events)
  }
  return {
    of: (date, person) => {
      const events = days.get(dateKey(date, person)) ?? []
      return events.length === 0 ? NOTHING : toRecordedDay(events.map(toRow))
    },
  }
}

function toRow(event: string): Row {
  const [type = '', at = '', checked, point = '', id = '', ref = '', accepted, text = ''] = event.split(PART)
  return { type, at: Number(at), checked: checked === 't', point, id, ref, accepted: accepted === 't', text }
}

function dataOf<T extends 'scan' | 'sign-in' | 'intent' | 'claim' | 'spot-check'>(
  row: Row,
): EventData<T> | null {
  const parsed = parseEvent(row.text)
  return parsed.kind === 'known' ? (parsed.event.data as EventData<T>) : null
}

function toRecordedDay(rows: readonly Row[]): RecordedDay {
  const annulled = new Set(rows.filter((row) => row.type === 'annul').map((row) => row.ref))
  const standing = rows.filter((row) => !annulled.has(row.id))
  const said = new Map<string, EventData<'intent'>['intent']>()
  for (const row of standing) {
    const data = row.type === 'intent' ? dataOf<'intent'>(row) : null
    if (data !== null) said.set(row.ref, data.intent)
  }
  const scans: RecordedDay['scans'][number][] = []
  const claims: RecordedDay['claims'][number][] = []
  const spotChecks: string[] = []
  for (const row of standing) {
    if (row.type === 'scan' || row.type === 'sign-in') {
      scans.push({
        at: row.at,
        badge: row.type === 'scan' ? 'scanned' : 'absent',
        intent: said.get(row.id) ?? (row.text === '' ? undefined : dataOf<'scan'>(row)?.intent),
        point: row.point,
        clockChecked: row.checked,
      })
    } else if (row.type === 'claim') {
      const data = dataOf<'claim'>(row)
      if (data !== null) {
        const { session, side, at, by, staff } = data
        const own = by === staff && !mutated('own-claim-counted')
        claims.push({ session, side, at, by, made: row.at, accepted: row.accepted, own })
      }
    } else if (row.type === 'spot-check') {
      const data = dataOf<'spot-check'>(row)
      if (data !== null) spotChecks.push(data.finding)
    }
  }
  return { scans, claims, spotChecks, annulled: annulledFacts(rows), deeds: deedsOf(standing) }
}

/** What somebody else did with the person's PIN and badge, of a day's events in the order of their time. */
function deedsOf(rows: readonly Row[]): NonNullable<RecordedDay['deeds']> {
  const deeds: DeedCode[] = []
  let pinSet = false
  for (const { type, text } of rows) {
    if (type !== 'access' && type !== 'badge-handed-over' && type !== 'sign-in') continue
    const parsed = parseEvent(text)
    if (parsed.kind !== 'known') continue
    const { event } = parsed
    if (event.type === 'badge-handed-over') deeds.push('badge-handed-over')
    if (event.type === 'access' && event.data.what === 'pin-set' && event.data.who !== event.data.about) {
      pinSet = true
      deeds.push('pin-set-by-other')
    }
    if (event.type === 'sign-in' && event.data.confirmedBy === 'pin' && pinSet)
      deeds.push('pin-used-same-day')
  }
  return [...new Set(deeds)]
}
