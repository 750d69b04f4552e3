import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { type LeaveType, leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { ERASED_NAME } from '../../../core/names.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { termOn } from '../../../core/schedule/term-on.ts'
import { datesOfMonth } from '../../../core/time.ts'
import { dateKey } from '../days/day-facts.ts'
import { deriveDays, readDays } from '../days/derive-days.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { readAsked } from '../excuses/excuses.ts'
import { readLeaveTypes } from '../organisation/office-settings.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { readOuts } from './read-outs.ts'
import { doerNames, todayOf } from './read-wards.ts'

/**
 * One person's month, the point called as it was at the end of it; `null`: no such person, or nothing of the month
 * belongs to the point that the asker may see.
 * @param only the points whose days are shown; `null`: all
 */
export async function readPersonMonth(
  db: DistrictDb,
  snapshot: Snapshot,
  asked: { readonly person: string; readonly month: string; readonly only: ReadonlySet<string> | null },
  now: number,
): Promise<PersonMonth | null> {
  const person = snapshot.people.get(asked.person)
  if (person === undefined) return null
  const month = datesOfMonth(asked.month)
  const dates = month.filter((date) => {
    const point = pointOn(snapshot, person.id, date)
    return point !== null && (asked.only === null || asked.only.has(point))
  })
  const last = dates.at(-1)
  if (last === undefined && asked.only !== null) return null
  const point = last === undefined ? null : pointOn(snapshot, person.id, last)
  const place = snapshot.book.points.find(({ id }) => id === point)
  const read = await readDays(
    db,
    snapshot,
    dates.map((date) => ({ person: person.id, date })),
    now,
  )
  const days = read.filter((day) => day !== null)
  const today = todayOf(snapshot, now)
  const said = await readOuts(
    db,
    dates.map((date) => ({ person: person.id, date })),
  )
  const outs = dates.flatMap((date) =>
    (said.get(dateKey(date, person.id)) ?? []).map((out) => ({ ...out, date })),
  )
  const outToday = outs.findLast(({ date }) => date === today)
  return {
    person: {
      id: person.id,
      name: person.name ?? ERASED_NAME,
      title: person.title,
      point: point ?? '',
      pointName: place === undefined ? '' : termOn(place, month.at(-1) ?? `${asked.month}-28`).name,
    },
    month: asked.month,
    zone: snapshot.book.zone,
    days,
    asked:
      last === undefined ? [] : await readAsked(db, snapshot, person.id, { first: dates[0] ?? last, last }),
    leaveNames: await leaveNames(db, snapshot, person.id, days),
    outs,
    out: outToday !== undefined && (await isOut(db, snapshot, person.id, now)) ? outToday : null,
    names: doerNames(snapshot, days),
    totals: totalsOf(days.filter((day) => day.date <= today)),
  }
}

async function leaveNames(
  db: DistrictDb,
  snapshot: Snapshot,
  person: string,
  days: readonly PersonDay[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  const types = new Map<string, readonly LeaveType[]>()
  for (const { date, excuse } of days) {
    const point = pointOn(snapshot, person, date)
    if (excuse === null || point === null) continue
    const known = types.get(point) ?? (await readLeaveTypes(db, snapshot, point))
    types.set(point, known)
    names[date] = leaveTypeOf(excuse, known).name
  }
  return names
}

/** Whether the person is out right now. */
async function isOut(db: DistrictDb, snapshot: Snapshot, person: string, now: number): Promise<boolean> {
  const [today] = await deriveDays(db, snapshot, [{ person, date: todayOf(snapshot, now) }], now)
  return today?.judged.presence === 'away'
}

/** Sums over days that have begun; a day counts by the share of its sessions. */
function totalsOf(days: readonly PersonDay[]): PersonMonth['totals'] {
  const totals = {
    workedMinutes: 0,
    owedDays: 0,
    workedDays: 0,
    lateTimes: 0,
    lateMinutes: 0,
    earlyTimes: 0,
    earlyMinutes: 0,
    absentSessions: 0,
    missingScans: 0,
    noBadge: 0,
    noDataSessions: 0,
  }
  for (const day of days) {
    totals.workedMinutes += day.workedMinutes
    const all = day.states.length
    for (const state of day.states) {
      if (state !== 'excused') totals.owedDays += 1 / all
      if (state === 'present' || state === 'incomplete' || state === 'here') totals.workedDays += 1 / all
      if (state === 'absent') totals.absentSessions++
      if (state === 'no-data') totals.noDataSessions++
    }
    for (const flag of day.flags) {
      if (flag.code === 'late' && (flag.chargeable ?? 0) > 0) {
        totals.lateTimes++
        totals.lateMinutes += flag.chargeable ?? 0
      }
      if (flag.code === 'early' && (flag.chargeable ?? 0) > 0) {
        totals.earlyTimes++
        totals.earlyMinutes += flag.chargeable ?? 0
      }
      if (flag.code.startsWith('missing-')) totals.missingScans++
      if (flag.code === 'no-badge') totals.noBadge++
    }
  }
  const rounded = (days: number) => Math.round(days * 100) / 100
  return { ...totals, owedDays: rounded(totals.owedDays), workedDays: rounded(totals.workedDays) }
}
