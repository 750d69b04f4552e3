import { randomUUID } from 'node:crypto'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { genesisHash } from '../../../core/log/chain.ts'
import { openLogDatabase } from '../../../db/kiosk/open/open-log-database.ts'
import { sha256 } from '../../../db/sha256.ts'
import { newId, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { openOrSucceed } from '../../support/running-log.ts'

/** Beyond what one call takes as arguments. */
const EVENTS = 130_000
const PAGE_BYTES = 4096

let data = ''
afterEach(() => rmSync(data, { recursive: true, force: true }))

/** A kiosk that lived by USB and never read a receipt: everything waits. */
function writeLargeLog(): void {
  const opened = openLogDatabase({ dataDirectory: data })
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened))
  const { store } = opened
  const device = randomUUID()
  const publicKey = Buffer.alloc(32, 7).toString('base64url')
  const origin = { log: randomUUID(), device, publicKey, parent: null }
  store.records.saveEnrolment({
    ...{ device, name: 'Quầy', point: 'point-a', pointName: 'Điểm', organisationName: 'Phường' },
    ...{ districtAddress: 'http://127.0.0.1:1/', districtKey: publicKey },
  })
  store.begin(origin, genesisHash(sha256, origin))
  const run = randomUUID()
  for (let at = 0; at < EVENTS; at += 10_000) {
    store.append(
      Array.from({ length: Math.min(10_000, EVENTS - at) }, (_, i) => ({
        id: newId(),
        at: at + i,
        up: at + i,
        run,
        type: 'refused-code' as const,
        data: { class: 'foreign' as const },
      })),
    )
  }
  store.close()
}

test('a damaged log is rescued however many events wait in it', { timeout: 240_000 }, () => {
  data = temporaryDirectory()
  writeLargeLog()
  // One page in the middle of it is noise.
  const file = join(data, 'log.db')
  const pages = Math.floor(statSync(file).size / PAGE_BYTES)
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, Math.floor(pages / 2) * PAGE_BYTES)
  closeSync(handle)
  const begun = performance.now()
  const { store, began } = openOrSucceed(data, {
    why: 'damaged',
    detail: 'a page was overwritten',
    from: null,
  })
  const succession = store.records.succession()
  console.log(`${EVENTS} events that wait: rescued in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  expect(began).toBe(true)
  expect(succession).toMatchObject({ why: 'damaged', expected: EVENTS })
  expect(succession?.carried).toBeGreaterThan(EVENTS - 100)
  expect((succession?.carried ?? 0) + (succession?.lost ?? 0)).toBe(EVENTS)
  expect(store.verify()).toBeNull()
  store.close()
})
