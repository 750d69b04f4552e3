import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { KioskStatus } from '../../core/district/kiosks-api.ts'
import { Points } from '../../core/district/organisation-api.ts'
import { PersonMonth } from '../../core/district/person-month-api.ts'
import { Today, WardDay } from '../../core/district/presence-api.ts'
import { LocalDate } from '../../core/schedule/rulebook.ts'
import { readKiosks } from '../../db/district/kiosks/kiosk-status.ts'
import { pointsInScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import { readPersonMonth } from '../../db/district/pages/read-month.ts'
import { readToday, readWardDay, todayOf, wardsOf } from '../../db/district/pages/read-wards.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse } from '../staff/staff-route.ts'

const Key = z.string().min(1).max(64)
/** Years a page may ask for. */
const Day = LocalDate.refine((date) => date >= '2000' && date < '2100')
const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
const tag = 'presence'

/** Who was where: today's wards, one ward's day, one person's month, the kiosks; each within the asker's scope. */
export async function presenceRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/today',
    permission: 'presence.read',
    summary: 'All wards on a date, today when none is named',
    tag,
    query: z.object({ date: Day.optional() }),
    answer: Today,
    handle: ({ db, snapshot, who, now, query }) => {
      const date = query.date ?? todayOf(snapshot, now)
      return readToday(db, snapshot, { only: visiblePoints(snapshot, who), date }, now)
    },
  })

  readRoute(app, context, {
    url: '/api/v1/points',
    permission: 'organisation.read',
    summary: 'Reception points',
    tag,
    answer: Points,
    handle: ({ snapshot, who }) =>
      wardsOf(snapshot, visiblePoints(snapshot, who)).map(({ point, pointName, organisationName }) => ({
        id: point,
        name: pointName,
        organisationName,
      })),
  })

  readRoute(app, context, {
    url: '/api/v1/points/:point/days/:date',
    permission: 'presence.read',
    summary: 'Everybody of one reception point on one date',
    tag,
    params: z.object({ point: Key, date: Day }),
    answer: WardDay,
    handle: async ({ db, snapshot, who, now, params: { point, date } }) => {
      const isSeen = pointsInScope(snapshot, who).has(point)
      const day = isSeen ? await readWardDay(db, snapshot, point, date, now) : null
      return day ?? refuse(404, 'organisation.no-point')
    },
  })

  readRoute(app, context, {
    url: '/api/v1/people/:person/months/:month',
    permission: 'presence.read',
    summary: 'One person’s month, day by day',
    tag,
    params: z.object({ person: Key, month: Month }),
    answer: PersonMonth,
    views: ({ params }) => ({
      action: 'presence.view-person',
      subject: `person:${params.person}`,
      detail: { month: params.month },
    }),
    handle: async ({ db, snapshot, who, now, params }) => {
      const asked = { ...params, only: visiblePoints(snapshot, who) }
      return (await readPersonMonth(db, snapshot, asked, now)) ?? refuse(404, 'people.no-person')
    },
  })

  readRoute(app, context, {
    url: '/api/v1/kiosks',
    permission: 'kiosks.read',
    summary: 'Kiosks as the district last heard of them',
    tag: 'kiosks',
    answer: z.array(KioskStatus),
    handle: ({ db, snapshot, who, now }) => readKiosks(db, visiblePoints(snapshot, who), now),
  })
}
