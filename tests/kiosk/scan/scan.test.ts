import { afterEach, describe, expect, test } from 'vitest'
import {
  createTestKiosk,
  newId,
  type TestKiosk,
  type TestKioskOptions,
} from '../../support/create-test-kiosk.ts'
import { leaderVisit, personId, visitAgain } from '../../support/desk-visits.ts'
import { readLog } from '../../support/read-log.ts'
import {
  badgeOf,
  GUEST_BADGE,
  REVOKED_BADGE,
  testDirectory,
  UNKNOWN_BADGE,
} from '../../support/test-directory.ts'

const kiosks: TestKiosk[] = []
async function kiosk(options?: TestKioskOptions): Promise<TestKiosk> {
  const made = await createTestKiosk(options)
  kiosks.push(made)
  return made
}
afterEach(async () => {
  for (const each of kiosks.splice(0)) await each.close()
})

const ANNA = badgeOf(1).code
const scansOf = (k: TestKiosk) => readLog(k.dataDirectory).filter(({ type }) => type === 'scan')

describe('a scan', () => {
  test('is an arrival on time before the session begins', async () => {
    const k = await kiosk()
    expect(await k.scan(ANNA)).toMatchObject({
      kind: 'recorded',
      person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 1', title: 'Công chức' },
      became: { kind: 'arrived', session: 0, lateMinutes: 0 },
      revoked: false,
      offerIntents: false,
    })
    expect(scansOf(k)).toHaveLength(1)
  })

  test('calls nobody late or early where the point has another kiosk: they may have scanned there before', async () => {
    const k = await kiosk({ directory: { ...testDirectory(), kiosks: 2 } })
    const day: [string, object | null][] = [
      ['2026-03-02T07:42:30+07:00', null],
      ['2026-03-02T11:25:00+07:00', null],
      ['2026-03-02T12:59:00+07:00', { kind: 'arrived', session: 1, lateMinutes: 0 }],
      ['2026-03-02T17:01:00+07:00', { kind: 'left', session: 1, earlyMinutes: 0 }],
    ]
    for (const [at, became] of day) {
      k.clock.passTo(at)
      expect(await k.scan(ANNA)).toMatchObject({ kind: 'recorded', person: { kind: 'ours' }, became })
    }
    expect(scansOf(k)).toHaveLength(4)
  })

  test('tells a whole day: late, already recorded, left early, back, left', async () => {
    const k = await kiosk()
    const day: [string, object][] = [
      ['2026-03-02T07:42:30+07:00', { kind: 'arrived', session: 0, lateMinutes: 12 }],
      [
        '2026-03-02T07:43:30+07:00',
        { kind: 'already-recorded', firstAt: Date.parse('2026-03-02T07:42:30+07:00') },
      ],
      ['2026-03-02T11:25:00+07:00', { kind: 'left', session: 0, earlyMinutes: 5 }],
      ['2026-03-02T12:59:00+07:00', { kind: 'arrived', session: 1, lateMinutes: 0 }],
      ['2026-03-02T17:01:00+07:00', { kind: 'left', session: 1, earlyMinutes: 0 }],
      ['2026-03-02T21:00:00+07:00', { kind: 'outside-hours' }],
    ]
    for (const [at, became] of day) {
      k.clock.passTo(at)
      expect(await k.scan(ANNA)).toMatchObject({ kind: 'recorded', became })
    }
    k.clock.passTo('2026-03-03T07:00:00+07:00')
    expect(await k.scan(ANNA)).toMatchObject({ became: { kind: 'arrived', session: 0, lateMinutes: 0 } })
    k.clock.passTo('2026-03-08T08:00:00+07:00')
    expect(await k.scan(ANNA)).toMatchObject({ became: { kind: 'unscheduled' } })
  })

  test('knows after a restart what came before it', async () => {
    const k = await kiosk()
    await k.scan(ANNA)
    await k.restart()
    k.clock.passTo('2026-03-02T11:31:00+07:00')
    expect(await k.scan(ANNA)).toMatchObject({ became: { kind: 'left', session: 0, earlyMinutes: 0 } })
    const runs = readLog(k.dataDirectory).filter(({ type }) => type === 'run-started')
    expect(runs.map(({ data }) => data.lastRun)).toEqual(['none', 'stopped'])
  })

  test('with an id that was answered gets the same answer and is not recorded twice, also after a restart', async () => {
    const k = await kiosk()
    const id = newId()
    const first = await k.scan(ANNA, id)
    k.clock.pass(5000)
    expect(await k.scan(ANNA, id)).toEqual(first)
    await k.restart()
    k.clock.pass(5000)
    expect(await k.scan(ANNA, id)).toEqual(first)
    expect(scansOf(k)).toHaveLength(1)
  })

  test('asked twice at the same moment under one id is recorded once', async () => {
    const k = await kiosk()
    const id = newId()
    const [a, b] = await Promise.all([k.scan(ANNA, id), k.scan(ANNA, id)])
    expect(a).toEqual(b)
    expect(scansOf(k)).toHaveLength(1)
  })

  test('of two people at the same moment is recorded for both', async () => {
    const k = await kiosk()
    const answers = await Promise.all([k.scan(ANNA), k.scan(badgeOf(2).code)])
    expect(answers.map((a) => a.kind === 'recorded' && a.person.kind === 'ours' && a.person.name)).toEqual([
      'Nguyễn Thị Mẫu 1',
      'Nguyễn Thị Mẫu 2',
    ])
    expect(scansOf(k).map(({ data }) => data.staff)).toEqual(['person-1', 'person-2'])
  })

  test('late, and confirmed as an arrival by a tap: the day has that arrival', async () => {
    const k = await kiosk()
    await leaderVisit(k)
    k.clock.passTo('2026-03-02T08:02:00+07:00')
    const scanned = await k.scan(ANNA)
    const late = { kind: 'arrived', session: 0, lateMinutes: 32 }
    expect(scanned).toMatchObject({ became: late, offerIntents: true })
    if (scanned.kind !== 'recorded') throw new Error('not recorded')
    k.clock.pass(3000)
    expect(await k.service.api.intent({ id: newId(), scan: scanned.scan, intent: 'arrive' })).toEqual({
      kind: 'recorded',
      became: late,
    })
    const visit = await visitAgain(k)
    const range = { from: '2026-03-02', to: '2026-03-02' }
    const days = await k.service.api.personDays({ visit, person: personId(1), ...range })
    const day = {
      marks: [{ in: { at: Date.parse('2026-03-02T08:02:00+07:00') } }, { in: null }],
      states: ['here', 'awaited'],
      flags: [{ code: 'late', session: 0, minutes: 32 }, { code: 'clock-doubt' }],
    }
    expect(days).toMatchObject({ days: [{ day }] })
  })

  test('more than half an hour from every boundary offers the intents, and a tap says what it was', async () => {
    const k = await kiosk()
    await k.scan(ANNA)
    k.clock.passTo('2026-03-02T09:30:00+07:00')
    const scanned = await k.scan(ANNA)
    if (scanned.kind !== 'recorded') throw new Error('not recorded')
    expect(scanned.offerIntents).toBe(true)
    k.clock.pass(3000)
    const id = newId()
    const tap = { id, scan: scanned.scan, intent: 'out-duty' } as const
    const became = { kind: 'recorded', became: { kind: 'stepped-out', purpose: 'out-duty' } }
    expect(await k.service.api.intent(tap)).toEqual(became)
    expect(await k.service.api.intent(tap)).toEqual(became)
    await k.restart()
    expect(await k.service.api.intent(tap)).toEqual(became)
    expect(readLog(k.dataDirectory).filter(({ type }) => type === 'intent')).toHaveLength(1)
    expect(await k.service.api.intent({ ...tap, id: newId(), scan: newId() })).toEqual({
      kind: 'unknown-scan',
    })
  })

  test('of a badge of another ward is recorded and shown as a guest, without a name', async () => {
    const k = await kiosk()
    expect(await k.scan(GUEST_BADGE.code)).toMatchObject({
      kind: 'recorded',
      person: { kind: 'guest', from: 'UBND phường Láng Giềng' },
      became: null,
    })
    expect(scansOf(k)[0]?.data.staff).toBe('person-guest')
  })

  test('of a badge nobody knows is recorded without a person', async () => {
    const k = await kiosk()
    expect(await k.scan(UNKNOWN_BADGE.code)).toMatchObject({ person: { kind: 'unknown' }, became: null })
    expect(scansOf(k)[0]?.data).toMatchObject({ staff: null, badge: UNKNOWN_BADGE.digest })
  })

  test('of a revoked badge is recorded, shown as invalid, and counts for nobody (T8)', async () => {
    const k = await kiosk()
    expect(await k.scan(REVOKED_BADGE.code)).toMatchObject({ kind: 'recorded', revoked: true, became: null })
    k.clock.pass(30_000)
    expect(await k.scan(ANNA)).toMatchObject({ became: { kind: 'arrived' } })
  })

  test('on a kiosk that belongs to no district says so', async () => {
    const k = await kiosk({ directory: null })
    expect(await k.scan(ANNA)).toEqual({ kind: 'not-enrolled' })
    expect((await k.service.api.state({})).enrolled).toBeNull()
  })

  test('keeps thirty people apart, also after a restart', async () => {
    const k = await kiosk({ directory: testDirectory(30) })
    for (let i = 1; i <= 30; i++) await k.scan(badgeOf(i).code)
    await k.restart()
    k.clock.passTo('2026-03-02T17:05:00+07:00')
    for (let i = 1; i <= 30; i++) {
      expect(await k.scan(badgeOf(i).code)).toMatchObject({ became: { kind: 'left', session: 1 } })
    }
  })
})

describe('the state', () => {
  test('says what waits since when, and the sessions of today', async () => {
    const k = await kiosk()
    const before = (await k.service.api.state({})).sync.waiting
    k.clock.pass(60_000)
    await k.scan(ANNA)
    const state = await k.service.api.state({})
    expect(state.sync.waiting).toBe(before + 1)
    expect(state.sessions).toEqual([
      { start: Date.parse('2026-03-02T07:30:00+07:00'), end: Date.parse('2026-03-02T11:30:00+07:00') },
      { start: Date.parse('2026-03-02T13:00:00+07:00'), end: Date.parse('2026-03-02T17:00:00+07:00') },
    ])
    expect(state.recording).toEqual({ kind: 'ok' })
    expect(state.enrolled).toEqual({
      point: 'Bộ phận Một cửa',
      organisation: 'UBND phường Thử Nghiệm',
      kiosk: 'Quầy 1',
    })
  })

  test('is told to listeners after a scan, and to nobody who has left', async () => {
    const k = await kiosk()
    const heard: number[] = []
    const leave = k.service.onNotice((notice) => heard.push(notice.data.sync.waiting))
    await k.scan(ANNA)
    await new Promise((resolve) => setImmediate(resolve))
    expect(heard).toHaveLength(1)
    leave()
    await k.scan(badgeOf(2).code)
    await new Promise((resolve) => setImmediate(resolve))
    expect(heard).toHaveLength(1)
  })
})
