import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isBadgeCode } from '../../../core/badge/badge-code.ts'
import { IssuedSheet } from '../../../core/district/badges-api.ts'
import { PersonDetail } from '../../../core/people/people-api.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { ownerOf } from '../../../db/district/organisation/snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { makeJpeg } from '../../support/make-jpeg.ts'
import { canDrawPdf, drawPdf, grayPage, textOfPdf } from '../../support/pdf-pages.ts'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const OTHER_NAMES = new URL('../people/office-lists/other-peoples-names/all.csv', import.meta.url)
const digestOf = (code: string): string => createHash('sha256').update(code).digest('hex')

onBothEngines('badges', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  let wardClerk: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
    wardClerk = await visitAs(district, 'clerk', { organisation: 'ward-a' })
  })
  afterAll(() => district?.stop())

  const issue = (body: object, who = admin, key?: string) => who.write('POST', '/api/v1/badges', body, key)
  const issued = async (body: object, who = admin) => {
    const answer = await issue(body, who)
    expect(answer.status, answer.text).toBe(200)
    const sheet = IssuedSheet.parse(answer.body)
    return { ...sheet, pdf: Buffer.from(sheet.pdf, 'base64') }
  }
  const person = (id: string) => ({ who: { kind: 'people', people: [id] } })
  const history = async (id: string) =>
    PersonDetail.parse((await admin.get(`/api/v1/people/${id}`)).body).badgeHistory
  const snapshot = () => createSnapshots().current(district.database.db)
  const codesOf = async (pdf: Buffer) => (await Promise.all(drawPdf(pdf, 150).map(readQrCodes))).flat()

  describe.skipIf(!canDrawPdf() && process.env.CI !== 'true')('printed', () => {
    it('read back as the very codes whose digests are kept, ten on a page, each its person’s', async () => {
      for (let index = 0; index < 10; index++) {
        const body = {
          name: `Nguyễn Thị Thẻ ${index}`,
          title: 'Chuyên viên',
          staffNumber: `T${index}`,
          point: 'point-b',
          from: '2026-01-05',
        }
        expect((await admin.write('POST', '/api/v1/people', body)).status).toBe(200)
      }
      const { pdf, badges } = await issued({ who: { kind: 'point', point: 'point-b', replace: true } })
      expect(badges).toHaveLength(13)
      const pages = drawPdf(pdf, 150)
      expect(pages).toHaveLength(2)
      const codes = (await Promise.all(pages.map(readQrCodes))).flat()
      expect(codes).toHaveLength(13)
      expect(codes.every(isBadgeCode)).toBe(true)
      const now = await snapshot()
      expect(codes.map((code) => ownerOf(now, digestOf(code), NOW))).toEqual(
        badges.map((badge) => badge.person),
      )
    })

    it('part by a line between the columns, from the first row to the last', async () => {
      const { pdf } = await issued({ who: { kind: 'people', people: ['a1', 'a2', 'a3'] } })
      const dotsAMm = 150 / 25.4
      const { width, height, shades } = grayPage(pdf, 150)
      const top = height / 2 - 2.5 * 53.98 * dotsAMm
      const isCut = (row: number, mm: number): boolean => {
        const start = Math.round(top + (row * 53.98 + mm) * dotsAMm) * width + Math.round(width / 2)
        return shades.subarray(start - 3, start + 3).some((shade) => shade < 240)
      }
      // Below the bands, where everything else around is white.
      for (const row of [0, 1])
        for (const mm of [18, 30, 50]) expect(isCut(row, mm), `${row} ${mm}`).toBe(true)
      expect(isCut(2, 30)).toBe(false)
    })

    it('say the body, the name with all its marks, the title and the number', async () => {
      const name = 'Nguyễn Thị Hoài Ẩn Ưỡng Ỷ Ằẳẵ'
      const body = {
        name,
        title: 'Phó Giám đốc Trung tâm',
        staffNumber: 'CB-0042',
        point: 'point-a',
        from: '2026-01-05',
      }
      const { id } = (await admin.write('POST', '/api/v1/people', body)).body as { id: string }
      for (const more of [{}, { layout: 'card', photo: 'frame' }]) {
        const { pdf } = await issued({ ...person(id), ...more })
        const text = textOfPdf(pdf).replace(/\s+/g, ' ')
        for (const words of ['PHƯỜNG A', 'THÀNH PHỐ MẪU', 'Số: CB-0042', 'Ằẳẵ', 'Nguyễn', 'Trung tâm'])
          expect(text).toContain(words)
        const codes = await codesOf(pdf)
        expect(ownerOf(await snapshot(), digestOf(codes[0] ?? ''), NOW)).toBe(id)
      }
    })

    it('print every letter of the peoples of Viet Nam', async () => {
      const names = [
        'Y Ayŭn Kbuôr',
        'H’Ƀlŭi Kpă',
        'K’Brŏ̆ Păng Tiñ',
        'Y Čăm Niê Kdăm',
        'Rah Lan Hlơ̆i',
        'Hʼ Ɓĭn ƀĕ',
        ...readFileSync(OTHER_NAMES, 'utf8')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',')[0] ?? ''),
      ]
      expect(names).toHaveLength(18)
      for (const name of names) {
        const body = {
          name,
          title: 'Cán bộ buôn Ƀuôn',
          staffNumber: null,
          point: 'point-a',
          from: '2026-01-05',
        }
        const { id } = (await admin.write('POST', '/api/v1/people', body)).body as { id: string }
        const { pdf } = await issued(person(id))
        expect(textOfPdf(pdf).normalize('NFC').replace(/\s+/g, ' ')).toContain(name.normalize('NFC'))
        expect(await codesOf(pdf)).toHaveLength(1)
      }
    })

    it('leave their code nowhere but on paper', async () => {
      const { pdf } = await issued(person('a2'))
      const [code = ''] = await codesOf(pdf)
      expect(isBadgeCode(code)).toBe(true)
      const { db } = district.database
      const tables = rowsOf<{ name: string }>(
        await db.execute(
          sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
        ),
      )
      expect(tables.length).toBeGreaterThan(10)
      for (const { name } of tables) {
        const rows = await db.execute(sql`select to_json(t)::text as text from ${sql.identifier(name)} t`)
        const text = rowsOf<{ text: string }>(rows)
          .map((row) => row.text)
          .join('\n')
        expect(text, name).not.toContain(code)
        expect(text, name).not.toContain(pdf.toString('base64').slice(0, 200))
      }
    })

    it('with a photo print it and keep it nowhere; what is no JPEG is refused', async () => {
      const picture = makeJpeg()
      const { pdf } = await issued({ ...person('a2'), picture: picture.toString('base64') })
      expect(pdf.includes(picture.subarray(0, 200))).toBe(true)
      expect(await codesOf(pdf)).toHaveLength(1)
      const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64')
      for (const bad of [png, picture.subarray(0, 60).toString('base64'), '/9j/'])
        expect((await issue({ ...person('a2'), picture: bad })).status).toBe(422)
      const many = {
        who: { kind: 'point', point: 'point-b', replace: true },
        picture: picture.toString('base64'),
      }
      expect((await issue(many)).status).toBe(422)
    })

    it('as large and as long as names and bodies come', async () => {
      const name = `${'Công Tằng Tôn Nữ '.repeat(7)}Ẩn`
      const body = {
        name: name.slice(0, 120),
        title: 'Phó Trưởng phòng '.repeat(7).slice(0, 119),
        staffNumber: null,
        point: 'point-a',
        from: '2026-01-05',
      }
      const { id } = (await admin.write('POST', '/api/v1/people', body)).body as { id: string }
      const { pdf, badges } = await issued({ ...person(id), photo: 'frame' })
      expect(await codesOf(pdf)).toHaveLength(1)
      expect(textOfPdf(pdf)).toContain(`Số: ${String(badges[0]?.number).padStart(4, '0')}`)
    })
  })

  it('that are issued again end the one before at that moment', async () => {
    const first = await issued(person('a1'))
    district.clock.set(NOW + 60_000)
    const second = await issued(person('a1'))
    district.clock.set(NOW)
    const [now, before] = await history('a1')
    expect(now).toMatchObject({ number: second.badges[0]?.number, state: 'active', issuedAt: NOW + 60_000 })
    expect(before).toMatchObject({
      number: first.badges[0]?.number,
      state: 'revoked',
      revokedAt: NOW + 60_000,
      revokedWhy: 'replaced',
      revokedBy: 'Cán bộ district-administrator',
    })
  })

  it('issued by two at the same moment leave one that opens', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => issue(person('a1'))))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect((await history('a1')).filter(({ state }) => state === 'active')).toHaveLength(1)
  })

  it('are revoked once, with the reason and who did it', async () => {
    const { badges } = await issued(person('a3'))
    const number = badges[0]?.number
    const revoke = () => admin.write('POST', `/api/v1/badges/${number}/revoke`, { why: 'lost' })
    expect((await revoke()).status).toBe(204)
    expect((await revoke()).status).toBe(409)
    expect((await history('a3'))[0]).toMatchObject({ state: 'revoked', revokedWhy: 'lost', revokedAt: NOW })
    const listed = (await admin.get('/api/v1/badges?limit=2')).body as {
      items: { number: number }[]
      next: string
    }
    expect(listed.items[0]?.number).toBe(number)
    const next = (await admin.get(`/api/v1/badges?limit=2&cursor=${listed.next}`)).body as {
      items: { number: number }[]
    }
    expect(next.items[0]?.number).toBeLessThan(listed.items[1]?.number ?? 0)
  })

  it('for a ward go to those who have none, unless all are asked for', async () => {
    expect(
      (await issued({ who: { kind: 'point', point: 'point-a', replace: false } })).badges.map(
        (one) => one.person,
      ),
    ).toContain('a3')
    expect((await issue({ who: { kind: 'point', point: 'point-a', replace: false } })).status).toBe(409)
  })

  it('are shown once: the same request again says that it is done', async () => {
    const first = await issue(person('a1'), admin, 'badge-key-1')
    expect(first.status).toBe(200)
    const again = await issue(person('a1'), admin, 'badge-key-1')
    expect(again.status).toBe(409)
    expect(again.text).not.toContain('pdf')
    expect((await history('a1')).filter(({ state }) => state === 'active')).toHaveLength(1)
  })

  it('D6: of another ward cannot be issued, revoked or listed', async () => {
    expect((await issue(person('b1'), wardClerk)).status).toBe(404)
    expect((await issue({ who: { kind: 'point', point: 'point-b', replace: true } }, wardClerk)).status).toBe(
      404,
    )
    const { badges } = await issued(person('b1'))
    expect(
      (await wardClerk.write('POST', `/api/v1/badges/${badges[0]?.number}/revoke`, { why: 'lost' })).status,
    ).toBe(404)
    const listed = (await wardClerk.get('/api/v1/badges')).body as { items: { person: string }[] }
    expect(listed.items.some(({ person: id }) => id.startsWith('b'))).toBe(false)
    const viewer = await visitAs(district, 'viewer')
    expect((await issue(person('a1'), viewer)).status).toBe(403)
  })

  it('end with the last working day of who leaves, not before', async () => {
    const { badges } = await issued(person('b2'))
    expect((await admin.write('POST', '/api/v1/people/b2/leave', { on: '2026-11-20' })).body).toEqual({
      badges: 1,
    })
    const now = await snapshot()
    const badge = [...now.badges.values()].find(
      (one) => one.person === 'b2' && one.revokedAt !== null && one.revokedAt > NOW,
    )
    expect(ownerOf(now, badge?.digest ?? '', Date.UTC(2026, 10, 20, 16, 59))).toBe('b2')
    expect(ownerOf(now, badge?.digest ?? '', Date.UTC(2026, 10, 20, 17, 0))).toBe(null)
    expect((await history('b2'))[0]).toMatchObject({ number: badges[0]?.number, revokedWhy: 'left' })
    expect((await admin.write('POST', '/api/v1/people/b3/leave', { on: '2026-11-17' })).status).toBe(200)
    expect((await issue(person('b3'))).status).toBe(409)
  })

  it('are not issued with a letter that no font here has, which is named', async () => {
    const body = { name: 'Trần 中 Thẻ', title: '', staffNumber: null, point: 'point-a', from: '2026-01-05' }
    const made = await admin.write('POST', '/api/v1/people', body)
    expect(made.status, made.text).toBe(200)
    const { id } = made.body as { id: string }
    const answer = await issue(person(id))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('thẻ của Trần 中 Thẻ có chữ “中” (U+4E2D)')
    expect(await history(id)).toEqual([])
  })

  it('for those without one by two at once are issued once', async () => {
    const ids: string[] = []
    for (let index = 0; index < 3; index++) {
      const name = `Thủy Cùng Lúc ${index}`
      const body = { name, title: 'Văn thư', staffNumber: null, point: 'point-b', from: '2026-01-05' }
      const made = await admin.write('POST', '/api/v1/people', body)
      ids.push((made.body as { id: string }).id)
    }
    const body = { who: { kind: 'point', point: 'point-b', replace: false } }
    const answers = await Promise.all([issue(body), issue(body), issue(body)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    for (const id of ids) {
      const held = (await history(id)).map(({ state, revokedAt }) => [state, revokedAt])
      expect(held).toEqual([['active', null]])
    }
  })

  it('asked for again with the same key are not issued again', async () => {
    const body = { name: 'Hỏa Một Lần', title: '', staffNumber: null, point: 'point-b', from: '2026-01-05' }
    expect((await admin.write('POST', '/api/v1/people', body)).status).toBe(200)
    const wanted = { who: { kind: 'point', point: 'point-b', replace: false } }
    expect((await issue(wanted, admin, 'sheet-only-once')).status).toBe(200)
    const again = await issue(wanted, admin, 'sheet-only-once')
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('chỉ hiện một lần')])
  })
})
