import { afterEach, describe, expect, test } from 'vitest'
import { givePin, LEADER_ID, LEADER_PIN, visitAgain } from '../../support/desk-visits.ts'
import {
  caughtUp,
  closeBoth,
  district,
  enrolled,
  expectWhole,
  kiosk,
  scans,
  state,
  syncNow,
} from '../../support/enrolled-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'

afterEach(closeBoth)

describe('a district of another version (S9)', { timeout: 30_000 }, () => {
  test.each(['malformed', 'upgrade-district'] as const)(
    'that is one version behind and calls the newer one %s is spoken to in the older one',
    async (otherwise) => {
      await enrolled()
      district.speaks = { version: 1, otherwise }
      await scans(5)
      await syncNow()
      await caughtUp()
      expectWhole()
      // It is not tried again with every message.
      const before = district.requests.length
      await scans(2)
      await syncNow()
      await caughtUp()
      expect(district.requests.length - before).toBeLessThanOrEqual(4)
    },
  )

  test('that keeps no PINs of a point is not asked for them: a PIN holds here, and is told once it does', async () => {
    await enrolled()
    await givePin(kiosk, LEADER_ID, LEADER_PIN)
    await syncNow()
    await caughtUp()
    expect(kiosk.service.kiosk.pinSecrets.point()).toBeNull()
    expect(district.unknownRequests).toEqual([])
    expect(await visitAgain(kiosk)).toBeTruthy()
    // It says so now, and one server of it is still the old one: nothing else suffers.
    district.pins = 5
    await scans(2)
    await syncNow()
    await eventually(() => expect(district.unknownRequests).toContain('/api/v1/pins'))
    await caughtUp()
    expectWhole()
  })

  test('that knows neither version is named on the screen, and recording goes on', async () => {
    await enrolled()
    district.speaks = { version: 0, otherwise: 'upgrade-district' }
    await scans(3)
    await syncNow()
    await eventually(async () =>
      expect((await state()).sync).toMatchObject({ kind: 'refused', refusal: 'old-district', waiting: 3 }),
    )
    await scans(2)
    expect(readLog(kiosk.dataDirectory).filter(({ type }) => type === 'scan')).toHaveLength(5)
    district.speaks = { version: 2, otherwise: 'upgrade-district' }
    await syncNow()
    await caughtUp()
    expectWhole()
  })
})
