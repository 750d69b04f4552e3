import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { createKioskService, type KioskService } from '../../kiosk/create-kiosk-service.ts'
import type { KioskOptions } from '../../kiosk/kiosk.ts'
import type { KioskClock } from '../../kiosk/kiosk-clock.ts'

/** No exchange with the district but the asked-for ones: the clock stands, so time tells nothing. */
export const ONLY_WHEN_ASKED: NonNullable<KioskOptions['timing']> = {
  soonMs: 2 ** 30,
  idleMs: 2 ** 30,
}

/** A real kiosk service on real files, with the clock of the demo. */
export function openDemoKiosk(
  dataDirectory: string,
  clock: KioskClock,
  timing: KioskOptions['timing'] = {},
): KioskService {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  const service = createKioskService({
    dataDirectory,
    clock,
    newId: () => uuidV7(clock.now(), randomBytes),
    randomBytes,
    fetch,
    bootId: null,
    app: 'demo',
    timing: timing ?? {},
  })
  service.start()
  return service
}

/** Asks the kiosk to speak to the district and waits until the district holds its whole log. */
export async function deliver(service: KioskService): Promise<void> {
  const patienceMs = 60_000
  const until = Date.now() + patienceMs
  const contactBefore = (await service.api.state({})).sync.lastContactAt
  await service.api.syncNow({})
  for (;;) {
    const { sync } = await service.api.state({})
    if (sync.waiting === 0 && sync.lastContactAt !== null && sync.lastContactAt !== contactBefore) return
    if (Date.now() > until) throw new Error(`the district did not take the log: ${JSON.stringify(sync)}`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
