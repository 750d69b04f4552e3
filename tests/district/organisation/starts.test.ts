import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OrganisationWords, PointWords } from '../../../core/district/organisation-api.ts'
import { readOrganisations, readPoints } from '../../../db/district/organisation/organisation-writes.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

const unit = (name: string, parent: string, validFrom: string, more: object = {}): OrganisationWords => ({
  ...{ name, shortName: '', sign: '', kind: '', parent, successor: null, validFrom, validTo: null },
  earlier: [],
  ...more,
})
const point = (name: string, organisation: string, validFrom: string, more: object = {}): PointWords => ({
  ...{ name, shortName: '', organisation, validFrom, validTo: null, earlier: [] },
  ...more,
})

onBothEngines('when a unit begins', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  /** Deeds of one administrator come one after the other anyway. */
  let second: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: Date.UTC(2026, 10, 18, 1) })
    admin = await visitAs(district, 'district-administrator')
    second = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  const add = async (
    kind: 'organisations' | 'points',
    words: OrganisationWords | PointWords,
    who = admin,
  ) => {
    const { status, body, text } = await who.write('POST', `/api/v1/organisation/${kind}`, words)
    return { status, text, id: (body as { id?: string }).id ?? '' }
  }
  const put = (kind: 'organisations' | 'points', id: string, words: object, who = admin) =>
    who.write('PUT', `/api/v1/organisation/${kind}/${id}`, words)

  it('is not after a unit or a point beneath it, which is named', async () => {
    const upper = unit('Khối A', 'city', '2026-01-01')
    const { id } = await add('organisations', upper)
    const early = await add('organisations', unit('Tổ sớm', id, '2025-12-31'))
    expect([early.status, early.text]).toEqual([
      422,
      expect.stringContaining('“Khối A” chỉ có từ ngày 01/01/2026'),
    ])
    expect((await add('organisations', unit('Tổ 1', id, '2026-02-01'))).status).toBe(200)
    expect((await put('organisations', id, { ...upper, validFrom: '2026-02-01' })).status).toBe(200)
    const moved = await put('organisations', id, { ...upper, validFrom: '2026-02-02' })
    expect([moved.status, moved.text]).toEqual([422, expect.stringContaining('“Tổ 1” có từ ngày 01/02/2026')])
    expect((await add('points', point('Điểm 1', id, '2026-01-31'))).status).toBe(422)
    const back = await put('organisations', id, upper)
    expect(back.status, back.text).toBe(200)
    expect((await add('points', point('Điểm 1', id, '2026-01-15'))).status).toBe(200)
    const past = await put('organisations', id, { ...upper, validFrom: '2026-01-16' })
    expect([past.status, past.text]).toEqual([422, expect.stringContaining('“Điểm 1” có từ ngày 15/01/2026')])
  })

  it('is held by what came under it later: from that day on, under the name of that day', async () => {
    const upper = unit('Khối B', 'city', '2026-01-01')
    const { id } = await add('organisations', upper)
    const { id: old } = await add('organisations', unit('Khối B cũ', 'city', '2020-01-01'))
    const before = { validTo: '2026-02-28', name: 'Tổ cũ', shortName: '', sign: '', kind: '', parent: old }
    const under = unit('Tổ mới', id, '2021-01-01', { earlier: [before] })
    const added = await add('organisations', under)
    expect(added.status, added.text).toBe(200)
    expect((await put('organisations', id, { ...upper, validFrom: '2026-03-01' })).status).toBe(200)
    const past = await put('organisations', id, { ...upper, validFrom: '2026-03-02' })
    expect([past.status, past.text]).toEqual([422, expect.stringContaining('“Tổ mới” có từ ngày 01/03/2026')])
    const oldPast = await put('organisations', old, unit('Khối B cũ', 'city', '2021-01-02'))
    expect([oldPast.status, oldPast.text]).toEqual([
      422,
      expect.stringContaining('“Tổ cũ” có từ ngày 01/01/2021'),
    ])
  })

  it('may be saved again as it stood, whatever stands beneath it from before', async () => {
    const words = unit('Khối C', 'city', '2026-01-01')
    const { id } = await add('organisations', words)
    const { id: place } = await add('points', point('Điểm C', id, '2026-01-01'))
    await engine.database().db.execute(`update points set valid_from = '2025-01-01' where id = '${place}'`)
    expect((await put('organisations', id, { ...words, name: 'Khối C mới' })).status).toBe(200)
    expect((await put('organisations', id, { ...words, validFrom: '2026-01-02' })).status).toBe(422)
  })

  it('is never after what stands beneath it, when both are written at once', async () => {
    for (const round of [1, 2, 3, 4, 5, 6]) {
      const words = unit(`Khối ${round}`, 'city', '2026-01-01')
      const { id } = await add('organisations', words)
      const isPoint = round % 2 === 0
      const both = [
        () => put('organisations', id, { ...words, validFrom: '2026-06-01' }, admin),
        () =>
          isPoint
            ? add('points', point(`Điểm của khối ${round}`, id, '2026-02-01'), second)
            : add('organisations', unit(`Tổ của khối ${round}`, id, '2026-02-01'), second),
      ]
      const order = round > 3 ? both.toReversed() : both
      const statuses = (await Promise.all(order.map((act) => act()))).map(({ status }) => status)
      expect(statuses.toSorted()).toEqual([200, 422])
      const { db } = district.database
      const [upper] = (await readOrganisations(db)).filter((row) => row.id === id)
      const under = [
        ...(await readOrganisations(db)).filter(({ parent }) => parent === id),
        ...(await readPoints(db)).filter(({ organisation }) => organisation === id),
      ]
      expect(under.every(({ validFrom }) => validFrom >= (upper?.validFrom ?? ''))).toBe(true)
    }
  })

  it('nobody comes to stand above themselves, when two are moved at once', async () => {
    for (const round of [1, 2, 3]) {
      const [a, b] = [
        unit(`Trên ${round}`, 'city', '2026-01-01'),
        unit(`Dưới ${round}`, 'city', '2026-01-01'),
      ]
      const [first, other] = [await add('organisations', a), await add('organisations', b)]
      const answers = await Promise.all([
        put('organisations', first.id, { ...a, parent: other.id }, admin),
        put('organisations', other.id, { ...b, parent: first.id }, second),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 422])
    }
  })
})
