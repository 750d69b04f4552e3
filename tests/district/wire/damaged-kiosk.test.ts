import { randomBytes } from 'node:crypto'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ENROLMENT_PREFIX } from '../../../core/badge/classify-code.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createEnrolmentCode } from '../../../db/district/kiosks/enrolment.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

const START = Date.parse('2026-11-18T07:15:00+07:00')
let district: TestDistrict
let kiosk: TestKiosk
let online = true

beforeEach(async () => {
  online = true
  district = await createTestDistrict({ now: START })
  const wire: typeof fetch = (...args) => (online ? fetch(...args) : Promise.reject(new TypeError('offline')))
  kiosk = await createTestKiosk({ directory: null, fetch: wire, start: START })
  const place = { point: 'point-a', name: 'Quầy 1' }
  const made = await createEnrolmentCode(district.database.db, place, START, randomBytes)
  const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  kiosk.service.start()
  expect(await kiosk.service.api.enrol({ ticket, name: 'Quầy 1' })).toMatchObject({ kind: 'enrolled' })
  await caughtUp()
})
afterEach(async () => {
  await kiosk.close()
  await district.stop()
})

const sync = async () => (await kiosk.service.api.state({})).sync
const caughtUp = () =>
  eventually(async () => {
    expect(await sync()).toMatchObject({ kind: 'online', waiting: 0 })
  })

async function scan(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    kiosk.clock.pass(60_000)
    district.clock.set(kiosk.clock.now())
    expect(await kiosk.scan(badgeOf((i % 5) + 1).code)).toMatchObject({ kind: 'recorded' })
  }
}

const ids = () => readLog(kiosk.dataDirectory).map(({ id, type }) => ({ id, type }))

/** How often each event of any log is held by the district. */
async function held(): Promise<ReadonlyMap<string, number>> {
  const found = await district.database.db.execute(
    sql`select id::text as id, count(*)::int as n from events where not repeats group by id`,
  )
  return new Map(rowsOf<{ id: string; n: number }>(found).map(({ id, n }) => [id, n]))
}

const damage: readonly (readonly [string, (file: string) => void])[] = [
  [
    'pages of it overwritten',
    (file) => {
      const bytes = readFileSync(file)
      bytes.fill(0x5a, 4096, 4096 + 2048)
      writeFileSync(file, bytes)
    },
  ],
  ['all of it gone', (file) => truncateSync(file, 0)],
]

describe('a kiosk whose log was damaged', { timeout: 60_000 }, () => {
  test.each(damage)(
    'with %s delivers what can be read once, and the district is told',
    async (name, harm) => {
      await scan(12)
      await caughtUp()
      online = false
      await scan(9)
      const before = ids()
      await kiosk.service.stop()
      harm(join(kiosk.dataDirectory, 'log.db'))
      online = true
      await kiosk.restart()
      kiosk.service.start()
      const { restartedAfterDamage } = await kiosk.service.api.state({})
      expect(restartedAfterDamage).toMatchObject({ at: kiosk.clock.now() })
      await scan(3)
      await caughtUp()
      const counts = await held()
      expect([...counts.values()].filter((times) => times !== 1)).toEqual([])
      const missing = before.filter(({ id }) => !counts.has(id))
      const told = readLog(kiosk.dataDirectory).find(
        ({ type, data }) => type === 'access' && data.who === 'kiosk',
      )
      expect(told?.data.what).toMatch(
        new RegExp(`^log-damaged expected ${before.length} .* lost ${missing.length}$`),
      )
      if (name !== 'all of it gone') expect(missing).toEqual([])
      const incidents = await readIncidents(district.database.db, { points: null })
      expect(incidents.map(({ kind }) => kind)).toContain('damaged')
      for (const { id } of ids()) expect(counts.get(id)).toBe(1)
    },
  )
})
