import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DroppedPart, droppedClaims } from '../../core/log/dropped.ts'
import type { LogReport } from '../../core/log/log-report.ts'
import { seal } from '../../core/log/seal.ts'
import { openDistrictForVerifying } from '../../db/district/chain/open-for-verifying.ts'
import type { DatabasePlace } from '../../db/district/engine/open-database.ts'
import { dropped } from '../../db/district/schema/log.ts'
import { type DistrictKeys, makeDistrictKeys } from '../../district/context/district-keys.ts'
import { wordsFor } from '../../scripts/verify-log/report-words.ts'
import { verifyDistrict } from '../../scripts/verify-log/verify-district.ts'
import { verifyDropped } from '../../scripts/verify-log/verify-dropped.ts'
import { createTestDistrict, openTestDatabase } from '../support/create-test-district.ts'
import { createWireKiosk } from '../support/wire-kiosk.ts'

const MONDAY_7 = Date.UTC(2026, 10, 16, 0)
const GONE = 20

describe('verify-log of a district that dropped the beginning of a log (D20)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-dropped-'))
  const place: DatabasePlace = { kind: 'pglite', directory: folder }
  let keys: DistrictKeys
  let part: DroppedPart
  beforeAll(async () => {
    const district = await createTestDistrict({ place, now: MONDAY_7 })
    keys = district.keys
    const kiosk = await createWireKiosk(district).enrol()
    for (let i = 1; i < 60; i++) kiosk.scan(`a${1 + (i % 3)}`, MONDAY_7 + i * 60_000)
    await kiosk.sendAll()
    const hash = kiosk.hashAt(GONE)
    part = {
      v: 1,
      log: kiosk.state.log,
      seq: GONE,
      hash,
      at: MONDAY_7,
      by: 'command-line',
      before: '2026-11-01',
    }
    await district.database.db.execute(sql`delete from events where seq <= ${GONE}`)
    await district.stop()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What is said of the log when this stands about its beginning. */
  const reported = async (
    row: DroppedPart | null,
    sealed: string,
    districtKeys: readonly string[] = [],
  ): Promise<LogReport | undefined> => {
    const database = await openTestDatabase(place)
    await database.db.delete(dropped)
    if (row !== null) {
      const { log, seq, hash, at, by: droppedBy } = row
      await database.db.insert(dropped).values({ log, seq, hash, at, droppedBy, sealed })
    }
    await database.close()
    const opened = await openDistrictForVerifying(place)
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const reports: LogReport[] = []
    for await (const report of verifyDistrict(opened.district, districtKeys)) reports.push(report)
    await opened.district.close()
    return reports[0]
  }
  const sealedBy = ({ privateKey, publicKey }: DistrictKeys, said: DroppedPart = part) =>
    seal(privateKey, droppedClaims(publicKey), JSON.stringify(said))

  it('goes on from where the district sealed that it does, and says so', async () => {
    const report = await reported(part, await sealedBy(keys), [keys.publicKey])
    expect(report).toMatchObject({ fault: null, from: GONE + 1, events: 60 - GONE })
    if (report === undefined) throw new Error('no log')
    const words = wordsFor(report, MONDAY_7).join('\n')
    expect(words).toContain(`1–${GONE}`)
    expect(words).toContain(keys.publicKey)
  })

  it('finds a beginning that is merely gone, and one whose seal says something else', async () => {
    expect((await reported(null, ''))?.fault).toMatchObject({ kind: 'gap', seq: 1 })
    const seals: [string, DroppedPart, string][] = [
      ['none', part, ''],
      ['of another number', part, await sealedBy(keys, { ...part, seq: GONE - 1 })],
      ['of another log', part, await sealedBy(keys, { ...part, log: crypto.randomUUID() })],
      ['changed', part, (await sealedBy(keys)).replace('command-line', 'somebody-else')],
      ['with another time beside it', { ...part, at: part.at + 1 }, await sealedBy(keys)],
    ]
    for (const [name, row, sealed] of seals) {
      const held = { log: row.log, seq: row.seq, hash: row.hash, at: row.at, droppedBy: row.by, sealed }
      expect((await verifyDropped(held, [])).fault, name).not.toBeNull()
    }
    expect((await reported(part, ''))?.fault).toMatchObject({ kind: 'bad-seal', seq: GONE })
    const wrong = { ...part, hash: 'f'.repeat(64) }
    expect((await reported(wrong, await sealedBy(keys, wrong)))?.fault).toMatchObject({ kind: 'broken-link' })
  })

  it('names whose seal it is, and takes only the district’s when told which that is', async () => {
    const stranger = (await makeDistrictKeys()).keys
    const sealed = await sealedBy(stranger)
    expect((await reported(part, sealed))?.dropped).toMatchObject({ signedBy: stranger.publicKey })
    expect((await reported(part, sealed, [keys.publicKey]))?.fault).toMatchObject({ kind: 'bad-seal' })
    const both = [stranger.publicKey, keys.publicKey]
    expect((await reported(part, await sealedBy(keys), both))?.fault).toBeNull()
  })
})
