import { expect, it } from 'vitest'
import { FirstSteps } from '../../../core/district/first-steps-api.ts'
import { badges, badgeUses } from '../../../db/district/schema/organisation.ts'
import { pins } from '../../../db/district/schema/pins.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

/** What is left to do, each with what keeps it from being done. */
const left = async (browser: DistrictBrowser) =>
  FirstSteps.parse((await browser.get('/api/v1/first-steps')).body).flatMap(({ id, done, hint }) =>
    done ? [] : [hint === null ? id : `${id}: ${hint}`],
  )

onBothEngines('the first steps of a new district', (engine) => {
  it('are all there, the next one first, until each is done; PINs of leaders last', async () => {
    const seed = districtSeed()
    const district = await createTestDistrict({
      database: engine.database(),
      seed: {
        ...seed,
        postings: (seed.postings ?? []).map((each) => ({ ...each, role: 'staff' as const })),
      },
    })
    const { db } = district.database
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const wardB = await openAccount(district, {
      username: 'quan.tri.b',
      role: 'district-administrator',
      organisation: 'ward-b',
    })
    expect(await left(admin)).toEqual(['kiosks', 'pins: no-leader'])
    const kiosk = createWireKiosk(district)
    await kiosk.enrol()
    expect(await left(admin)).toEqual(['pins: no-leader'])
    expect(await left(wardB)).toEqual(['kiosks', 'pins: no-leader'])
    const repost = { people: ['a2'], from: '2026-11-01', change: { kind: 'role', role: 'leader' } }
    expect((await admin.post('/api/v1/people/postings', repost)).status).toBe(200)
    expect(await left(admin)).toEqual(['pins'])
    const pin = { point: 'point-a', salt: 'a'.repeat(32), verifier: 'b'.repeat(64), cost: 14, digits: 6 }
    const known = { ...pin, own: false, count: 1, at: 0 }
    await db.insert(pins).values({ ...known, person: 'a1', role: 'staff' })
    expect(await left(admin)).toEqual(['pins'])
    await db.insert(pins).values({ ...known, person: 'a2', role: 'leader' })
    expect(await left(admin)).toEqual([])
    expect(await left(wardB)).toEqual(['kiosks', 'pins: no-leader'])
    await district.stop()
  })

  it('count a sheet of badges that was never saved as left to do, but not in a district that is running', async () => {
    const district = await createTestDistrict({ database: engine.database() })
    const { db } = district.database
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const digest = 'c'.repeat(64)
    await db
      .insert(badges)
      .values({ digest, person: 'a1', number: 900, state: 'active', issuedAt: 1, issuedBy: 'quan.tri' })
    await db.insert(badgeUses).values({ digest, savedAt: null, scannedAt: null, givenBy: null })
    const withBadges = (await left(admin)).filter((step) => step.startsWith('badges'))
    const [used] = await db.select().from(badges).limit(1)
    await db
      .insert(badgeUses)
      .values({ digest: used?.digest ?? '', savedAt: null, scannedAt: 1, givenBy: null })
      .onConflictDoUpdate({ target: badgeUses.digest, set: { scannedAt: 1 } })
    expect([withBadges, (await left(admin)).filter((step) => step.startsWith('badges'))]).toEqual([
      ['badges: unsaved'],
      [],
    ])
    await district.stop()
  })
})
