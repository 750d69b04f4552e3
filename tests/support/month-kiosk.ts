import type { Browser } from 'playwright-core'
import { type CounterKiosk, openCounter } from './counter-kiosk.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createTestKiosk, type TestKiosk } from './create-test-kiosk.ts'
import { eventually } from './eventually.ts'
import { chooseAdministratorPin } from './pin-deeds.ts'

/** A real kiosk whose line to the district is there only while `evening` runs. */
export interface MonthKiosk {
  /** Its scans of a month go to its service, each at its own time. */
  readonly kiosk: TestKiosk
  /** Its screens, for everything else. */
  readonly counter: CounterKiosk
  /** Connects, waits until the district holds everything, and disconnects. */
  evening(): Promise<void>
  close(): Promise<void>
}

/** Longer than any test: the kiosk speaks when it is told to. */
const NEVER_MS = 3_600_000

/**
 * Starts a kiosk, enrols it by scanning the ticket read from the district's page, and lets the administrator choose
 * the PIN, whose screen stays open.
 * @param stick folder of the stick that is plugged in
 */
export async function openMonthKiosk(
  browser: Browser,
  district: TestDistrict,
  options: { readonly ticket: string; readonly stick: string },
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
  const counter = await openCounter(browser, kiosk)
  await counter.page.getByText('Dùng máy quét mã để quét mã QR đăng ký').waitFor()
  await counter.scan(options.ticket, 'ĐÃ ĐĂNG KÝ')
  await counter.page.getByRole('button', { name: 'Đã so khớp' }).click()
  await chooseAdministratorPin(counter.hands)
  await evening()
  return {
    kiosk,
    counter,
    evening,
    async close() {
      await counter.close()
      await kiosk.close()
    },
  }
}
