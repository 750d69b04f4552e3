import { setImmediate } from 'node:timers/promises'
import {
  type ChangedDay,
  MOST_PREVIEWED_PEOPLE,
  MOST_SHOWN_DAYS,
  type RulePreview,
} from '../../../core/district/hours-api.ts'
import { compareNames } from '../../../core/names.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import type { DayFlag } from '../../../core/person-day/person-day.ts'
import { chainOn, indexRulebook } from '../../../core/schedule/index-rulebook.ts'
import { asIfIn, changedBook, type RuleChange, type WrittenRule } from '../../../core/schedule/rule-change.ts'
import { datesOfMonth, localDateOf } from '../../../core/time.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { deriveDays } from './derive-days.ts'

/** Judged in one go; kiosks are answered in between. */
const DAYS_AT_ONCE = 500

type DayFlags = Map<string, readonly DayFlag[]>

/** Whether a rule can matter to a person at a point on a date. */
function concerns(
  snapshot: Snapshot,
  rule: WrittenRule,
  person: string,
  point: string,
  date: string,
): boolean {
  const { value } = rule
  if ('person' in value) return value.person === person
  if (rule.kind === 'leaders') return false
  const scope =
    'scope' in value
      ? value.scope
      : 'organisation' in value
        ? { kind: 'organisation' as const, id: value.organisation }
        : null
  if (scope === null) return false
  if (scope.kind === 'person') return scope.id === person
  if (scope.kind === 'point') return scope.id === point
  return chainOn(indexRulebook(snapshot.book), point, date)?.includes(scope.id) ?? false
}

/** Everybody whose days of a month a change can touch, with those days, by name. */
function daysConcerned(snapshot: Snapshot, change: RuleChange, month: string, today: string) {
  const rules = [...change.remove, ...change.add]
  const dates = datesOfMonth(month).filter((date) => date < today)
  const found: { person: string; name: string; days: PersonDate[] }[] = []
  for (const [person, { name }] of snapshot.people) {
    const days = dates.filter((date) => {
      const point = pointOn(snapshot, person, date)
      return point !== null && rules.some((rule) => concerns(snapshot, rule, person, point, date))
    })
    if (days.length > 0)
      found.push({ person, name: name ?? '', days: days.map((date) => ({ person, date })) })
  }
  return found.sort((a, b) => compareNames(a.name, b.name) || (a.person < b.person ? -1 : 1))
}

const flagKey = (flag: DayFlag): string =>
  [flag.code, flag.session ?? '', flag.minutes ?? '', flag.chargeable ?? ''].join(' ')
const flagsKey = (flags: readonly DayFlag[]): string => flags.map(flagKey).sort().join('|')

function difference(
  snapshot: Snapshot,
  before: ReadonlyMap<string, readonly DayFlag[]>,
  after: ReadonlyMap<string, readonly DayFlag[]>,
  days: readonly PersonDate[],
): RulePreview['willChange'] {
  const changed: ChangedDay[] = []
  const counts = new Map<DayFlag['code'], { before: number; after: number }>()
  let count = 0
  for (const { person, date } of days) {
    const was = before.get(`${date} ${person}`) ?? []
    const is = after.get(`${date} ${person}`) ?? []
    for (const [flags, side] of [
      [was, 'before'],
      [is, 'after'],
    ] as const) {
      for (const { code } of flags) {
        const sum = counts.get(code) ?? { before: 0, after: 0 }
        sum[side]++
        counts.set(code, sum)
      }
    }
    if (flagsKey(was) === flagsKey(is)) continue
    count++
    if (changed.length < MOST_SHOWN_DAYS)
      changed.push({
        person,
        name: snapshot.people.get(person)?.name ?? null,
        date,
        before: [...was],
        after: [...is],
      })
  }
  return { count, days: changed, flags: [...counts].map(([code, sums]) => ({ code, ...sums })) }
}

/**
 * Judges the days of a month by the rules as they are, as they will be after a change, and as if the change had held
 * in the whole month. Writes nothing.
 */
export async function previewRules(
  db: DistrictDb,
  snapshot: Snapshot,
  change: RuleChange,
  month: string,
  now: number,
): Promise<Pick<RulePreview, 'willChange' | 'asIf' | 'people' | 'peopleLookedAt'>> {
  const today = localDateOf(now, snapshot.book.zone)
  const concerned = daysConcerned(snapshot, change, month, today)
  const looked = concerned.slice(0, MOST_PREVIEWED_PEOPLE)
  const days = looked.flatMap((person) => person.days)
  const [before, after, asIf] = [new Map(), new Map(), new Map()] as [DayFlags, DayFlags, DayFlags]
  const books = [
    [snapshot.book, before],
    [changedBook(snapshot.book, change), after],
    [changedBook(snapshot.book, asIfIn(change, month)), asIf],
  ] as const
  for (let from = 0; from < days.length; from += DAYS_AT_ONCE) {
    const some = days.slice(from, from + DAYS_AT_ONCE)
    // By all three at once: what comes meanwhile is no difference between them.
    for (const [book, flags] of books) {
      for (const { date, person, judged } of await deriveDays(db, { ...snapshot, book }, some, now)) {
        flags.set(`${date} ${person}`, judged.day.flags)
      }
    }
    await setImmediate()
  }
  return {
    willChange: difference(snapshot, before, after, days),
    asIf: difference(snapshot, before, asIf, days),
    people: concerned.length,
    peopleLookedAt: looked.length,
  }
}
