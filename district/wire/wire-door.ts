import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CryptoKey } from 'jose'
import { importPublicKey } from '../../core/log/seal.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { readDeviceKey } from '../../db/district/kiosks/devices.ts'

const MINUTE_MS = 60_000
/** Of one address, whoever asks: what is read and verified at all. */
const MOST_OF_ADDRESS = 12_000
/** Of one address, without the key of an enrolled kiosk. */
const MOST_OF_STRANGERS = 1_200

const MOST_KEYS = 5_000

/** Who is listened to: the keys of enrolled kiosks, and how often. */
export interface WireDoor {
  /** Read and imported once: the key of an enrolled device never changes. @returns `null`: never enrolled */
  keyOf(db: DistrictDb, device: string): Promise<CryptoKey | null>
  /** Counts a message that no enrolled kiosk has sealed. @throws once its address has sent too many */
  countStranger(request: FastifyRequest): Promise<void>
  /** Counts a message under the kiosk's seal. @throws once the kiosk has sent more than `most` of a kind in a minute */
  countDevice(request: FastifyRequest, device: string, kind: string, most: number): Promise<void>
}

/**
 * A kiosk has an allowance of its own, by the key that it proves: another kiosk at its office's address uses up none of
 * it, nor does anybody else there who asks less often than an address is listened to at all.
 */
export function createWireDoor(app: FastifyInstance): WireDoor {
  const keys = new Map<string, CryptoKey>()
  const senders = new WeakMap<FastifyRequest, { readonly name: string; readonly most: number }>()
  const strangers = app.createRateLimit({ max: MOST_OF_STRANGERS, timeWindow: MINUTE_MS })
  const devices = app.createRateLimit({
    max: (request: FastifyRequest) => senders.get(request)?.most ?? 0,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => senders.get(request)?.name ?? request.ip,
  })
  const stopAt = async (limit: typeof strangers, request: FastifyRequest): Promise<void> => {
    const counted = await limit(request)
    if (!counted.isAllowed && counted.isExceeded) throw new TooOften(counted.ttlInSeconds)
  }
  return {
    async keyOf(db, device) {
      const found = keys.get(device)
      if (found !== undefined) return found
      const publicKey = await readDeviceKey(db, device)
      if (publicKey === null) return null
      const key = await importPublicKey(publicKey)
      if (keys.size >= MOST_KEYS) keys.clear()
      keys.set(device, key)
      return key
    },
    countStranger: (request) => stopAt(strangers, request),
    async countDevice(request, device, kind, most) {
      senders.set(request, { name: `${kind} ${device}`, most })
      await stopAt(devices, request)
    },
  }
}

/** What stands at every route of the wire before anything is read. */
export const wireRoute = (bodyLimit: number, mostOfAddress = MOST_OF_ADDRESS) => ({
  bodyLimit,
  config: { rateLimit: { max: mostOfAddress, timeWindow: MINUTE_MS } },
  schema: { hide: true },
})

/** Somebody asks more often than is listened to. */
export class TooOften extends Error {
  readonly statusCode = 429
  readonly afterSeconds: number
  constructor(afterSeconds: number) {
    super('too often')
    this.afterSeconds = afterSeconds
  }
}
