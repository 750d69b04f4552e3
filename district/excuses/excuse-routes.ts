import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  DecideExcuses,
  ExcuseMade,
  ExcusePage,
  ExcuseQuery,
  ExcusesDecided,
  NewExcuse,
} from '../../core/district/excuses-api.ts'
import { daysTouched } from '../../core/excuses/decide-request.ts'
import { tidyText } from '../../core/names.ts'
import { datesOfMonth } from '../../core/time.ts'
import { holdActor, readActors } from '../../db/district/accounts/actors.ts'
import { readBeholder } from '../../db/district/accounts/not-own.ts'
import {
  askedInOffice,
  type ExcuseRow,
  endExcuse,
  excuseItem,
  listExcuses,
  requestExcuse,
  takeExcuses,
} from '../../db/district/excuses/excuses.ts'
import { lockedMonthsOf } from '../../db/district/months/month-locks.ts'
import { displayNames } from '../../db/district/organisation/display-names.ts'
import { readLeaveTypes } from '../../db/district/organisation/office-settings.ts'
import { pointsInScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import { pointOn } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { decideOne, type ExcuseDecided } from './decide-one.ts'
import { typesByPoint } from './types-by-point.ts'

const tag = 'excuses'
const MOST_DAYS = 400
const NO_REQUEST = refuse(404, 'excuses.no-request')
const NOT_ASKED = refuse(403, 'excuses.not-asked')
const NOT_WAITING = refuse(409, 'excuses.not-waiting')

/** Accounts and tokens that requests name. */
const namesOf = (rows: readonly ExcuseRow[]): string[] =>
  rows.flatMap(({ device, requestedBy, agreedBy }) => [
    ...(device === null ? [requestedBy] : []),
    ...(agreedBy === null ? [] : [agreedBy]),
  ])

const spanOfMonth = (month: string) => {
  const dates = datesOfMonth(month)
  return { first: dates[0] ?? month, last: dates.at(-1) ?? month }
}

/** Excused absences: what was asked for at the kiosks and in the office, and what became of it. */
export async function excuseRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/excuses',
    permission: 'excuses.read',
    summary: 'Requests for excused absences, the newest first',
    tag,
    query: ExcuseQuery,
    answer: ExcusePage,
    handle: async ({ db, snapshot, who, query }) => {
      const visible = visiblePoints(snapshot, who)
      if (query.point !== undefined && !pointsInScope(snapshot, who).has(query.point)) {
        return refuse(404, 'organisation.no-point')
      }
      const after = query.cursor === undefined ? null : readCursor(query.cursor, 2)
      if (query.cursor !== undefined && after === null) return refuse(400, 'staff.no-page')
      const rows = await listExcuses(db, {
        points: query.point === undefined ? visible : new Set([query.point]),
        state: query.state ?? null,
        span: query.month === undefined ? undefined : spanOfMonth(query.month),
        after: after === null ? null : { at: Number(after[0]), id: String(after[1]) },
        limit: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const types = await typesByPoint(db, snapshot, shown)
      const asker = await readBeholder(db, who, namesOf(shown))
      const last = rows.length > query.limit ? shown.at(-1) : undefined
      const named = await displayNames(
        db,
        shown.flatMap(({ device, requestedBy, agreedBy, decidedBy }) => [
          device === null ? requestedBy : null,
          agreedBy,
          decidedBy,
        ]),
      )
      return {
        items: shown.map((row) => excuseItem(snapshot, row, types(row.point), asker, named)),
        next: last === undefined ? null : writeCursor([last.requestedAt, last.id]),
      }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/excuses',
    permission: 'excuses.request',
    action: 'excuses.request',
    summary: 'Ask for an excused absence',
    tag,
    body: NewExcuse,
    answer: ExcuseMade,
    handle: async ({ tx, snapshot, who, now, body }) => {
      const { person, from, to, code } = body
      const point = snapshot.people.has(person) ? pointOn(snapshot, person, from.slice(0, 10)) : null
      if (point === null || !pointsInScope(snapshot, who).has(point)) {
        return refuse(404, 'excuses.nobody-that-day')
      }
      const types = await readLeaveTypes(tx, snapshot, point)
      if (!types.some((type) => type.code === code)) return refuse(422, 'excuses.no-type')
      if (from >= to) return refuse(422, 'excuses.ends-before-begin')
      if (daysTouched(from, to) > MOST_DAYS) return refuse(422, 'excuses.too-long', { most: MOST_DAYS })
      const span = { from: from.slice(0, 10), to: to.slice(0, 10) }
      const locked = await lockedMonthsOf(tx, snapshot, person, span, now)
      if (locked.length > 0) return refuse(409, 'excuses.month-locked', { months: locked })
      const id = randomUUID()
      const texts = { document: tidyText(body.document), reason: tidyText(body.reason) }
      if (`${texts.document}${texts.reason}`.includes('\0')) return refuse(400, 'staff.odd-text')
      await requestExcuse(tx, { id, person, point, from, to, code, ...texts }, who.username, now)
      return {
        answer: { id },
        subject: `person:${person}`,
        detail: { excuse: id, code, from, to, document: texts.document },
      }
    },
  })

  writeRoute(app, context, {
    method: 'DELETE',
    url: '/api/v1/excuses/:id',
    permission: 'excuses.request',
    action: 'excuses.withdraw',
    summary: 'Withdraw a request that waits; only who asked for it',
    tag,
    params: z.object({ id: z.uuid() }),
    answer: z.null(),
    handle: async ({ tx, snapshot, who, now, params: { id } }) => {
      const actor = await holdActor(tx, who.username)
      const [row] = await takeExcuses(tx, [id])
      if (row === undefined || !pointsInScope(snapshot, who).has(row.point)) return NO_REQUEST
      if (!askedInOffice(row, actor, await readActors(tx, namesOf([row])))) return NOT_ASKED
      if (row.state !== 'waiting') return NOT_WAITING
      await endExcuse(tx, row, { state: 'withdrawn', by: who.username, at: now, note: '' })
      return { answer: null, subject: `person:${row.person}`, detail: { excuse: id } }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/excuses/decisions',
    permission: 'excuses.decide',
    action: 'excuses.decide',
    summary: 'Approve, refuse or take back requests, many at once',
    tag,
    body: DecideExcuses,
    answer: ExcusesDecided,
    handle: async ({ tx, snapshot, who, now, body }) => {
      const note = tidyText(body.note)
      if (body.decision !== 'approve' && note.length < 3) return refuse(422, 'excuses.reason-missing')
      const within = pointsInScope(snapshot, who)
      const actor = await holdActor(tx, who.username)
      const rows = new Map((await takeExcuses(tx, body.ids)).map((row) => [row.id, row]))
      const types = await typesByPoint(tx, snapshot, [...rows.values()])
      const actorOf = await readActors(tx, namesOf([...rows.values()]))
      const decided: ExcuseDecided[] = []
      for (const id of new Set(body.ids)) {
        const row = rows.get(id)
        decided.push(
          row === undefined || !within.has(row.point)
            ? { id, outcome: 'not-found', changes: [], person: null }
            : await decideOne(tx, snapshot, row, types(row.point), {
                decision: body.decision,
                by: who,
                actor,
                actorOf,
                at: now,
                note,
                document: body.document === undefined ? null : tidyText(body.document),
              }),
        )
      }
      const results = decided.map(({ id, outcome }) => ({ id, outcome }))
      const only = decided.length === 1 ? decided[0]?.person : null
      return {
        answer: { results },
        subject: only ? `person:${only}` : null,
        detail: { decision: body.decision, note, results },
        changes: decided.flatMap(({ changes }) => changes),
      }
    },
  })
}
