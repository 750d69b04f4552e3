import { afterEach, expect, it } from 'vitest'
import { caughtUp, closeBoth, district, enrolled, kiosk, syncNow } from '../support/enrolled-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'

afterEach(closeBoth)

it('an older directory is not taken even from a district that promises a newer one (S16)', async () => {
  await enrolled()
  const asked = () => district.requests.filter(({ route }) => route === 'directory').length
  const before = asked()
  district.directory = { ...testDirectory(1), version: 0 }
  district.promised = 9
  // An exchange begins when the one before has ended, so at the second one the first answer was dealt with.
  for (const exchange of [1, 2]) {
    await syncNow()
    await eventually(() => expect(asked()).toBeGreaterThanOrEqual(before + exchange))
  }
  district.promised = null
  await caughtUp()
  await kiosk.restart()
  expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({ person: { kind: 'ours' } })
  const applied = readLog(kiosk.dataDirectory).filter(({ type }) => type === 'directory-applied')
  expect(applied.map(({ data }) => data.version)).toEqual([1])
})
