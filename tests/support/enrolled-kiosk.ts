import { expect } from 'vitest'
import { createTestKiosk, type TestKiosk, type TestKioskOptions } from './create-test-kiosk.ts'
import { eventually } from './eventually.ts'
import { readChain } from './read-log.ts'
import { createDistrictDouble, type DistrictDouble } from './sync-district.ts'
import { badgeOf, testDirectory } from './test-directory.ts'
import { firstBroken } from './verify-chain.ts'

/** The kiosk and the small district of the test that runs. */
export let kiosk: TestKiosk
export let district: DistrictDouble

/** Ends both. */
export async function closeBoth(): Promise<void> {
  await kiosk.close()
  await district.close()
}

/** A district, and a kiosk that belongs to nobody yet. */
export async function strangers(): Promise<void> {
  district = await createDistrictDouble(testDirectory())
  kiosk = await createTestKiosk({ directory: null })
}

/** A kiosk enrolled by ticket, with its directory, at a district that hears everything. */
export async function enrolled(options: TestKioskOptions = {}): Promise<void> {
  district = await createDistrictDouble(testDirectory(5))
  kiosk = await createTestKiosk({ directory: null, ...options })
  district.now = kiosk.clock.now
  kiosk.service.start()
  const answer = await kiosk.service.api.enrol({ ticket: district.ticket, name: 'Quầy 1' })
  expect(answer).toMatchObject({ kind: 'enrolled', point: 'Bộ phận Một cửa' })
  await caughtUp()
}

/** What the screen knows. */
export const state = () => kiosk.service.api.state({})
/** What the network's return does. */
export const syncNow = () => kiosk.service.api.syncNow({})
/** Waits until the district holds everything. */
export async function caughtUp(): Promise<void> {
  await eventually(async () => {
    expect((await state()).sync).toMatchObject({ kind: 'online', waiting: 0 })
    expect(district.events.map(({ text }) => text)).toEqual(
      readChain(kiosk.dataDirectory).events.map(({ text }) => text),
    )
  })
}
/** So many people scan, one a second. */
export async function scans(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    kiosk.clock.pass(1000)
    expect(await kiosk.scan(badgeOf((i % 5) + 1).code)).toMatchObject({ kind: 'recorded' })
  }
}
/** The district's copy is the kiosk's log, chained and without doubles. */
export function expectWhole(): void {
  const { origin, events } = readChain(kiosk.dataDirectory)
  expect(firstBroken(origin, district.events)).toBeNull()
  expect(district.events.length).toBe(events.length)
  const ids = district.events.map(({ text }) => JSON.parse(text).id)
  expect(new Set(ids).size).toBe(ids.length)
}
