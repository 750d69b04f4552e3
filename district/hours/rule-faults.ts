import { keyOf } from '../../core/schedule/index-rulebook.ts'
import { orderSessions } from '../../core/schedule/order-sessions.ts'
import { startsOn, type WrittenRule } from '../../core/schedule/rule-change.ts'
import type { DaySessions, Rulebook } from '../../core/schedule/rulebook.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

const BAD_SESSIONS = refuse(422, 'Các buổi phải theo thứ tự, không chồng nhau và kết thúc sau khi bắt đầu.')
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
  return bad ? refuse(422, 'Có ký tự không dùng được hoặc nội dung quá dài.') : null
}

/** What is wrong with a rule by itself. */
function ownFault(rule: WrittenRule): Refusal | null {
  const { value } = rule
  const text = textFault(rule)
  if (text !== null) return text
  if (startsOn(rule) < '1970' || startsOn(rule) >= '2100') return refuse(422, 'Ngày nằm ngoài lịch.')
  if ('validFrom' in value && value.validTo !== undefined && value.validTo < value.validFrom)
    return refuse(422, 'Ngày hết hiệu lực ở trước ngày có hiệu lực.')
  if (sessionsOf(rule).some((sessions) => orderSessions(sessions).changed)) return BAD_SESSIONS
  if (rule.kind === 'duty' && rule.value.sessions.length === 0)
    return refuse(422, 'Hãy chọn ít nhất một buổi trực.')
  if (rule.kind === 'allowances') {
    if (rule.value.validTo === undefined)
      return refuse(422, 'Giờ được bớt phải có ngày kết thúc, ví dụ ngày con tròn 12 tháng.')
    if (rule.value.minutes < 1 || rule.value.minutes > 480) return refuse(422, 'Số phút từ 1 đến 480.')
  }
  return null
}

/** What is wrong with rules that are to come, in a book from which the others are gone already. */
export function rulesFault(book: Rulebook, add: readonly WrittenRule[]): Refusal | null {
  const dates = new Set(
    book.calendar
      .filter(({ enabled }) => enabled)
      .map(({ scope, date }) => keyOf(scope.kind, scope.id, date)),
  )
  for (const rule of add) {
    const fault = ownFault(rule)
    if (fault !== null) return fault
    if (rule.kind !== 'calendar' || !rule.value.enabled) continue
    const key = keyOf(rule.value.scope.kind, rule.value.scope.id, rule.value.date)
    if (dates.has(key)) return refuse(409, `Ngày ${rule.value.date} đã có trong lịch của đơn vị này.`)
    dates.add(key)
  }
  return null
}
