import { randomBytes } from 'node:crypto'
import { asc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { events as districtEvents } from '../../db/district/schema/log.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createTestKiosk, type TestKiosk } from '../support/create-test-kiosk.ts'
import { type CuttableLine, createCuttableLine } from '../support/cuttable-line.ts'
import { districtSeed } from '../support/district-seed.ts'
import { eventually } from '../support/eventually.ts'
import { readChain } from '../support/read-log.ts'
import { testBadge } from '../support/test-badge.ts'
import { firstBroken } from '../support/verify-chain.ts'

const START = '2026-03-02T07:00:00+07:00'
const PEOPLE = ['a1', 'a2', 'a3', 'b1']

let district: TestDistrict
let line: CuttableLine
let kiosk: TestKiosk

beforeEach(async () => {
  const seed = districtSeed()
  district = await createTestDistrict({
    now: Date.parse(START),
    seed: { ...seed, badges: PEOPLE.map((person, i) => ({ digest: testBadge(i).digest, person })) },
  })
  line = await createCuttableLine(district.address)
  kiosk = await createTestKiosk({ directory: null, start: START })
  const made = await createEnrolmentCode(
    district.database.db,
    { point: 'point-a', name: 'Quầy 1' },
    district.clock.now(),
    randomBytes,
  )
  const ticket = { address: line.address, district: district.keys.publicKey, code: made?.code }
  kiosk.service.start()
  const text = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(ticket)).toString('base64url')
  expect(await kiosk.service.api.enrol({ ticket: text })).toMatchObject({ kind: 'enrolled', point: 'Quầy A' })
  await caughtUp()
})
afterEach(async () => {
  await kiosk.close()
  await line.close()
  await district.stop()
})

function pass(ms: number): void {
  kiosk.clock.pass(ms)
  district.clock.set(kiosk.clock.now())
}

const textsOfDistrict = async () =>
  (
    await district.database.db
      .select({ text: districtEvents.text })
      .from(districtEvents)
      .orderBy(asc(districtEvents.seq))
  ).map(({ text }) => text)

async function caughtUp(): Promise<void> {
  await eventually(async () => {
    const { sync } = await kiosk.service.api.state({})
    expect(sync).toMatchObject({ kind: 'online', waiting: 0 })
  }, 20_000)
}

async function expectNothingLostOrDoubled(): Promise<void> {
  const { origin, events } = readChain(kiosk.dataDirectory)
  expect(firstBroken(origin, events)).toBeNull()
  const held = await textsOfDistrict()
  expect(held).toEqual(events.map(({ text }) => text))
  const ids = held.map((text) => JSON.parse(text).id)
  expect(new Set(ids).size).toBe(ids.length)
}

/** Somebody scans every 30 seconds for so many minutes. @returns how many scans were shown as recorded */
async function scanFor(minutes: number): Promise<number> {
  let recorded = 0
  for (let half = 0; half < 2 * minutes; half++) {
    pass(30_000)
    const answer = await kiosk.scan(testBadge(half % (PEOPLE.length + 1)).code)
    if (answer.kind === 'recorded') recorded++
  }
  return recorded
}

describe('a kiosk and its district', () => {
  test('an hour of scans without the line loses and doubles nothing', async () => {
    line.cut()
    const recorded = await scanFor(60)
    expect(recorded).toBe(120)
    await kiosk.service.api.syncNow({})
    await eventually(async () => {
      const { sync } = await kiosk.service.api.state({})
      expect(sync).toMatchObject({ kind: 'offline', waiting: 120 })
    })
    line.mend()
    await kiosk.service.api.syncNow({})
    await caughtUp()
    await expectNothingLostOrDoubled()
    const scans = (await textsOfDistrict()).filter((text) => JSON.parse(text).type === 'scan')
    expect(scans).toHaveLength(recorded)
  })

  test('a line that breaks in the middle of answers, again and again, loses and doubles nothing', async () => {
    for (let round = 1; round <= 8; round++) {
      line.cutAfter(round * 150)
      await scanFor(3)
      await kiosk.service.api.syncNow({})
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (round % 3 === 0) await kiosk.restart()
      kiosk.service.start()
    }
    await kiosk.service.api.syncNow({})
    await caughtUp()
    await expectNothingLostOrDoubled()
  })

  test('a thousand scans of a long silence arrive in one go', async () => {
    line.cut()
    expect(await scanFor(500)).toBe(1000)
    line.mend()
    await kiosk.service.api.syncNow({})
    await caughtUp()
    await expectNothingLostOrDoubled()
  })
})
