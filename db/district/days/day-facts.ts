import { sql } from 'drizzle-orm'
import { type EventData, PIN_GIVEN, PIN_SET, parseEvent } from '../../../core/log/event.ts'
import type { RecordedDay } from '../../../core/person-day/judge-person-day.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { DayDeed } from '../../../core/person-day/person-day.ts'
import { columnRows } from '../engine/column-rows.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { annulledFacts } from './annulled-facts.ts'

/** So far in its log from each scan of a day an event is looked for whose time is known: some days of a busy counter. */
const NEAR_EVENTS = 200

export const dateKey = (date: string, person: string): string => `${date} ${person}`

/** One event of a day as it is read back; `text` only where the event itself has more to say. */
interface Row {
  readonly type: string
  readonly at: number
  /** `t`: the clock of its run was compared; else of a scan `<from>:<to>`, between what it happened, where that is known. */
  readonly checked: string
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
          concat_ws(${PART}::text, e.type, e.judged_at,
            case when e.judged_error_ms is not null then 't' when e.type not in ('scan', 'sign-in') then ''
            else ${checkedNear('before')} || ':' || ${checkedNear('after')} end,
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

/** Corrected time of the nearest event in the log whose time is known; the events of a never compared run are not many. */
const checkedNear = (side: 'before' | 'after') => sql`
  coalesce((select n.judged_at::text from events n where n.log = e.log and n.judged_error_ms is not null
    and n.seq ${
      side === 'before'
        ? sql`between e.seq - ${NEAR_EVENTS}::int and e.seq - 1 order by n.seq desc`
        : sql`between e.seq + 1 and e.seq + ${NEAR_EVENTS}::int order by n.seq`
    } limit 1), '')`

function toRow(event: string): Row {
  const [type = '', at = '', checked = '', point = '', id = '', ref = '', accepted, text = ''] =
    event.split(PART)
  return { type, at: Number(at), checked, point, id, ref, accepted: accepted === 't', text }
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
        ...timeKnown(row.checked),
      })
    } else if (row.type === 'claim') {
      const data = dataOf<'claim'>(row)
      if (data !== null) {
        const { session, side, at, by, staff } = data
        const own = by === staff
        claims.push({ session, side, at, by, made: row.at, accepted: row.accepted, own })
      }
    } else if (row.type === 'spot-check') {
      const data = dataOf<'spot-check'>(row)
      if (data !== null) spotChecks.push(data.finding)
    }
  }
  return { scans, claims, spotChecks, annulled: annulledFacts(rows), deeds: deedsOf(standing) }
}

function timeKnown(checked: string): Pick<RecordedDay['scans'][number], 'clockChecked' | 'within'> {
  if (checked === 't') return { clockChecked: true }
  const [from, to] = checked.split(':').map((at) => (at === '' ? null : Number(at)))
  return { clockChecked: false, within: { from: from ?? null, to: to ?? null } }
}

/** What somebody else did with the person's PIN and badge, of a day's events in the order of their time. */
function deedsOf(rows: readonly Row[]): DayDeed[] {
  const deeds: DayDeed[] = []
  let setBy: string | null | undefined
  for (const { type, at, text } of rows) {
    if (type !== 'access' && type !== 'badge-handed-over' && type !== 'sign-in') continue
    const parsed = parseEvent(text)
    if (parsed.kind !== 'known') continue
    const { event } = parsed
    if (event.type === 'badge-handed-over') {
      const { by, reason } = event.data
      deeds.push({ what: 'badge-handed-over', at, by, reason })
    }
    const isSet = event.type === 'access' && (event.data.what === PIN_SET || event.data.what === PIN_GIVEN)
    if (isSet && event.data.who !== event.data.about) {
      setBy = event.data.who === 'administrator' ? null : event.data.who
      // A first PIN has to come from somebody.
      if (event.data.what === PIN_SET) deeds.push({ what: 'pin-set-by-other', at, by: setBy, reason: '' })
    }
    if (event.type === 'sign-in' && event.data.confirmedBy === 'pin' && setBy !== undefined)
      deeds.push({ what: 'pin-used-same-day', at, by: setBy, reason: '' })
  }
  return deeds
}
