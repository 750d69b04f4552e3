import { setTimeout } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { instantOf } from '../../../core/time.ts'
import { COMMAND_LINE } from '../../../db/district/accounts/audit.ts'
import { readHeads } from '../../../db/district/chain/verify-logs.ts'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { closeIncident } from '../../../db/district/kiosks/incidents.ts'
import { reopenMonth } from '../../../db/district/months/month-locks.ts'
import { createSnapshots } from '../../../db/district/organisation/read-snapshot.ts'
import { type DroppedLog, dropOldEvents } from '../../../db/district/retention/drop-old-events.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'
import { closeMonth, workMonths, ZONE } from '../../support/worked-years.ts'

const MONTHS = ['2025-01', '2025-02']
const PLACE = { point: 'point-a', month: '2025-02' }
/** Long enough for whoever does not wait to be done. */
const A_WHILE_MS = 500

onBothEngines('a closed month whose events are dropped while somebody opens it again', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  beforeAll(async () => {
    const now = instantOf('2025-01-01', '07:00', ZONE)
    district = await createTestDistrict({ database: engine.database(), now })
    kiosk = await createWireKiosk(district, { point: 'point-a' }).enrol()
    await workMonths(district, kiosk, MONTHS)
    district.clock.set(instantOf('2027-06-01', '09:00', ZONE))
    await kiosk.hello()
    for (const month of MONTHS) await closeMonth(district, month)
    const open = await db().execute(sql`select id::text as id from incidents where state = 'open'`)
    for (const { id } of rowsOf<{ id: string }>(open))
      await closeIncident(db(), id, { by: 'quan', at: 2, note: 'đã xem' })
  })
  afterAll(() => district?.stop())

  const db = () => district.database.db
  const drop = async (meanwhile: () => Promise<void> = async () => {}): Promise<DroppedLog> => {
    const held = (await readHeads(db())).find(({ log }) => log === kiosk.state.log)
    if (held === undefined) throw new Error('no log')
    const seal = async () => {
      await meanwhile()
      return 'sealed'
    }
    const snapshot = await createSnapshots().current(db())
    const now = district.clock.now()
    return dropOldEvents(db(), held, { snapshot, before: '2025-03-01', who: COMMAND_LINE, now, seal })
  }
  const isOpen = async (): Promise<boolean> =>
    rowsOf(
      await db().execute(
        sql`select from month_locks where point = 'point-a' and month = '2025-02' and reopened_at is null`,
      ),
    ).length === 0

  it('keeps them where the opening came first', async () => {
    const opening = db().transaction(async (tx) => {
      await reopenMonth(tx, PLACE, 'quan', 1, 'để quyết định')
      await setTimeout(A_WHILE_MS)
    })
    await setTimeout(50)
    const dropped = await drop()
    await opening
    expect(await isOpen()).toBe(true)
    expect(dropped.plan.stop).toMatchObject({ kind: 'month-open', month: '2025-02' })
    await closeMonth(district, '2025-02')
  })

  it('stays closed where they went first', async () => {
    const admin = await visitAs(district, 'district-administrator')
    const url = `/api/v1/points/${PLACE.point}/months/${PLACE.month}/reopen`
    const asked: Promise<{ status: number }>[] = []
    const dropped = await drop(async () => {
      asked.push(admin.write('POST', url, { reason: 'xem lại một lần' }))
      await setTimeout(A_WHILE_MS)
    })
    expect(dropped.kind).toBe('dropped')
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([409])
    expect(await isOpen()).toBe(false)
  })
})
