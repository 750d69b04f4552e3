import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { KioskStatus, PersonMonth, Points, Problem, Today, WardDay } from '../../core/district-api.ts'
import { LocalDate } from '../../core/schedule/rulebook.ts'
import { readKiosks } from '../../db/district/kiosk-status.ts'
import { readPersonMonth } from '../../db/district/read-month.ts'
import { readToday, readWardDay, todayOf, wardsOf } from '../../db/district/read-wards.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { requireSignIn, whoAsks } from './staff-session.ts'

const Key = z.string().min(1).max(64)
/** Years a page may ask for. */
const Day = LocalDate.refine((date) => date >= '2000' && date < '2100')
const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
const refusals = { 400: Problem, 401: Problem, 404: Problem }

/** Who was where: today's wards, one ward's day, one person's month, the kiosks. A ward leader sees one point. */
export async function presenceRoutes(instance: FastifyInstance, context: DistrictContext): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { db } = context.database
  const preHandler = requireSignIn(context)

  app.get(
    '/api/v1/today',
    {
      preHandler,
      schema: { querystring: z.object({ date: Day.optional() }), response: { 200: Today, ...refusals } },
    },
    async (request) => {
      const now = context.clock.now()
      const snapshot = await context.snapshots.current(db)
      const date = request.query.date ?? todayOf(snapshot, now)
      return readToday(db, snapshot, { only: whoAsks(request).point, date }, now)
    },
  )

  app.get(
    '/api/v1/points',
    { preHandler, schema: { response: { 200: Points, ...refusals } } },
    async (request) =>
      wardsOf(await context.snapshots.current(db), whoAsks(request).point).map(
        ({ point, pointName, organisationName }) => ({ id: point, name: pointName, organisationName }),
      ),
  )

  app.get(
    '/api/v1/points/:point/days/:date',
    {
      preHandler,
      schema: { params: z.object({ point: Key, date: Day }), response: { 200: WardDay, ...refusals } },
    },
    async (request, reply) => {
      const { point, date } = request.params
      const only = whoAsks(request).point
      const day =
        only !== null && only !== point
          ? null
          : await readWardDay(db, await context.snapshots.current(db), point, date, context.clock.now())
      return day ?? sendProblem(reply, 404, 'Không có điểm tiếp nhận này.')
    },
  )

  app.get(
    '/api/v1/people/:person/months/:month',
    {
      preHandler,
      schema: {
        params: z.object({ person: Key, month: Month }),
        response: { 200: PersonMonth, ...refusals },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, only: whoAsks(request).point }
      const snapshot = await context.snapshots.current(db)
      const month = await readPersonMonth(db, snapshot, asked, context.clock.now())
      return month ?? sendProblem(reply, 404, 'Không có người này.')
    },
  )

  app.get(
    '/api/v1/kiosks',
    { preHandler, schema: { response: { 200: z.array(KioskStatus), ...refusals } } },
    (request) => readKiosks(db, whoAsks(request).point, context.clock.now()),
  )
}
