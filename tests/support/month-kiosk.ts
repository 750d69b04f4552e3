import type { TestDistrict } from './create-test-district.ts'
import { createTestKiosk, type TestKiosk } from './create-test-kiosk.ts'
import { administratorVisit } from './desk-visits.ts'
import { eventually } from './eventually.ts'

/** A real kiosk whose line to the district is there only while `evening` runs. */
export interface MonthKiosk {
  readonly kiosk: TestKiosk
  /** Connects, waits until the district holds everything, and disconnects. */
  evening(): Promise<void>
  close(): Promise<void>
}

/** Longer than any test: the kiosk speaks when it is told to. */
const NEVER_MS = 3_600_000

/**
 * Starts a kiosk and enrols it with the ticket read from the district's page.
 * @param stick folder of the stick that is plugged in
 */
export async function openMonthKiosk(
  district: TestDistrict,
  options: { readonly ticket: string; readonly name: string; readonly stick: string },
): Promise<MonthKiosk> {
  let connected = true
  let underWay = 0
  // The ticket carries the address that the district is known by; here it is reached where it listens.
  const line: typeof fetch = async (input, init) => {
    if (!connected) throw new TypeError('fetch failed')
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    underWay++
    try {
      return await fetch(`${district.address}${pathname}${search}`, init)
    } finally {
      underWay--
    }
  }
  const kiosk = await createTestKiosk({
    directory: null,
    start: district.clock.now(),
    fetch: line,
    sticks: () => [options.stick],
    timing: { soonMs: NEVER_MS, idleMs: NEVER_MS },
  })
  const { api } = kiosk.service
  const evening = async (): Promise<void> => {
    connected = true
    await api.syncNow({})
    await eventually(async () => {
      const { sync } = await api.state({})
      if (sync.kind !== 'online' || sync.waiting > 0) {
        await api.syncNow({})
        throw new Error(`not in step: ${JSON.stringify(sync)}`)
      }
      if (underWay > 0) throw new Error('still speaking')
    }, 30_000)
    connected = false
  }
  kiosk.service.start()
  const answer = await api.enrol({ ticket: options.ticket, name: options.name })
  if (answer.kind !== 'enrolled') throw new Error(`not enrolled: ${JSON.stringify(answer)}`)
  await administratorVisit(kiosk)
  await evening()
  return { kiosk, evening, close: () => kiosk.close() }
}
