import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { noteDayIncidents } from '../../../../db/district/days/day-incidents.ts'
import {
  type DerivedDay,
  deriveDays,
  forgetDays,
  storeDays,
} from '../../../../db/district/days/derive-days.ts'
import { type DistrictDb, rowsOf } from '../../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../../db/district/organisation/seed-organisation.ts'
import type { Snapshot } from '../../../../db/district/organisation/snapshot.ts'
import { dayResults } from '../../../../db/district/schema/log.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { districtSeed } from '../../../support/district-seed.ts'
import { eventually } from '../../../support/eventually.ts'

/** Wednesday 18 November 2026, 08:00 in Việt Nam. */
const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('two kiosks of a point that keep the same days at once', (engine) => {
  let snapshot: Snapshot
  /** Of three people, each with something that people look at. */
  let days: readonly DerivedDay[]
  beforeAll(async () => {
    const { db } = engine.database()
    await seedOrganisation(db, districtSeed())
    snapshot = await createSnapshots().current(db)
    const people = ['a1', 'a2', 'a3'].map((person) => ({ person, date: '2026-11-16' }))
    const derived = await deriveDays(db, snapshot, people, NOW)
    days = derived.map(({ judged, ...place }) => ({
      ...place,
      judged: { ...judged, day: { ...judged.day, flags: [{ code: 'two-points' }] } },
    }))
  })

  const waiting = async () => {
    const [row] = rowsOf<{ count: number }>(
      await engine.database().db.execute(sql`select count(*)::int from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`),
    )
    return row?.count
  }

  it.each<[string, (tx: DistrictDb, own: readonly DerivedDay[]) => Promise<void>]>([
    ['wait for each other one way only', (tx, own) => storeDays(tx, snapshot, own, NOW)],
    ['throw them away one way only', (tx, own) => forgetDays(tx, own)],
    ['note what people look at one way only', (tx, own) => noteDayIncidents(tx, own, NOW)],
  ])('%s, in whatever order they come to them', async (_, keep) => {
    const { db } = engine.database()
    await storeDays(db, snapshot, days, NOW)
    const begin = () =>
      Promise.allSettled([days, days.toReversed()].map((own) => db.transaction((tx) => keep(tx, own))))
    // A third one holds the day in the middle until both wait. PGlite has one connection: there one waits for the other.
    const both =
      engine.name === 'PGlite'
        ? { kept: begin() }
        : await db.transaction(async (tx) => {
            await keep(
              tx,
              days.filter(({ person }) => person === 'a2'),
            )
            const kept = begin()
            await eventually(async () => expect(await waiting()).toBe(2))
            return { kept }
          })
    expect(await both.kept).toEqual(Array(2).fill({ status: 'fulfilled', value: undefined }))
  })

  it('what one keeps while another throws it away is thrown away', async () => {
    const { db } = engine.database()
    await storeDays(db, snapshot, days, NOW)
    const gone = await db.transaction(async (tx) => {
      await storeDays(tx, snapshot, days, NOW)
      const forgotten = forgetDays(db, days)
      // PGlite has one connection: there it begins when this one has ended.
      if (engine.name === 'PostgreSQL') await eventually(async () => expect(await waiting()).toBe(1))
      return { forgotten }
    })
    await gone.forgotten
    expect(await db.select().from(dayResults)).toEqual([])
  })
})
