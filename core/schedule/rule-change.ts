import { addDays } from '../time.ts'
import { contentOf, inOrder } from './rule-content.ts'
import {
  Allowance,
  DateException,
  DutyEntry,
  Hours,
  LeaderDuty,
  PolicyRule,
  type Rulebook,
} from './rulebook.ts'

/** Kinds of rules that staff write; excuses are decided, not written. */
export const WRITTEN_KINDS = ['hours', 'calendar', 'duty', 'leaders', 'policies', 'allowances'] as const
export type WrittenKind = (typeof WRITTEN_KINDS)[number]

/** The shape of each kind's rows. */
export const RULE_SHAPES = {
  hours: Hours,
  calendar: DateException,
  duty: DutyEntry,
  leaders: LeaderDuty,
  policies: PolicyRule,
  allowances: Allowance,
} as const satisfies Record<WrittenKind, unknown>

export type WrittenRule = {
  [Kind in WrittenKind]: { readonly kind: Kind; readonly value: Rulebook[Kind][number] }
}[WrittenKind]

/** Rules that go and rules that come; a rule that ends goes, and comes again with its end. */
export interface RuleChange {
  readonly remove: readonly WrittenRule[]
  readonly add: readonly WrittenRule[]
}

const EVER = '9999-12-31'

/** First date on which a rule can matter. */
export function startsOn({ value }: WrittenRule): string {
  return 'validFrom' in value ? value.validFrom : value.date
}
const endsOn = ({ value }: WrittenRule): string =>
  'validFrom' in value ? (value.validTo ?? EVER) : value.date

const sayingOf = ({ kind, value }: WrittenRule): string => `${kind} ${contentOf(value)}`

/**
 * The first date on which a change can make a difference; `null`: none. Of a rule that stays the same but for its
 * end, only the days between the two ends can.
 */
export function firstDifference({ remove, add }: RuleChange): string | null {
  const dates: string[] = []
  const left = [...add]
  for (const old of remove) {
    const at = left.findIndex((rule) => sayingOf(rule) === sayingOf(old))
    const again = left[at]
    if (again === undefined) dates.push(startsOn(old))
    else {
      left.splice(at, 1)
      const [one, other] = [endsOn(old), endsOn(again)].sort()
      if (one !== undefined && one !== other) dates.push(addDays(one, 1))
    }
  }
  dates.push(...left.map(startsOn))
  return dates.sort()[0] ?? null
}

/** The book after a change. Rows are compared by what they say. */
export function changedBook(book: Rulebook, { remove, add }: RuleChange): Rulebook {
  const gone = remove.map(({ kind, value }) => `${kind} ${JSON.stringify(inOrder(value))}`)
  const kept = <Kind extends WrittenKind>(kind: Kind): Rulebook[Kind] => {
    const rows = (book[kind] as readonly unknown[]).filter((row) => {
      const at = gone.indexOf(`${kind} ${JSON.stringify(inOrder(row))}`)
      if (at >= 0) gone.splice(at, 1)
      return at < 0
    })
    return [...rows, ...add.filter((rule) => rule.kind === kind).map(({ value }) => value)] as Rulebook[Kind]
  }
  return {
    ...book,
    hours: kept('hours'),
    calendar: kept('calendar'),
    duty: kept('duty'),
    leaders: kept('leaders'),
    policies: kept('policies'),
    allowances: kept('allowances'),
  }
}

/**
 * The same change as if it had been in force in a whole month already: what lasts begins on the month's first day,
 * what ends had ended before it. Rules of single dates stay where they are.
 */
export function asIfIn(change: RuleChange, month: string): RuleChange {
  const first = `${month}-01`
  const removed = change.remove.map(sayingOf)
  return {
    remove: change.remove,
    add: change.add.flatMap((rule) => {
      if (!('validFrom' in rule.value)) return [rule]
      const isOnlyEnded = removed.includes(sayingOf(rule)) && (rule.value.validTo ?? EVER) !== EVER
      if (isOnlyEnded) return []
      const { validTo: _end, ...rest } = rule.value
      const validFrom = rest.validFrom < first ? rest.validFrom : first
      return [{ kind: rule.kind, value: { ...rest, validFrom } } as WrittenRule]
    }),
  }
}
