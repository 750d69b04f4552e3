import { afterAll, beforeAll, expect, it } from 'vitest'
import { takeSecondFactor } from '../../../db/district/accounts/second-factor.ts'
import { authenticatorCode, secretBytes } from '../../support/authenticator.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser } from '../../support/district-browser.ts'
import { openAccount, STAFF_PASSWORD } from '../../support/open-account.ts'

const MINUTE = 60_000

onBothEngines('a code of the second factor, sent by two at once through two servers', (engine) => {
  let one: TestDistrict
  let two: TestDistrict
  let secret = ''
  let recovery: string[] = []
  beforeAll(async () => {
    one = await createTestDistrict({ database: engine.database() })
    two = await createTestDistrict({ database: engine.database(), keys: one.keys })
    const owner = await openAccount(one, { username: 'quan.tri', role: 'district-administrator' })
    const offered = await owner.post('/api/v1/me/second-factor', { password: STAFF_PASSWORD })
    secret = (offered.body as { secret: string }).secret
    const code = authenticatorCode(secret, one.clock.now())
    const proven = await owner.post('/api/v1/me/second-factor/proof', { code })
    recovery = (proven.body as { codes: string[] }).codes
  })
  afterAll(async () => {
    await one?.stop()
    await two?.stop()
  })

  /** As sign-ins from several places would send it at the same time. */
  const signIns = (secondFactor: string, times: number) =>
    Promise.all(
      Array.from({ length: times }, (_, i) =>
        createDistrictBrowser(i % 2 === 0 ? one : two).post('/api/v1/sign-in', {
          username: 'quan.tri',
          password: STAFF_PASSWORD,
          secondFactor,
        }),
      ),
    )
  const opened = (answers: readonly { status: number }[]) =>
    answers.filter(({ status }) => status === 204).length

  it('of the phone, opens one session', async () => {
    const now = one.clock.now() + 20 * MINUTE
    for (const each of [one, two]) each.clock.set(now)
    const answers = await signIns(authenticatorCode(secret, now), 4)
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401])
  })

  it('of the phone, is taken once when many look at it in the same moment', async () => {
    const open = () => secretBytes(secret)
    for (let round = 1; round <= 3; round++) {
      const now = one.clock.now() + round * MINUTE
      const asked = { username: 'quan.tri', code: authenticatorCode(secret, now), open }
      const { db } = engine.database()
      const taken = await Promise.all(Array.from({ length: 8 }, () => takeSecondFactor(db, asked, now)))
      expect(taken.filter((each) => each === 'totp')).toHaveLength(1)
    }
  })

  it('of the paper, opens one session', async () => {
    for (const code of recovery.slice(0, 1)) {
      for (const each of [one, two]) each.clock.set(each.clock.now() + 20 * MINUTE)
      expect(opened(await signIns(code, 4))).toBe(1)
    }
  })

  it('of the phone, proves a phone that is being set up once', async () => {
    for (let round = 0; round < 2; round++) {
      const username = `dang.ky.${round}`
      const first = await openAccount(one, { username, role: 'viewer' })
      const second = await openAccount(two, { username, role: 'viewer' })
      const offered = await first.post('/api/v1/me/second-factor', { password: STAFF_PASSWORD })
      const { secret: typed } = offered.body as { secret: string }
      const code = authenticatorCode(typed, one.clock.now())
      const answers = await Promise.all(
        [first, second].map((browser) => browser.post('/api/v1/me/second-factor/proof', { code })),
      )
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    }
  })
})
