import { afterEach, expect, it } from 'vitest'
import { caughtUp, closeBoth, district, enrolled, kiosk, syncNow } from '../support/enrolled-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'

afterEach(closeBoth)

it('an older directory is not taken even from a district that promises a newer one (S16)', async () => {
  await enrolled()
  const older = { ...testDirectory(1), version: 0 }
  let handedOut = 0
  // In its hello it says to have a newer one, and then hands out one from before.
  district.directory = {
    ...older,
    get version() {
      return handedOut++ < 2 ? 9 : 0
    },
  }
  await syncNow()
  await eventually(() => expect(handedOut).toBeGreaterThan(2))
  await caughtUp()
  await kiosk.restart()
  expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({ person: { kind: 'ours' } })
  const applied = readLog(kiosk.dataDirectory).filter(({ type }) => type === 'directory-applied')
  expect(applied.map(({ data }) => data.version)).toEqual([1])
})
