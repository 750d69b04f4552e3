import type { DayFlag } from '../person-day/person-day.ts'
import { localTimeOf } from '../time.ts'
import type { MonthFacts, SheetDay } from './month-facts.ts'
import { type PaperWords, paperWords, sessionName } from './month-words.ts'
import { VIOLATION_KINDS, type ViolationKind } from './violation-kinds.ts'

export interface Violation {
  readonly date: string
  /** `''`: the whole day. */
  readonly session: string
  readonly kind: ViolationKind
  /** The flag as the rules name it. */
  readonly code: DayFlag['code']
  /** Local times; `''` where there is none. */
  readonly required: string
  readonly actual: string
  readonly minutes: number | null
  /** It is on record but not held against the person: covered by an excuse or an allowance. */
  readonly excused: boolean
  /** What it rests on, in words. */
  readonly basis: string
}

export interface PersonViolations {
  readonly person: string
  readonly name: string
  readonly title: string
  readonly violations: readonly Violation[]
  /** How often each kind is held against the person, and the minutes of late, early and away. */
  readonly counts: Readonly<Record<ViolationKind, number>>
  readonly minutes: Readonly<Record<'late' | 'early' | 'away', number>>
}

const KIND_OF: Readonly<Partial<Record<DayFlag['code'], ViolationKind>>> = {
  late: 'late',
  early: 'early',
  absent: 'absent',
  'missing-in': 'missing',
  'missing-out': 'missing',
  'missing-midday': 'missing',
  away: 'away',
  'no-badge': 'no-badge',
  'badge-not-worn': 'badge-not-worn',
}

/** Everybody's late, early, missing, away and badge findings of a month; lateness stands here and not on the sheet. */
export function violationsOf(facts: MonthFacts): PersonViolations[] {
  const words = paperWords(facts)
  return facts.people.map(({ id, name, title, days }) => {
    const violations = days.flatMap((each) => violationsOn(each, facts.zone, words))
    const counts = Object.fromEntries(VIOLATION_KINDS.map((kind) => [kind, 0])) as Record<
      ViolationKind,
      number
    >
    const minutes = { late: 0, early: 0, away: 0 }
    for (const { kind, excused, minutes: took } of violations) {
      if (excused) continue
      counts[kind]++
      if (kind === 'late' || kind === 'early' || kind === 'away') minutes[kind] += took ?? 0
    }
    return { person: id, name, title, violations, counts, minutes }
  })
}

function violationsOn({ day }: SheetDay, zone: string, { basis }: PaperWords): Violation[] {
  return day.flags.flatMap((flag): Violation[] => {
    const kind = KIND_OF[flag.code]
    if (kind === undefined) return []
    const session = flag.session === undefined ? undefined : day.sessions[flag.session]
    const marks = flag.session === undefined ? undefined : day.marks[flag.session]
    const isEnd = flag.code === 'early' || flag.code === 'missing-out'
    const required = session === undefined ? '' : localTimeOf(isEnd ? session.end : session.start, zone)
    const mark = isEnd ? marks?.out : flag.code === 'late' ? marks?.in : null
    const timed = flag.code === 'late' || flag.code === 'early'
    const away =
      flag.code === 'away'
        ? day.away
            .filter((each) => each.kind !== 'out-duty')
            .map(({ from, to }) => `${localTimeOf(from, zone)}–${localTimeOf(to, zone)}`)
            .join('; ')
        : ''
    return [
      {
        date: day.date,
        session: flag.session === undefined ? '' : sessionName(flag.session, day.sessions.length),
        kind,
        code: flag.code,
        required:
          flag.code === 'absent' && session ? `${required}–${localTimeOf(session.end, zone)}` : required,
        actual: mark ? localTimeOf(mark.at, zone) : away,
        minutes: (timed ? (flag.chargeable ?? flag.minutes) : flag.minutes) ?? null,
        excused: timed && flag.chargeable === 0,
        basis: basis[mark?.by ?? restsOn(flag.code)],
      },
    ]
  })
}

/** What a flag rests on that has no mark of its own. */
function restsOn(code: DayFlag['code']): keyof PaperWords['basis'] {
  return code === 'no-badge' || code === 'badge-not-worn' || code === 'away' ? code : 'nothing'
}
