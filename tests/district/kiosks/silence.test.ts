import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ClaimsAnswer } from '../../../core/district/excuses-api.ts'
import { instantOf } from '../../../core/time.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { devices } from '../../../db/district/schema/devices.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { openAccount } from '../../support/open-account.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const DAY = '2026-11-18'
const at = (time: string, day = DAY): number => instantOf(day, time, 'Asia/Ho_Chi_Minh')

onBothEngines('a kiosk that was silent', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('06:00') })
  })
  afterAll(() => district.stop())

  /** A kiosk that spoke at one time and then not until another. */
  const silent = async (from: number, to: number): Promise<WireKiosk> => {
    district.clock.set(from - 60_000)
    const kiosk = await createWireKiosk(district).enrol()
    kiosk.checkClock(0)
    await kiosk.sendAll()
    district.clock.set(from)
    await kiosk.hello()
    district.clock.set(to)
    await kiosk.hello()
    return kiosk
  }
  const vouch = (kiosk: WireKiosk, time: number, made: number, day = DAY) =>
    kiosk.add(
      'claim',
      { staff: 'a1', date: day, session: 0, side: 'in', at: time, reason: 'Máy hỏng', by: 'a2' },
      { at: made },
    )
  const incidentsOf = async ({ device }: WireKiosk) =>
    (await readIncidents(district.database.db, { points: null })).filter((each) => each.device === device)
  const claimOf = async (id: string) => {
    const staff = await openAccount(district, {
      username: `x${randomUUID()}`,
      role: 'district-administrator',
    })
    const { body } = await staff.get('/api/v1/claims?from=2026-11-01&to=2026-11-30')
    return ClaimsAnswer.parse(body).find((claim) => claim.id === id)
  }

  it('while the point was open, and then brings a leader’s word for that time, is put before people', async () => {
    const kiosk = await silent(at('07:05'), at('08:30'))
    const within = vouch(kiosk, at('07:28'), at('08:29'))
    const before = vouch(kiosk, at('07:01'), at('08:29'))
    await kiosk.sendAll()
    expect(await incidentsOf(kiosk)).toMatchObject([
      { kind: 'silence', point: 'point-a', times: 1, detail: { from: at('07:05'), to: at('08:30') } },
    ])
    expect(await claimOf(within)).toMatchObject({ silence: { from: at('07:05'), to: at('08:30') } })
    expect(await claimOf(before)).toMatchObject({ silence: null })
    vouch(kiosk, at('07:29'), at('09:10'))
    await kiosk.sendAll()
    expect(await incidentsOf(kiosk)).toMatchObject([{ kind: 'silence', times: 2 }])
  })

  it('raises nothing by itself, nor over an hour or less, nor over the night', async () => {
    const quiet = await silent(at('07:05'), at('08:30'))
    quiet.scan('a1', at('07:20'))
    await quiet.sendAll()
    expect(await incidentsOf(quiet)).toEqual([])
    const short = await silent(at('07:30'), at('08:30'))
    vouch(short, at('07:45'), at('08:29'))
    await short.sendAll()
    expect(await incidentsOf(short)).toEqual([])
    const night = await silent(at('16:58'), at('06:50', '2026-11-19'))
    vouch(night, at('17:00'), at('06:49', '2026-11-19'))
    await night.sendAll()
    expect(await incidentsOf(night)).toEqual([])
  })

  it('has ended one silence when two of its words come at once, and keeps the newest of very many', async () => {
    const kiosk = await silent(at('07:00'), at('07:10'))
    district.clock.set(at('09:00'))
    await Promise.all([kiosk.hello(), kiosk.hello()])
    const kept = async () =>
      (await district.database.db.select().from(devices).where(eq(devices.id, kiosk.device)))[0]?.silences
    expect(await kept()).toEqual([[at('07:10'), at('09:00')]])
    const many = Array.from({ length: 200 }, (_, index) => [index, index + 1] as const)
    await district.database.db.update(devices).set({ silences: many }).where(eq(devices.id, kiosk.device))
    district.clock.set(at('11:00'))
    await kiosk.hello()
    expect(await kept()).toHaveLength(120)
    expect((await kept())?.at(-1)).toEqual([at('09:00'), at('11:00')])
  })
})
