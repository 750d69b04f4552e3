import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { type KioskClock, readClock } from '../../kiosk/log/kiosk-clock.ts'
import { keepServed } from '../../kiosk/scan/in-service.ts'
import { createKioskService, type KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import type { KioskOptions } from '../../kiosk/service/kiosk.ts'

/** No exchange with the district but the asked-for ones: the clock stands, so time tells nothing. */
export const ONLY_WHEN_ASKED: NonNullable<KioskOptions['timing']> = {
  soonMs: 2 ** 30,
  idleMs: 2 ** 30,
}

/** The demo's clock as a machine shows it whose own was set by hand: ahead by so much, its uptime right. */
export interface LeaningClock extends KioskClock {
  lean(aheadMs: number): void
}

export function leaningClock(clock: KioskClock): LeaningClock {
  let ahead = 0
  return {
    ...clock,
    now: () => clock.now() + ahead,
    lean: (aheadMs) => {
      ahead = aheadMs
    },
  }
}

/** A real kiosk service on real files, with the clock of the demo. */
export function openDemoKiosk(
  dataDirectory: string,
  clock: KioskClock,
  timing: KioskOptions['timing'] = {},
): KioskService {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 })
  keepServed(dataDirectory, readClock(clock), null)
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

/** Nobody opens the screen of an invented ward's kiosk; in the district it counts as open. @returns ends it */
export function keepScreenOpen({ api }: Pick<KioskService, 'api'>): () => void {
  const say = (): void => void api.devices({ camera: 'ok', scanner: 'never-seen' })
  say()
  const timer = setInterval(say, 5_000)
  return () => clearInterval(timer)
}

/** Its screen was there while the demo's clock went on from one moment to the next. */
export function screenStayedOpen({ kiosk }: Pick<KioskService, 'kiosk'>): void {
  kiosk.memory.inServiceUp = readClock(kiosk.clock).up
}

/** Asks the kiosk to speak to the district and waits until the district holds everything up to now. */
export async function deliver(service: Pick<KioskService, 'api'>): Promise<void> {
  const patienceMs = 60_000
  const until = Date.now() + patienceMs
  const delivered = async (): Promise<boolean> => {
    const { sync, now } = await service.api.state({})
    return sync.waiting === 0 && sync.districtHasUpTo !== null && sync.districtHasUpTo >= now - 1_000
  }
  while (!(await delivered())) {
    await service.api.syncNow({})
    if (Date.now() > until) throw new Error('the district did not take the log of a demo kiosk')
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
