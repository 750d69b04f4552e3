import { afterAll, beforeAll, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { readIncidents } from '../../../db/district/kiosks/incidents.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { digestOf } from '../../support/district-seed.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const at = (time: string): number => instantOf('2026-11-18', time, 'Asia/Ho_Chi_Minh')

onBothEngines('a badge that another has taken the place of', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: at('07:00') })
  })
  afterAll(() => district.stop())

  it('is put before people when it is scanned, at two kiosks at once as well; the one in use is not', async () => {
    const first = await createWireKiosk(district).enrol()
    const second = await createWireKiosk(district, { name: 'Quầy 2' }).enrol()
    for (const kiosk of [first, second]) kiosk.checkClock(0)
    first.scan('a1', at('07:10'))
    const fresh = 'ab'.repeat(32)
    first.add(
      'badge-handed-over',
      { staff: 'a1', badge: fresh, by: 'a2', reason: 'Mất thẻ' },
      { at: at('07:20') },
    )
    const kindsOf = async () =>
      (await readIncidents(district.database.db, { points: null })).map(
        ({ kind, device, times, detail }) => ({
          kind,
          kiosk: device === first.device ? 1 : 2,
          times,
          detail,
        }),
      )
    await first.sendAll()
    expect(await kindsOf()).toEqual([])
    first.add('scan', { badge: fresh, staff: 'a1', method: 'camera' }, { at: at('07:28') })
    for (const time of ['08:20', '08:25']) first.scan('a1', at(time))
    second.add('scan', { badge: digestOf('badge of a1'), staff: 'a1', method: 'camera' }, { at: at('08:21') })
    await Promise.all([first.sendAll(), second.sendAll()])
    const detail = { day: '2026-11-18', people: ['a1'] }
    const found = (await kindsOf()).toSorted((a, b) => a.kiosk - b.kiosk)
    expect(found).toEqual([
      { kind: 'revoked-badge', kiosk: 1, times: 2, detail },
      { kind: 'revoked-badge', kiosk: 2, times: 1, detail },
    ])
  })
})
