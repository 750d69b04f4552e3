import { addDays } from '../../core/time.ts'
import type { InventedPerson } from './invented-organisation.ts'
import { planDay } from './plan-day.ts'

const DAYS = 5
const two = (number: number): string => String(number).padStart(2, '0')
const timeOf = (second: number): string =>
  `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`

/** A week of readings as an old fingerprint clock writes them to a stick (`1_attlog.dat`): number, time, machine, direction. */
export function oldClockFile(
  people: readonly InventedPerson[],
  from: string,
  isWorkday: (date: string) => boolean,
): string {
  const lines: string[] = []
  for (let date = from, days = 0; days < DAYS; date = addDays(date, 1)) {
    if (!isWorkday(date)) continue
    days++
    const readings = people.flatMap((person, index) =>
      planDay(person.id, date, { morning: false, afternoon: false }).map(({ second }, place) => ({
        second,
        line: [index + 1, `${date} ${timeOf(second)}`, 1, place % 2, 1, 0].join('\t'),
      })),
    )
    lines.push(...readings.sort((a, b) => a.second - b.second).map(({ line }) => line))
  }
  return `${lines.join('\r\n')}\r\n`
}
