import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import type { DistrictDatabase } from '../../db/district/engine/open-database.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { kiosksByDistrictKey } from '../../db/district/kiosks/kiosks-by-key.ts'
import {
  type DistrictKeys,
  keepDistrictKeys,
  makeDistrictKeys,
  readDistrictKeys,
  retireDistrictKey,
  rotateDistrictKey,
} from '../../district/context/district-keys.ts'
import { enrol } from '../../kiosk/enrol/enrol.ts'
import { type BareKiosk, openBareKiosk } from '../support/bare-kiosk.ts'
import { createTestDistrict, openTestDatabase, type TestDistrict } from '../support/create-test-district.ts'
import { createHandClock } from '../support/hand-clock.ts'

/** Monday 16 November 2026, 07:00 in Việt Nam. */
const MONDAY_7 = Date.UTC(2026, 10, 16, 0)

let database: DistrictDatabase
let folder: string
let district: TestDistrict | null = null
const clock = createHandClock(MONDAY_7)
const kiosks: BareKiosk[] = []

beforeAll(async () => {
  database = await openTestDatabase({ kind: 'pglite', directory: null })
})
afterAll(() => database.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-keys-'))
})
afterEach(async () => {
  for (const kiosk of kiosks.splice(0)) kiosk.crash()
  await district?.stop()
  district = null
  rmSync(folder, { recursive: true, force: true })
})

/** The district starts (again) with these keys. */
async function serve(keys: DistrictKeys): Promise<TestDistrict> {
  await district?.stop()
  district = await createTestDistrict({ database, keys, clock })
  return district
}

function kioskIn(name: string): BareKiosk {
  const to: typeof fetch = (input, init) =>
    fetch(new URL(new URL(String(input)).pathname, district?.address), init)
  const kiosk = openBareKiosk({ dataDirectory: join(folder, name), clock, fetch: to })
  kiosks.push(kiosk)
  return kiosk
}

async function enrolled(name: string): Promise<BareKiosk> {
  mkdirSync(join(folder, name))
  const bare = kioskIn(name)
  const made = await createEnrolmentCode(database.db, { point: 'point-a', name }, clock.now(), randomBytes)
  const invitation = { address: district?.address, district: district?.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  expect(await enrol(bare.kiosk, { ticket, name })).toMatchObject({ kind: 'enrolled' })
  return bare
}

const keyOf = ({ kiosk }: BareKiosk): string | undefined => kiosk.memory.enrolment?.districtKey
const attempt = (kiosk: BareKiosk) => {
  clock.pass(60_000)
  return kiosk.attempt()
}

describe("a change of the district's key", { timeout: 60_000 }, () => {
  test('reaches a kiosk under the seal of the old one, and every kiosk in its own time', async () => {
    const first = await keepDistrictKeys(folder)
    await serve(first)
    const quick = await enrolled('quick')
    const slow = await enrolled('slow')
    expect(await attempt(quick)).toEqual({ kind: 'done' })
    const second = await rotateDistrictKey(folder)
    expect(second.publicKey).not.toBe(first.publicKey)
    expect(second.older?.map(({ publicKey }) => publicKey)).toEqual([first.publicKey])
    expect(statSync(join(folder, 'district-key.json')).mode & 0o777).toBe(0o600)
    await serve(second)
    expect(await attempt(quick)).toEqual({ kind: 'done' })
    expect(keyOf(quick)).toBe(second.publicKey)
    expect(await attempt(quick)).toEqual({ kind: 'done' })
    const byKey = await kiosksByDistrictKey(database.db)
    expect(byKey.get(second.publicKey)).toBe(1)
    expect(byKey.get(null)).toBe(1)
    // It survives a restart, and the receipts keep the name of the key that signed them.
    quick.crash()
    const again = kioskIn('quick')
    expect(keyOf(again)).toBe(second.publicKey)
    const log = again.store().origin()?.log ?? ''
    expect(
      new Set(
        again
          .store()
          .receipts.of(log)
          .map(({ districtKey }) => districtKey),
      ),
    ).toContain(first.publicKey)
    expect(await attempt(again)).toEqual({ kind: 'done' })
    // Two changes later the slow one still finds its way.
    const third = await rotateDistrictKey(folder)
    await serve(third)
    expect(await attempt(slow)).toEqual({ kind: 'done' })
    expect(keyOf(slow)).toBe(third.publicKey)
    expect(await attempt(slow)).toEqual({ kind: 'done' })
  })

  test('ends for an old key when it is retired', async () => {
    const first = await keepDistrictKeys(folder)
    await serve(first)
    const kiosk = await enrolled('late')
    const second = await rotateDistrictKey(folder)
    expect(await retireDistrictKey(folder, second.publicKey)).toBe(false)
    expect(await retireDistrictKey(folder, 'x'.repeat(43))).toBe(false)
    expect(await retireDistrictKey(folder, first.publicKey)).toBe(true)
    await serve(await readDistrictKeys(readFileSync(join(folder, 'district-key.json'), 'utf8')))
    expect(await attempt(kiosk)).toMatchObject({ kind: 'unreachable' })
    expect(keyOf(kiosk)).toBe(first.publicKey)
  })

  test('is not believed of a stranger in the middle', async () => {
    await serve(await keepDistrictKeys(folder))
    const kiosk = await enrolled('watchful')
    const honest = district?.keys.publicKey
    const { keys: stranger } = await makeDistrictKeys()
    // It answers everything under its own seal, and names itself as the successor.
    await serve(stranger)
    expect(await attempt(kiosk)).toMatchObject({ kind: 'unreachable' })
    expect(keyOf(kiosk)).toBe(honest)
  })
})
