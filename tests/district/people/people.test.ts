import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PeoplePage, PersonDetail } from '../../../core/people/people-api.ts'
import { ImportPreview } from '../../../core/people/people-list-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { writeXlsx } from '../../support/write-xlsx.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const HOSTILE = [
  "Robert'); DROP TABLE people;--",
  '%_\\ Nguyễn',
  '\u202eÂn Nguyễn',
  'Nguyễn\u200bẨn',
  `Nguyễn A${'\u0301'.repeat(60)}`,
  '<img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x")',
]

onBothEngines('people', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let clerk: StaffVisitor
  let wardClerk: StaffVisitor
  let leader: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    clerk = await visitAs(district, 'clerk')
    wardClerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
    leader = await visitAs(district, 'ward-leader', { point: 'point-a' })
  })
  afterAll(() => district?.stop())

  const list = async (who: StaffVisitor, query: string) =>
    PeoplePage.parse((await who.get(`/api/v1/people?${query}`)).body)
  const names = async (who: StaffVisitor, query: string) =>
    (await list(who, query)).people.map(({ name }) => name)
  const add = async (who: StaffVisitor, name: string, more: object = {}) => {
    const body = {
      name,
      title: 'Chuyên viên',
      staffNumber: null,
      point: 'point-a',
      from: '2026-01-05',
      ...more,
    }
    return who.write('POST', '/api/v1/people', body)
  }
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id
  const detail = async (id: string) => PersonDetail.parse((await admin.get(`/api/v1/people/${id}`)).body)
  const audited = async (action: string) =>
    rowsOf<{ text: string; outcome: string }>(
      await district.database.db.execute(
        sql`select text, outcome from audit_log where action = ${action} order by seq`,
      ),
    )

  const holders = async (number: string) =>
    rowsOf(
      await district.database.db.execute(
        sql`select id from people where regexp_replace(lower(staff_number), '[^a-z0-9]', '', 'g') = ${number}`,
      ),
    )

  it('are listed by given name in the Vietnamese order', async () => {
    for (const name of [
      'Trần Văn Đức',
      'Lê Thị Ánh',
      'Phạm Dũng',
      'Nguyễn Ân',
      'Bùi An',
      'Hồ Thị Ăn',
      'Vũ Dung',
    ])
      expect((await add(admin, name)).status).toBe(200)
    const found = (await names(admin, 'point=point-a')).filter((name) => !name?.startsWith('Nguyễn Văn'))
    expect(found).toEqual([
      'Bùi An',
      'Lê Thị Ánh',
      'Hồ Thị Ăn',
      'Nguyễn Ân',
      'Vũ Dung',
      'Phạm Dũng',
      'Trần Văn Đức',
    ])
  })

  it.each([
    ['tran duc', 'Trần Văn Đức'],
    ['DUC', 'Trần Văn Đức'],
    ['đức', 'Trần Văn Đức'],
    ['thuy', 'Đặng Thuỷ'],
    ['thủy', 'Đặng Thuỷ'],
    ['thuỷ'.normalize('NFD'), 'Đặng Thuỷ'],
    ['cb07', 'Đặng Thuỷ'],
  ])('are found by %s whatever the accents and where the tone stands', async (q, name) => {
    if ((await names(admin, 'q=cb-07')).length === 0) await add(admin, 'Đặng Thuỷ', { staffNumber: 'CB07' })
    expect(await names(admin, `q=${encodeURIComponent(q)}`)).toContain(name)
  })

  it.each(HOSTILE)('D9: keep the name %j and can be found, changed and listed', async (name) => {
    const added = await add(admin, name)
    expect(added.status).toBe(200)
    expect((await detail(idOf(added))).name).toBe(name.normalize('NFC'))
    await admin.write('POST', `/api/v1/people/${idOf(added)}/leave`, { on: '2026-11-17' })
  })

  it('D9: with NUL, a lone surrogate or a 12-digit number anywhere are refused', async () => {
    for (const name of ['An\u0000', 'An\ud800', 'An 001090123456'])
      expect([400, 422]).toContain((await add(admin, name)).status)
    expect((await add(admin, 'An', { staffNumber: '001 090 123 456' })).status).toBe(422)
    expect((await audited('people.add')).at(-1)?.outcome).toBe('refused')
  })

  it('have a number that nobody else has, however it is written', async () => {
    expect((await add(admin, 'Một Người', { staffNumber: 'XY-1' })).status).toBe(200)
    expect((await add(admin, 'Hai Người', { staffNumber: 'xy 1' })).status).toBe(409)
  })

  it('have a number that nobody else has, also when many ask for it at once', async () => {
    const written = ['RC-1', 'rc 1', 'RC1', 'rc.1', 'Rc/1']
    const answers = await Promise.all(
      written.map((staffNumber, nth) => add(admin, `Cùng Lúc ${nth}`, { staffNumber })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(await holders('rc1')).toHaveLength(1)
    const own = idOf(answers.find(({ status }) => status === 200) ?? { body: null })
    const words = { name: 'Cùng Lúc', title: '', staffNumber: 'rc-1' }
    expect((await admin.write('PUT', `/api/v1/people/${own}`, words)).status).toBe(204)
  })

  it('move to another ward on a date: both wards see their part, days before it stay where they were', async () => {
    const id = idOf(await add(admin, 'Ngô Chuyển'))
    const move = { point: 'point-b', from: '2026-11-16', role: 'leader', counter: 'Quầy 3' }
    expect((await admin.write('POST', `/api/v1/people/${id}/transfer`, move)).status).toBe(204)
    const { postings, posting } = await detail(id)
    expect(postings.map(({ point, validFrom, validTo }) => [point, validFrom, validTo])).toEqual([
      ['point-b', '2026-11-16', null],
      ['point-a', '2026-01-05', '2026-11-15'],
    ])
    expect(posting).toMatchObject({ point: 'point-b', role: 'leader', counterName: 'Quầy 3' })
    expect(await names(wardClerk, 'q=chuyen')).toEqual([])
    const again = { point: 'point-a', from: '2026-10-01', role: 'staff', counter: null }
    expect((await admin.write('POST', `/api/v1/people/${id}/transfer`, again)).status).toBe(409)
  })

  it('who leave are known to the last day, lose their badges after it, and can lose their name', async () => {
    const id = idOf(await add(admin, 'Phan Thị Rời', { staffNumber: 'R9' }))
    expect((await admin.write('POST', `/api/v1/people/${id}/erase`, { reason: 'theo đơn' })).status).toBe(409)
    expect((await admin.write('POST', `/api/v1/people/${id}/leave`, { on: '2026-11-17' })).status).toBe(200)
    expect((await detail(id)).state).toBe('left')
    expect(await names(admin, 'q=roi')).toEqual([])
    expect(await names(admin, 'q=roi&state=left')).toEqual(['Phan Thị Rời'])
    expect((await clerk.write('POST', `/api/v1/people/${id}/erase`, { reason: 'theo đơn' })).status).toBe(403)
    expect((await admin.write('POST', `/api/v1/people/${id}/erase`, { reason: 'theo đơn' })).status).toBe(204)
    expect(await detail(id)).toMatchObject({ name: null, staffNumber: null, title: '' })
    const everything = rowsOf<{ text: string }>(
      await district.database.db.execute(sql`select text from audit_log`),
    )
    expect(everything.map(({ text }) => text).join('\n')).not.toMatch(/Phan Thị Rời|R9"/)
  })

  it('D6: of another ward are answered like nobody at all', async () => {
    expect((await wardClerk.get('/api/v1/people/b1')).status).toBe(404)
    expect((await leader.get('/api/v1/people/b1')).status).toBe(404)
    expect(
      (await wardClerk.write('PUT', '/api/v1/people/b1', { name: 'X', title: '', staffNumber: null })).status,
    ).toBe(404)
    expect((await add(wardClerk, 'Ai Đó', { point: 'point-b' })).status).toBe(404)
    const away = { point: 'point-b', from: '2026-11-18', role: 'staff', counter: null }
    expect((await wardClerk.write('POST', '/api/v1/people/a1/transfer', away)).status).toBe(404)
    expect(
      (await list(leader, 'state=all')).people.every(({ posting }) => posting?.point === 'point-a'),
    ).toBe(true)
    expect((await leader.write('POST', '/api/v1/people/a1/leave', { on: '2026-11-17' })).status).toBe(403)
  })

  it('are added once for one Idempotency-Key, with one row in the audit log', async () => {
    const before = (await audited('people.add')).length
    const body = { name: 'Chỉ Một Lần', title: '', staffNumber: null, point: 'point-a', from: '2026-11-18' }
    const first = await admin.write('POST', '/api/v1/people', body, 'the-same-key')
    const second = await admin.write('POST', '/api/v1/people', body, 'the-same-key')
    expect(second.body).toEqual(first.body)
    expect(await names(admin, 'q=chi mot lan')).toHaveLength(1)
    const rows = await audited('people.add')
    expect(rows.length).toBe(before + 1)
    expect(rows.at(-1)?.text).not.toContain('Một Lần')
  })

  describe('from a list', () => {
    const HEAD = ['STT', 'Họ và tên', 'Chức vụ', 'Mã số', 'Điểm tiếp nhận', 'Quầy', 'Từ ngày']
    const preview = async (who: StaffVisitor, rows: (string | number)[][], more: object = {}) => {
      const file = writeXlsx(rows).toString('base64')
      const answer = await who.write('POST', '/api/v1/people/import/preview', {
        format: 'xlsx',
        file,
        ...more,
      })
      expect(answer.status, answer.text).toBe(200)
      return { file, preview: ImportPreview.parse(answer.body) }
    }

    it('shows what is new, changed, the same and wrong by row and column, and changes nothing', async () => {
      const total = (await list(admin, 'state=all')).total
      const { preview: shown } = await preview(admin, [
        HEAD,
        [1, 'Cao Thị Mới'.normalize('NFD'), 'Chuyên viên', 'M1', 'Quầy A', '', 46_000],
        [2, 'Nguyễn Văn A1', 'Chuyên viên chính', '', 'Quầy A', '', ''],
        [3, 'Nguyễn Văn A3', 'Chuyên viên', '', 'Quầy A', '', ''],
        [4, '', 'Chuyên viên', '', 'Quầy A', '', ''],
        [5, 'Lý Sai Điểm', '', '', 'Quầy Không Có', '', ''],
        [6, 'Tạ Trùng', '', 'M1', 'Quầy A', '', ''],
        [7, 'Đào Căn Cước', '', '079090123456', 'Quầy A', '', ''],
        [8, 'Lâm Ngày', '', '', 'Quầy A', '', '31/02/2026'],
      ])
      if (shown.kind !== 'readable') throw new Error(shown.fault)
      expect(shown.counts).toEqual({ new: 1, changed: 1, same: 1, asked: 0, wrong: 5 })
      expect(shown.rows[0]).toMatchObject({ line: 2, kind: 'new', name: 'Cao Thị Mới', pointName: 'Quầy A' })
      expect(shown.rows[0]).toMatchObject({ role: 'staff', counterName: '', from: '2025-12-09' })
      expect(shown.rows[1]?.changes).toEqual([
        { field: 'title', before: 'Chuyên viên', after: 'Chuyên viên chính' },
      ])
      expect(
        shown.rows.flatMap(({ faults }) => faults.map(({ line, column, code }) => [line, column, code])),
      ).toEqual([
        [5, 'B', 'missing'],
        [6, 'E', 'unknown-point'],
        [7, 'D', 'duplicate-number'],
        [8, 'D', 'identity-number'],
        [9, 'G', 'bad-date'],
      ])
      expect(JSON.stringify(shown)).not.toContain('079090123456')
      expect((await list(admin, 'state=all')).total).toBe(total)
    })

    it('is taken in exactly as it was shown, or not at all', async () => {
      const rows = [
        HEAD,
        [1, 'Chu Nhập Một', '', 'N1', '', '', ''],
        [2, 'Chu Nhập Hai', '', 'N2', '', '', '15/11/2026'],
        [3, '', 'x', '', '', '', ''],
      ]
      const more = { point: 'point-b', from: '2026-11-01' }
      const { file, preview: shown } = await preview(admin, rows, more)
      if (shown.kind !== 'readable') throw new Error(shown.fault)
      const apply = (body: object) =>
        admin.write('POST', '/api/v1/people/import', { format: 'xlsx', file, ...more, ...body })
      expect((await apply({ digest: shown.digest })).status).toBe(422)
      expect((await apply({ digest: '0'.repeat(64), partly: 'yes' })).status).toBe(409)
      expect(await names(admin, 'q=chu nhap')).toEqual([])
      expect((await apply({ digest: shown.digest, partly: 'yes' })).body).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        new: 2,
        changed: 0,
        left: 1,
        refused: [],
      })
      const found = (await list(admin, 'q=chu nhap')).people
      expect(found.map(({ name, posting }) => [name, posting?.point, posting?.validFrom])).toEqual([
        ['Chu Nhập Hai', 'point-b', '2026-11-15'],
        ['Chu Nhập Một', 'point-b', '2026-11-01'],
      ])
      expect((await apply({ digest: shown.digest, partly: 'yes' })).status).toBe(409)
    })

    it('gives a number to one person only, when others ask for it at the same time', async () => {
      const lists = await Promise.all(
        ['Hồ Danh Sách', 'Tô Danh Sách'].map((name) =>
          preview(admin, [HEAD, [1, name, '', 'RC-2', 'Quầy A', '', '']]),
        ),
      )
      const answers = await Promise.all([
        ...lists.map(({ file, preview: shown }) =>
          admin.write('POST', '/api/v1/people/import', {
            format: 'xlsx',
            file,
            digest: shown.kind === 'readable' ? shown.digest : '',
          }),
        ),
        add(admin, 'Vũ Đơn Lẻ', { staffNumber: 'RC-2' }),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      expect(await holders('rc2')).toHaveLength(1)
    })

    it('cannot take the number of somebody beyond its reader’s scope', async () => {
      expect((await add(admin, 'Bên Kia', { point: 'point-b', staffNumber: 'RC-3' })).status).toBe(200)
      expect((await add(admin, 'Bên Này')).status).toBe(200)
      const { preview: shown } = await preview(wardClerk, [
        HEAD,
        [1, 'Bên Này', '', 'rc3', 'Quầy A', '', ''],
        [2, 'Người Mới', '', 'RC 3', 'Quầy A', '', ''],
      ])
      if (shown.kind !== 'readable') throw new Error(shown.fault)
      expect(shown.rows[0]?.faults).toMatchObject([{ code: 'number-taken' }])
      expect(shown.rows[1]?.faults.map(({ code }) => code)).toContain('number-taken')
    })

    it('is not taken in where letters look like an old font’s until somebody has said what they are', async () => {
      const rows = [HEAD, [1, 'NguyÔn V¨n B×nh Cò', '', 'OLD-1', 'Quầy A', '', '']]
      const { file, preview: old } = await preview(admin, rows)
      if (old.kind !== 'readable') throw new Error(old.fault)
      expect(old).toMatchObject({
        counts: { asked: 1 },
        rows: [{ questions: [{ column: 'B', code: 'tcvn3', proposed: 'Nguyễn Văn Bình Cũ' }] }],
      })
      const apply = (body: object) =>
        admin.write('POST', '/api/v1/people/import', { format: 'xlsx', file, ...body })
      expect((await apply({ digest: old.digest })).status).toBe(422)
      const answers = [{ line: 2, field: 'name', answer: 'converted' }]
      const { preview: said } = await preview(admin, rows, { answers })
      if (said.kind !== 'readable') throw new Error(said.fault)
      expect((await apply({ digest: said.digest })).status).toBe(409)
      expect((await apply({ digest: said.digest, answers })).body).toMatchObject({ new: 1, left: 0 })
      expect(await names(admin, 'q=binh cu')).toEqual(['Nguyễn Văn Bình Cũ'])
    })

    it('never renames anybody, and makes nobody a leader, without a word', async () => {
      expect((await add(admin, 'Trần Thị Hà', { staffNumber: 'HA-1' })).status).toBe(200)
      const rows = [
        HEAD,
        [1, 'Trần Thị Hạ', '', '', 'Quầy A', '', ''],
        [2, 'Trần Thị Hằng', '', 'HA-1', 'Quầy A', '', ''],
        [3, 'Lưu Chủ', 'Phó Chủ tịch UBND phường', '', 'Quầy A', '', ''],
      ]
      const { preview: shown } = await preview(admin, rows)
      if (shown.kind !== 'readable') throw new Error(shown.fault)
      expect(shown.rows.map(({ questions: [asked] }) => [asked?.code, asked?.answers[0]])).toEqual([
        [undefined, undefined],
        ['name-change', 'keep-name'],
        ['leader-title', 'leader'],
      ])
      const { preview: alone } = await preview(admin, rows.slice(0, 2))
      if (alone.kind !== 'readable') throw new Error(alone.fault)
      expect(alone.rows[0]).toMatchObject({
        kind: 'asked',
        questions: [
          { code: 'similar-name', proposed: 'Trần Thị Hà', answers: ['new-person', 'keep-name', 'rename'] },
        ],
      })
    })

    it('of other peoples’ names is taken in as it is written, and everybody is found by plain letters', async () => {
      const bytes = readFileSync(new URL('office-lists/other-peoples-names/all.csv', import.meta.url))
      const body = { format: 'csv', file: bytes.toString('base64'), point: 'point-a' }
      const shown = ImportPreview.parse(
        (await admin.write('POST', '/api/v1/people/import/preview', body)).body,
      )
      if (shown.kind !== 'readable') throw new Error(shown.fault)
      expect(shown.counts).toEqual({ new: 12, changed: 0, same: 0, asked: 0, wrong: 0 })
      const done = await admin.write('POST', '/api/v1/people/import', { ...body, digest: shown.digest })
      expect(done.body).toMatchObject({ new: 12 })
      const written = bytes.toString('utf8').trim().split('\n').slice(1)
      const plain = [
        'y nue eban',
        'hnuan bya',
        'y cam nie kdam',
        'hboi mlo',
        'ksor hblim',
        'rah lan hloi',
        'y ayun kbuor',
        'kbro',
        'alang bhriu moo',
        'kpa hblui',
        'chamalea thi thuy',
        'dieu kre',
      ]
      for (const [at, q] of plain.entries())
        expect(await names(admin, `q=${q}`)).toEqual([written[at]?.split(',')[0]?.normalize('NFC')])
    })

    it('with identity numbers is refused by its heading', async () => {
      const identity = await preview(admin, [
        ['Họ tên', 'Số CCCD'],
        ['Nguyễn An', ''],
      ])
      expect(identity.preview).toMatchObject({ kind: 'refused', fault: 'identity-column', where: 'B' })
    })

    it('D6: cannot reach into another ward', async () => {
      const { preview: shown } = await preview(wardClerk, [HEAD, [1, 'Kẻ Lạ', '', '', 'Quầy B', '', '']], {
        point: 'point-a',
      })
      expect(shown).toMatchObject({
        counts: { wrong: 1 },
        rows: [{ pointName: '', faults: [{ code: 'unknown-point' }] }],
      })
      const file = writeXlsx([HEAD]).toString('base64')
      const body = { format: 'xlsx', file, point: 'point-b' }
      expect((await wardClerk.write('POST', '/api/v1/people/import/preview', body)).status).toBe(404)
    })

    it('D12: one byte too large is not read at all', async () => {
      const file = Buffer.alloc(5 * 1024 * 1024 + 8_192, 'a').toString('base64')
      const answer = await admin.write('POST', '/api/v1/people/import/preview', { format: 'csv', file })
      expect([400, 413]).toContain(answer.status)
    })
  })
})
