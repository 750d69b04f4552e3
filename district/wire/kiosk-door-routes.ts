import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type DistrictGreeting, GrantRequest, OLDEST_WIRE_VERSION } from '../../core/wire.ts'
import { grantByCode } from '../../db/district/enrolment.ts'
import type { DistrictContext } from '../district-context.ts'
import { exchange, type KeyCache } from './kiosk-exchange.ts'

const SMALL_BYTES = 4 * 1024
const limited = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } })

/**
 * What opens a kiosk to people: the district's key for a kiosk where nobody can show a QR, and leave to choose a PIN
 * where the time for that has passed.
 */
export function kioskDoorRoutes(app: FastifyInstance, context: DistrictContext, keys: KeyCache): void {
  app.get('/api/v1/district', { config: limited(60), schema: { hide: true } }, async () => {
    const greeting: z.infer<typeof DistrictGreeting> = {
      v: OLDEST_WIRE_VERSION,
      district: context.keys.publicKey,
    }
    return greeting
  })

  const grant = { bodyLimit: SMALL_BYTES, config: limited(60), schema: { hide: true } }
  app.post('/api/v1/grant', grant, (request, reply) =>
    exchange(context, keys, request, reply, {
      purpose: 'grant',
      schema: GrantRequest,
      mostBytes: SMALL_BYTES,
      async act(tx, { admitted: { device }, message: { code } }) {
        const now = context.clock.now()
        const answer = await grantByCode(tx, { device: device.id, point: device.point, code, now })
        return answer === 'granted'
          ? { kind: 'answer', body: (challenge) => ({ v: 1, challenge, granted: true }) }
          : { kind: 'refusal', problem: answer }
      },
    }),
  )
}
