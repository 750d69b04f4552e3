import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../db/district/organisation/read-snapshot.ts'
import { type ImportContext, type Imported, importGglog } from '../../district/by-hand/import-gglog.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import type { TestKiosk } from '../support/create-test-kiosk.ts'
import { administratorVisit } from '../support/desk-visits.ts'
import { flipBytes } from '../support/flip-bytes.ts'
import { linesOfGglog } from '../support/gglog-file.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../support/lone-kiosk.ts'

/** Monday 16 November 2026, 07:15 in Việt Nam. */
const START = Date.UTC(2026, 10, 16, 0, 15)
/** Time, flags and system that gzip writes first: they say nothing about what is in the file. */
const GZIP_HEADER = 10

describe('a log carried by hand (S17)', () => {
  const stick = mkdtempSync(join(tmpdir(), 'giogiac-stick-'))
  let district: TestDistrict
  let context: ImportContext
  let kiosk: TestKiosk
  let other: TestKiosk
  let file: string
  let whole: Buffer

  beforeAll(async () => {
    district = await createTestDistrict({ now: START })
    const { database, keys, clock } = district
    const teller = { tell() {}, async stop() {} }
    context = { database, keys, clock, snapshots: createSnapshots(), teller, randomBytes }
    kiosk = await createLoneKiosk(district, { start: START, stick })
    other = await createLoneKiosk(district, { start: START, stick })
    await scanTimes(kiosk, 60)
    await scanTimes(other, 60)
    file = await exportTo(stick, kiosk)
    whole = readFileSync(file)
  })
  afterAll(async () => {
    await kiosk.close()
    await other.close()
    await district.stop()
    rmSync(stick, { recursive: true, force: true })
  })

  const bring = (bytes: Uint8Array): Promise<Imported> => importGglog(context, bytes)
  const held = async (): Promise<number> =>
    Number(
      rowsOf<{ n: string }>(
        await district.database.db.execute(sql`select count(*)::text as n from events`),
      )[0]?.n,
    )

  it('with any of 1,000 flipped bytes is refused by name and line, and nothing of it is stored', async () => {
    const before = await held()
    const wrong: unknown[] = []
    for (const { at, flipped } of flipBytes(whole, 1000, GZIP_HEADER)) {
      const { refused, fresh, receipt } = await bring(flipped)
      const isNamed = refused !== null && refused.line >= 1 && refused.why.length > 0
      if (!isNamed || fresh > 0 || receipt !== null) wrong.push({ at, refused })
    }
    expect(wrong).toEqual([])
    expect(await held()).toBe(before)
  })

  it('with one bit of one line turned over, whatever the line, is refused at that line', async () => {
    const lines = linesOfGglog(file)
    const before = await held()
    for (let line = 1; line < lines.length; line++) {
      const text = Buffer.from(lines[line - 1] ?? '')
      const at = (line * 7919) % text.length
      text[at] = (text[at] ?? 0) ^ 1
      const spoilt = lines.map((each, i) => (i === line - 1 ? text.toString('latin1') : each))
      const { refused } = await bring(gzipSync(spoilt.map((each) => `${each}\n`).join('')))
      expect(refused?.line, `line ${line}, byte ${at}`).toBe(line)
    }
    expect(await held()).toBe(before)
  })

  it('with rows of another kiosk spliced in, at every place, is refused at that place', async () => {
    const mine = linesOfGglog(file)
    const theirs = linesOfGglog(await exportTo(stick, other))
    const before = await held()
    for (let line = 2; line < mine.length; line++) {
      const spliced = mine.with(line - 1, theirs[line - 1] ?? '')
      const { refused, receipt } = await bring(gzipSync(spliced.map((each) => `${each}\n`).join('')))
      expect({ refused, receipt }).toMatchObject({ refused: { line, why: 'not-this-event' }, receipt: null })
    }
    expect(await held()).toBe(before)
  })

  it('is still waiting after all that, comes in whole, and only the district’s own receipt ends it', async () => {
    const visit = () => administratorVisit(kiosk)
    const waiting = async () => (await kiosk.service.api.state({})).sync.waiting
    const count = linesOfGglog(file).length - 2
    const before = await waiting()
    expect(before).toBeGreaterThanOrEqual(count)
    const { fresh, refused, receipt } = await bring(whole)
    expect({ fresh, refused }).toEqual({ fresh: count, refused: null })
    const beside = `${file}.ggreceipt`
    const sealed = Buffer.from(receipt ?? '')
    for (const { at, flipped } of flipBytes(sealed, 200)) {
      writeFileSync(beside, flipped)
      const answer = await kiosk.service.api.readReceipt({ visit: await visit() })
      expect(answer.kind, `byte ${at}`).toBe('not-ours')
    }
    expect(await waiting()).toBeGreaterThanOrEqual(before)
    writeFileSync(beside, sealed)
    expect(await kiosk.service.api.readReceipt({ visit: await visit() })).toEqual({
      kind: 'taken',
      have: count,
    })
    expect(await other.service.api.readReceipt({ visit: await administratorVisit(other) })).toEqual({
      kind: 'not-ours',
    })
  })
})
