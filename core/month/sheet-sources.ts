import { assertNever } from '../assert-never.ts'
import { leaveTypeOf } from '../excuses/leave-types.ts'
import { localDateOf, localTimeOf } from '../time.ts'
import type { MonthFacts, SheetDay } from './month-facts.ts'
import { cellText, monthSheet } from './month-sheet.ts'
import { dayWords, paperWords, sessionName } from './month-words.ts'

/** Where one cell of the sheet comes from. */
export interface CellSource {
  readonly person: string
  readonly name: string
  readonly date: string
  readonly symbol: string
  /** Owed sessions, local times. */
  readonly sessions: string
  /** The marks and what holds each: scan or claim. */
  readonly marks: string
  /** Leaders' words and what the rules made of each. */
  readonly claims: string
  readonly leave: string
  readonly rule: string
  readonly rulesVersion: number
  readonly complete: boolean
  /** Nothing was owed, nothing was recorded and nothing is named: a plain day off. */
  readonly plain: boolean
}

/** The annex that gives the source of every cell: scans, claims, leave and the rule that judged the day. */
export function cellSources(facts: MonthFacts): CellSource[] {
  const sheet = monthSheet(facts)
  return facts.people.flatMap((person, index) => {
    const row = sheet.rows[index]
    return person.days.map((each): CellSource => {
      const place = sheet.dates.findIndex(({ date }) => date === each.day.date)
      const cell = row?.cells[place]
      return {
        person: person.id,
        name: person.name,
        date: each.day.date,
        symbol: cell === undefined ? '' : cellText(cell),
        sessions: sessionsOf(each, facts.zone),
        marks: marksOf(each, facts.zone),
        claims: claimsOf(each, facts),
        leave: leaveOf(each, facts),
        rule: each.rule,
        rulesVersion: facts.rulesVersion,
        complete: each.day.complete,
        plain: isPlainDayOff(each),
      }
    })
  })
}

const isPlainDayOff = ({ day, holiday, excuses }: SheetDay): boolean =>
  day.sessions.length + day.marks.length + day.otherScans.length + day.flags.length + excuses.length === 0 &&
  (day.claims ?? []).length === 0 &&
  holiday === null

const sessionsOf = ({ day }: SheetDay, zone: string): string =>
  day.sessions.map(({ start, end }) => `${localTimeOf(start, zone)}–${localTimeOf(end, zone)}`).join('; ')

function marksOf(each: SheetDay, zone: string): string {
  const { day } = each
  const text = (mark: { at: number; by: 'scan' | 'claim' } | null): string =>
    mark === null ? '—' : `${localTimeOf(mark.at, zone)}${mark.by === 'claim' ? ' (XN)' : ''}`
  const held = day.marks
    .filter((marks) => marks.in !== null || marks.out !== null)
    .map((marks) => `${text(marks.in)} → ${text(marks.out)}`)
  return [...held, ...uncheckedOf(each, zone), ...outagesOf(each, zone)].join('; ')
}

/** When nobody could scan, where something is not said because of it. */
const outagesOf = ({ day }: SheetDay, zone: string): string[] =>
  (day.outages ?? []).map(({ from, to }) => {
    const [first, last] = [from, to].map((at) =>
      localDateOf(at, zone) === day.date ? localTimeOf(at, zone) : '…',
    )
    return `không có máy để quét ${first}–${last}`
  })

const claimsOf = (each: SheetDay, facts: MonthFacts): string =>
  [...vouchedOf(each, facts), ...annulledOf(each, facts), ...deedsOf(each, facts)].join('; ')

const vouchedOf = ({ day }: SheetDay, facts: MonthFacts): string[] =>
  (day.claims ?? []).map(({ session, side, at, outcome, by }) => {
    const who = by === null ? '' : ` ${facts.voucherNames[by] ?? ''}`
    const what = `${sessionName(session, day.sessions.length)} ${side === 'in' ? 'đến' : 'về'} ${localTimeOf(at, facts.zone)}`
    return `${what}: ${paperWords(facts).outcomes[outcome]}${who === '' ? '' : ` (${who.trim()})`}`
  })

const ANNULLED_WORDS = {
  scan: 'lượt quét',
  'sign-in': 'lượt vào không thẻ',
  claim: 'xác nhận',
  'spot-check': 'kiểm tra tại chỗ',
} as const

/** What somebody annulled, beside what took its place. */
const annulledOf = ({ day }: SheetDay, { zone, voucherNames }: MonthFacts): string[] =>
  (day.annulled ?? []).map(
    ({ kind, at, by, reason, annulledAt }) =>
      `đã hủy ${ANNULLED_WORDS[kind]} ${localTimeOf(at, zone)} (${voucherNames[by] ?? ''}, ${dayWords(localDateOf(annulledAt, zone))} ${localTimeOf(annulledAt, zone)}: ${reason})`,
  )

/** What somebody else did with the person's badge and PIN. */
const deedsOf = ({ day }: SheetDay, { zone, voucherNames }: MonthFacts): string[] =>
  (day.deeds ?? []).map(({ what, at, by, reason }) => {
    const who = by === null ? 'người quản trị máy' : (voucherNames[by] ?? '')
    switch (what) {
      case 'badge-handed-over':
        return `${who} giao thẻ mới ${localTimeOf(at, zone)}${reason === '' ? '' : ` (${reason})`}`
      case 'pin-set-by-other':
        return `${who} đặt mã PIN ${localTimeOf(at, zone)}`
      case 'pin-used-same-day':
        return `vào không thẻ ${localTimeOf(at, zone)} bằng mã PIN do ${who} đặt cùng ngày`
      default:
        return assertNever(what)
    }
  })

/** Scans by a clock that nobody had compared, and between what they happened, where that is known. */
function uncheckedOf({ day }: SheetDay, zone: string): string[] {
  const scans = day.unchecked ?? []
  const bounded = scans.flatMap(({ at, from, to }) => {
    if (from === null && to === null) return []
    const [first, last] = [from, to].map((bound) => (bound === null ? '…' : localTimeOf(bound, zone)))
    return [`giờ ${localTimeOf(at, zone)} chưa đối chiếu (${first}–${last})`]
  })
  return bounded.length < scans.length ? [...bounded, 'giờ của máy chưa đối chiếu'] : bounded
}

/** Where the office did not name the code; papers of the first two layouts keep their words. */
const usualName = (code: string, layout: number): string =>
  code === 'CB60' && layout <= 2 ? code : leaveTypeOf(code).name

const leaveOf = ({ day, excuses }: SheetDay, { zone, leaveNames, layout }: MonthFacts): string =>
  excuses
    .map(({ from, to, code, document }) => {
      const last = localDateOf(to, zone) === day.date ? localTimeOf(to, zone) : '24:00'
      const wholeDay = localTimeOf(from, zone) === '00:00' && last === '24:00'
      const when = wholeDay ? '' : ` ${localTimeOf(from, zone)}–${last}`
      return `${leaveNames[code] ?? usualName(code, layout)}${when}${document ? `, số ${document}` : ''}`
    })
    .join('; ')
