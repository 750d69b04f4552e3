import { AUDIT_THINGS, type AuditField, type AuditLine } from './audit-lines.ts'
import {
  type Entry,
  each,
  isEntry,
  named,
  partsOf,
  type Read,
  type ToldValue,
  texts,
  when,
  word,
} from './audit-parts.ts'

/** A line before the names in it are found. */
export type ToldLine = Pick<AuditLine, 'field'> & {
  readonly part?: ToldValue
  readonly before?: readonly ToldValue[]
  readonly values: readonly ToldValue[]
}

const MOST_LINES = 40
const MOST_VALUES = 30

/** What `before` and `after` are, where they are no set of named parts. */
const CHANGED: Readonly<Record<string, readonly [AuditField, Read]>> = {
  'people.transfer': ['point', named('point')],
  'kiosks.rename': ['name', texts],
}

/** Parts of a detail that hold other parts. */
const HOLDERS = new Set(['params', 'of', 'change'])

const lineOf = (field: AuditField, values: readonly ToldValue[]): ToldLine[] =>
  values.length === 0
    ? []
    : [
        {
          field,
          values:
            values.length <= MOST_VALUES
              ? values
              : [
                  ...values.slice(0, MOST_VALUES),
                  { kind: 'more' as const, count: values.length - MOST_VALUES },
                ],
        },
      ]

function partLines(action: string, entry: Entry): ToldLine[] {
  return Object.entries(entry).flatMap(([key, value]) => {
    if (HOLDERS.has(key)) return isEntry(value) ? partLines(action, value) : []
    return partsOf(action, key).flatMap(([field, read]) => lineOf(field, read(value)))
  })
}

/** Only what is another after than before; of what is gone, all that it was. */
function changeLines(action: string, before: unknown, after: unknown): ToldLine[] {
  if (after === null && isEntry(before)) return partLines(action, before)
  const whole = CHANGED[action]
  if (whole !== undefined) {
    const [field, read] = whole
    return [{ field, before: read(before), values: read(after) }]
  }
  const [was, is] = [isEntry(before) ? before : {}, isEntry(after) ? after : {}]
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return keys
    .filter((key) => JSON.stringify(was[key] ?? null) !== JSON.stringify(is[key] ?? null))
    .flatMap((key) => {
      return partsOf(action, key).flatMap(([field, read]) => {
        const [old, now] = [read(was[key]), read(is[key])]
        if (old.length + now.length === 0) return []
        return [isEntry(before) ? { field, before: old, values: now } : { field, values: now }]
      })
    })
}

/** Leave types by what they are called: which came, which went, which say something else now. */
function typeLines({ before, after }: Entry): ToldLine[] {
  const byCode = (list: unknown) =>
    new Map(each(list ?? []).flatMap((one) => (isEntry(one) ? [[String(one.code), one] as const] : [])))
  const [was, is] = [byCode(before), byCode(after)]
  const names = (list: readonly Entry[]) => texts(list.map(({ name }) => name))
  const changed = [...is].filter(([code, type]) => {
    const old = was.get(code)
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(type)
  })
  return [
    ...lineOf('typesAdded', names([...is].filter(([code]) => !was.has(code)).map(([, type]) => type))),
    ...lineOf('typesRemoved', names([...was].filter(([code]) => !is.has(code)).map(([, type]) => type))),
    ...lineOf('typesChanged', names(changed.map(([, type]) => type))),
  ]
}

/** Each rule in a line of its own: what it is, of whom, from when. */
function ruleLines(field: 'rulesAdded' | 'rulesRemoved', rules: unknown): ToldLine[] {
  return each(rules).flatMap((rule) => {
    if (!isEntry(rule) || !isEntry(rule.value)) return []
    const [part] = word('rule')(rule.kind)
    const { scope, date, validFrom, person, point, organisation } = rule.value
    const thing = isEntry(scope) ? AUDIT_THINGS.find((each) => each === scope.kind) : undefined
    const whose =
      isEntry(scope) && thing !== undefined
        ? named(thing)(scope.id)
        : [...named('person')(person), ...named('point')(point), ...named('organisation')(organisation)]
    const values = [...whose, ...when(date), ...when(validFrom)]
    return part === undefined ? [] : [{ field, part, values }]
  })
}

/** Many decided at once: how many had which outcome. */
function resultLines(action: string, results: unknown): ToldLine[] {
  const group = action === 'claims.decide' ? 'claimOutcome' : 'outcome'
  const outcomes = each(results).flatMap((one) => (isEntry(one) ? [String(one.outcome)] : []))
  return [...Map.groupBy(outcomes, (outcome) => outcome)].flatMap(([outcome, all]) => {
    const [part] = word(group)(outcome)
    return part === undefined
      ? []
      : [{ field: 'results' as const, part, values: [{ kind: 'count' as const, count: all.length }] }]
  })
}

/**
 * The detail of a row as lines that can be said: what is inside only for programs (ids of requests and closings, digests
 * of a whole month) is left out.
 */
export function readAuditDetail(action: string, detail: unknown): ToldLine[] {
  if (!isEntry(detail)) return []
  const lines = linesOf(action, detail)
  if (lines.length <= MOST_LINES) return lines
  const more = { kind: 'more', count: lines.length - MOST_LINES } as const
  return [...lines.slice(0, MOST_LINES), { field: 'more', values: [more] }]
}

function linesOf(action: string, detail: Entry): ToldLine[] {
  const { before, after, results, add, remove, ...parts } = detail
  switch (action) {
    case 'excuses.set-types':
    case 'excuses.inherit-types':
      return 'status' in detail ? partLines(action, detail) : typeLines(detail)
    case 'month.set-template': {
      const [was, is] = [isEntry(before) ? before : {}, isEntry(after) ? after : {}]
      const changed = Object.keys(is).filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]))
      return [...partLines(action, parts), ...lineOf('template', word('template')(changed))]
    }
    case 'rules.change':
      return [
        ...partLines(action, parts),
        ...ruleLines('rulesRemoved', remove),
        ...ruleLines('rulesAdded', add),
      ]
    default:
      return [
        ...('after' in detail ? changeLines(action, before, after) : []),
        ...partLines(action, 'after' in detail ? parts : detail),
        ...resultLines(action, results),
      ]
  }
}
