import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MOST_SEQ } from '../../../core/log/event.ts'
import { revokeDevice } from '../../../db/district/kiosks/enrolment.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

const hash = 'a'.repeat(64)
const beyond = MOST_SEQ + 1

onBothEngines('a place in a log that no column holds', (engine) => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
  })
  afterAll(() => district.stop())

  it.each([beyond, 3_000_000_000, Number.MAX_SAFE_INTEGER])(
    'is refused with a reason, whatever names it: %i',
    async (seq) => {
      const kiosk = await createWireKiosk(district).enrol()
      const parent = { log: randomUUID(), seq, hash }
      const refused = { status: 400, sealed: true, body: { problem: 'malformed' } }
      expect(await kiosk.hello({ parent })).toMatchObject(refused)
      expect(await kiosk.hello({ head: { seq, hash } })).toMatchObject(refused)
      expect(await kiosk.send(1, 1, { from: seq, head: { seq, hash } })).toMatchObject(refused)
      kiosk.begin(parent, randomUUID())
      expect(await kiosk.send(1)).toMatchObject({ ...refused, body: { problem: 'malformed', seq: 1 } })
    },
  )

  it('is not stored of a kiosk that was revoked either', async () => {
    const { db } = district.database
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.sendAll()
    await revokeDevice(db, kiosk.device)
    const answer = await kiosk.send(1, 1, { from: beyond, head: { seq: beyond, hash } })
    expect(answer).toMatchObject({ status: 403, body: { problem: 'revoked' } })
  })

  it('may be the last one that a column holds', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    await kiosk.hello()
    kiosk.begin({ log: randomUUID(), seq: MOST_SEQ, hash }, randomUUID())
    expect((await kiosk.send(1)).status).toBe(200)
    const gap = { from: MOST_SEQ, head: { seq: MOST_SEQ, hash } }
    for (let again = 0; again < 2; again++) {
      expect(await kiosk.send(1, 1, gap)).toMatchObject({ status: 409, body: { problem: 'gap' } })
    }
  })
})
