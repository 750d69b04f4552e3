import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ImportPage, type ImportRun, OldPins, OldReadings } from '../../../core/district/imports-api.ts'
import { instantOf } from '../../../core/time.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { importFiles } from '../../../district/by-hand/import-files.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { TestKiosk } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { eventually } from '../../support/eventually.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../../support/lone-kiosk.ts'
import { readChain } from '../../support/read-log.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const START = Date.UTC(2026, 10, 16, 0, 15)
const ATTLOG = 'application/vnd.giogiac.attlog'
const GGLOG = 'application/vnd.giogiac.gglog'

onBothEngines('files brought by hand, in the browser', (engine) => {
  let district: TestDistrict
  let clerk: StaffVisitor
  let kiosk: TestKiosk
  let stick: string
  let keys = 0
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: START })
    stick = mkdtempSync(join(tmpdir(), 'giogiac-stick-'))
    kiosk = await createLoneKiosk(district, { start: START, stick })
    clerk = await visitAs(district, 'clerk')
  })
  afterAll(async () => {
    await kiosk.close()
    await district.stop()
    rmSync(stick, { recursive: true, force: true })
  })

  const upload = (
    who: StaffVisitor,
    path: string,
    type: string,
    body: Uint8Array | string,
    more: { key?: string } = {},
  ) =>
    who.ask(path, {
      method: 'POST',
      headers: {
        'content-type': type,
        'idempotency-key': more.key ?? `upload-${engine.name}-${++keys}`,
        origin: district.address,
        'sec-fetch-site': 'same-origin',
      },
      body: typeof body === 'string' ? body : Buffer.from(body),
    })
  const idOf = (answer: { body: unknown; status: number; text: string }): string => {
    expect(answer.status, answer.text).toBe(202)
    return (answer.body as { id: string }).id
  }
  const ended = async (id: string, who = clerk): Promise<ImportRun> => {
    let run: ImportRun | undefined
    await eventually(async () => {
      run = (await who.get(`/api/v1/imports/${id}`)).body as ImportRun
      expect(run.state).not.toBe('running')
    }, 20_000)
    if (run === undefined) throw new Error('no such import')
    return run
  }

  it('a kiosk’s log is taken once, says what became of it, and gives a receipt', async () => {
    await scanTimes(kiosk, 5)
    const file = await exportTo(stick, kiosk)
    const bytes = readFileSync(file)
    const first = await ended(
      idOf(await upload(clerk, '/api/v1/imports/gglog?name=quay-1.gglog', GGLOG, bytes)),
    )
    expect(first).toMatchObject({
      kind: 'gglog',
      state: 'taken',
      held: 0,
      malformed: 0,
      receipt: true,
      point: 'point-a',
    })
    expect(first.fresh).toBe(first.total)
    expect(first.fresh).toBeGreaterThan(5)
    district.clock.set(START + 1_000)
    const again = await ended(
      idOf(await upload(clerk, '/api/v1/imports/gglog?name=quay-1.gglog', GGLOG, bytes)),
    )
    expect(again).toMatchObject({ state: 'taken', fresh: 0, held: first.fresh })
    const receipt = await clerk.get(`/api/v1/imports/${first.id}/receipt`)
    expect(receipt.headers.get('content-disposition')).toBe('attachment; filename="quay-1.gglog.ggreceipt"')
    expect(receipt.text.split('\n')).toHaveLength(2)
    const history = ImportPage.parse((await clerk.get('/api/v1/imports?limit=1')).body)
    expect(history.items.map(({ id }) => id)).toEqual([again.id])
    const older = ImportPage.parse((await clerk.get(`/api/v1/imports?limit=1&cursor=${history.next}`)).body)
    expect(older.items.map(({ id }) => id)).toEqual([first.id])
  })

  it('D12: what is no log, or is damaged, is refused by its line', async () => {
    const foreign = await ended(
      idOf(await upload(clerk, '/api/v1/imports/gglog?name=anh.jpg', GGLOG, 'không phải')),
    )
    expect(foreign).toMatchObject({ state: 'refused', refusedLine: 1, refusedWhy: 'damaged', receipt: false })
    const file = readFileSync(await exportTo(stick, kiosk))
    const cut = await ended(
      idOf(
        await upload(clerk, '/api/v1/imports/gglog?name=x.gglog', GGLOG, file.subarray(0, file.length - 40)),
      ),
    )
    expect(cut).toMatchObject({ state: 'refused', refusedWhy: 'ends-early' })
    expect((await upload(clerk, '/api/v1/imports/gglog?name=x', 'application/json', '{}')).status).toBe(415)
    expect((await upload(clerk, '/api/v1/imports/gglog?name=x', 'application/zip', 'PK')).status).toBe(415)
    expect((await upload(clerk, '/api/v1/imports/gglog', GGLOG, 'x')).status).toBe(400)
  })

  it('a repeated upload with the same key is one import', async () => {
    const file = readFileSync(await exportTo(stick, kiosk))
    const send = () =>
      upload(clerk, '/api/v1/imports/gglog?name=b.gglog', GGLOG, file, { key: `once-${engine.name}` })
    const id = idOf(await send())
    await ended(id)
    expect(idOf(await send())).toBe(id)
    const other = await upload(clerk, '/api/v1/imports/gglog?name=b.gglog', GGLOG, 'khác', {
      key: `once-${engine.name}`,
    })
    expect(other.status).toBe(422)
  })

  it('a file imported at the command line stands in the same history', async () => {
    const file = await exportTo(stick, kiosk)
    const { database, keys: districtKeys, clock } = district
    const context = {
      database,
      keys: districtKeys,
      clock,
      snapshots: createSnapshots(),
      teller: { tell() {}, async stop() {} },
      randomBytes,
    }
    district.clock.set(district.clock.now() + 1_000)
    expect(await importFiles(context, [file], () => {})).toBe(true)
    const [newest] = ImportPage.parse((await clerk.get('/api/v1/imports?limit=1')).body).items
    expect(newest).toMatchObject({
      startedBy: 'command-line',
      state: 'taken',
      fileName: basename(file),
      receipt: true,
    })
  })

  it('D6: a log of a ward outside the scope is as unknown as one of nowhere', async () => {
    const file = readFileSync(await exportTo(stick, kiosk))
    const wardB = await visitAs(district, 'clerk', { organisation: 'ward-b' })
    const run = await ended(
      idOf(await upload(wardB, '/api/v1/imports/gglog?name=a.gglog', GGLOG, file)),
      wardB,
    )
    expect(run).toMatchObject({ state: 'refused', refusedWhy: 'unknown-device', fresh: 0 })
    const own = ImportPage.parse((await clerk.get('/api/v1/imports')).body).items.find(
      ({ point }) => point === 'point-a',
    )
    expect((await wardB.get(`/api/v1/imports/${own?.id}`)).status).toBe(404)
    expect((await wardB.get(`/api/v1/imports/${own?.id}/receipt`)).status).toBe(404)
    const viewer = await visitAs(district, 'viewer')
    expect((await upload(viewer, '/api/v1/imports/gglog?name=a.gglog', GGLOG, file)).status).toBe(403)
  })

  const machine = '/api/v1/imports/attlog?point=point-a&source=ZK-3&name=3_attlog.dat'
  const USB = [
    'CGKK204460123',
    ...[1, 2].flatMap((pin) =>
      ['07:28:13', '11:31:02', '12:57:40', '17:03:55'].map(
        (time) => `${`${pin}`.padStart(9)}\t2025-06-02 ${time}\t3\t0\t1\t0`,
      ),
    ),
    'dòng hỏng',
    '001090123456\t2025-06-02 07:00:00\t3\t0\t1\t0',
    '',
  ].join('\r\n')

  it('readings of an old machine are kept as evidence, each once, with what was not kept', async () => {
    const first = await ended(idOf(await upload(clerk, machine, ATTLOG, USB)))
    expect(first).toMatchObject({
      state: 'taken',
      fresh: 8,
      held: 0,
      unmatched: 8,
      malformed: 2,
      refusedLine: 10,
    })
    const again = await ended(idOf(await upload(clerk, machine, ATTLOG, USB)))
    expect(again).toMatchObject({ fresh: 0, held: 8 })
    const raws = rowsOf<{ raw: string }>(
      await district.database.db.execute(sql`select raw from old_readings`),
    )
    expect(raws.map(({ raw }) => raw).join()).not.toContain('001090123456')
    // Readings are only ever appended, and no day is judged by them.
    await expect(district.database.db.execute(sql`delete from old_readings`)).rejects.toThrow()
    await expect(district.database.db.execute(sql`update old_readings set pin = '9'`)).rejects.toThrow()
    const month = (await (await visitAs(district, 'viewer')).get('/api/v1/people/a1/months/2025-06')).text
    expect(month).not.toContain(String(instantOf('2025-06-02', '07:28', 'Asia/Ho_Chi_Minh') + 13_000))
  })

  it('unmatched numbers are bound to people, and bound readings are counted as matched', async () => {
    const pins = OldPins.parse((await clerk.get('/api/v1/old-pins')).body)
    expect(pins.map(({ pin, readings, person }) => [pin, readings, person])).toEqual([
      ['1', 4, null],
      ['2', 4, null],
    ])
    const bind = (who: StaffVisitor, pin: string, person: string | null) =>
      who.write('PUT', '/api/v1/old-pins', { source: 'ZK-3', pin, person })
    expect((await bind(clerk, '1', 'a1')).status).toBe(204)
    expect((await bind(clerk, '99', 'a1')).status).toBe(404)
    expect((await bind(clerk, '1', 'nobody')).status).toBe(404)
    expect((await bind(await visitAs(district, 'clerk', { organisation: 'ward-b' }), '2', 'b1')).status).toBe(
      404,
    )
    const after = OldPins.parse((await clerk.get('/api/v1/old-pins')).body)
    expect(after.map(({ pin, name }) => [pin, name])).toEqual([
      ['2', null],
      ['1', 'Nguyễn Văn A1'],
    ])
    const next = await ended(
      idOf(await upload(clerk, machine, ATTLOG, USB.replaceAll('2025-06-02', '2025-06-03'))),
    )
    expect(next).toMatchObject({ fresh: 8, unmatched: 4 })
    const readings = OldReadings.parse((await clerk.get('/api/v1/old-readings?source=ZK-3&pin=1')).body)
    expect(readings).toHaveLength(8)
    expect(readings[0]?.localTime).toBe('2025-06-03 17:03:55')
  })

  it('a GLG text, in UTF-16 too, is read; what a clock without battery wrote is named and not kept', async () => {
    const text =
      'No\tTMNo\tEnNo\tName\tGMNo\tMode\tDateTime\r\n1\t1\t000000042\tbui thi a\t1\t0\t2026/07/06 07:21:10\r\n'
    const at = (source: string) => `/api/v1/imports/attlog?point=point-a&source=${source}&name=GLG_001.TXT`
    expect(await ended(idOf(await upload(clerk, at('GLG-1'), ATTLOG, text)))).toMatchObject({
      fresh: 1,
      malformed: 0,
    })
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le')
    expect(await ended(idOf(await upload(clerk, at('AGL-1'), ATTLOG, wide)))).toMatchObject({
      fresh: 1,
      malformed: 0,
    })
    const battery = [
      '42\t2000-01-01 00:00:00',
      '\t2000-01-01 00:00:00',
      '42\t2063-11-30 07:21:10',
      '42\t2165-01-01 07:21:10',
      '42\t2026-02-31 07:21:10',
      '42\t2026-07-06 07:21:10',
    ]
      .map((line) => `${line}\t1\t0\t1\t0`)
      .join('\r\n')
    const usb = '/api/v1/imports/attlog?point=point-a&source=BAT-1&name=1_attlog.dat'
    expect(await ended(idOf(await upload(clerk, usb, ATTLOG, battery)))).toMatchObject({
      fresh: 1,
      malformed: 5,
      refusedLine: 1,
      refusedWhy: 'impossible-date',
    })
  })

  it('a file whose columns nobody can tell apart is asked about', async () => {
    const doubtful = ['5\t2025-06-02 07:00:00\t1\t0\t1\t0', '5\t2025-06-02 17:00:00\t1\t1\t1\t0'].join('\n')
    const at = '/api/v1/imports/attlog?point=point-a&source=ZK-9&name=log.txt'
    const asked = await upload(clerk, at, ATTLOG, doubtful)
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Không đoán được thứ tự cột')
    expect(await ended(idOf(await upload(clerk, `${at}&layout=usb`, ATTLOG, doubtful)))).toMatchObject({
      fresh: 2,
    })
    expect((await upload(clerk, at.replace('point-a', 'point-b'), ATTLOG, USB)).status).toBe(409)
    expect((await upload(clerk, `${at}&layout=push`, ATTLOG, Buffer.from([0x1f, 0x8b, 1]))).status).toBe(422)
  })

  it('the files of one kiosk are taken in their order, the newer one brought first', async () => {
    const stick = mkdtempSync(join(tmpdir(), 'giogiac-order-'))
    const own = await createLoneKiosk(district, { start: START, stick })
    try {
      await scanTimes(own, 600)
      const older = readFileSync(await exportTo(stick, own))
      const path = (name: string) => `/api/v1/imports/gglog?name=${name}.gglog`
      const first = await ended(idOf(await upload(clerk, path('cu'), GGLOG, older)))
      const receipt = await clerk.get(`/api/v1/imports/${first.id}/receipt`)
      writeFileSync(join(stick, 'a.ggreceipt'), receipt.text)
      await own.service.api.readReceipt({ visit: await administratorVisit(own) })
      await scanTimes(own, 5)
      const newer = readFileSync(await exportTo(stick, own))
      const { log } = readChain(own.dataDirectory).origin
      for (const table of ['events where log', 'logs where id'])
        await district.database.db.execute(sql`delete from ${sql.raw(table)} = ${log}::uuid`)
      const brought = await Promise.all([
        upload(clerk, path('moi'), GGLOG, newer),
        upload(clerk, path('cu'), GGLOG, older),
      ])
      const runs = await Promise.all(brought.map((answer) => ended(idOf(answer))))
      expect(runs.map(({ state, refusedWhy }) => [state, refusedWhy])).toEqual([
        ['taken', null],
        ['taken', null],
      ])
      const texts = rowsOf(
        await district.database.db.execute(sql`select from events where log = ${log}::uuid`),
      )
      expect(texts).toHaveLength(readChain(own.dataDirectory).events.length)
    } finally {
      await own.close()
      rmSync(stick, { recursive: true, force: true })
    }
  })
})
