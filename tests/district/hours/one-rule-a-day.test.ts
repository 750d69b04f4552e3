import { afterAll, beforeAll, expect, it } from 'vitest'
import { Rules } from '../../../core/district/hours-api.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import {
  createTestDistrict,
  openTestDatabase,
  type TestDistrict,
} from '../../support/create-test-district.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'

/** Wednesday 18 November 2026, 08:00 in Vietnam. */
const NOW = Date.UTC(2026, 10, 18, 1)
const WARD = { kind: 'organisation', id: 'ward-a' }
const MORNING = ['07:30', '11:30']
const AFTERNOON = ['13:00', '17:00']
const SUMMER = { from: '--04-16', to: '--10-15' }

onBothEngines('of two rules that say one thing from one day', (engine) => {
  let district: TestDistrict
  let admin: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    admin = await visitAs(district, 'district-administrator')
  })
  afterAll(() => district?.stop())

  const save = async (add: readonly object[], remove: readonly string[] = []) => {
    const answer = await admin.write('POST', '/api/v1/rules', { remove, add, reachesBack: false })
    return [answer.status, answer.status === 200 ? '' : String((answer.body as { detail: string }).detail)]
  }
  const hours = (sessions: readonly (readonly string[])[], more: object = {}) => ({
    kind: 'hours',
    value: { scope: WARD, weekdays: { 1: sessions }, validFrom: '2027-01-04', ...more },
  })
  const policy = (values: object) => ({
    kind: 'policies',
    value: { organisation: 'ward-a', validFrom: '2027-01-04', values },
  })
  const duty = (sessions: readonly (readonly string[])[]) => ({
    kind: 'duty',
    value: { person: 'a1', date: '2027-01-09', sessions },
  })
  const leads = (person: string, session?: number) => ({
    kind: 'leaders',
    value: { point: 'point-a', date: '2027-01-09', person, ...(session !== undefined && { session }) },
  })

  it.each([
    ['hours', hours([MORNING, AFTERNOON]), hours([MORNING]), /giờ làm việc áp dụng từ ngày 04\/01\/2027/],
    [
      'policy',
      policy({ graceLate: 5 }),
      policy({ graceLate: 10, graceEarly: 1 }),
      /quy định xét giờ từ ngày 04/,
    ],
    ['duty', duty([MORNING]), duty([AFTERNOON]), /lịch trực ngày 09\/01\/2027/],
    ['leader', leads('a2'), leads('a1'), /đã có lãnh đạo trực/],
  ])('the second is refused and named: %s', async (_kind, first, second, words) => {
    expect(await save([first, second])).toEqual([409, expect.stringMatching(words)])
    expect(await save([first])).toEqual([200, ''])
    expect(await save([second])).toEqual([409, expect.stringMatching(words)])
  })

  it('what does not contradict is taken: a season, another value, another session', async () => {
    expect(await save([hours([MORNING], { season: SUMMER })])).toEqual([200, ''])
    expect(await save([policy({ graceEarly: 3 })])).toEqual([200, ''])
    expect(await save([leads('a1', 1)])).toEqual([200, ''])
  })

  it('one takes the place of the other in one change', async () => {
    const held = Rules.parse((await admin.get('/api/v1/rules?kind=duty')).body)
    expect(await save([duty([MORNING, AFTERNOON])], [held[0]?.id ?? ''])).toEqual([200, ''])
  })

  it('hours from the beginning of the year ask about no past day where nobody was posted yet', async () => {
    const { people, postings, badges, ...places } = districtSeed()
    const database = await openTestDatabase(await engine.newPlace())
    const fresh = await createTestDistrict({ database, now: NOW, seed: places })
    const first = await visitAs(fresh, 'district-administrator')
    const add = [hours([MORNING], { validFrom: '2026-01-01' })]
    const change = { remove: [], add, reachesBack: false }
    const saved = await first.write('POST', '/api/v1/rules', change)
    expect([saved.status, saved.body], saved.text).toEqual([
      200,
      expect.objectContaining({ reachesBackTo: null }),
    ])
    await fresh.stop()
    await database.close()
    const again = [hours([AFTERNOON], { validFrom: '2026-01-01' })]
    expect((await save(again))[0]).toBe(409)
  })

  it('the second of two at once is refused', async () => {
    const from = { validFrom: '2027-03-01' }
    const both = await Promise.all([save([hours([MORNING], from)]), save([hours([AFTERNOON], from)])])
    expect(both.map(([status]) => status).sort()).toEqual([200, 409])
  })
})
