import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { MAX_BATCH_EVENTS } from '../../core/wire/wire.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { KioskClock } from '../../kiosk/log/kiosk-clock.ts'
import { createKioskService } from '../../kiosk/service/create-kiosk-service.ts'
import type { Kiosk, KioskOptions } from '../../kiosk/service/kiosk.ts'
import { type Exchanged, newSyncMemory } from '../../kiosk/sync/attempt.ts'
import { exchangeWithDistrict } from '../../kiosk/sync/exchange.ts'

/** A real kiosk service on real files whose timers never run: every attempt to reach the district is asked for. */
export interface BareKiosk {
  readonly kiosk: Kiosk
  readonly store: () => LogStore
  /** One attempt of the sync loop. */
  attempt(): Promise<Exchanged>
  /** The process ends, in whatever state: what is committed is on the disk, the rest never was. */
  crash(): void
}

export interface BareKioskOptions extends Partial<Omit<KioskOptions, 'clock'>> {
  readonly dataDirectory: string
  readonly clock: KioskClock
  readonly fetch: typeof fetch
}

export function openBareKiosk(options: BareKioskOptions): BareKiosk {
  const { kiosk } = createKioskService({
    newId: () => uuidV7(options.clock.now(), randomBytes),
    randomBytes,
    bootId: null,
    app: '0.1.0-test',
    pinCost: 4,
    lockWaitMs: 0,
    ...options,
  })
  const { keeper } = kiosk
  if (keeper.opening.kind !== 'opened') {
    throw new Error(`${options.dataDirectory} not opened: ${JSON.stringify(keeper.opening)}`)
  }
  const memory = newSyncMemory(MAX_BATCH_EVENTS)
  const alive = new AbortController()
  return {
    kiosk,
    store() {
      const used = keeper.use((store) => store)
      if (used.kind !== 'done') throw new Error(`the log is closed: ${used.reason}`)
      return used.value
    },
    attempt: () => exchangeWithDistrict(kiosk, memory, alive.signal),
    crash() {
      alive.abort()
      keeper.close()
    },
  }
}
