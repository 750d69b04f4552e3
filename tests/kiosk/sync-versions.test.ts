import { afterEach, describe, expect, test } from 'vitest'
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
} from '../support/enrolled-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { readLog } from '../support/read-log.ts'

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
