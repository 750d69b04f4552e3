import { createHash, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MonthOverview, MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { importPublicKey, open } from '../../../core/log/seal.ts'
import { datesOfMonth, instantOf, weekdayOf } from '../../../core/time.ts'
import { readLock } from '../../../db/district/months/month-locks.ts'
import { seedOrganisation } from '../../../db/district/organisation/seed-organisation.ts'
import { accounts } from '../../../db/district/schema/accounts.ts'
import { auditLog } from '../../../db/district/schema/audit.ts'
import { excuseRequests } from '../../../db/district/schema/log.ts'
import { monthLocks } from '../../../db/district/schema/months.ts'
import { people } from '../../../db/district/schema/organisation.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { convertInLibreOffice, libreOfficePath } from '../../support/libre-office.ts'
import { readWorkbook } from '../../support/read-workbook.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import type { WireKiosk } from '../../support/wire-kiosk.ts'
import { MONTH, scansOf, workMonth, ZONE } from '../../support/worked-month.ts'

const AT = `/api/v1/points/point-a/months/${MONTH}`
/** This month's kiosk never compared its clock. */
const UNCOMPARED = 'giờ của máy chưa đối chiếu'
const PAPERS = [
  'bang-cham-cong.xlsx',
  'bang-cham-cong.pdf',
  'nguon-so-lieu.pdf',
  'tong-hop-ghi-nhan.pdf',
  'ghi-nhan.pdf',
  'bao-cao.docx',
  'bang-cham-cong.csv',
  'nguon-so-lieu.csv',
  'ghi-nhan.csv',
  'tong-hop-ghi-nhan.csv',
]

onBothEngines('the month of a reception point', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    kiosk = await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district.stop())

  const sheet = async (who: StaffVisitor = admin): Promise<MonthSheetAnswer> =>
    MonthSheetAnswer.parse((await who.get(AT)).body)
  const callAdministrator = (displayName: string) =>
    district.database.db
      .update(accounts)
      .set({ displayName })
      .where(eq(accounts.username, 'district-administrator'))
  const paper = async (
    name: string,
    who: StaffVisitor = admin,
  ): Promise<{ bytes: Buffer; headers: Headers }> => {
    const response = await fetch(`${district.address}${AT}/papers/${name}`, {
      headers: { cookie: who.cookie ?? '' },
    })
    expect(response.status).toBe(200)
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers }
  }
  const audited = async (action: string) =>
    (await district.database.db.select().from(auditLog).where(eq(auditLog.action, action))).map(
      ({ subject, outcome, text }) => ({ subject, outcome, detail: JSON.parse(text).detail }),
    )

  /** Counted from the scans alone: half a day for each session somebody came to. */
  const recount = (person: string) => {
    let days = 0
    for (const date of datesOfMonth(MONTH)) {
      if (weekdayOf(date) > 5) continue
      const scans = scansOf(person, date)
      days +=
        (scans.some((time) => time < '12:00') ? 0.5 : 0) + (scans.some((time) => time > '12:00') ? 0.5 : 0)
    }
    return days
  }

  it('counts the days that a recount of the scans finds', async () => {
    const { rows, undecided, dates } = await sheet()
    expect(dates).toHaveLength(31)
    expect(undecided).toBe(0)
    expect(rows.map(({ person, sums }) => [person, sums[32]])).toEqual(
      ['a1', 'a2', 'a3'].map((person) => [person, recount(person)]),
    )
    expect(rows.find(({ person }) => person === 'a1')?.violations).toMatchObject({ late: 1, early: 1 })
    expect(rows.find(({ person }) => person === 'a2')?.violations).toMatchObject({ absent: 2 })
    expect(rows.find(({ person }) => person === 'a3')?.violations).toMatchObject({ absent: 1, missing: 1 })
    expect(rows.map(({ person, uncounted }) => [person, uncounted])).toEqual([
      ['a1', []],
      ['a2', []],
      ['a3', [{ date: '2026-10-13', session: 1, of: 2 }]],
    ])
  })

  it('stands in the workbook as it stands on the page, without a formula', async () => {
    const page = await sheet()
    const { names, sheets, formulas } = readWorkbook((await paper('bang-cham-cong.xlsx')).bytes)
    expect(formulas).toBe(0)
    expect(names).toEqual(['Bảng chấm công', 'Nguồn số liệu', 'Ghi nhận', 'Tổng hợp ghi nhận'])
    const rows = (sheets[0] ?? []).filter((row) => typeof row[0] === 'number')
    expect(rows.map((row) => [row[1], row[34], row[35], row[36]])).toEqual(
      page.rows.map(({ name, sums }) => [name, sums[32], sums[33], sums[34]]),
    )
    const symbols = rows.map((row) => row.slice(3, 34))
    expect(symbols).toEqual(
      page.rows.map(({ cells }) => cells.map((cell) => ('symbol' in cell ? cell.symbol : ''))),
    )
    // The annex gives a source for every cell of the sheet that says something, and each rule once.
    const sources = (sheets[1] ?? []).slice(3).filter((row) => /^Nguyễn/.test(String(row[0])))
    const worked = datesOfMonth(MONTH).filter((date) => weekdayOf(date) < 6)
    expect(sources).toHaveLength(3 * worked.length)
    expect((sheets[1] ?? []).filter((row) => /^\(1\) Giờ của/.test(String(row[0])))).toHaveLength(1)
    const first = sources.find((row) => row[0] === 'Nguyễn Văn A1' && row[1] === '06/10/2026')
    expect((sheets[2] ?? []).slice(-2).map(([text]) => text)).toEqual([
      '1 lượt buổi tính 0 phút giờ làm vì thiếu lượt quét; ngày vẫn được tính công:',
      expect.stringMatching(/: 13\/10 Chiều\.$/),
    ])
    expect(first?.slice(2, 5)).toEqual([
      '+',
      '07:30–11:30; 13:00–17:00',
      `07:47 → 11:33; 12:55 → 17:04; ${UNCOMPARED}`,
    ])
  })

  it.skipIf(libreOfficePath() === null)('opens in LibreOffice with the same figures', async () => {
    const page = await sheet()
    const { bytes } = await paper('bang-cham-cong.xlsx')
    const csv = convertInLibreOffice(
      bytes,
      'sheet.xlsx',
      'csv:Text - txt - csv (StarCalc):59,34,76',
    ).toString('utf8')
    const rows = csv
      .split('\n')
      .map((line) => line.split(';'))
      .filter((row) => /^\d+$/.test(row[0] ?? '') && row[1] !== 'B' && (row[1] ?? '') !== '')
    expect(rows.map((row) => [row[1], row[34]?.replace(',', '.')])).toEqual(
      page.rows.map(({ name, sums }) => [name, String(sums[32])]),
    )
    const report = convertInLibreOffice((await paper('bao-cao.docx')).bytes, 'report.docx', 'pdf')
    expect(report.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('writes the report with figures that agree with the recount', async () => {
    const files = unzipSync((await paper('bao-cao.docx')).bytes)
    const text = strFromU8(files['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, ' ')
    const said = text.replace(/\s+/g, ' ')
    const days = recount('a1') + recount('a2') + recount('a3')
    expect(said).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(said).toContain(`hưởng lương thời gian ${String(days).replace('.', ',')};`)
    expect(said).toContain('Đi muộn: 1 lượt, 1 người, tổng 17 phút. Về sớm: 1 lượt, 1 người, tổng 25 phút.')
    expect(said).toContain('Vắng không lý do: 3 lượt buổi, 2 người.')
  })

  it('D7, D11: every download is on record, by somebody who may see the month', async () => {
    await paper('ghi-nhan.csv')
    const rows = await audited('month.export')
    expect(rows.at(-1)).toMatchObject({
      subject: 'point:point-a',
      detail: { month: MONTH, paper: 'ghi-nhan.csv', lock: null },
    })
    const elsewhere = await visitAs(district, 'ward-leader', { point: 'point-b' })
    for (const path of [AT, ...PAPERS.map((name) => `${AT}/papers/${name}`)]) {
      expect((await elsewhere.get(path)).status).toBe(404)
    }
    const named = await paper('bang-cham-cong.pdf')
    expect(named.headers.get('content-disposition')).toContain('"bang-cham-cong-2026-10-quay-a.pdf"')
    expect((await admin.get(`${AT}/papers/khac.xlsx`)).status).toBe(404)
    const system = await visitAs(district, 'system-administrator').catch(() => null)
    if (system !== null) expect((await system.get(AT)).status).toBe(403)
  })

  it('is printed as it stands when the paper’s turn has come, however long it waited', async () => {
    const asked = district.clock.now()
    const waiting = Array.from({ length: 5 }, () => paper('bang-cham-cong.pdf'))
    await Promise.any(waiting)
    district.clock.set(asked + 60_000)
    await Promise.all(waiting)
    district.clock.set(asked)
    const { db } = district.database
    const rows = await db
      .select({ at: auditLog.at })
      .from(auditLog)
      .where(eq(auditLog.action, 'month.export'))
    expect(Math.max(...rows.map(({ at }) => at))).toBe(asked + 60_000)
  })

  it('D11: a paper comes with the district’s signature over its digest', async () => {
    const { bytes, headers } = await paper('bang-cham-cong.csv')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(headers.get('x-paper-sha256')).toBe(sha256)
    const { text } = await admin.get(`${AT}/papers/bang-cham-cong.csv/seal`)
    const key = await importPublicKey(district.keys.publicKey)
    const opened = await open(text, { key, audience: 'paper', purpose: 'paper' })
    expect(opened.kind === 'opened' && JSON.parse(opened.body)).toMatchObject({
      point: 'point-a',
      month: MONTH,
      paper: 'bang-cham-cong.csv',
      sha256,
      lock: null,
    })
    const spoilt = await open(text.replace(sha256, sha256.replace(/^./, '0')), {
      key,
      audience: 'paper',
      purpose: 'paper',
    })
    expect(spoilt.kind).toBe('refused')
  })

  describe('closed', () => {
    it('only when it is over, by somebody who may', async () => {
      const leader = await visitAs(district, 'ward-leader', { point: 'point-a' })
      expect((await leader.write('POST', `${AT}/lock`, {})).status).toBe(403)
      const running = AT.replace(MONTH, '2026-11')
      expect((await admin.write('POST', `${running}/lock`, {})).status).toBe(422)
      expect((await admin.write('POST', `${AT}/reopen`, { reason: 'chưa khóa mà' })).status).toBe(409)
    })

    it('prints the same bytes ever after, whatever has changed since', async () => {
      const locked = await admin.write('POST', `${AT}/lock`, {}, 'lock-october-1')
      expect(locked.status).toBe(200)
      expect((await admin.write('POST', `${AT}/lock`, {}, 'lock-october-1')).body).toEqual(locked.body)
      expect((await admin.write('POST', `${AT}/lock`, {})).status).toBe(409)
      const before = new Map<string, Buffer>()
      for (const name of PAPERS) before.set(name, (await paper(name)).bytes)

      await district.database.db.update(people).set({ name: 'Tên Đã Đổi' }).where(eq(people.id, 'a1'))
      await callAdministrator('Tên Đã Đổi')
      await seedOrganisation(district.database.db, {
        excuses: [{ person: 'a2', from: '2026-10-07T00:00', to: '2026-10-07T24:00', code: 'P' }],
      })
      district.clock.set(instantOf('2026-11-20', '10:00', ZONE))
      admin = await visitAs(district, 'district-administrator')
      const other = await createTestDistrict({
        database: engine.database(),
        now: district.clock.now(),
        keys: district.keys,
      })
      try {
        for (const name of PAPERS) {
          const { bytes, headers } = await paper(name)
          expect(headers.get('x-paper-as-locked'), name).toBe('true')
          expect(bytes.equals(before.get(name) ?? Buffer.alloc(0)), name).toBe(true)
          const elsewhere = await fetch(`${other.address}${AT}/papers/${name}`, {
            headers: { cookie: admin.cookie ?? '' },
          })
          expect(
            Buffer.from(await elsewhere.arrayBuffer()).equals(bytes),
            `${name} from another server`,
          ).toBe(true)
        }
      } finally {
        await other.stop()
        await callAdministrator('Cán bộ district-administrator')
      }
      const [sheetOfMonth = []] = readWorkbook(before.get('bang-cham-cong.xlsx') ?? Buffer.alloc(0)).sheets
      expect(sheetOfMonth[5]?.[0]).toContain('; người khóa: Cán bộ district-administrator; số bản khóa ')
      const page = await sheet()
      expect(page.lock?.lockedBy).toBe('Cán bộ district-administrator')
      expect(page.rows.map(({ name }) => name)).toContain('Nguyễn Văn A1')
      expect(page.differences).toMatchObject([{ person: 'a2', date: '2026-10-07', before: 'V', after: 'P' }])
      const overview = MonthOverview.parse((await admin.get(`/api/v1/months/${MONTH}`)).body)
      expect(overview.points.map(({ point, lockedBy }) => [point, lockedBy])).toEqual([
        ['point-a', 'Cán bộ district-administrator'],
        ['point-b', null],
      ])
    })

    it('lets nothing change that it rests on', async () => {
      const excuse = { person: 'a3', from: '2026-10-13T00:00', to: '2026-10-13T24:00', code: 'NB' }
      const asked = await admin.write('POST', '/api/v1/excuses', excuse)
      expect(asked.status).toBe(409)
      expect(asked.text).toContain('2026-10')
      const next = { ...excuse, from: '2026-11-12T00:00', to: '2026-11-12T24:00' }
      expect((await admin.write('POST', '/api/v1/excuses', next)).status).toBe(200)
      const { db } = district.database
      const claim = randomUUID()
      const row = { id: claim, device: kiosk.device, point: 'point-a', requestedAt: 1, requestedBy: 'a2' }
      await db
        .insert(excuseRequests)
        .values({ ...excuse, ...row, document: '', reason: '', state: 'waiting' })
      const decided = await admin.write('POST', '/api/v1/excuses/decisions', {
        ids: [claim],
        decision: 'approve',
      })
      expect(decided.body).toEqual({ results: [{ id: claim, outcome: 'month-locked' }] })
      const { facts } = (await readLock(db, 'point-a', MONTH)) ?? {}
      expect(facts?.people).toHaveLength(3)
      await expect(db.delete(monthLocks)).rejects.toThrow()
      await expect(db.update(monthLocks).set({ facts: '{}' })).rejects.toThrow()
    })

    it('stays on record when it is opened again, with the reason', async () => {
      expect((await admin.write('POST', `${AT}/reopen`, { reason: '   x  ' })).status).toBe(400)
      const reason = 'Bổ sung giấy nghỉ phép ngày 07/10'
      expect((await admin.write('POST', `${AT}/reopen`, { reason })).status).toBe(200)
      const page = await sheet()
      expect(page.lock).toBeNull()
      expect(page.history).toMatchObject([
        { reopenReason: reason, reopenedBy: 'Cán bộ district-administrator' },
      ])
      const cell = page.rows.find(({ person }) => person === 'a2')?.cells[6]
      expect(cell).toMatchObject({ kind: 'spent', symbol: 'P' })
      expect((await audited('month.reopen')).filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
      expect((await admin.write('POST', `${AT}/lock`, {})).status).toBe(200)
    })

    it('says what is not known, and needs a word for it', async () => {
      const empty = AT.replace('point-a', 'point-b')
      const refused = await admin.write('POST', `${empty}/lock`, {})
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('chưa đủ số liệu')
      const taken = await admin.write('POST', `${empty}/lock`, {
        acceptUnknown: true,
        note: 'Điểm chưa có máy',
      })
      expect(taken.status).toBe(200)
    })
  })

  it('takes the texts that the organisation has set, and those below it inherit them', async () => {
    const url = '/api/v1/organisations/city/sheet-template'
    const template = { ...((await admin.get(url)).body as { template: object }) }.template
    const changed = { ...template, form: 'Mẫu số 01-TP', unit: '=HYPERLINK("http://x")', symbols: '01a-ldtl' }
    expect((await admin.write('PUT', url, changed)).status).toBe(204)
    const november = AT.replace(MONTH, '2026-11')
    const response = await fetch(`${district.address}${november}/papers/bang-cham-cong.xlsx`, {
      headers: { cookie: admin.cookie ?? '' },
    })
    const { sheets, formulas } = readWorkbook(Buffer.from(await response.arrayBuffer()))
    expect(formulas).toBe(0)
    expect(sheets[0]?.[0]?.[21]).toBe('Mẫu số 01-TP')
    expect(sheets[0]?.[0]?.[0]).toBe('Đơn vị: =HYPERLINK("http://x")')
    const ward = await visitAs(district, 'district-administrator', { organisation: 'ward-b' })
    expect((await ward.write('PUT', url, changed)).status).toBe(404)
    expect(kiosk.texts.length).toBeGreaterThan(200)
  })
})
