import { randomBytes, randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createKioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { newId } from '../support/create-test-kiosk.ts'
import { badgeOf } from '../support/test-directory.ts'

/**
 * Opens a kiosk's log, scans, and closes it: one line a scan, `ACK <id>` when it was shown as recorded, else
 * `NOT <reason>`. Arguments: DATA; env SCANS.
 */
const [, , dataDirectory = ''] = process.argv
const service = createKioskService({
  dataDirectory,
  clock: { now: Date.now, uptime: () => performance.now() },
  newId,
  randomBytes,
  fetch,
  bootId: randomUUID(),
  lockWaitMs: 0,
})
for (let i = 0; i < Number(process.env.SCANS ?? 4); i++) {
  const id = newId()
  const answer = await service.api.scan({ id, code: badgeOf((i % 20) + 1).code, method: 'scanner' })
  const { recording } = await service.api.state({})
  const line = answer.kind === 'recorded' ? `ACK ${id}` : `NOT ${JSON.stringify(answer)} ${recording.kind}`
  writeSync(1, `${line}\n`)
}
writeSync(1, 'END\n')
await service.stop()
