import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { newId } from '../support/create-test-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { forkWithin } from '../support/fork-within.ts'
import { KIOSK_ENTRY, speakWith } from '../support/kiosk-process.ts'
import { readChain } from '../support/read-log.ts'
import { badgeOf } from '../support/test-directory.ts'
import { openTwoNetworks, type TwoNetworks } from '../support/two-networks.ts'

const SCANS = 60
const DISTRICT = join(import.meta.dirname, '../support/district-child.ts')

/** A district and a kiosk as programs, each in its own network. */
async function startBoth({ near, far }: TwoNetworks, folder: string) {
  const listening = { GIOGIAC_TEST_HOST: far.address }
  const district = forkWithin(far.namespace, DISTRICT, [join(folder, 'district')], listening)
  const [{ port, key }] = (await once(district, 'message')) as [{ port: number; key: string }]
  district.send('seed')
  await once(district, 'message')
  district.send('code')
  const [{ code }] = (await once(district, 'message')) as [{ code: string }]
  const invitation = { address: `http://${far.address}:${port}/`, district: key, code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const kiosk = speakWith(forkWithin(near.namespace, KIOSK_ENTRY, ['--data', join(folder, 'kiosk')]))
  return { district, ticket, kiosk }
}

/** Everything a district holds of a log, read from its own database. */
async function heldOf(folder: string, log: string): Promise<string[]> {
  const opened = await openDatabase({ kind: 'pglite', directory: join(folder, 'district') })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { database } = opened
  const rows = await database.db.execute(sql`select text from events where log = ${log}::uuid order by seq`)
  await database.close()
  return rowsOf<{ text: string }>(rows).map(({ text }) => text)
}

const folder = mkdtempSync(join(tmpdir(), 'giogiac-lossy-'))
let networks: TwoNetworks
beforeAll(async () => {
  networks = await openTwoNetworks({ loss: [0.3, 0.1], delayMs: 50, seed: 20_261_122 })
})
afterAll(async () => {
  await networks.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a kiosk whose line loses three packets of ten, and one of ten that come back, loses and doubles nothing (S4)', {
  timeout: 180_000,
}, async () => {
  const { district, ticket, kiosk } = await startBoth(networks, folder)
  await eventually(
    async () => expect(await kiosk.ask('enrol', { ticket })).toMatchObject({ kind: 'enrolled' }),
    60_000,
  )
  // One now and then, so that most of the time something is under way.
  for (let i = 1; i <= SCANS; i++) {
    const scan = { id: newId(), code: badgeOf(i).code, method: 'scanner' } as const
    expect(await kiosk.ask('scan', scan)).toMatchObject({ kind: 'recorded' })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  // Somebody touches “send now”: no pause between attempts is worth the test's time.
  const touching = setInterval(() => void kiosk.ask('syncNow', {}), 2_000)
  await eventually(
    async () => expect((await kiosk.ask('state', {}))?.sync).toMatchObject({ kind: 'online', waiting: 0 }),
    100_000,
  )
  clearInterval(touching)
  expect(await kiosk.end('SIGTERM')).toBe(0)
  const gone = once(district, 'exit')
  district.kill('SIGKILL')
  await gone
  const { carried, lost } = await networks.close()
  process.stdout.write(`lossy line: ${carried} packets carried, ${lost} lost\n`)
  expect(carried).toBeGreaterThan(20)
  expect(lost).toBeGreaterThan(5)

  const { origin, events } = readChain(join(folder, 'kiosk'))
  expect(await heldOf(folder, origin.log)).toEqual(events.map(({ text }) => text))
  expect(events.filter(({ text }) => JSON.parse(text).type === 'scan')).toHaveLength(SCANS)
})
