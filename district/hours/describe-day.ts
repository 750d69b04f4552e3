import type { z } from 'zod'
import type { PointDay, RulePreview } from '../../core/district/hours-api.ts'
import { isOddFullDay, totalMinutes } from '../../core/schedule/full-day.ts'
import { owedDay } from '../../core/schedule/owed-sessions.ts'
import type { WrittenRule } from '../../core/schedule/rule-change.ts'
import type { Scope } from '../../core/schedule/rulebook.ts'
import { pointListed, type Snapshot } from '../../db/district/organisation/snapshot.ts'

/** A point's own day and what decided it. */
export function pointDay(snapshot: Snapshot, point: string, date: string): z.infer<typeof PointDay> {
  const { sessions, source, warnings } = owedDay(snapshot.book, { person: null, point, date })
  const scope: Scope | null = 'scope' in source ? source.scope : null
  const note = source.kind === 'hours' ? source.document : 'name' in source ? source.name : null
  const nameOf = ({ kind, id }: Scope): string | null =>
    kind === 'organisation'
      ? (snapshot.book.organisations.find((each) => each.id === id)?.name ?? null)
      : pointListed(snapshot, id)
  return {
    date,
    sessions,
    source: source.kind,
    note,
    subject: scope === null ? null : nameOf(scope),
    odd: warnings.some(({ kind }) => kind === 'not-480'),
  }
}

/** What looks odd about hours that somebody is about to save; never a reason to refuse. */
export function warningsOf(rule: WrittenRule): RulePreview['warnings'] {
  if (rule.kind !== 'hours') return []
  return Object.entries(rule.value.weekdays).flatMap(([weekday, sessions]) =>
    sessions !== undefined && isOddFullDay(sessions)
      ? [{ kind: 'not-480' as const, weekday, minutes: totalMinutes(sessions) }]
      : [],
  )
}
