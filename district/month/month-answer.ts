import type { MonthLockAnswer, MonthSheetAnswer } from '../../core/district/month-api.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { monthSheet } from '../../core/month/month-sheet.ts'
import { monthSigns } from '../../core/month/month-signs.ts'
import type { PointSign } from '../../core/month/point-signs.ts'
import { type SheetDifference, sheetDifferences } from '../../core/month/sheet-differences.ts'
import { sheetLegend } from '../../core/month/sheet-legend.ts'
import { violationsOf } from '../../core/month/violations.ts'
import { uncountedSessions } from '../../core/person-day/uncounted-sessions.ts'
import { localDateOf } from '../../core/time.ts'
import type { MonthLock } from '../../db/district/months/month-locks.ts'
import { PAPER_NAMES } from '../papers/papers.ts'

/** What the month's page shows. @param live the month as it would be now */
export function monthAnswer(
  live: MonthFacts,
  closed: { readonly lock: MonthLock; readonly facts: MonthFacts } | null,
  history: readonly MonthLock[],
  signs: readonly PointSign[],
  now: number,
  nameOf: (username: string) => string,
): MonthSheetAnswer {
  const facts = closed?.facts ?? live
  const sheet = monthSheet(facts)
  const violations = new Map(violationsOf(facts).map((each) => [each.person, each.counts]))
  const days = new Map(facts.people.map((person) => [person.id, person.days]))
  const differences: readonly SheetDifference[] = closed === null ? [] : sheetDifferences(facts, live)
  return {
    point: facts.point,
    pointName: facts.pointName,
    organisationName: facts.organisationName,
    month: facts.month,
    zone: facts.zone,
    asOf: facts.asOf,
    over: isOver(facts, now),
    lock: closed === null ? null : lockAnswer(closed.lock, nameOf),
    history: history.map((lock) => lockAnswer(lock, nameOf)),
    dates: sheet.dates.map((each) => ({ ...each })),
    rows: sheet.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) =>
        cell.kind === 'spent' ? { ...cell, counted: [...cell.counted] } : cell,
      ),
      violations: violations.get(row.person) ?? NO_VIOLATIONS,
      uncounted: (days.get(row.person) ?? []).flatMap(({ day }) =>
        uncountedSessions(day).map((session) => ({ date: day.date, session, of: day.sessions.length })),
      ),
    })),
    sums: sheet.sums,
    undecided: sheet.undecided,
    signs: monthSigns(facts).map((sign) => ({ ...sign, people: [...sign.people] })),
    pointSigns: [...signs],
    legend: sheetLegend(sheet).map(([symbol, meaning]) => [symbol, meaning]),
    differences: [...differences],
    papers: [...PAPER_NAMES],
  }
}

const NO_VIOLATIONS = {
  late: 0,
  early: 0,
  absent: 0,
  missing: 0,
  away: 0,
  'no-badge': 0,
  'badge-not-worn': 0,
}

/** Every day of the month has ended. */
export const isOver = ({ month, zone }: MonthFacts, now: number): boolean =>
  localDateOf(now, zone).slice(0, 7) > month

export const lockAnswer = (lock: MonthLock, nameOf: (username: string) => string): MonthLockAnswer => ({
  id: lock.id,
  lockedAt: lock.lockedAt,
  lockedBy: nameOf(lock.lockedBy),
  note: lock.note,
  reopenedAt: lock.reopenedAt,
  reopenedBy: lock.reopenedBy === null ? null : nameOf(lock.reopenedBy),
  reopenReason: lock.reopenReason,
})
