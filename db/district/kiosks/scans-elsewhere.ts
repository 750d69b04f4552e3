import { sql } from 'drizzle-orm'
import { parseEvent } from '../../../core/log/event.ts'
import { localDateOf } from '../../../core/time.ts'
import { type Elsewhere, MOST_SCANS_ELSEWHERE } from '../../../core/wire/wire.ts'
import { readCoverage } from '../days/coverage.ts'
import { type DistrictDb, rowsOf } from '../engine/district-db.ts'
import { peopleAt, type Snapshot } from '../organisation/snapshot.ts'
import type { Device } from './devices.ts'

interface Row {
  readonly type: string
  readonly id: string
  readonly ref: string | null
  readonly person: string
  readonly at: string
  /** The clock of its run was compared. */
  readonly checked: boolean
  /** Recorded at the point itself. */
  readonly here: boolean
  /** Only where the event has more to say. */
  readonly text: string
}

/**
 * What the other kiosks of a kiosk's point recorded today about its people, and up to when all of them were heard; of one
 * that was revoked what it had brought by then. Who scanned at another point is said to have more on record.
 * @returns `null`: there is no other, and nobody scanned elsewhere; more than can be said is as if they had not been heard
 */
export async function scansElsewhere(
  tx: DistrictDb,
  snapshot: Snapshot,
  { id: device, point }: Pick<Device, 'id' | 'point'>,
  now: number,
): Promise<Elsewhere | null> {
  const others = (await readCoverage(tx, [point], device)).get(point) ?? []
  const today = localDateOf(now, snapshot.book.zone)
  const people = peopleAt(snapshot, point, today)
  if (people.length === 0) return null
  const rows = rowsOf<Row>(
    await tx.execute(sql`
      select e.type, e.id::text as id, e.ref::text as ref, e.person, e.judged_at::text as at,
        e.judged_error_ms is not null as checked, e.point = ${point} as here,
        case when e.type = 'intent' or strpos(e.text, '"intent"') > 0 then e.text else '' end as text
      from events e
      where e.day = ${today}
        and e.person in (${sql.join(
          people.map((person) => sql`${person}`),
          sql`, `,
        )})
        and e.device <> ${device}::uuid and not e.repeats
        and e.type in ('scan', 'sign-in', 'intent', 'claim', 'annul')
      order by e.judged_at, e.log, e.seq limit ${MOST_SCANS_ELSEWHERE + 1}`),
  )
  if (others.length === 0 && rows.length === 0) return null
  if (rows.length > MOST_SCANS_ELSEWHERE) return { heardTo: null, scans: [], unsure: [] }
  const heard = others.map(({ completeTo }) => completeTo)
  const heardTo = heard.reduce<number | null>(
    (least, each) => (least === null || each === null ? null : Math.min(least, each)),
    now,
  )
  const alone = others.length === 0 && !rows.some(({ here }) => here)
  return { heardTo, ...factsOf(rows), ...(alone ? { alone } : {}) }
}

/** Scans and sign-ins as they stand; who has more on record than those is not to be judged by them. */
function factsOf(rows: readonly Row[]): Pick<Elsewhere, 'scans' | 'unsure'> {
  const scans = new Map<string, Elsewhere['scans'][number]>()
  const unsure = new Set<string>()
  for (const { type, id, person, at, checked, here, text } of rows) {
    if (!here) unsure.add(person)
    if (!here || (type !== 'scan' && type !== 'sign-in')) continue
    const intent = intentOf(text)
    scans.set(id, {
      person,
      at: Number(at),
      clockChecked: checked,
      ...(intent === undefined ? {} : { intent }),
      ...(type === 'sign-in' ? { badge: 'absent' } : {}),
    })
  }
  for (const { type, ref, person, text } of rows) {
    const scan = ref === null ? undefined : scans.get(ref)
    if (type === 'claim' || (ref !== null && scan === undefined)) unsure.add(person)
    else if (ref !== null && scan !== undefined && type === 'annul') scans.delete(ref)
    else if (ref !== null && scan !== undefined && type === 'intent') {
      const intent = intentOf(text)
      if (intent !== undefined) scans.set(ref, { ...scan, intent })
    }
  }
  return { scans: [...scans.values()], unsure: [...unsure] }
}

function intentOf(text: string): Elsewhere['scans'][number]['intent'] {
  const parsed = text === '' ? null : parseEvent(text)
  if (parsed?.kind !== 'known') return undefined
  const { event } = parsed
  return event.type === 'scan' || event.type === 'sign-in' || event.type === 'intent'
    ? event.data.intent
    : undefined
}
