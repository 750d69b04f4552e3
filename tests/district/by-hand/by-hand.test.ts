import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { importFiles } from '../../../district/by-hand/import-files.ts'
import { type ImportContext, importGglog } from '../../../district/by-hand/import-gglog.ts'
import { fileKeyStore } from '../../../kiosk/keys/device-key.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { TestKiosk } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { linesOfGglog, writeGglog } from '../../support/gglog-file.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../../support/lone-kiosk.ts'
import { readChain } from '../../support/read-log.ts'

/** Monday 16 November 2026, 07:15 in Việt Nam. */
const START = Date.UTC(2026, 10, 16, 0, 15)
const DAY_MS = 86_400_000

onBothEngines('a log carried by hand', (engine) => {
  let district: TestDistrict
  let context: ImportContext
  let stick: string
  const kiosks: TestKiosk[] = []

  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: START })
    const { database, keys, clock } = district
    const teller = { tell() {}, async stop() {} }
    context = { database, keys, clock, snapshots: createSnapshots(), teller, randomBytes }
  })
  afterAll(() => district.stop())
  beforeEach(() => {
    district.clock.set(START)
    stick = mkdtempSync(join(tmpdir(), 'giogiac-stick-'))
  })
  afterEach(async () => {
    for (const kiosk of kiosks.splice(0)) await kiosk.close()
    rmSync(stick, { recursive: true, force: true })
  })

  async function loneKiosk(): Promise<TestKiosk> {
    const kiosk = await createLoneKiosk(district, { start: START, stick })
    kiosks.push(kiosk)
    return kiosk
  }
  const exported = (kiosk: TestKiosk) => exportTo(stick, kiosk)
  const bring = (...files: string[]) => {
    const said: string[] = []
    return importFiles(context, files, (line) => said.push(line)).then((whole) => ({ whole, said }))
  }
  const loseLog = async (log: string) => {
    for (const table of ['events', 'logs']) {
      const column = table === 'logs' ? sql.raw('id') : sql.raw('log')
      await district.database.db.execute(sql`delete from ${sql.raw(table)} where ${column} = ${log}::uuid`)
    }
  }
  const bringOne = (file: string) => importGglog(context, readFileSync(file))
  const logOf = (kiosk: TestKiosk) => readChain(kiosk.dataDirectory)
  const held = async (kiosk: TestKiosk): Promise<string[]> => {
    const { log } = logOf(kiosk).origin
    const found = await district.database.db.execute(
      sql`select text from events where log = ${log}::uuid order by seq`,
    )
    return rowsOf<{ text: string }>(found).map(({ text }) => text)
  }

  it('reaches the district whole, and its receipt ends the waiting', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 1300)
    const file = await exported(kiosk)
    const before = logOf(kiosk).events.map(({ text }) => text)
    district.clock.set(START + 3 * DAY_MS)
    const { whole, said } = await bring(file)
    expect({ whole, said }).toEqual({
      whole: true,
      said: [
        `${file}: point-a 1–${before.length} mới (new) ${before.length}, đã có (already held) 0`,
        `  biên nhận (receipt): ${file}.ggreceipt`,
      ],
    })
    expect(await held(kiosk)).toEqual(before)
    const visit = await administratorVisit(kiosk)
    expect(await kiosk.service.api.readReceipt({ visit })).toEqual({ kind: 'taken', have: before.length })
    const after = logOf(kiosk).events.length
    expect((await kiosk.service.api.state({})).sync.waiting).toBe(after - before.length)
    expect((await kiosk.service.api.state({})).sync.districtHasUpTo).toBeLessThanOrEqual(kiosk.clock.now())
    // The next file begins where the receipt ends.
    const next = linesOfGglog(await exported(kiosk))
    expect(JSON.parse(next[0] ?? '')).toMatchObject({ from: before.length + 1 })
  })

  it('is complete up to the export and not up to the import', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 3)
    const file = await exported(kiosk)
    const exportedAt = kiosk.clock.now()
    district.clock.set(START + 3 * DAY_MS)
    await bring(file)
    const [log] = rowsOf<{ complete_to: string }>(
      await district.database.db.execute(
        sql`select complete_to::text from logs where id = ${logOf(kiosk).origin.log}::uuid`,
      ),
    )
    expect(Number(log?.complete_to)).toBe(exportedAt)
  })

  it('may come twice, and the old after the new, or both at once in any order', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 5)
    const old = await exported(kiosk)
    await scanTimes(kiosk, 5)
    const newer = await exported(kiosk)
    const count = linesOfGglog(newer).length - 2
    expect(await bringOne(newer)).toMatchObject({ fresh: count, held: 0, refused: null })
    expect(await bringOne(newer)).toMatchObject({ fresh: 0, held: count, refused: null })
    const again = await bringOne(old)
    expect(again).toMatchObject({ fresh: 0, held: linesOfGglog(old).length - 2, refused: null })
    // The receipt for the old file says what is held of the whole log.
    expect(JSON.parse(again.receipt?.split('\n')[1] ?? '')).toMatchObject({ have: { seq: count } })
    expect((await bring(newer, old)).whole).toBe(true)
    expect((await held(kiosk)).length).toBe(count)
  })

  it('with a hole before it is refused, with the older file it is not', async () => {
    const kiosk = await loneKiosk()
    const first = await exported(kiosk)
    const stolen = await bringOne(first)
    writeFileSync(join(stick, 'a.ggreceipt'), stolen.receipt ?? '')
    await kiosk.service.api.readReceipt({ visit: await administratorVisit(kiosk) })
    const second = await exported(kiosk)
    const { log } = logOf(kiosk).origin
    await loseLog(log)
    const gaps = async () =>
      (await readIncidents(district.database.db, { points: null })).filter(
        (incident) => incident.kind === 'gap' && incident.log === log,
      )
    expect((await bring(second, first)).whole).toBe(true)
    expect(await gaps()).toEqual([])
    await loseLog(log)
    expect(await bringOne(second)).toMatchObject({ fresh: 0, refused: { line: 1, why: 'gap' } })
    const to = linesOfGglog(first).length - 2
    expect(await gaps()).toMatchObject([{ seq: 1, times: 1, detail: { from: 1, to, sentBy: 'file' } }])
    expect((await bring(second, first)).whole).toBe(true)
    expect(await gaps()).toHaveLength(1)
    expect((await held(kiosk)).length).toBe(linesOfGglog(first).length + linesOfGglog(second).length - 4)
  })

  it('with a changed byte is refused by line, and nothing of it is stored', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 700)
    const file = await exported(kiosk)
    const lines = linesOfGglog(file)
    const spoilt = join(stick, 'spoilt.gglog')
    const cases: [line: number, from: RegExp, to: string, why: string][] = [
      [1, /"point":"point-a"/, '"point":"point-b"', 'changed'],
      [2, /"up":\d/, '"up":9', 'changed'],
      [650, /"badge":"./, '"badge":"g', 'not-this-event'],
      [651, /"method":"camera"/, '"method":"scanner"', 'changed'],
      [652, /"seq":\d+/, '"seq":1', 'not-this-event'],
      [lines.length, /"count":\d+/, '"count":1', 'bad-seal'],
      [lines.length, /"jws":"...../, '"jws":"xxxxx', 'bad-seal'],
      [lines.length, /"marks":"....../, '"marks":"', 'bad-seal'],
    ]
    for (const [line, from, to, why] of cases) {
      const changed = lines.map((text, i) => (i === line - 1 ? text.replace(from, to) : text))
      expect(changed).not.toEqual(lines)
      writeGglog(spoilt, changed)
      expect(await bringOne(spoilt)).toMatchObject({ fresh: 0, refused: { line, why }, receipt: null })
    }
    expect(await held(kiosk)).toEqual([])
    const { whole, said } = await bring(spoilt)
    expect({ whole, count: said.length }).toEqual({ whole: false, count: 1 })
    expect(readdirSync(stick).filter((name) => name.endsWith('.ggreceipt'))).toEqual([])
  })

  it('with lines of another device, of another place or a forged trailer is refused', async () => {
    const kiosk = await loneKiosk()
    const other = await loneKiosk()
    await scanTimes(kiosk, 10)
    await scanTimes(other, 10)
    const [mine, theirs] = [linesOfGglog(await exported(kiosk)), linesOfGglog(await exported(other))]
    const at = (i: number) => theirs[i] ?? ''
    const spliced = join(stick, 'spliced.gglog')
    writeGglog(spliced, mine.with(6, at(6)))
    expect(await bringOne(spliced)).toMatchObject({ refused: { line: 7, why: 'not-this-event' } })
    writeGglog(spliced, mine.with(6, mine[7] ?? '').with(7, mine[6] ?? ''))
    expect(await bringOne(spliced)).toMatchObject({ refused: { line: 7, why: 'not-this-event' } })
    writeGglog(spliced, mine.with(-1, at(theirs.length - 1)))
    expect(await bringOne(spliced)).toMatchObject({ refused: { why: 'changed', line: 1 } })
    writeGglog(spliced, [...mine, at(3)])
    expect(await bringOne(spliced)).toMatchObject({
      refused: { line: mine.length + 1, why: 'after-the-end' },
    })
    writeGglog(spliced, mine.toSpliced(5, 1))
    expect(await bringOne(spliced)).toMatchObject({ refused: { line: 6, why: 'not-this-event' } })
    expect([await held(kiosk), await held(other)]).toEqual([[], []])
  })

  it('cut off or damaged anywhere is refused, whatever the byte', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 30)
    const path = await exported(kiosk)
    const file = readFileSync(path)
    const part = join(stick, 'part.gglog')
    const bring = (bytes: Buffer) => {
      writeFileSync(part, bytes)
      return bringOne(part)
    }
    for (const share of [0, 0.01, 0.3, 0.7, 0.99]) {
      const { refused } = await bring(file.subarray(0, Math.floor(file.length * share)))
      expect(refused?.why).toBe('ends-early')
    }
    // From behind the gzip header: its time and system say nothing about the log.
    for (let at = 10; at < file.length; at += Math.ceil(file.length / 60)) {
      const bytes = Buffer.from(file)
      bytes[at] = (bytes[at] ?? 0) ^ 4
      expect((await bring(bytes)).refused?.line).toBeGreaterThan(0)
    }
    const lines = linesOfGglog(path)
    writeGglog(part, lines.slice(0, 12))
    expect(await bringOne(part)).toMatchObject({ refused: { line: 13, why: 'ends-early' } })
    writeFileSync(part, 'không phải nhật ký')
    expect(await bringOne(part)).toMatchObject({ refused: { line: 1, why: 'damaged' } })
    expect(await held(kiosk)).toEqual([])
  })

  it('of a revoked kiosk or one of another district is refused', async () => {
    const kiosk = await loneKiosk()
    await scanTimes(kiosk, 3)
    const file = await exported(kiosk)
    const lines = linesOfGglog(file)
    const strange = join(stick, 'strange.gglog')
    const { device } = JSON.parse(lines[0] ?? '')
    writeGglog(
      strange,
      lines.with(0, (lines[0] ?? '').replace(device, '0199d2b0-0000-7000-8000-000000000001')),
    )
    expect(await bringOne(strange)).toMatchObject({ refused: { line: 1, why: 'unknown-device' } })
    writeGglog(strange, lines.with(0, (lines[0] ?? '').replace(district.keys.publicKey, 'A'.repeat(43))))
    expect(await bringOne(strange)).toMatchObject({ refused: { line: 1, why: 'other-district' } })
    await revokeDevice(district.database.db, fileKeyStore(kiosk.dataDirectory).load()?.device ?? '')
    expect(await bringOne(file)).toMatchObject({ fresh: 0, refused: { why: 'revoked' }, receipt: null })
    expect(await held(kiosk)).toEqual([])
  })
})
