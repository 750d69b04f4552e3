import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { Enrolment, NewEnrolment } from '../../core/district/kiosks-api.ts'
import { keyFingerprint } from '../../core/log/fingerprint.ts'
import { tidyText } from '../../core/names.ts'
import type { EnrolmentTicket } from '../../core/wire/wire.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import { sha256 } from '../../db/sha256.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'

/** The text of the QR that a new kiosk is shown. */
export const ticketText = (ticket: z.infer<typeof EnrolmentTicket>): string =>
  ENROLMENT_PREFIX + Buffer.from(JSON.stringify(ticket)).toString('base64url')

/** One-time codes for new kiosks. */
export async function enrolmentRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  writeRoute(app, context, {
    url: '/api/v1/enrolments',
    permission: 'kiosks.write',
    action: 'kiosks.invite',
    summary: 'A one-time code for a new kiosk',
    tag: 'kiosks',
    bodyLimit: 4_096,
    body: NewEnrolment,
    answer: Enrolment,
    secretAnswer: true,
    handle: async ({ tx, snapshot, who, now, body }) => {
      const { point, name } = body
      if (`${point}${name}`.includes('\0')) return refuse(400, 'kiosks.bad-name')
      const isSeen = pointsInScope(snapshot, who).has(point)
      const kiosk = { point, name: tidyText(name) }
      const made = isSeen ? await createEnrolmentCode(tx, kiosk, now, context.randomBytes) : null
      if (made === null) return refuse(404, 'organisation.no-point')
      const ticket = ticketText({
        address: context.publicAddress,
        district: context.keys.publicKey,
        code: made.code,
      })
      const typed = {
        address: context.publicAddress,
        fingerprint: keyFingerprint(sha256, context.keys.publicKey),
      }
      return {
        answer: { ticket, ...made, ...typed },
        subject: `point:${point}`,
        detail: { kiosk: kiosk.name },
      }
    },
  })
}
