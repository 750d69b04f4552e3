import {
  LATEST_LAYOUT,
  type LeaderSession,
  type MonthFacts,
  type SheetDay,
} from '../../core/month/month-facts.ts'
import { ruleWords } from '../../core/month/rule-words.ts'
import { SheetTemplate } from '../../core/month/sheet-template.ts'
import { indexRulebook } from '../../core/schedule/index-rulebook.ts'
import { owedDay } from '../../core/schedule/owed-sessions.ts'
import { datesOfMonth, instantOf } from '../../core/time.ts'
import { BOOK, inventedDay, peopleOf, ZONE } from './invented-district.ts'

/** A month of an invented ward out of invented scans, at an instant after its end unless told. */
export function inventedMonth(
  point: string,
  month: string,
  more: Partial<Pick<MonthFacts, 'template' | 'people'>> & { readonly now?: number } = {},
): MonthFacts {
  const now = more.now ?? instantOf(`${month}-28`, '23:00', ZONE) + 10 * 86_400_000
  const ward = BOOK.points.find(({ id }) => id === point)
  return {
    v: 1,
    layout: LATEST_LAYOUT,
    month,
    zone: ZONE,
    point,
    pointName: ward?.name ?? '',
    organisationName: BOOK.organisations.find(({ id }) => id === ward?.organisation)?.name ?? '',
    parentName: 'UBND thành phố Đông Hải',
    asOf: now,
    rulesVersion: 7,
    template: more.template ?? SheetTemplate.parse({}),
    people:
      more.people ??
      peopleOf(point).map((person) => ({
        id: person.id,
        name: person.name,
        title: person.title,
        days: datesOfMonth(month).map((date): SheetDay => {
          const { source } = owedDay(BOOK, { person: person.id, point, date })
          return {
            day: inventedDay(person, date, now, []).day,
            excuses: excusesOn(person.id, date),
            rule: ruleWords(source, BOOK),
            holiday: source.kind === 'holiday' ? source.name : null,
          }
        }),
      })),
    leaders: inventedLeaders(month),
    voucherNames: {},
    leaveNames: {},
  }
}

const excusesOn = (person: string, date: string): SheetDay['excuses'] =>
  (indexRulebook(BOOK).excuses.get(person) ?? []).flatMap(({ from, to, code }) =>
    from.slice(0, 10) <= date && to.slice(0, 10) >= date
      ? [{ from: instantOf(date, '00:00', ZONE), to: instantOf(date, '24:00', ZONE), code }]
      : [],
  )

function inventedLeaders(month: string): LeaderSession[] {
  return datesOfMonth(month)
    .filter((date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
    .flatMap((date, index) =>
      [0, 1].map((session): LeaderSession => {
        const name = index % 9 === 4 ? null : 'Trần Thị Ánh'
        return {
          date,
          session,
          name,
          there: index === 3 && session === 1 ? 'no' : name === null ? 'unknown' : 'yes',
        }
      }),
    )
}
