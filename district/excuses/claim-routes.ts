import type { FastifyInstance } from 'fastify'
import { ClaimQuery, ClaimsAnswer, ClaimsDecided, DecideClaims } from '../../core/district/excuses-api.ts'
import { mayDecide } from '../../core/excuses/may-decide.ts'
import { tidyText } from '../../core/names.ts'
import { holdActor } from '../../db/district/accounts/actors.ts'
import { readBeholder } from '../../db/district/accounts/not-own.ts'
import { forgetDays } from '../../db/district/days/derive-days.ts'
import {
  type ClaimRow,
  claimItems,
  decidableClaims,
  decideClaims,
  readClaims,
} from '../../db/district/excuses/claims.ts'
import { lockedMonthsOf } from '../../db/district/months/month-locks.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const tag = 'excuses'
const MOST_DAYS = 93
const DAY_MS = 86_400_000

/** Leaders' words for forgotten scans: what each met, and what the district says about it. */
export async function claimRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/claims',
    permission: 'excuses.read',
    summary: 'Leaders’ claims for forgotten scans between two dates, with the scan each met',
    tag,
    query: ClaimQuery,
    answer: ClaimsAnswer,
    handle: async ({ db, snapshot, who, now, query: { from, to, point } }) => {
      if (from > to || (Date.parse(to) - Date.parse(from)) / DAY_MS > MOST_DAYS) {
        return refuse(422, 'excuses.too-many-days', { most: MOST_DAYS })
      }
      const within = pointsInScope(snapshot, who)
      if (point !== undefined && !within.has(point)) return refuse(404, 'organisation.no-point')
      const points = point === undefined ? [...within] : [point]
      const asker = await readBeholder(db, who, [])
      return claimItems(db, snapshot, await readClaims(db, { from, to, points }), asker, now)
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/claims/decisions',
    permission: 'excuses.decide',
    action: 'claims.decide',
    summary:
      'Accept or refuse claims, many at once; a refused claim does not count, nobody decides about their own',
    tag,
    body: DecideClaims,
    answer: ClaimsDecided,
    handle: async ({ tx, snapshot, who, now, body }) => {
      const note = tidyText(body.note)
      const state = body.decision === 'accept' ? ('accepted' as const) : ('refused' as const)
      if (state === 'refused' && note.length < 3) return refuse(422, 'excuses.claim-reason-missing')
      const within = pointsInScope(snapshot, who)
      const actor = await holdActor(tx, who.username)
      const found = new Map((await readClaims(tx, { ids: body.claims })).map((row) => [row.id, row]))
      const decidable = await decidableClaims(tx, [...found.values()])
      const open: ClaimRow[] = []
      const results: ClaimsDecided['results'] = []
      for (const claim of new Set(body.claims)) {
        const row = found.get(claim)
        if (row === undefined || !within.has(row.point)) {
          results.push({ claim, outcome: 'not-found' })
          continue
        }
        const may = mayDecide(actor, decidable(row))
        if (may !== 'may') {
          results.push({ claim, outcome: may })
          continue
        }
        const locked = await lockedMonthsOf(tx, snapshot, row.person, { from: row.day, to: row.day }, now)
        results.push({ claim, outcome: locked.length > 0 ? 'month-locked' : state })
        if (locked.length === 0) open.push(row)
      }
      await decideClaims(tx, open, { state, by: who.username, at: now, note })
      await forgetDays(
        tx,
        open.map(({ person, day }) => ({ person, date: day })),
      )
      return {
        answer: { results },
        subject: open.length === 1 && open[0] ? `person:${open[0].person}` : null,
        detail: { decision: body.decision, note, results },
        changes: open.map(({ point, day }) => ({ point, date: day })),
      }
    },
  })
}
