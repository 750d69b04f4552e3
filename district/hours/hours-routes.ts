import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  PointDays,
  PreviewBody,
  type RuleChangeBody,
  RulePreview,
  Rules,
  RulesQuestion,
  SaveBody,
  SavedRules,
  SuggestedDays,
} from '../../core/district/hours-api.ts'
import { changedBook, firstDifference, startsOn, type WrittenRule } from '../../core/schedule/rule-change.ts'
import { LocalDate } from '../../core/schedule/rulebook.ts'
import { addDays, localDateOf } from '../../core/time.ts'
import { previewRules } from '../../db/district/days/preview-rules.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { readVersions } from '../../db/district/organisation/read-snapshot.ts'
import {
  changeRules,
  findRules,
  holdRulebook,
  readRules,
} from '../../db/district/organisation/rule-writes.ts'
import { pointsInScope, type StaffScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { suggestedCalendar } from './calendar-years.ts'
import { pointDay, warningsOf } from './describe-day.ts'
import { rulesFault } from './rule-faults.ts'
import { ruleScope } from './rule-scope.ts'

const NO_RULE = refuse(404, 'hours.no-rule')
const NOT_YOURS = refuse(404, 'hours.not-yours')

const endOf = ({ value }: WrittenRule): string =>
  'validFrom' in value ? (value.validTo ?? '9999') : value.date

/** Where nobody was anywhere yet, as in a new office, no past day can become another. */
const wasAnybodyPosted = ({ postings }: Snapshot, from: string, before: string): boolean =>
  postings.some(({ validFrom, validTo }) => validFrom < before && (validTo === null || validTo >= from))

/** A change with the rules that its ids stand for, or why it cannot be made. */
async function readChange(
  tx: DistrictDb,
  snapshot: Snapshot,
  who: StaffScope,
  now: number,
  body: RuleChangeBody,
  use: 'change' | 'look',
) {
  const today = localDateOf(now, snapshot.book.zone)
  const scope = ruleScope(snapshot, who, today)
  const held = await findRules(tx, body.remove, use)
  if (held.length < new Set(body.remove).size || !held.every(({ rule }) => scope.holds(rule))) return NO_RULE
  const add = body.add as readonly WrittenRule[]
  if (!add.every((rule) => scope.holds(rule))) return NOT_YOURS
  const change = { remove: held.map(({ rule }) => rule), add }
  const fault = rulesFault(changedBook(snapshot.book, { remove: change.remove, add: [] }), add)
  if (fault !== null) return fault
  const first = firstDifference(change)
  const reaches = first !== null && first < today && wasAnybodyPosted(snapshot, first, today)
  return { change, reachesBackTo: reaches ? first : null }
}

/** Hours, calendar, rosters, policies and allowances: what holds, what a change would do, and changing it. */
export async function hoursRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/rules',
    permission: 'hours.read',
    tag: 'hours',
    summary: 'Rules of one kind that say something about the asker’s scope.',
    query: RulesQuestion,
    answer: Rules,
    handle: async ({ db, who, snapshot, now, query }) => {
      const scope = ruleScope(snapshot, who, localDateOf(now, snapshot.book.zone))
      const held = await readRules(db, [query.kind])
      return held
        .filter(({ rule }) => scope.touches(rule))
        .filter(({ rule }) => query.since === undefined || endOf(rule) >= query.since)
        .filter(({ rule }) => query.until === undefined || startsOn(rule) <= query.until)
        .sort((a, b) => (startsOn(a.rule) < startsOn(b.rule) ? -1 : 1))
        .map(({ id, rule }) => ({ id, rule, subject: scope.nameOf(rule), mayChange: scope.holds(rule) }))
    },
  })

  readRoute(app, context, {
    url: '/api/v1/points/:point/schedule',
    permission: 'hours.read',
    tag: 'hours',
    summary: 'Which sessions a reception point has on each date, and which rule decided it.',
    params: z.object({ point: z.string().min(1).max(64) }),
    query: z.object({ from: LocalDate, days: z.coerce.number().int().min(1).max(62).default(14) }),
    answer: PointDays,
    handle: ({ who, snapshot, params, query }) => {
      if (!pointsInScope(snapshot, who).has(params.point)) return refuse(404, 'organisation.no-point')
      return Array.from({ length: query.days }, (_, index) =>
        pointDay(snapshot, params.point, addDays(query.from, index)),
      )
    },
  })

  readRoute(app, context, {
    url: '/api/v1/calendar/suggestions',
    permission: 'hours.read',
    tag: 'hours',
    summary: 'Days of a year to look at: announced where known, else by law with the lunar dates computed.',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2099) }),
    answer: SuggestedDays,
    handle: ({ snapshot, query }) => {
      const known = new Set(snapshot.book.calendar.map(({ date }) => date))
      return suggestedCalendar(query.year).map((day) => ({ ...day, known: known.has(day.date) }))
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/rules/preview',
    permission: 'hours.write',
    action: 'rules.preview',
    tag: 'hours',
    summary: 'Which flags of a past month a change of rules would change; writes nothing.',
    body: PreviewBody,
    answer: RulePreview,
    bodyLimit: 512 * 1024,
    prepare: async ({ db, who, snapshot, now, body }): Promise<RulePreview | Refusal> => {
      const read = await readChange(db, snapshot, who, now, body, 'look')
      if (read instanceof Refusal) return read
      const seen = await previewRules(db, snapshot, read.change, body.month, now)
      const warnings = read.change.add.flatMap(warningsOf)
      const { nameOf } = ruleScope(snapshot, who, localDateOf(now, snapshot.book.zone))
      const saves = (['remove', 'add'] as const).flatMap((deed) =>
        read.change[deed].map((rule) => ({ deed, rule, subject: nameOf(rule) })),
      )
      return { ...seen, reachesBackTo: read.reachesBackTo, warnings, saves }
    },
    handle: ({ body, prepared: answer }) => ({
      answer,
      subject: null,
      detail: { month: body.month, days: answer.willChange.count },
    }),
  })

  writeRoute(app, context, {
    url: '/api/v1/rules',
    permission: 'hours.write',
    action: 'rules.change',
    tag: 'hours',
    summary:
      'Changes rules. A day of the past changes only when the validity says so and the asker has said to know it.',
    body: SaveBody,
    answer: SavedRules,
    bodyLimit: 512 * 1024,
    handle: async ({ tx, who, now, body }) => {
      await holdRulebook(tx)
      const snapshot = await context.snapshots.current(tx, await readVersions(tx))
      const read = await readChange(tx, snapshot, who, now, body, 'change')
      if (read instanceof Refusal) return read
      const { change, reachesBackTo } = read
      if (reachesBackTo !== null && !body.reachesBack)
        return refuse(409, 'hours.reaches-back', { date: reachesBackTo })
      const ids = await changeRules(tx, body.remove, change.add)
      return { answer: { ids, reachesBackTo }, subject: null, detail: { ...change, reachesBackTo } }
    },
  })
}
