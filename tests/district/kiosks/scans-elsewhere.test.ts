import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Directory } from '../../../core/wire/directory.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { TestKiosk } from '../../support/create-test-kiosk.ts'
import { districtSeed } from '../../support/district-seed.ts'
import { enrolAt, heard } from '../../support/point-kiosks.ts'
import { testBadge } from '../../support/test-badge.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const MINUTE = 60_000
const PEOPLE = ['a1', 'a2', 'a3']
/** Sessions begin at 07:30. */
const AT_8 = Date.parse('2026-11-18T08:00:00+07:00')

onBothEngines('two kiosks of one point', (engine) => {
  let district: TestDistrict
  let one: TestKiosk
  let two: TestKiosk
  beforeAll(async () => {
    const badges = PEOPLE.map((person, i) => ({ digest: testBadge(i).digest, person }))
    const seed = { ...districtSeed(), badges }
    district = await createTestDistrict({ database: engine.database(), now: AT_8, seed })
    one = await enrolAt(district)
    two = await enrolAt(district)
    await heard(one)
  })
  afterAll(async () => {
    await one?.close()
    await two?.close()
    await district?.stop()
  })
  const pass = (minutes: number): void => {
    district.clock.set(district.clock.now() + minutes * MINUTE)
    for (const kiosk of [one, two]) kiosk.clock.pass(minutes * MINUTE)
  }
  /** Both say everything, and learn of each other. */
  const talk = async (): Promise<void> => {
    for (const kiosk of [one, two, one, two]) await heard(kiosk)
  }
  const became = async (kiosk: TestKiosk, person: string): Promise<unknown> => {
    const answer = await kiosk.scan(testBadge(PEOPLE.indexOf(person)).code)
    return answer.kind === 'recorded' ? answer.became : answer.kind
  }

  it('say late and how much as one would, and never call late again whom the other has recorded', async () => {
    pass(10)
    await talk()
    expect(one.service.kiosk.memory.directory?.directory.kiosks).toBe(2)
    expect(await became(one, 'a1')).toEqual({ kind: 'arrived', session: 0, lateMinutes: 40 })
    pass(9)
    await talk()
    expect(await became(two, 'a1')).toEqual({ kind: 'noted' })
    expect(await became(two, 'a3')).toEqual({ kind: 'arrived', session: 0, lateMinutes: 49 })
    pass(1)
    await talk()
    expect(await became(one, 'a3')).toEqual({ kind: 'already-recorded', firstAt: AT_8 + 19 * MINUTE })
  })

  it('say only that it is recorded while the other was not heard', async () => {
    await one.service.stop()
    pass(3)
    await heard(two)
    expect(await became(two, 'a2')).toBeNull()
    await one.restart()
    one.service.start()
    pass(1)
    await talk()
    expect(await became(one, 'a2')).toEqual({ kind: 'already-recorded', firstAt: AT_8 + 23 * MINUTE })
  })

  it('hear who, when and what for, and nothing of what was annulled or of another point', async () => {
    for (const { service } of [one, two])
      await revokeDevice(engine.database().db, service.kiosk.memory.enrolment?.device ?? '')
    await engine.database().db.execute(sql`delete from events`)
    const now = district.clock.now()
    const [here, there, far] = [
      await createWireKiosk(district).enrol(),
      await createWireKiosk(district).enrol(),
      await createWireKiosk(district, { point: 'point-b' }).enrol(),
    ]
    const elsewhere = async (kiosk: typeof here) => (await kiosk.hello()).body.elsewhere
    expect(await elsewhere(far)).toBeNull()
    expect(await elsewhere(here)).toEqual({ heardTo: null, scans: [], unsure: [] })
    const by = { by: 'a2', reason: 'x' }
    const badge = testBadge(0).digest
    here.add('scan', { badge, staff: 'a1', method: 'camera', intent: 'out-duty' }, { at: now })
    here.add('sign-in', { staff: 'a2', confirmedBy: 'pin', reason: '' }, { at: now + 1000 })
    const tapped = here.add('sign-in', { staff: 'a3', confirmedBy: 'pin', reason: '' }, { at: now + 2000 })
    here.add('intent', { scan: tapped, intent: 'out-private' })
    const wrong = here.add('sign-in', { staff: 'a3', confirmedBy: 'pin', reason: '' }, { at: now + 3000 })
    here.add('annul', { id: wrong, ...by })
    const claim = { staff: 'a2', date: '2026-11-18', session: 0, side: 'in', at: now, ...by } as const
    here.add('claim', claim, { at: now + 4000 })
    expect((await here.send(1)).status).toBe(200)
    await here.hello()
    expect(await elsewhere(there)).toEqual({
      heardTo: district.clock.now(),
      scans: [
        { person: 'a1', at: now, clockChecked: false, intent: 'out-duty' },
        { person: 'a2', at: now + 1000, clockChecked: false, badge: 'absent' },
        { person: 'a3', at: now + 2000, clockChecked: false, intent: 'out-private', badge: 'absent' },
      ],
      unsure: ['a2'],
    })
    expect(await elsewhere(far)).toBeNull()
    expect(await elsewhere(here)).toMatchObject({ heardTo: null, scans: [] })
  })

  it('hear whose clock was compared, of whom more is on record at another point, and of a revoked one what it brought', async () => {
    await engine.database().db.execute(sql`delete from events`)
    await engine.database().db.execute(sql`update devices set state = 'revoked'`)
    const now = district.clock.now()
    const [here, there, far] = [
      await createWireKiosk(district).enrol(),
      await createWireKiosk(district).enrol(),
      await createWireKiosk(district, { point: 'point-b' }).enrol(),
    ]
    const elsewhere = async (kiosk: typeof here) => (await kiosk.hello()).body.elsewhere
    const badge = testBadge(0).digest
    there.add('clock-checked', { offsetMs: 0, errorMs: 20 })
    there.add('scan', { badge, staff: 'a1', method: 'camera' }, { at: now + 1000 })
    far.add('scan', { badge: testBadge(2).digest, staff: 'a3', method: 'camera' }, { at: now + 2000 })
    for (const kiosk of [there, far]) {
      expect((await kiosk.send(1)).status).toBe(200)
      await kiosk.hello()
    }
    const scans = [{ person: 'a1', at: now + 1000, clockChecked: true }]
    expect(await elsewhere(here)).toEqual({ heardTo: now + 1000, scans, unsure: ['a3'] })
    await revokeDevice(engine.database().db, there.device)
    expect(await elsewhere(here)).toEqual({ heardTo: district.clock.now(), scans, unsure: ['a3'] })
    await engine.database().db.execute(sql`delete from events`)
    expect(await elsewhere(here)).toBeNull()
  })

  it('tell a point’s one kiosk who scanned at another point, and until when it was not the only one', async () => {
    await engine.database().db.execute(sql`delete from events`)
    await engine.database().db.execute(sql`update devices set state = 'revoked', last_seen_at = null`)
    const now = district.clock.now()
    const here = await createWireKiosk(district).enrol()
    const far = await createWireKiosk(district, { point: 'point-b' }).enrol()
    const elsewhere = async () => (await here.hello()).body.elsewhere
    const directory = async () => Directory.parse((await here.directory(0)).body.directory)
    expect(await elsewhere()).toBeNull()
    expect(await directory()).toMatchObject({ kiosks: 1, lastOtherAt: null })
    far.add('scan', { badge: testBadge(0).digest, staff: 'a1', method: 'camera' }, { at: now })
    expect((await far.send(1)).status).toBe(200)
    expect(await elsewhere()).toEqual({ heardTo: now, scans: [], unsure: ['a1'], alone: true })

    const other = await createWireKiosk(district).enrol()
    expect((await other.hello()).status).toBe(200)
    expect(await directory()).toMatchObject({ kiosks: 2, lastOtherAt: null })
    await revokeDevice(engine.database().db, other.device)
    expect(await directory()).toMatchObject({ kiosks: 1, lastOtherAt: now })
  })

  it('tell since when somebody has been posted there without a break', async () => {
    const { db } = engine.database()
    const here = await createWireKiosk(district).enrol()
    const since = async () => {
      const { people } = Directory.parse((await here.directory(0)).body.directory)
      return people.find(({ id }) => id === 'a1')?.since
    }
    const began = await since()
    await db.execute(sql`
      update postings set valid_to = '2026-11-01' where person = 'a1';
    `)
    await db.execute(sql`
      insert into postings (person, point, role, valid_from) values ('a1', 'point-a', 'leader', '2026-11-02')`)
    expect(await since()).toBe(began)
    await db.execute(
      sql`update postings set valid_to = '2026-10-30' where person = 'a1' and valid_to is not null`,
    )
    expect(await since()).toBe('2026-11-02')
  })
})
