import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  DaysJudgedAnew,
  LockMonth,
  Month,
  MonthLocked,
  MonthOverview,
  MonthPlace,
  MonthSheetAnswer,
  ReopenMonth,
} from '../../core/district/month-api.ts'
import { monthSheet } from '../../core/month/month-sheet.ts'
import { tidyText } from '../../core/names.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { isPastKeeping } from '../../db/district/days/settled-days.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { holdMonths } from '../../db/district/months/hold-months.ts'
import { readMonthFacts } from '../../db/district/months/month-facts.ts'
import {
  lockedPoints,
  lockMonth,
  readLock,
  readLockHistory,
  reopenMonth,
} from '../../db/district/months/month-locks.ts'
import { readPointSigns } from '../../db/district/months/point-signs.ts'
import { displayNames } from '../../db/district/organisation/display-names.ts'
import { readVersions } from '../../db/district/organisation/read-snapshot.ts'
import { pointsInScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { wardsOf } from '../../db/district/pages/read-wards.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { daysJudgedAnew } from './days-judged-anew.ts'
import { isOver, monthAnswer } from './month-answer.ts'
import { digestPapers, printDeskOf } from './print-desk.ts'

const url = '/api/v1/points/:point/months/:month'
const tag = 'months'

interface MonthAsked {
  readonly db: DistrictDb
  readonly snapshot: Snapshot
  readonly who: SignedIn
  readonly now: number
  readonly params: z.output<typeof MonthPlace>
}

/** The facts of a month; `null`: there is no such point, or who asks does not see it. */
const seenFacts = async ({ db, snapshot, who, now, params }: MonthAsked) =>
  pointsInScope(snapshot, who).has(params.point) ? readMonthFacts(db, snapshot, params, now) : null

/** The monthly sheet of a reception point, its closing and its reopening. */
export async function monthRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/months/:month',
    permission: 'month.read',
    summary: 'Which reception points have closed a month',
    tag,
    params: z.object({ month: Month }),
    answer: MonthOverview,
    handle: async ({ db, snapshot, who, params: { month } }) => {
      const locks = await lockedPoints(db, month)
      const nameOf = await displayNames(
        db,
        [...locks.values()].map(({ lockedBy }) => lockedBy),
      )
      const lockOf = (point: string) => {
        const lock = locks.get(point)
        return {
          lockedAt: lock?.lockedAt ?? null,
          lockedBy: lock === undefined ? null : nameOf(lock.lockedBy),
        }
      }
      return {
        month,
        points: wardsOf(snapshot, visiblePoints(snapshot, who)).map(
          ({ point, pointName, organisationName }) => ({
            point,
            pointName,
            organisationName,
            ...lockOf(point),
          }),
        ),
      }
    },
  })

  readRoute(app, context, {
    url,
    permission: 'month.read',
    summary: 'The monthly sheet of a reception point',
    tag,
    params: MonthPlace,
    answer: MonthSheetAnswer,
    handle: async (asked) => {
      const { db, now, params } = asked
      const live = await seenFacts(asked)
      if (live === null) return refuse(404, 'organisation.no-point')
      const closed = await readLock(db, params.point, params.month)
      const history = await readLockHistory(db, params.point, params.month)
      const nameOf = await displayNames(
        db,
        history.flatMap(({ lockedBy, reopenedBy }) => [lockedBy, reopenedBy]),
      )
      const signs = await readPointSigns(db, asked.snapshot, params, now)
      return monthAnswer(live, closed, history, signs, now, nameOf)
    },
  })

  readRoute(app, context, {
    url: `${url}/judged-anew`,
    permission: 'month.read',
    summary: 'Which days of an open month newer rules judged otherwise than older ones, and why',
    tag,
    params: MonthPlace,
    answer: DaysJudgedAnew,
    handle: async (asked) => {
      const { db, params } = asked
      const facts = await seenFacts(asked)
      if (facts === null) return refuse(404, 'organisation.no-point')
      const isClosed = (await readLock(db, params.point, params.month)) !== null
      return { zone: facts.zone, days: isClosed ? [] : [...(await daysJudgedAnew(db, facts))] }
    },
  })

  writeRoute(app, context, {
    url: `${url}/lock`,
    permission: 'month.lock',
    action: 'month.lock',
    summary: 'Close a month: its papers come out the same ever after',
    tag,
    params: MonthPlace,
    body: LockMonth,
    answer: MonthLocked,
    prepare: async (asked) => {
      const { db, who, now, params, body } = asked
      const facts = await seenFacts(asked)
      if (facts === null) return refuse(404, 'organisation.no-point')
      if (!isOver(facts, now)) return refuse(422, 'month.not-over')
      const id = randomUUID()
      if ((await readLock(db, params.point, params.month)) !== null) return { id, facts, digests: {} }
      const closed = { ...facts, closedBy: (await displayNames(db, [who.username]))(who.username) }
      const { undecided } = monthSheet(facts)
      if (undecided > 0 && (!body.acceptUnknown || tidyText(body.note) === '')) {
        return refuse(422, 'month.undecided', { count: undecided })
      }
      return {
        id,
        facts: closed,
        digests: await digestPapers(printDeskOf(context), who.username, {
          facts: closed,
          lock: { id, lockedAt: now },
        }),
      }
    },
    handle: async ({ tx, who, now, params, body, prepared: { id, facts, digests } }) => {
      const locked = await lockMonth(
        tx,
        { id, facts, digests, by: who.username, at: now, note: tidyText(body.note) },
        async () => {
          const snapshot = await context.snapshots.current(tx, await readVersions(tx))
          return readMonthFacts(tx, snapshot, params, now)
        },
      )
      if (locked === 'taken') return refuse(409, 'month.already-locked')
      if (locked === 'changed') return refuse(409, 'month.changed-while-printing')
      const { undecided, rows } = monthSheet(facts)
      return {
        answer: { id },
        subject: `point:${params.point}`,
        detail: { month: params.month, lock: id, people: rows.length, undecided, digests },
      }
    },
  })

  writeRoute(app, context, {
    url: `${url}/reopen`,
    permission: 'month.lock',
    action: 'month.reopen',
    summary: 'Open a closed month again, with the reason',
    tag,
    params: MonthPlace,
    body: ReopenMonth,
    answer: MonthLocked,
    handle: async ({ tx, snapshot, who, now, params, body }) => {
      if (!pointsInScope(snapshot, who).has(params.point)) return refuse(404, 'organisation.no-point')
      const reason = tidyText(body.reason)
      if (reason.length < 5) return refuse(422, 'month.reopen-reason')
      // First: events that are dropped at the same moment are gone, or stay, when this is read.
      await holdMonths(tx, 'alone', [params])
      if (await isPastKeeping(tx, params)) return refuse(409, 'month.past-keeping')
      const id = await reopenMonth(tx, params, who.username, now, reason)
      if (id === null) return refuse(409, 'month.already-open')
      return {
        answer: { id },
        subject: `point:${params.point}`,
        detail: { month: params.month, lock: id, reason },
      }
    },
  })
}
