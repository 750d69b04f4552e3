import { createHash, randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { auditLog } from '../../../db/district/schema/audit.ts'
import { monthLocks } from '../../../db/district/schema/months.ts'
import { folderOf } from '../../../district/month/zip-routes.ts'
import { PAPER_NAMES } from '../../../district/papers/papers.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { inventedMonth } from '../../support/invented-month.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { MONTH, workMonth } from '../../support/worked-month.ts'

const ZIP = `/api/v1/months/${MONTH}/papers.zip`
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Whether every entry of a ZIP says that its name is UTF-8, by its central directory. */
function namedInUtf8(zip: Buffer): boolean {
  const flags: number[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    flags.push(zip.readUInt16LE(at + 8))
  }
  return flags.length > 0 && flags.every((each) => (each & 0x800) !== 0)
}

it('never puts two points into one folder, and names it as every file system takes it', () => {
  const facts = inventedMonth('p2', '2026-10')
  const taken = new Set<string>()
  const named = (pointName: string, organisationName: string) =>
    folderOf({ ...facts, pointName, organisationName }, taken)
  expect([
    named('Bộ phận Một cửa', 'Phường Cẩm Tú'),
    named('Bộ phận một cửa', 'Phường Kim Sơn'),
    named('Bộ phận Một cửa', 'Phường Kim Sơn'),
    named('Quầy 1/2: “A”\\*', 'Phường Cẩm Tú'),
  ]).toEqual([
    'Bộ phận Một cửa - tháng 10-2026',
    'Bộ phận một cửa, Phường Kim Sơn - tháng 10-2026',
    'Bộ phận Một cửa, Phường Kim Sơn (2) - tháng 10-2026',
    'Quầy 1 2 “A” - tháng 10-2026',
  ])
})

onBothEngines('the papers of a month as one ZIP', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    await workMonth(district)
    admin = await visitAs(district, 'district-administrator')
    const body = { acceptUnknown: true, note: 'Điểm này chưa có máy chấm công' }
    for (const point of ['point-a', 'point-b']) {
      const answer = await admin.write('POST', `/api/v1/points/${point}/months/${MONTH}/lock`, body)
      expect(answer.status, answer.text).toBe(200)
    }
  })
  afterAll(() => district?.stop())

  const download = async (path: string, who: StaffVisitor = admin) => {
    const response = await fetch(`${district.address}${path}`, { headers: { cookie: who.cookie ?? '' } })
    const { status, headers } = response
    return { status, headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const single = async (point: string) =>
    Promise.all(
      PAPER_NAMES.map(async (paper) => {
        const { status, bytes } = await download(`/api/v1/points/${point}/months/${MONTH}/papers/${paper}`)
        expect(status).toBe(200)
        return digest(bytes)
      }),
    )

  it('holds the very bytes of every paper, under names that people read', async () => {
    const { status, headers, bytes } = await download(`${ZIP}?point=point-a`)
    expect([status, headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(headers.get('content-disposition')).toContain('"giay-to-2026-10-quay-a.zip"')
    const files = Object.entries(unzipSync(bytes))
    expect(files.map(([path]) => path)).toEqual(
      [
        'Bảng chấm công và phụ lục.xlsx',
        'Bảng chấm công.pdf',
        'Phụ lục I - Nguồn số liệu.pdf',
        'Phụ lục II - Tổng hợp ghi nhận.pdf',
        'Phụ lục III - Danh sách ghi nhận.pdf',
        'Báo cáo tháng.docx',
        'Bảng chấm công.csv',
        'Nguồn số liệu của từng ô.csv',
        'Danh sách ghi nhận.csv',
        'Tổng hợp ghi nhận.csv',
      ].map((name) => `Quầy A - tháng 10-2026/${name}`),
    )
    expect(namedInUtf8(bytes)).toBe(true)
    expect(files.map(([, paper]) => digest(paper))).toEqual(await single('point-a'))
    const again = await download(`${ZIP}?point=point-a`)
    expect(digest(again.bytes)).toBe(digest(bytes))
  })

  it('of several points has a folder for each', async () => {
    const { headers, bytes } = await download(`${ZIP}?point=point-b&point=point-a&point=point-b`)
    expect(headers.get('content-disposition')).toContain('"giay-to-2026-10-2-diem.zip"')
    const files = Object.entries(unzipSync(bytes))
    expect([...new Set(files.map(([path]) => path.split('/')[0]))]).toEqual([
      'Quầy B - tháng 10-2026',
      'Quầy A - tháng 10-2026',
    ])
    expect(files.map(([, paper]) => digest(paper))).toEqual([
      ...(await single('point-b')),
      ...(await single('point-a')),
    ])
  })

  it('D7: stands in the audit log with the digest of all that was given', async () => {
    const { bytes } = await download(`${ZIP}?point=point-a`)
    const [last] = await district.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, 'month.export'))
      .orderBy(desc(auditLog.seq))
      .limit(1)
    expect(last?.subject).toBe('point:point-a')
    const { detail } = JSON.parse(last?.text ?? '{}')
    expect(detail).toMatchObject({ sha256: digest(bytes), of: { month: MONTH } })
    const [given] = detail.of.given
    expect(given).toMatchObject({ point: 'point-a', lock: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(Object.values(given.papers)).toEqual(await single('point-a'))
  })

  it('is for who may read every month in it, and of twenty points at most', async () => {
    const elsewhere = await visitAs(district, 'ward-leader', { point: 'point-b' })
    expect((await download(`${ZIP}?point=point-b`, elsewhere)).status).toBe(200)
    expect((await download(`${ZIP}?point=point-b&point=point-a`, elsewhere)).status).toBe(404)
    expect((await download(`${ZIP}?point=nowhere`)).status).toBe(404)
    expect((await download(ZIP)).status).toBe(400)
    const many = Array.from({ length: 21 }, () => 'point=point-a').join('&')
    expect((await download(`${ZIP}?${many}`)).status).toBe(400)
  })

  it('waits in the same line as single papers and is refused for now like them', async () => {
    const paper = `/api/v1/points/point-a/months/${MONTH}/papers/bang-cham-cong.csv`
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => download(index % 3 === 0 ? `${ZIP}?point=point-a` : paper)),
    )
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(0)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const zips = answers.filter(({ headers }) => headers.get('content-type') === 'application/zip')
    const whole = await download(`${ZIP}?point=point-a`)
    for (const { bytes } of zips) expect(digest(bytes)).toBe(digest(whole.bytes))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true)
    expect(answers.some(({ status }, index) => index % 3 === 0 && status === 503)).toBe(true)
  })

  it('holds what could be printed, and says by name what could not, and why', async () => {
    const { db } = district.database
    const [lock] = await db.select().from(monthLocks).where(eq(monthLocks.point, 'point-b'))
    if (lock === undefined) throw new Error('no closing')
    // No paper that says when the month was closed can be printed of it.
    const facts = lock.facts.replace(`"month":"${MONTH}"`, '"month":"2026-09"')
    await db.insert(monthLocks).values({ ...lock, id: randomUUID(), month: '2026-09', lockedAt: 9e15, facts })
    const { status, headers, bytes } = await download(
      `${ZIP.replace(MONTH, '2026-09')}?point=point-a&point=point-b`,
    )
    expect(status).toBe(200)
    const files = unzipSync(bytes)
    const [first = '', ...papers] = Object.keys(files)
    const of = (point: string) => papers.filter((path) => path.startsWith(`${point} - `)).length
    expect([of('Quầy A'), of('Quầy B')]).toEqual([10, 4])
    expect(first).toBe('0 - CÒN THIẾU, đọc trước.txt')
    const words = Buffer.from(files[first] ?? []).toString('utf8')
    expect(words).toContain('thiếu 6 giấy tờ')
    expect(words).toContain('- Quầy B - tháng 09-2026 / Bảng chấm công.pdf: chương trình gặp lỗi khi in.')
    const named = (headers.get('x-papers-missing') ?? '').split(',').map(decodeURIComponent)
    expect(named).toHaveLength(6)
    expect(named).toContain('Quầy B - tháng 09-2026/Báo cáo tháng.docx')
    expect(headers.get('content-disposition')).toContain('giay-to-2026-09-2-diem-thieu-6-giay-to.zip')
  })
})
