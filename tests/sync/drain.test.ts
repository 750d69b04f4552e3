import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { openBareKiosk } from '../support/bare-kiosk.ts'
import { digestOf } from '../support/district-seed.ts'
import { createFusedDistrict } from '../support/fused-district.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { createModelLine } from '../support/model-line.ts'
import { MODEL_START, prepareModel } from './prepare-model.ts'

const DAYS = 30
const SCANS_A_DAY = 500
const DAY_MS = 24 * 3_600_000
const MOST_SECONDS = 120

test(`${DAYS} days without the district drain without one failed request (S6)`, {
  timeout: 600_000,
}, async () => {
  const root = mkdtempSync(join(tmpdir(), 'giogiac-drain-'))
  const district = await createFusedDistrict(null, MODEL_START)
  try {
    const { folder } = await prepareModel(district, root)
    const clock = createHandClock(MODEL_START)
    const line = createModelLine(district)
    const statuses = new Map<number, number>()
    const bare = openBareKiosk({
      dataDirectory: folder,
      clock,
      fetch: async (...args) => {
        const response = await line.fetch(...args)
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
        return response
      },
    })
    expect(await bare.attempt()).toEqual({ kind: 'done' })
    statuses.clear()
    const { kiosk } = bare
    for (let day = 0; day < DAYS; day++) {
      clock.passTo(MODEL_START + day * DAY_MS + 20 * 60_000)
      const written = kiosk.keeper.write((store) =>
        store.together(() => {
          for (let i = 0; i < SCANS_A_DAY; i++) {
            clock.pass(60_000)
            const person = `a${1 + (i % 3)}`
            const data = { badge: digestOf(`badge of ${person}`), staff: person, method: 'camera' } as const
            kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'scan', data, person }])
          }
        }),
      )
      expect(written.kind).toBe('done')
    }
    clock.pass(3_600_000)
    district.clock.set(clock.now())
    const begun = performance.now()
    expect(await bare.attempt()).toEqual({ kind: 'done' })
    const seconds = (performance.now() - begun) / 1000
    const head = bare.store().head()?.seq ?? 0
    expect(head).toBeGreaterThan(DAYS * SCANS_A_DAY)
    expect(kiosk.memory.acknowledged?.seq).toBe(head)
    const [row] = rowsOf<{ n: string; doubted: string }>(
      await district.db.execute(
        sql`select count(*)::text as n, count(*) filter (where judged_error_ms is null)::text as doubted from events where type = 'scan'`,
      ),
    )
    const requests = [...statuses.values()].reduce((sum, each) => sum + each, 0)
    process.stdout.write(
      `${head} events of ${DAYS} days in ${requests} requests and ${seconds.toFixed(1)} s (PGlite)\n`,
    )
    expect([...statuses.keys()]).toEqual([200])
    expect(row).toEqual({ n: String(DAYS * SCANS_A_DAY), doubted: '0' })
    expect(seconds).toBeLessThan(MOST_SECONDS)
    bare.crash()
  } finally {
    await district.close()
    rmSync(root, { recursive: true, force: true })
  }
})
