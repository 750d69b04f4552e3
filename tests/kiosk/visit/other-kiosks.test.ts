import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KioskInput } from '../../../core/kiosk/kiosk-api.ts'
import type { Directory } from '../../../core/wire/directory.ts'
import type { Elsewhere } from '../../../core/wire/wire.ts'
import { viewDirectory } from '../../../kiosk/scan/directory-view.ts'
import { viewElsewhere } from '../../../kiosk/scan/elsewhere-view.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import { badgeOf, testDirectory } from '../../support/test-directory.ts'

const DATE = '2026-03-02'
const at = (time: string, date = DATE) => Date.parse(`${date}T${time}:00+07:00`)
const MINUTE = 60_000
let kiosk: TestKiosk

beforeEach(async () => {
  kiosk = await createTestKiosk({ directory: { ...testDirectory(4), kiosks: 2 } })
  await leaderVisit(kiosk)
  kiosk.clock.passTo(`${DATE}T09:00:00+07:00`)
})
afterEach(() => kiosk.close())

type ScanThere = Elsewhere['scans'][number]
const scan = (person: number, time: string, more: Partial<ScanThere> = {}): ScanThere => ({
  person: personId(person),
  at: at(time),
  clockChecked: true,
  ...more,
})
/** What the district told of the other kiosk; heard up to now unless said otherwise. */
function told(scans: readonly ScanThere[], more: Partial<Elsewhere> = {}, date = DATE): void {
  const elsewhere = { heardTo: kiosk.clock.now(), scans: [...scans], unsure: [], ...more }
  kiosk.service.kiosk.memory.elsewhere = viewElsewhere(elsewhere, date)
}
async function board() {
  const answer = await kiosk.service.api.presence({ visit: await visitAgain(kiosk) })
  if (answer.kind !== 'presence') throw new Error(answer.kind)
  return answer
}
async function personOnBoard(person: number) {
  const found = (await board()).people[person - 1]
  if (found === undefined) throw new Error('nobody')
  return found
}
const codes = ({ day }: { day: { flags: readonly { code: string }[] } }) =>
  day.flags.map(({ code }) => code).filter((code) => code !== 'clock-doubt')

describe('the board of a kiosk beside another', () => {
  it('has who scanned there, as a fact of another kiosk, and calls who scanned nowhere not arrived', async () => {
    told([scan(1, '07:28')])
    const shown = await board()
    expect(shown).toMatchObject({ complete: true, others: { standing: 'heard', heardTo: at('09:00') } })
    expect(shown.people.map(({ presence }) => presence)).toEqual([
      'here',
      'not-arrived',
      'not-arrived',
      'not-arrived',
    ])
    expect(shown.people[0]).toMatchObject({
      facts: [],
      others: { standing: 'heard', unsure: false, scans: [{ at: at('07:28'), clockChecked: true }] },
      day: { marks: [{ in: { at: at('07:28'), by: 'scan' } }, {}] },
    })
    expect(shown.people[1]).toMatchObject({ others: { scans: [] } })
  })

  it('reckons with both: a scan here is no arrival where there was one there', async () => {
    told([scan(1, '07:28')])
    await kiosk.scan(badgeOf(1).code)
    expect(codes(await personOnBoard(1))).toEqual([])
  })

  it('says who stepped out there, and who came there without the badge', async () => {
    told([scan(1, '07:28'), scan(1, '08:30', { intent: 'out-duty' }), scan(3, '07:25', { badge: 'absent' })])
    expect(await personOnBoard(1)).toMatchObject({ presence: 'away' })
    expect(codes(await personOnBoard(3))).toEqual(['no-badge'])
  })

  it('calls no clock checked that was not', async () => {
    told([scan(1, '07:28', { clockChecked: false }), scan(3, '07:28')])
    expect((await personOnBoard(1)).day.flags).toContainEqual({ code: 'clock-doubt' })
    expect((await personOnBoard(1)).day.unchecked).toEqual([{ at: at('07:28'), from: null, to: null }])
    expect((await personOnBoard(3)).day.flags).not.toContainEqual({ code: 'clock-doubt' })
  })

  it('judges nobody of whom something else is on record there', async () => {
    await kiosk.scan(badgeOf(1).code)
    told([], { unsure: [personId(1), personId(3)] })
    const [late, , missing, other] = (await board()).people
    expect(late).toMatchObject({ presence: 'here', others: { unsure: true } })
    expect(codes(late ?? { day: { flags: [] } })).toEqual([])
    expect(missing).toMatchObject({ presence: 'no-data', others: { unsure: true } })
    expect(other).toMatchObject({ presence: 'not-arrived', others: { unsure: false } })
  })
})

describe('where the other kiosk was not heard of', () => {
  it('nobody is not arrived, absent, late or gone early; when it was last heard is said', async () => {
    await kiosk.scan(badgeOf(1).code)
    for (const [heardTo, standing] of [
      [null, 'unheard'],
      [at('17:02', '2026-03-01'), 'unheard'],
      [at('08:40'), 'silent'],
    ] as const) {
      told([], { heardTo })
      const shown = await board()
      expect(shown).toMatchObject({ complete: false, others: { standing, heardTo } })
      expect(shown.people.map(({ presence }) => presence)).toEqual(['here', 'no-data', 'no-data', 'no-data'])
      expect(shown.people.flatMap(codes)).toEqual([])
    }
    kiosk.service.kiosk.memory.elsewhere = null
    expect(await board()).toMatchObject({ complete: false, others: { standing: 'unheard', heardTo: null } })
  })

  it('an absence that was certain when it was last heard stays, and what came later is not known', async () => {
    kiosk.clock.passTo(`${DATE}T11:35:00+07:00`)
    told([])
    kiosk.clock.passTo(`${DATE}T14:00:00+07:00`)
    expect(await personOnBoard(3)).toMatchObject({
      presence: 'no-data',
      day: { states: ['absent', 'no-data'] },
      others: { standing: 'silent', heardTo: at('11:35') },
    })
  })

  it('late is said as soon as it was heard up to the scan, early while it is heard', async () => {
    kiosk.clock.passTo(`${DATE}T09:10:00+07:00`)
    await kiosk.scan(badgeOf(1).code)
    told([], { heardTo: at('09:00') })
    expect(codes(await personOnBoard(1))).toEqual([])
    told([])
    expect(codes(await personOnBoard(1))).toEqual(['late'])
    kiosk.clock.passTo(`${DATE}T11:00:00+07:00`)
    await kiosk.service.api.scan({ id: newId(), code: badgeOf(1).code, method: 'camera', intent: 'leave' })
    told([])
    expect(codes(await personOnBoard(1))).toEqual(['late', 'early'])
    kiosk.clock.pass(16 * MINUTE)
    expect(codes(await personOnBoard(1))).toEqual(['late'])
  })

  it('who was away stays so for the time that was heard, and who left in the morning once the afternoon was', async () => {
    const said = (intent: 'out-private' | 'return' | 'leave') =>
      kiosk.service.api.scan({ id: newId(), code: badgeOf(1).code, method: 'camera', intent })
    told([scan(1, '07:28')])
    await said('out-private')
    kiosk.clock.passTo(`${DATE}T10:00:00+07:00`)
    await said('return')
    told([scan(1, '07:28')], { heardTo: at('09:59') })
    kiosk.clock.passTo(`${DATE}T11:00:00+07:00`)
    await said('leave')
    expect(codes(await personOnBoard(1))).toEqual([])
    told([scan(1, '07:28')], { heardTo: at('10:30') })
    expect(codes(await personOnBoard(1))).toEqual(['away'])
    kiosk.clock.passTo(`${DATE}T18:00:00+07:00`)
    told([scan(1, '07:28')], { heardTo: at('16:30') })
    expect(codes(await personOnBoard(1))).toEqual(['away'])
    told([scan(1, '07:28')], { heardTo: at('17:05') })
    expect(codes(await personOnBoard(1))).toEqual(expect.arrayContaining(['early', 'away']))
  })

  it('nothing of today is taken for another day’s', async () => {
    told([scan(1, '07:28')])
    const days = await kiosk.service.api.personDays({
      visit: await visitAgain(kiosk),
      person: personId(1),
      from: '2026-02-27',
      to: DATE,
    })
    if (days.kind !== 'days') throw new Error(days.kind)
    const [friday, , , monday] = days.days
    expect(days).toMatchObject({ complete: false, alone: false })
    expect(friday).toMatchObject({
      day: { states: ['no-data', 'no-data'], flags: [] },
      others: { standing: 'unheard', heardTo: null, scans: [] },
    })
    expect(monday).toMatchObject({
      day: { states: ['here', 'awaited'] },
      others: { standing: 'heard', scans: [{ at: at('07:28') }] },
    })
    kiosk.clock.passTo('2026-03-03T09:00:00+07:00')
    expect(await personOnBoard(1)).toMatchObject({ presence: 'no-data', others: { scans: [] } })
  })
})

describe('a kiosk that is the only one', () => {
  it('has no others, until the district tells of one', async () => {
    await kiosk.close()
    kiosk = await createTestKiosk({ directory: testDirectory(4) })
    await leaderVisit(kiosk)
    kiosk.clock.passTo(`${DATE}T09:00:00+07:00`)
    expect(await board()).toMatchObject({
      complete: true,
      others: null,
      people: [{ others: null }, {}, {}, {}],
    })
    told([scan(1, '07:28')], { heardTo: null })
    expect(await board()).toMatchObject({ complete: false, others: { standing: 'unheard' } })
    expect(await personOnBoard(1)).toMatchObject({ presence: 'here' })
  })
})

describe('a claim', () => {
  const claim = async (more: Partial<KioskInput<'claim'>> = {}) =>
    kiosk.service.api.claim({
      id: newId(),
      visit: await visitAgain(kiosk),
      person: personId(3),
      date: DATE,
      session: 0,
      side: 'in',
      at: at('07:28'),
      reason: 'Quên quét',
      ...more,
    })

  it('is compared with the scan at the other kiosk', async () => {
    told([scan(3, '07:25')])
    expect(await claim()).toMatchObject({
      outcome: 'confirmed',
      day: { marks: [{ in: { at: at('07:25'), by: 'scan' } }, {}] },
      others: { standing: 'heard', scans: [{ at: at('07:25') }] },
    })
    expect(await claim({ at: at('08:55') })).toMatchObject({ outcome: 'differs' })
  })

  it('says that the other kiosk was not heard of, where it fills a mark', async () => {
    told([], { heardTo: null })
    expect(await claim()).toMatchObject({ outcome: 'used', others: { standing: 'unheard' } })
  })
})

it('nothing that lies at another kiosk can be annulled or vouched for by its place here', async () => {
  told([scan(1, '07:28')])
  const { others, facts } = await personOnBoard(1)
  expect(facts).toEqual([])
  expect(others?.scans.map((each) => Object.keys(each).sort())).toEqual([['at', 'clockChecked']])
})

describe('a kiosk that is its point’s only one by now', () => {
  const alone = (more: Partial<Directory>): void => {
    const directory = { ...testDirectory(4), kiosks: 1, ...more }
    kiosk.service.kiosk.memory.directory = viewDirectory(directory, [])
    kiosk.service.kiosk.memory.elsewhere = null
  }
  const day = async (date: string) => {
    const visit = await visitAgain(kiosk)
    const answer = await kiosk.service.api.personDays({ visit, person: personId(1), from: date, to: date })
    if (answer.kind !== 'days') throw new Error(answer.kind)
    return answer
  }

  it('calls nobody absent on days on which another recorded there as well, and says so', async () => {
    kiosk.clock.passTo('2026-03-04T18:00:00+07:00')
    alone({ lastOtherAt: at('10:00', '2026-03-03') })
    const shared = await day('2026-03-03')
    expect(shared).toMatchObject({
      complete: false,
      alone: false,
      days: [{ others: { standing: 'unheard' } }],
    })
    expect(codes(shared.days[0] ?? { day: { flags: [] } })).toEqual([])
    const own = await day('2026-03-04')
    expect(own).toMatchObject({ complete: true, alone: true, days: [{ others: null }] })
    expect(codes(own.days[0] ?? { day: { flags: [] } })).toEqual(['absent', 'absent'])
  })

  it('calls nobody not arrived today who may have scanned at the one that was revoked this morning', async () => {
    alone({ lastOtherAt: at('08:30') })
    expect((await board()).people.map(({ presence }) => presence)).toEqual(Array(4).fill('no-data'))
    alone({ lastOtherAt: null })
    expect((await board()).people.map(({ presence }) => presence)).toEqual(Array(4).fill('not-arrived'))
  })

  it('judges nobody by its own scans alone who scanned at another point today, and everybody else as ever', async () => {
    alone({})
    told([], { unsure: [personId(1)], alone: true })
    expect((await board()).people.map(({ presence }) => presence)).toEqual([
      'no-data',
      'not-arrived',
      'not-arrived',
      'not-arrived',
    ])
    expect(await personOnBoard(1)).toMatchObject({ others: { unsure: true, scans: [] } })
    expect(await personOnBoard(2)).toMatchObject({ others: null })
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded', became: null })
    expect(await kiosk.scan(badgeOf(3).code)).toMatchObject({ became: { kind: 'arrived', lateMinutes: 90 } })
  })

  it('says nothing of the days before somebody came to this point', async () => {
    kiosk.clock.passTo('2026-03-04T18:00:00+07:00')
    const [first, ...others] = testDirectory(4).people
    if (first === undefined) throw new Error('nobody')
    alone({ people: [{ ...first, since: '2026-03-04' }, ...others] })
    expect(codes((await day('2026-03-03')).days[0] ?? { day: { flags: [] } })).toEqual([])
    expect(codes((await day('2026-03-04')).days[0] ?? { day: { flags: [] } })).toEqual(['absent', 'absent'])
  })
})
