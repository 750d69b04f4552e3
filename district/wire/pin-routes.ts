import type { FastifyInstance } from 'fastify'
import { aboutPins, PinsRequest } from '../../core/desk/shared-pins.ts'
import { localDateOf } from '../../core/time.ts'
import { type PinKeeping, sharePins } from '../../db/district/kiosks/share-pins.ts'
import { sealTo } from '../../db/seal-to.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { NONCE_BYTES } from '../context/secret-box.ts'
import { exchange } from './kiosk-exchange.ts'
import { type WireDoor, wireRoute } from './wire-door.ts'

const SECRET_BYTES = 32
/** As many PINs as a kiosk may tell at once. */
const PINS_BYTES = 512 * 1024

/**
 * The PINs that hold at every kiosk of a point. What is answered reads only the kiosk that asked: whoever has both the
 * secret and the verifiers can guess a short PIN.
 */
export function pinRoutes(app: FastifyInstance, context: DistrictContext, door: WireDoor): void {
  const keeping = pinKeepingOf(context)
  app.post('/api/v1/pins', wireRoute(PINS_BYTES), (request, reply) =>
    exchange(context, door, request, reply, {
      purpose: 'pins',
      schema: PinsRequest,
      mostBytes: PINS_BYTES,
      mostAMinute: 600,
      async act(tx, { admitted: { device }, snapshot, message }) {
        const now = context.clock.now()
        const when = { now, today: localDateOf(now, snapshot.book.zone) }
        const shared = JSON.stringify(await sharePins(tx, device.point, message, when, keeping))
        const sealed = sealTo(message.key, aboutPins(device.id, device.point), shared)
        return sealed === null
          ? { kind: 'refusal', problem: 'malformed', more: { why: 'key' } }
          : { kind: 'answer', body: (challenge) => ({ challenge, sealed }) }
      },
    }),
  )
}

function pinKeepingOf({ secrets, randomBytes }: DistrictContext): PinKeeping {
  const about = (point: string): string => `giogiac/pin-secret/1\n${point}`
  return {
    newSecret: () => randomBytes(SECRET_BYTES),
    seal: (secret, point) => secrets.seal(secret, about(point), randomBytes(NONCE_BYTES)),
    open: (sealed, point) => secrets.open(sealed, about(point)),
    isNewest: (sealed, point) => secrets.isNewest(sealed, about(point)),
  }
}
