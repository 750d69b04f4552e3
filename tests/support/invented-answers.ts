import type { PersonMonth } from '../../core/district/person-month-api.ts'
import type { Today, WardDay, WardToday } from '../../core/district/presence-api.ts'
import type { Presence } from '../../core/person-day/person-day.ts'
import { localDateOf } from '../../core/time.ts'
import { BUSY, begunDates, inventedDay, KIOSKS, peopleOf, ZONE } from './invented-district.ts'
import { type InventedPoint, PEOPLE, POINTS } from './invented-people.ts'

/** Scans made since the city was invented, by person. */
export type LaterScans = ReadonlyMap<string, readonly number[]>

const leaderOf = (point: string, date: string, now: number, more: LaterScans): WardToday['leader'] => {
  const leader = PEOPLE.find(({ id }) => id === `${point}-1`)
  if (leader === undefined || point === 'p9') return null
  return { name: leader.name, presence: inventedDay(leader, date, now, more.get(leader.id) ?? []).presence }
}

export function wardDayAnswer(point: InventedPoint, date: string, now: number, more: LaterScans): WardDay {
  const people = peopleOf(point.id).map((person) => {
    const { day, presence } = inventedDay(person, date, now, more.get(person.id) ?? [])
    return { id: person.id, name: person.name, title: person.title, presence, day }
  })
  return {
    point: point.id,
    pointName: point.name,
    organisationName: point.organisation,
    date,
    asOf: now,
    zone: ZONE,
    sessions: people[0]?.day.sessions ?? [],
    note: people[0]?.day.note ?? null,
    leader: leaderOf(point.id, date, now, more),
    kiosks: KIOSKS.filter((kiosk) => kiosk.point === point.id),
    people,
    guests:
      point.id === BUSY
        ? [
            { at: now - 62 * 60_000, name: 'Lê Hoàng Vũ', from: 'Phường Minh Khai' },
            { at: now - 20 * 60_000, name: null, from: null },
          ]
        : [],
  }
}

export function todayAnswer(date: string, now: number, more: LaterScans): Today {
  const arrivals = new Map<number, { minute: number; onTime: number; late: number }>()
  const wards = POINTS.map((point): WardToday => {
    const ward = wardDayAnswer(point, date, now, more)
    const counts: Partial<Record<Presence, number>> = {}
    let late = 0
    for (const { presence, day } of ward.people) {
      counts[presence] = (counts[presence] ?? 0) + 1
      const isLate = day.flags.some(({ code, session }) => code === 'late' && session === 0)
      if (isLate) late += 1
      const came = day.marks[0]?.in?.at
      if (came === undefined) continue
      const minute = Math.floor(((came / 60_000 + 7 * 60) % 1440) / 15) * 15
      const quarter = arrivals.get(minute) ?? { minute, onTime: 0, late: 0 }
      arrivals.set(minute, {
        ...quarter,
        onTime: quarter.onTime + (isLate ? 0 : 1),
        late: quarter.late + (isLate ? 1 : 0),
      })
    }
    return {
      point: point.id,
      pointName: point.name,
      organisationName: point.organisation,
      counts,
      people: ward.people.length,
      late,
      kiosks: ward.kiosks,
      leader: ward.leader,
      note: ward.note,
    }
  })
  return {
    date,
    asOf: now,
    zone: ZONE,
    wards,
    arrivals: [...arrivals.values()].sort((a, b) => a.minute - b.minute),
  }
}

export function personMonthAnswer(
  id: string,
  month: string,
  now: number,
  more: LaterScans,
): PersonMonth | null {
  const person = PEOPLE.find((each) => each.id === id)
  const point = POINTS.find((each) => each.id === person?.point)
  if (person === undefined || point === undefined) return null
  const days = begunDates(month, now).map((date) => inventedDay(person, date, now, more.get(id) ?? []).day)
  const flags = days.flatMap((day) => day.flags)
  const states = days.flatMap((day) => day.states)
  const times = (code: string): number => flags.filter((flag) => flag.code === code).length
  const minutes = (code: string): number =>
    flags.reduce((sum, flag) => sum + (flag.code === code ? (flag.minutes ?? 0) : 0), 0)
  const today = localDateOf(now, ZONE)
  return {
    person: { id, name: person.name, title: person.title, point: point.id, pointName: point.name },
    month,
    zone: ZONE,
    days,
    totals: {
      workedMinutes: days.reduce((sum, day) => sum + day.workedMinutes, 0),
      owedDays: days.filter((day) => day.sessions.length > 0 && day.date < today).length,
      workedDays: days.filter((day) => day.workedMinutes > 0 && day.date < today).length,
      lateTimes: times('late'),
      lateMinutes: minutes('late'),
      earlyTimes: times('early'),
      earlyMinutes: minutes('early'),
      absentSessions: times('absent'),
      missingScans: times('missing-in') + times('missing-out') + times('missing-midday'),
      noBadge: times('no-badge'),
      noDataSessions: states.filter((state) => state === 'no-data').length,
    },
  }
}
