import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { Enrolment, NewEnrolment, Problem } from '../../core/district-api.ts'
import { tidyText } from '../../core/names.ts'
import type { EnrolmentTicket } from '../../core/wire.ts'
import { createEnrolmentCode } from '../../db/district/enrolment.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { requireDistrict, requireSignIn } from './staff-session.ts'

/** The text of the QR that a new kiosk is shown. */
export const ticketText = (ticket: z.infer<typeof EnrolmentTicket>): string =>
  ENROLMENT_PREFIX + Buffer.from(JSON.stringify(ticket)).toString('base64url')

/** One-time codes for new kiosks. */
export async function enrolmentRoutes(instance: FastifyInstance, context: DistrictContext): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  app.post(
    '/api/v1/enrolments',
    {
      bodyLimit: 4_096,
      preHandler: [requireSignIn(context), requireDistrict],
      schema: {
        body: NewEnrolment,
        response: { 200: Enrolment, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
      },
    },
    async (request, reply) => {
      const { point, name } = request.body
      if (`${point}${name}`.includes('\0')) return sendProblem(reply, 400, 'Tên chứa ký tự không dùng được.')
      const kiosk = { point, name: tidyText(name) }
      const made = await createEnrolmentCode(
        context.database.db,
        kiosk,
        context.clock.now(),
        context.randomBytes,
      )
      if (made === null) return sendProblem(reply, 404, 'Không có điểm tiếp nhận này.')
      const ticket = ticketText({
        address: context.publicAddress,
        district: context.keys.publicKey,
        code: made.code,
      })
      return { ticket, ...made }
    },
  )
}
