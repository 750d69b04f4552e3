import { TZDate, tzOffset } from '@date-fns/tz'

/** Dates are `YYYY-MM-DD`, times of day `HH:mm` (`24:00` is the end of the day), zones IANA names, instants UTC ms. */

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Offsets only ever change on a quarter of an hour. */
const QUARTER_MS = 15 * MINUTE_MS
const MOST_CACHED = 4096

function remembered<V>(compute: (key: string) => V): (key: string) => V {
  const known = new Map<string, V>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    if (known.size >= MOST_CACHED) known.clear()
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

const offsetMinutes = remembered((key) => {
  const [zone = '', quarter = ''] = key.split(' ')
  return tzOffset(zone, new Date(Number(quarter) * QUARTER_MS))
})

const midnight = remembered((key) => {
  const [zone = '', date = ''] = key.split(' ')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new TZDate(year, month - 1, day, zone).getTime()
})

/** Minutes the zone is ahead of UTC at an instant. */
export const zoneOffsetMinutes = (instant: number, zone: string): number =>
  offsetMinutes(`${zone} ${Math.floor(instant / QUARTER_MS)}`)

/** The calendar date on which an instant falls. */
export function localDateOf(instant: number, zone: string): string {
  return new Date(instant + zoneOffsetMinutes(instant, zone) * MINUTE_MS).toISOString().slice(0, 10)
}

/** The time of day of an instant, `HH:mm`, cut to the minute. */
export function localTimeOf(instant: number, zone: string): string {
  return new Date(instant + zoneOffsetMinutes(instant, zone) * MINUTE_MS).toISOString().slice(11, 16)
}

/** The instant at which a local date begins. */
export const startOfDate = (date: string, zone: string): number => midnight(`${zone} ${date}`)

/** The instant of a local time of day on a date, right across changes of the zone's offset. */
export function instantOf(date: string, time: string, zone: string): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  const start = startOfDate(date, zone)
  const plain = start + minutes * MINUTE_MS
  return plain + (zoneOffsetMinutes(start, zone) - zoneOffsetMinutes(plain, zone)) * MINUTE_MS
}

/** `1` Monday … `7` Sunday. */
export const weekdayOf: (date: string) => number = remembered((date) => {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return day === 0 ? 7 : day
})

const shifted = remembered((key) => {
  const [date = '', days = ''] = key.split(' ')
  return new Date(Date.parse(`${date}T00:00:00Z`) + Number(days) * DAY_MS).toISOString().slice(0, 10)
})

/** The date so many days later (or earlier, when negative). */
export const addDays = (date: string, days: number): string => shifted(`${date} ${days}`)

/** All dates of a month `YYYY-MM`, in order. */
export function datesOfMonth(month: string): string[] {
  const dates: string[] = []
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) dates.push(date)
  return dates
}
