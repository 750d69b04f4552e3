import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STRANGER } from '../../../core/audit/audit-api.ts'
import { createAccount } from '../../../db/district/accounts/accounts.ts'
import { budgetKey, countUp, takeFrom } from '../../../db/district/accounts/guess-budget.ts'
import { isEasyToGuess } from '../../../db/district/accounts/password-strength.ts'
import { networkOf } from '../../../district/staff/guess-place.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser } from '../../support/district-browser.ts'
import { eventually } from '../../support/eventually.ts'
import { openAccount, STAFF_PASSWORD } from '../../support/open-account.ts'

const MINUTE = 60_000
const NEXT_PASSWORD = 'mười con vịt qua sông lớn'
const WRONG = 'sai mật khẩu rồi'
const from = (ip: string) => ({ 'x-forwarded-for': ip })
const countBy = (answers: readonly { status: number }[]) =>
  Object.fromEntries(
    [...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]),
  )

onBothEngines('guesses that come at once', (engine) => {
  let one: TestDistrict
  let two: TestDistrict
  beforeAll(async () => {
    const shared = { database: engine.database(), trustProxy: '127.0.0.1', secondFactor: 'offered' } as const
    one = await createTestDistrict(shared)
    two = await createTestDistrict(shared)
  })
  afterAll(async () => {
    await one?.stop()
    await two?.stop()
  })

  it('are each another number, so that no more of them are looked at than may be', async () => {
    const { db } = engine.database()
    const now = one.clock.now()
    const key = budgetKey('a test')
    const taken = await Promise.all(Array.from({ length: 60 }, () => takeFrom(db, key, 10, now)))
    expect(taken.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    )
    expect(taken.filter(({ waitMs }) => waitMs === 0)).toHaveLength(10)
    expect((await takeFrom(db, key, 10, now + 15 * MINUTE)).waitMs).toBe(0)
  })

  it('at a password are looked at ten times, through two servers at once, and the right one among them waits', async () => {
    await openAccount(one, { username: 'burst', role: 'viewer' })
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        createDistrictBrowser(i % 2 === 0 ? one : two).signIn(
          'burst',
          i === 59 ? STAFF_PASSWORD : `${WRONG} ${i}`,
          from('203.0.113.8'),
        ),
      ),
    )
    expect(countBy(answers)).toEqual({ 401: 10, 429: 50 })
    expect(answers[59]?.status).toBe(429)
  })

  it('at a one-time code: the right one sent twice at once chooses one password', async () => {
    const admin = await openAccount(one, { username: 'quan.tri', role: 'district-administrator' })
    const made = await admin.post('/api/v1/accounts', {
      username: 'hai.nguoi',
      displayName: 'x',
      role: 'viewer',
      organisation: null,
      point: null,
    })
    const { code } = made.body as { code: string }
    const choose = (district: TestDistrict, password: string) =>
      createDistrictBrowser(district).post('/api/v1/choose-password', {
        username: 'hai.nguoi',
        code,
        password,
      })
    const answers = await Promise.all([choose(one, STAFF_PASSWORD), choose(two, NEXT_PASSWORD)])
    expect(countBy(answers)).toEqual({ 204: 1, 401: 1 })
    const chosen = answers[0]?.status === 204 ? STAFF_PASSWORD : NEXT_PASSWORD
    expect((await createDistrictBrowser(one).signIn('hai.nguoi', chosen)).status).toBe(204)
  })

  it('at somebody’s own password by a browser that is signed in are ten, too', async () => {
    const thief = await openAccount(one, { username: 'phien.mat', role: 'viewer' })
    const here = await openAccount(one, { username: 'phien.mat', role: 'viewer' })
    const answers: { status: number }[] = []
    for (let i = 0; i < 12; i++) {
      const change = { current: `${WRONG} ${i}`, password: NEXT_PASSWORD }
      answers.push(await thief.post('/api/v1/me/password', change, from(`198.51.100.${i}`)))
    }
    expect(countBy(answers)).toEqual({ 403: 10, 429: 2 })
    const own = { current: STAFF_PASSWORD, password: NEXT_PASSWORD }
    expect((await here.post('/api/v1/me/password', own, from('10.0.0.9'))).status).toBe(204)
    expect((await thief.get('/api/v1/me')).status).toBe(401)
  })

  it('two changes of one password at once: one is made, the other is told', async () => {
    const a = await openAccount(one, { username: 'doi.hai', role: 'viewer' })
    const b = await openAccount(two, { username: 'doi.hai', role: 'viewer' })
    const change = (browser: typeof a, password: string) =>
      browser.post('/api/v1/me/password', { current: STAFF_PASSWORD, password }, from('10.0.0.8'))
    const answers = await Promise.all([change(a, NEXT_PASSWORD), change(b, 'tám con mèo leo cây cau')])
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect([401, 403, 409]).toContain(answers.find(({ status }) => status !== 204)?.status)
  })

  it('refused ones are counted, and few rows say so where an administrator looks', async () => {
    const admin = await openAccount(one, { username: 'quan.tri', role: 'district-administrator' })
    const stranger = createDistrictBrowser(two)
    const tries = Array.from({ length: 12 }, (_, i) => i)
    await createAccount(engine.database().db, {
      username: 'bi.do',
      displayName: 'x',
      role: 'ward-leader',
      point: 'point-a',
      password: null,
    })
    for (const i of tries) await stranger.signIn('bi.do', `${WRONG} ${i}`, from('203.0.113.77'))
    const rows = async (browser: typeof admin, subject: string) =>
      ((await browser.get(`/api/v1/audit?subject=${subject}`)).body as { items: object[] }).items
    await eventually(async () =>
      expect(await rows(admin, 'account:bi.do')).toMatchObject([
        { who: STRANGER, action: 'account.sign-in', outcome: 'refused', detail: { refused: 10 } },
        { who: STRANGER, action: 'account.sign-in', outcome: 'refused', detail: { refused: 1 } },
      ]),
    )
    for (const i of tries.slice(0, 3)) await stranger.signIn(`khong.co.${i}`, WRONG, from('203.0.113.78'))
    const told = (await admin.get('/api/v1/audit?who=stranger&limit=200')).text
    expect(told).not.toContain('khong.co')
    const scoped = await openAccount(one, {
      username: 'thanh.tra.a',
      role: 'inspector',
      organisation: 'ward-a',
    })
    expect(await rows(scoped, 'account:bi.do')).toHaveLength(2)
  })
})

describe('a stranger', () => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ trustProxy: '127.0.0.1' })
  })
  afterAll(() => district?.stop())

  const guess = async (username: string, ip: string, times: number) => {
    const answers: { status: number }[] = []
    for (let i = 0; i < times; i++) {
      answers.push(await createDistrictBrowser(district).signIn(username, `${WRONG} ${i}`, from(ip)))
    }
    return countBy(answers)
  }

  it('with wrong passwords keeps no owner out who comes from elsewhere', async () => {
    await openAccount(district, { username: 'chu', role: 'viewer' })
    expect(await guess('chu', '203.0.113.7', 12)).toEqual({ 401: 10, 429: 2 })
    expect(
      (await createDistrictBrowser(district).signIn('chu', STAFF_PASSWORD, from('10.1.1.1'))).status,
    ).toBe(204)
  })

  it('behind the owner’s own address keeps no browser out in which the owner signed in before', async () => {
    await openAccount(district, { username: 'cung.cho', role: 'viewer' })
    const owner = createDistrictBrowser(district)
    expect((await owner.signIn('cung.cho', STAFF_PASSWORD, from('10.2.2.2'))).status).toBe(204)
    expect(await guess('cung.cho', '10.2.2.2', 12)).toEqual({ 401: 10, 429: 2 })
    expect(
      (await createDistrictBrowser(district).signIn('cung.cho', STAFF_PASSWORD, from('10.2.2.2'))).status,
    ).toBe(429)
    expect((await owner.signIn('cung.cho', STAFF_PASSWORD, from('10.2.2.2'))).status).toBe(204)
  })

  it('makes no known browser by copying another account’s, or by inventing one', async () => {
    await openAccount(district, { username: 'cua.minh', role: 'viewer' })
    const own = await createDistrictBrowser(district).signIn('cua.minh', STAFF_PASSWORD)
    const device = own.headers.getSetCookie()[1]?.split(';')[0]?.split('=')[1] ?? ''
    await openAccount(district, { username: 'cua.nguoi', role: 'viewer' })
    const theirs = await createDistrictBrowser(district).signIn('cua.nguoi', STAFF_PASSWORD)
    const name = theirs.headers.getSetCookie()[1]?.split('=')[0]
    expect(await guess('cua.nguoi', '203.0.113.20', 10)).toEqual({ 401: 10 })
    for (const value of [device, device.replace(/.$/, 'A'), 'AAAA', '']) {
      const answer = await createDistrictBrowser(district).signIn('cua.nguoi', WRONG, {
        ...from('203.0.113.20'),
        cookie: `${name}=${value}`,
      })
      expect(answer.status).toBe(429)
    }
  })

  it('with sixty names keeps no colleague behind the same address out', async () => {
    await openAccount(district, { username: 'dong.nghiep', role: 'viewer' })
    const key = budgetKey('password', 'address', '198.51.100.9')
    for (let i = 0; i < 60; i++) await countUp(district.database.db, key, 15 * MINUTE, district.clock.now())
    const late = createDistrictBrowser(district)
    expect((await late.signIn('ai.do.99', WRONG, from('198.51.100.9'))).status).toBe(429)
    expect((await late.signIn('dong.nghiep', STAFF_PASSWORD, from('198.51.100.9'))).status).toBe(204)
  })

  it('with a hundred addresses is slowed down at one account, whose owner has tries left everywhere', async () => {
    await openAccount(district, { username: 'nhieu.noi', role: 'viewer' })
    const key = budgetKey('password', 'account', 'nhieu.noi')
    for (let i = 0; i < 100; i++) await countUp(district.database.db, key, 15 * MINUTE, district.clock.now())
    expect(await guess('nhieu.noi', '192.0.2.1', 5)).toEqual({ 429: 5 })
    expect(
      (await createDistrictBrowser(district).signIn('nhieu.noi', STAFF_PASSWORD, from('192.0.2.1'))).status,
    ).toBe(429)
    expect(
      (await createDistrictBrowser(district).signIn('nhieu.noi', STAFF_PASSWORD, from('192.0.2.2'))).status,
    ).toBe(204)
  })

  it('uses up nobody’s one-time code, neither at the code nor at the password', async () => {
    const admin = await openAccount(district, { username: 'quan.tri', role: 'district-administrator' })
    const made = await admin.post('/api/v1/accounts', {
      username: 'nguoi.moi',
      displayName: 'x',
      role: 'viewer',
      organisation: null,
      point: null,
    })
    const choose = (code: string, ip: string) =>
      createDistrictBrowser(district).post(
        '/api/v1/choose-password',
        { username: 'nguoi.moi', code, password: NEXT_PASSWORD },
        from(ip),
      )
    const answers: { status: number }[] = []
    for (let i = 0; i < 12; i++) answers.push(await choose('BBBB-BBBB-BBBB-BBBB', '203.0.113.9'))
    expect(countBy(answers)).toEqual({ 401: 10, 429: 2 })
    await guess('nguoi.moi', '10.3.3.3', 12)
    expect((await choose((made.body as { code: string }).code, '10.3.3.3')).status).toBe(204)
  })

  it('who invents codes makes the server neither hash nor weigh the passwords beside them', async () => {
    const heavy = 'p4$$w0rd1!'.repeat(10)
    isEasyToGuess(heavy, [])
    const weighing = performance.now()
    for (let i = 0; i < 5; i++) isEasyToGuess(heavy, [])
    const weighed = (performance.now() - weighing) / 5
    const choose = (i: number) =>
      createDistrictBrowser(district).post(
        '/api/v1/choose-password',
        { username: `x${i % 3}`, code: 'AAAA-BBBB', password: heavy },
        from('203.0.113.4'),
      )
    await choose(0)
    const begun = performance.now()
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => choose(i)))
    expect(performance.now() - begun).toBeLessThan(30 * weighed)
    const { 401: looked = 0, 429: refused = 0 } = countBy(answers)
    expect(looked).toBeLessThanOrEqual(30)
    expect(looked + refused).toBe(60)
  })

  it('who floods the sign-in is refused in words, and others are let in meanwhile', async () => {
    await openAccount(district, { username: 'xen.giua', role: 'viewer' })
    const flood = Array.from({ length: 60 }, (_, i) =>
      createDistrictBrowser(district).signIn(`lu.${i}`, WRONG, from('203.0.113.99')),
    )
    const asked = performance.now()
    const own = await createDistrictBrowser(district).signIn('xen.giua', STAFF_PASSWORD, from('10.4.4.4'))
    const waited = performance.now() - asked
    const answers = await Promise.all(flood)
    const all = performance.now() - asked
    expect(own.status).toBe(204)
    expect(waited).toBeLessThan(all / 2)
    const busy = answers.filter(({ status }) => status === 503)
    expect(busy.length).toBeGreaterThan(20)
    expect(busy[0]?.body).toMatchObject({ title: 'Máy chủ đang bận' })
    expect(Number(busy[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await createDistrictBrowser(district).signIn('lu.59', WRONG, from('203.0.113.99'))).status).toBe(
      401,
    )
  })
})

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['no address', 'no address'],
  ])('%s is %s', (ip, network) => expect(networkOf(ip)).toBe(network))
})
