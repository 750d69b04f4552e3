import { randomBytes, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createKioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { enrolByHand, newId } from '../support/create-test-kiosk.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'

/**
 * Scans through the product's own service, one line a scan: `ACK <number of the event>` when it was shown as
 * recorded, else `NOT <reason>`. Arguments: (unused) DATA (unused); env SCANS. What is scanned is recorded
 * before its line is written.
 */
const [, , , dataDirectory = ''] = process.argv
await enrolByHand(dataDirectory, testDirectory(20))
const service = createKioskService({
  dataDirectory,
  clock: { now: Date.now, uptime: () => performance.now() },
  newId,
  randomBytes,
  fetch,
  bootId: randomUUID(),
})
if (service.opening.kind !== 'opened') throw new Error('not opened')
const { store } = service.opening
const written: string[] = []
for (let i = 0; i < Number(process.env.SCANS ?? 60); i++) {
  const id = newId()
  const answer = await service.api.scan({ id, code: badgeOf((i % 20) + 1).code, method: 'scanner' })
  if (answer.kind === 'recorded') written.push(id)
  const line =
    answer.kind === 'recorded'
      ? `ACK ${store.head()?.seq ?? 0}`
      : `NOT ${answer.kind === 'not-recorded' ? answer.reason : ''}`
  writeSync(1, `${line}\n`)
}
writeSync(1, `IDS ${written.join(' ')}\n`)
await service.stop()
