import { orderSessions } from '../../core/schedule/order-sessions.ts'
import { startsOn, WRITTEN_KINDS, type WrittenRule } from '../../core/schedule/rule-change.ts'
import type { DaySessions, Rulebook } from '../../core/schedule/rulebook.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

const BAD_SESSIONS = refuse(422, 'hours.bad-sessions')
const LONGEST_TEXT = 200

const sessionsOf = ({ kind, value }: WrittenRule): readonly DaySessions[] => {
  if (kind === 'hours') return Object.values(value.weekdays).filter((sessions) => sessions !== undefined)
  if (kind === 'duty') return [value.sessions]
  if (kind === 'calendar' && value.kind.kind === 'special-hours') return [value.kind.sessions]
  return []
}

function textFault(rule: WrittenRule): Refusal | null {
  const texts = Object.values(rule.value).filter((each): each is string => typeof each === 'string')
  const bad = texts.some((text) => text.includes('\0') || !text.isWellFormed() || text.length > LONGEST_TEXT)
  return bad ? refuse(422, 'hours.bad-text') : null
}

/** What is wrong with a rule by itself. */
function ownFault(rule: WrittenRule): Refusal | null {
  const { value } = rule
  const text = textFault(rule)
  if (text !== null) return text
  if (startsOn(rule) < '1970' || startsOn(rule) >= '2100') return refuse(422, 'hours.outside-calendar')
  if ('validFrom' in value && value.validTo !== undefined && value.validTo < value.validFrom)
    return refuse(422, 'hours.ends-before-begin')
  if (sessionsOf(rule).some((sessions) => orderSessions(sessions).changed)) return BAD_SESSIONS
  if (rule.kind === 'duty' && rule.value.sessions.length === 0) return refuse(422, 'hours.no-duty-session')
  if (rule.kind === 'allowances') {
    if (rule.value.validTo === undefined) return refuse(422, 'hours.allowance-without-end')
    if (rule.value.minutes < 1 || rule.value.minutes > 480) return refuse(422, 'hours.allowance-minutes')
  }
  return null
}

/** What a rule alone may say from its first day on: of two that say it the book would have to choose. */
function saidBy({ kind, value }: WrittenRule): string[] {
  const say = (...words: readonly (string | number)[]) => [kind, ...words].join('\t')
  switch (kind) {
    case 'hours': {
      const { scope, validFrom, season } = value
      return [say(scope.kind, scope.id, validFrom, season?.from ?? '', season?.to ?? '')]
    }
    case 'policies':
      return Object.keys(value.values).map((each) => say(value.organisation, value.validFrom, each))
    case 'duty':
      return [say(value.person, value.date)]
    case 'leaders':
      return [say(value.point, value.date, value.session ?? '')]
    case 'calendar':
      return value.enabled ? [say(value.scope.kind, value.scope.id, value.date)] : []
    case 'allowances':
      return []
  }
}

const twice = (rule: Exclude<WrittenRule, { kind: 'allowances' }>): Refusal =>
  refuse(409, `hours.${rule.kind}-twice`, { date: startsOn(rule) })

/** Every rule of a book that staff write. */
const writtenIn = (book: Rulebook): WrittenRule[] =>
  WRITTEN_KINDS.flatMap((kind) => book[kind].map((value) => ({ kind, value }) as WrittenRule))

/** What is wrong with rules that are to come, in a book from which the others are gone already. */
export function rulesFault(book: Rulebook, add: readonly WrittenRule[]): Refusal | null {
  const said = new Set(writtenIn(book).flatMap(saidBy))
  for (const rule of add) {
    const fault = ownFault(rule)
    if (fault !== null) return fault
    const says = saidBy(rule)
    if (rule.kind !== 'allowances' && says.some((each) => said.has(each))) return twice(rule)
    for (const each of says) said.add(each)
  }
  return null
}
