import { setTimeout } from 'node:timers/promises'
import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOf } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

onBothEngines('a kiosk', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterAll(() => district?.stop())

  // PGlite has one connection: there everybody waits for everybody.
  if (engine.name === 'PostgreSQL') {
    it('waits for nobody of the office, however many hold or want a connection', async () => {
      const kiosk = await createWireKiosk(district).enrol()
      await kiosk.sendAll()
      const { db } = district.database
      const ended = Array.from({ length: 20 }, () =>
        db.transaction((tx) => tx.execute(sql`select pg_sleep(2)`)),
      )
      kiosk.scan('a1', district.clock.now())
      const answered = (async () => {
        await kiosk.hello()
        await kiosk.sendAll()
      })()
      const first = await Promise.race([
        answered.then(() => 'kiosk'),
        Promise.any(ended).then(() => 'office'),
      ])
      expect(first).toBe('kiosk')
      await Promise.all(ended)
    })

    it('is answered at once while the office holds a row that other kiosks wait for to enrol', async () => {
      const kiosk = await createWireKiosk(district).enrol()
      await kiosk.sendAll()
      const others = Array.from({ length: 6 }, () => createWireKiosk(district))
      const codes = await Promise.all(others.map((other) => other.newCode()))
      const hold = await holdRow(district, sql`select 1 from settings for update`)
      const enrolled = Promise.all(others.map((other, index) => other.enrolWith(codes[index] ?? '')))
      await expect.poll(() => waitingForLocks(district)).toBe(6)
      const office = setTimeout(2_000, 'office')
      expect(await Promise.race([kiosk.hello().then(({ status }) => status), office])).toBe(200)
      await office
      await hold.end()
      expect((await enrolled).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    })

    it('that waits too long for what the office holds is told to come back', async () => {
      const kiosk = await createWireKiosk(district).enrol()
      const hold = await holdRow(district, sql`select 1 from devices where id = ${kiosk.device} for update`)
      const told = await kiosk.hello()
      expect([told.status, told.retryAfter]).toEqual([503, 5])
      await hold.end()
      expect((await kiosk.hello()).status).toBe(200)
    })
  }

  it('is answered while lists of new people are taken in, one after the other, those beyond a few refused', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    const admin = await visitAs(district, 'district-administrator')
    const plan = async (number: number) => {
      const lines = Array.from({ length: 20 }, (_, i) => `Kim Nhiều Tệp ${number} ${i};Văn thư;Quầy A`)
      const text = `Họ và tên;Chức danh;Điểm tiếp nhận\n${lines.join('\n')}`
      const body = { format: 'csv', file: Buffer.from(text).toString('base64') }
      const shown = await admin.write('POST', '/api/v1/people/import/preview', body)
      return { ...body, digest: (shown.body as { digest: string }).digest }
    }
    const lists: object[] = []
    for (let number = 0; number < 12; number++) lists.push(await plan(number))
    const taken = Promise.all(lists.map((list) => admin.write('POST', '/api/v1/people/import', list)))
    for (let i = 0; i < 3; i++) expect((await kiosk.hello()).status).toBe(200)
    const answers = await taken
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    const { db } = district.database
    const [held] = rowsOf<{ n: number }>(
      await db.execute(sql`select count(*)::int as n from people where name like 'Kim Nhiều Tệp %'`),
    )
    expect(held?.n).toBe(20 * answers.filter(({ status }) => status === 200).length)
  })
})

/** Locks what a query asks for, in an office's transaction, until its end. */
async function holdRow({ database }: TestDistrict, query: SQL) {
  const held = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const transaction = database.db.transaction(async (tx) => {
    await tx.execute(query)
    held.resolve()
    await ended.promise
  })
  await held.promise
  return {
    async end() {
      ended.resolve()
      await transaction
    },
  }
}

async function waitingForLocks({ database }: TestDistrict): Promise<number | undefined> {
  const waiting = sql`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`
  return rowsOf<{ n: number }>(await database.db.execute(waiting))[0]?.n
}
