import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { MOST_BYTES_A_DAY } from '../../db/district/intake/day-quota.ts'
import { openBareKiosk } from '../support/bare-kiosk.ts'
import { digestOf } from '../support/district-seed.ts'
import { createFusedDistrict } from '../support/fused-district.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { createModelLine } from '../support/model-line.ts'
import { MODEL_START, prepareModel } from './prepare-model.ts'

const DAY_MS = 24 * 3_600_000

test('a kiosk that sent as much as is taken in a day goes on recording, and delivers after midnight', async () => {
  const root = mkdtempSync(join(tmpdir(), 'giogiac-quota-'))
  const district = await createFusedDistrict(null, MODEL_START)
  try {
    const { folder } = await prepareModel(district, root)
    const clock = createHandClock(MODEL_START)
    const { fetch } = createModelLine(district)
    const bare = openBareKiosk({ dataDirectory: folder, clock, fetch })
    const { kiosk } = bare
    const scan = () => {
      clock.pass(60_000)
      district.clock.set(clock.now())
      return kiosk.keeper.write((store) => {
        const data = { badge: digestOf('badge of a1'), staff: 'a1', method: 'camera' } as const
        kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'scan', data, person: 'a1' }])
      }).kind
    }
    expect(await bare.attempt()).toEqual({ kind: 'done' })
    await district.db.execute(sql`
      update logs set taken = json_build_object('day', taken ->> 'day', 'bytes', ${MOST_BYTES_A_DAY}::int, 'unknown', 0)`)
    const before = kiosk.memory.acknowledged?.seq
    for (let again = 0; again < 3; again++) {
      expect(scan()).toBe('done')
      const ended = await bare.attempt()
      expect(ended).toMatchObject({ kind: 'unreachable', why: "429 without the district's seal" })
    }
    expect(kiosk.memory.acknowledged?.seq).toBe(before)
    clock.pass(DAY_MS)
    district.clock.set(clock.now())
    expect(await bare.attempt()).toEqual({ kind: 'done' })
    expect(kiosk.memory.acknowledged?.seq).toBe(bare.store().head()?.seq)
    bare.crash()
  } finally {
    await district.close()
    rmSync(root, { recursive: true, force: true })
  }
})
