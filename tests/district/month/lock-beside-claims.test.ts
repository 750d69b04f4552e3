import { afterAll, beforeAll, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { forgetDays } from '../../../db/district/days/derive-days.ts'
import { decideClaims, readClaims } from '../../../db/district/excuses/claims.ts'
import { lockedMonthsOf } from '../../../db/district/months/month-locks.ts'
import { createSnapshots, readVersions } from '../../../db/district/organisation/read-snapshot.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { DAY, heldOpen, type Meeting, monthDecisions, soon } from '../../support/month-decisions.ts'
import { workMonth, ZONE } from '../../support/worked-month.ts'

onBothEngines('a month is closed or opened again while a claim in it is decided about', (engine) => {
  let district: TestDistrict
  /** Words of a leader for scans that a2 forgot. */
  let claims: string[] = []
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    const kiosk = await workMonth(district)
    const words = { staff: 'a2', date: DAY, session: 0, reason: 'Quên quét thẻ', by: 'a1' } as const
    const at = district.clock.now()
    claims = (['in', 'out'] as const).map((side) =>
      kiosk.add(
        'claim',
        { ...words, side, at: instantOf(DAY, side === 'in' ? '07:29' : '11:31', ZONE) },
        { at },
      ),
    )
    await kiosk.sendAll()
  })
  afterAll(() => district.stop())

  const { request, read, lock, approve, reopen } = monthDecisions(() => district)
  const refuse = (claim: string, { reached, held }: Meeting = {}) =>
    district.database.db.transaction(async (tx) => {
      const [row] = await readClaims(tx, { ids: [claim] })
      if (row === undefined) throw new Error('no such claim')
      const { person, day } = row
      const snapshot = await createSnapshots().current(tx, await readVersions(tx))
      const span = { from: day, to: day }
      if ((await lockedMonthsOf(tx, snapshot, person, span, district.clock.now())).length > 0)
        return 'month-locked'
      const words = { by: 'chief', at: district.clock.now(), note: 'không có mặt' }
      await decideClaims(tx, [row], { state: 'refused', ...words })
      await forgetDays(tx, [{ person, date: day }])
      reached?.()
      await held
      return 'refused'
    })

  it('decides about no claim in a month that is being closed', async () => {
    const [claim = ''] = claims
    const { meeting, said, end } = heldOpen()
    const locking = lock(await read(), meeting)
    await said
    const refusing = refuse(claim)
    await soon(300)
    end()
    expect(await locking).toBe('locked')
    expect(await refusing).toBe('month-locked')
    await reopen()
  })

  it('closes nothing that was printed before a claim was decided about', async () => {
    const [claim = ''] = claims
    const printed = await read()
    const { meeting, said, end } = heldOpen()
    const refusing = refuse(claim, meeting)
    await said
    const locking = lock(printed)
    await soon(300)
    end()
    expect(await refusing).toBe('refused')
    expect(await locking).toBe('changed')
  })

  it('decides after a month was opened again, never beside it', async () => {
    const [, claim = ''] = claims
    const id = await request()
    expect(await lock(await read())).toBe('locked')
    const { meeting, said, end } = heldOpen()
    const opening = reopen(meeting)
    await said
    const deciding = Promise.all([approve(id), refuse(claim)])
    await soon(300)
    end()
    expect(await opening).not.toBeNull()
    expect(await deciding).toEqual(['approved', 'refused'])
  })

  it('is opened again once when two open it at once', async () => {
    expect(await lock(await read())).toBe('locked')
    const both = await Promise.all([reopen(), reopen()])
    expect(both.filter((id) => id !== null)).toHaveLength(1)
  })
})
