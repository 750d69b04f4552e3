import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { type DistrictGreeting, GrantRequest, OLDEST_WIRE_VERSION } from '../../core/wire/wire.ts'
import { grantByCode } from '../../db/district/kiosks/enrolment.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { exchange } from './kiosk-exchange.ts'
import { type WireDoor, wireRoute } from './wire-door.ts'

const SMALL_BYTES = 4 * 1024
/** Nothing is asked so often by a kiosk: each is asked for by a hand. */
const BY_HAND = 60

/**
 * What opens a kiosk to people: the district's key for a kiosk where nobody can show a QR, and leave to choose a PIN
 * where the time for that has passed.
 */
export function kioskDoorRoutes(app: FastifyInstance, context: DistrictContext, door: WireDoor): void {
  app.get('/api/v1/district', wireRoute(SMALL_BYTES, BY_HAND), async () => {
    const greeting: z.infer<typeof DistrictGreeting> = {
      v: OLDEST_WIRE_VERSION,
      district: context.keys.publicKey,
    }
    return greeting
  })

  app.post('/api/v1/grant', wireRoute(SMALL_BYTES), (request, reply) =>
    exchange(context, door, request, reply, {
      purpose: 'grant',
      schema: GrantRequest,
      mostBytes: SMALL_BYTES,
      mostAMinute: BY_HAND,
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
