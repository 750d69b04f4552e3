import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { caughtUp, closeBoth, enrolled, kiosk, scans } from '../../support/enrolled-kiosk.ts'
import { linesOfGglog } from '../../support/gglog-file.ts'

const DAY_MS = 86_400_000
const stick = temporaryDirectory()
afterEach(async () => {
  await closeBoth()
  rmSync(stick, { recursive: true, force: true })
})

it('exports the last 400 days when nothing waits', async () => {
  await enrolled({ sticks: () => [stick] })
  await administratorVisit(kiosk)
  await scans(20)
  kiosk.clock.pass(300 * DAY_MS)
  await scans(1)
  kiosk.clock.pass(300 * DAY_MS)
  await scans(3)
  const visit = await administratorVisit(kiosk)
  const oldest = kiosk.clock.now() - 400 * DAY_MS
  await caughtUp()
  const answer = await kiosk.service.api.exportLog({ visit })
  if (answer.kind !== 'exported') throw new Error(JSON.stringify(answer))
  const events = linesOfGglog(join(stick, answer.file)).slice(1, -1)
  const times = events.map((text) => JSON.parse(text).at as number)
  expect(Math.min(...times)).toBeGreaterThanOrEqual(oldest)
  expect(JSON.parse(events[0] ?? '').type).toBe('scan')
  expect(events.length).toBe(answer.events)
})
