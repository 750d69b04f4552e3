import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type KioskMethod, kioskInputs } from '../../../core/kiosk/kiosk-api.ts'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

const METHODS = Object.keys(kioskInputs) as KioskMethod[]
const PEOPLE = 40
/** More than are ever found by a name. */
const LEADERS = 5
const NAME = /Nguyễn Thị Mẫu \d+/g

let kiosk: TestKiosk
beforeEach(async () => {
  const directory = testDirectory(PEOPLE)
  const people = directory.people.map((each, at) =>
    at < LEADERS ? { ...each, role: 'leader' as const } : each,
  )
  kiosk = await createTestKiosk({ directory: { ...directory, people } })
})
afterEach(() => kiosk.close())

/** Values near to what each field wants, and far from it. */
const value = fc.oneof(
  fc.anything({ maxDepth: 2, withBigInt: true, withNullPrototype: true }),
  fc.constantFrom(
    ...['', 'person-1', 'Nguyễn', 'MAU', '2026-03-02', '2026-03-02T07:30', '0000', "'; DROP TABLE events;--"],
    ...['../../etc/passwd', 'https://example.test/', '\0', '‮', 'x'.repeat(5_000), badgeOf(1).code],
    ...[
      { kind: 'pin', pin: '0000' },
      { kind: 'visit', visit: newId() },
      newId(),
      -1,
      2 ** 60,
      Number.NaN,
      true,
    ],
  ),
)
const fieldsOf = (method: KioskMethod): string[] => {
  const { shape } = kioskInputs[method] as { shape?: Record<string, unknown> }
  return shape === undefined ? ['id', 'visit', 'person', 'for'] : Object.keys(shape)
}
const question = fc.constantFrom(...METHODS).chain((method) =>
  fc.record({
    call: fc.constant(7),
    method: fc.constant(method),
    input: fc.oneof(
      value,
      fc.record(Object.fromEntries(fieldsOf(method).map((field) => [field, value]))),
      fc.dictionary(fc.constantFrom(...fieldsOf(method), '__proto__', 'constructor', 'sql', 'path'), value),
    ),
  }),
)

describe('any question at all', () => {
  test(`to each of ${METHODS.length} methods gets one typed reply, and one that breaks the contract writes nothing (E4)`, async () => {
    const before = readLog(kiosk.dataDirectory).length
    let refused = 0
    await fc.assert(
      fc.asyncProperty(question, async (request) => {
        const reply = await answerRequest(kiosk.service, request)
        expect(reply.call).toBe(7)
        if ('error' in reply) {
          expect(reply.error).toBe('invalid-input')
          refused++
        } else {
          expect(reply.answer).toHaveProperty(request.method === 'state' ? 'now' : 'kind')
        }
      }),
      { numRuns: 1_500 },
    )
    expect(refused).toBeGreaterThan(700)
    const written = readLog(kiosk.dataDirectory).slice(before)
    // What passes the contract may leave a refused code or a wrong PIN on record; nothing that anybody did.
    const harmless = ['access', 'refused-code', 'scan']
    expect(written.filter(({ type }) => !harmless.includes(type))).toEqual([])
  })

  test('without an open visit never gets a list of people: three names at most, and who leads the point (T7)', async () => {
    const named = new Set<string>()
    const ids = { id: newId(), visit: newId(), scan: newId(), person: 'person-3' }
    const guesses: unknown[] = [
      {},
      ids,
      { visit: ids.visit },
      ...['Nguyễn', 'MAU', 'mau 1', '%', '*', '...', 'NGUYEN THI', '   ', 'thi mau'].map((query) => ({
        query,
      })),
      { visit: ids.visit, person: ids.person },
      { visit: ids.visit, person: ids.person, from: '2026-03-01', to: '2026-03-31' },
      { for: 'leader', proof: { kind: 'person', person: ids.person, pin: '0000' } },
      { for: 'administrator', pin: '0000' },
    ]
    for (const method of METHODS) {
      for (const input of guesses) {
        const reply = JSON.stringify(await answerRequest(kiosk.service, { call: 1, method, input }))
        const names = new Set(reply.match(NAME) ?? [])
        if (method === 'leaders' && names.size > 0) {
          const own = Array.from({ length: LEADERS }, (_, at) => `Nguyễn Thị Mẫu ${at + 1}`)
          expect([...names].sort()).toEqual(own)
          continue
        }
        expect(names.size, `${method} ${JSON.stringify(input)}`).toBeLessThanOrEqual(3)
        for (const name of names) named.add(name)
      }
    }
    expect(named.size).toBeLessThan(PEOPLE / 2)
  })
})

describe('the same badge again (T9)', () => {
  test.each([0, 2_500, 30_000, 60_000, -2_500, -30_000, -60_000])(
    'half a minute later is one punch, also when the clock was set by %i ms in between',
    async (by) => {
      await leaderVisit(kiosk)
      await kiosk.scan(badgeOf(1).code)
      kiosk.clock.pass(30_000)
      kiosk.clock.setWall(kiosk.clock.now() + by)
      const again = await kiosk.scan(badgeOf(1).code)
      // Set back behind the first scan, the second one is the earlier of the two.
      const kinds = by < -30_000 ? 'arrived' : 'already-recorded'
      expect(again).toMatchObject({ kind: 'recorded', became: { kind: kinds } })
      const presence = await kiosk.service.api.presence({ visit: await visitAgain(kiosk) })
      if (presence.kind !== 'presence') throw new Error(presence.kind)
      const { day } = presence.people.find(({ id }) => id === personId(1)) ?? {}
      const marks = (day?.marks ?? []).flatMap((mark) => [mark?.in, mark?.out]).filter((mark) => mark != null)
      expect([marks.length, day?.flags]).toEqual([1, [{ code: 'clock-doubt' }]])
    },
  )
})
