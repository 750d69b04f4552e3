import { afterAll, beforeAll, expect, it } from 'vitest'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '../../../core/district/roles.ts'
import { createAccount, disableAccount } from '../../../db/district/accounts/accounts.ts'
import { startSession } from '../../../db/district/accounts/sessions.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../../support/district-browser.ts'
import { eventually } from '../../support/eventually.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'

type Role = (typeof ROLES)[number]
const DAY = '/api/v1/points/point-a/days/2026-11-18'
const rightsOf = (role: Role) =>
  role === 'ward-leader'
    ? { role, organisation: null, point: 'point-a' }
    : { role, organisation: null, point: null }

onBothEngines('rights', (engine) => {
  let one: TestDistrict
  let two: TestDistrict
  beforeAll(async () => {
    one = await createTestDistrict({ database: engine.database() })
    two = await createTestDistrict({ database: engine.database() })
  })
  afterAll(async () => {
    await one?.stop()
    await two?.stop()
  })

  const make = (username: string, role: Role) =>
    createAccount(engine.database().db, {
      username,
      displayName: username,
      ...rightsOf(role),
      password: null,
    })
  /** A browser that is signed in, without the work of a password. */
  async function openAs(district: TestDistrict, username: string): Promise<DistrictBrowser> {
    const limits = { idleMs: 30 * 60_000, absoluteMs: 8 * 3_600_000 }
    const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))
    const token = await startSession(engine.database().db, username, district.clock.now(), limits, random)
    const browser = createDistrictBrowser(district)
    browser.cookie = `giogiac=${token}`
    return browser
  }
  const makeAndOpen = async (username: string, role: Role, district = one) => {
    await make(username, role)
    return openAs(district, username)
  }

  it('are given by nobody who does not have them: every role that makes accounts against every role', async () => {
    const makers = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('accounts.write'))
    expect(makers).toHaveLength(2)
    for (const maker of makers) {
      const browser = await makeAndOpen(`make.${maker}`, maker)
      for (const role of ROLES) {
        const may = ROLE_PERMISSIONS[role].every((each) => ROLE_PERMISSIONS[maker].includes(each))
        const name = `${maker}.${role}`
        const made = await browser.post('/api/v1/accounts', {
          username: name,
          displayName: 'x',
          ...rightsOf(role),
        })
        expect(made.status, name).toBe(may ? 200 : 403)
        if (!may) await make(name, role)
        for (const deed of ['code', 'remove-second-factor', 'end-sessions', 'disable', 'enable']) {
          const done = await browser.post(`/api/v1/accounts/${name}/${deed}`, {})
          expect(done.status, `${name} ${deed}`).toBe(may ? (deed === 'code' ? 200 : 204) : 403)
        }
        const lowered = { displayName: 'x', ...rightsOf('system-administrator') }
        expect((await browser.post(`/api/v1/accounts/${name}`, lowered, {}, 'PUT')).status).toBe(
          may ? 204 : 403,
        )
      }
      const raised = { displayName: 'x', ...rightsOf('district-administrator') }
      const own = await browser.post(`/api/v1/accounts/${maker}.system-administrator`, raised, {}, 'PUT')
      expect(own.status).toBe(maker === 'district-administrator' ? 204 : 403)
    }
  })

  it('of a program end with the account that made its token, and never go beyond it', async () => {
    const boss = await makeAndOpen('ong.chu', 'district-administrator')
    const maker = await makeAndOpen('tam.thoi', 'district-administrator')
    const tokenBy = async (browser: DistrictBrowser, name: string) => {
      const asked = { name, permissions: ['presence.read', 'kiosks.read'], organisation: null, days: 366 }
      return ((await browser.post('/api/v1/api-tokens', asked)).body as { token: string }).token
    }
    const read = async (token: string, path = DAY) =>
      (await fetch(`${two.address}${path}`, { headers: { authorization: `Bearer ${token}` } })).status
    const first = await tokenBy(maker, 'lương')
    expect(await read(first)).toBe(200)
    const same = { displayName: 'Tên khác', ...rightsOf('district-administrator') }
    expect((await boss.post('/api/v1/accounts/tam.thoi', same, {}, 'PUT')).status).toBe(204)
    expect(await read(first)).toBe(200)
    const lowered = { displayName: 'x', ...rightsOf('system-administrator') }
    expect((await boss.post('/api/v1/accounts/tam.thoi', lowered, {}, 'PUT')).status).toBe(204)
    expect(await read(first)).toBe(401)
    const second = await tokenBy(await openAs(one, 'tam.thoi'), 'máy')
    expect(second).toBeUndefined()
    expect((await boss.post('/api/v1/accounts/tam.thoi', same, {}, 'PUT')).status).toBe(204)
    const third = await tokenBy(await openAs(one, 'tam.thoi'), 'máy')
    expect(await read(third)).toBe(200)
    expect((await boss.post('/api/v1/accounts/tam.thoi/disable', {})).status).toBe(204)
    expect(await read(third)).toBe(401)
    expect((await boss.post('/api/v1/accounts/tam.thoi/enable', {})).status).toBe(204)
    expect(await read(third)).toBe(401)
  })

  it('two administrators who disable each other at once: one of them stays', async () => {
    const { db } = engine.database()
    await disableAccount(db, 'ong.chu', one.clock.now())
    await disableAccount(db, 'make.district-administrator', one.clock.now())
    for (let round = 0; round < 5; round++) {
      const names = [`hai.${round}.a`, `hai.${round}.b`] as const
      const a = await makeAndOpen(names[0], 'district-administrator', one)
      const b = await makeAndOpen(names[1], 'district-administrator', two)
      const answers = await Promise.all([
        a.post(`/api/v1/accounts/${names[1]}/disable`, {}),
        b.post(`/api/v1/accounts/${names[0]}/disable`, {}),
      ])
      expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
      expect([401, 403]).toContain(answers.find(({ status }) => status !== 204)?.status)
    }
  })

  async function listen(
    browser: DistrictBrowser,
    district: TestDistrict,
    headers: Record<string, string> = {},
  ) {
    const stop = new AbortController()
    const response = await fetch(`${district.address}/api/v1/live`, {
      headers: { cookie: browser.cookie ?? '', ...headers },
      signal: stop.signal,
    })
    const heard = { text: '', isOver: false }
    const pump = async () => {
      for await (const chunk of response.body ?? []) heard.text += Buffer.from(chunk).toString()
      heard.isOver = true
    }
    pump().catch(() => {})
    return { status: response.status, heard, stop: () => stop.abort() }
  }

  it('to hear news end with the session at once, in every server: signed out, disabled, lowered, token revoked', async () => {
    const boss = await makeAndOpen('ong.nghe', 'district-administrator')
    const end: Record<string, (browser: DistrictBrowser) => Promise<unknown>> = {
      'nghe.ra': (browser) => browser.post('/api/v1/sign-out', {}),
      'nghe.khoa': () => boss.post('/api/v1/accounts/nghe.khoa/disable', {}),
      'nghe.het': () => boss.post('/api/v1/accounts/nghe.het/end-sessions', {}),
      'nghe.doi': () =>
        boss.post('/api/v1/accounts/nghe.doi', { displayName: 'x', ...rightsOf('ward-leader') }, {}, 'PUT'),
    }
    const other = await listen(await makeAndOpen('nghe.tiep', 'viewer'), two)
    for (const [username, deed] of Object.entries(end)) {
      const browser = await makeAndOpen(username, 'viewer')
      const news = await listen(browser, two)
      expect(news.status, username).toBe(200)
      await deed(browser)
      await eventually(() => expect(news.heard.isOver, username).toBe(true))
    }
    const asked = { name: 'máy nghe', permissions: ['presence.read'], organisation: null, days: 1 }
    const { id, token } = (await boss.post('/api/v1/api-tokens', asked)).body as { id: string; token: string }
    const program = await listen(createDistrictBrowser(two), two, { authorization: `Bearer ${token}` })
    expect(program.status).toBe(200)
    await boss.post(`/api/v1/api-tokens/${id}`, undefined, {}, 'DELETE')
    await eventually(() => expect(program.heard.isOver).toBe(true))
    const kiosk = await createWireKiosk(one).enrol()
    kiosk.scan('a1', one.clock.now())
    expect((await kiosk.send(1)).status).toBe(200)
    await eventually(() => expect(other.heard.text).toContain('point-a'))
    expect(other.heard.isOver).toBe(false)
    other.stop()
  })

  it('to hear news are for twenty pages of one account; closing one makes room', async () => {
    const browser = await makeAndOpen('nhieu.trang', 'viewer')
    const pages = []
    for (let i = 0; i < 20; i++) pages.push(await listen(browser, one))
    expect(pages.every(({ status }) => status === 200)).toBe(true)
    expect((await listen(browser, one)).status).toBe(429)
    pages.pop()?.stop()
    await eventually(async () => expect((await listen(browser, one)).status).toBe(200))
    for (const page of pages) page.stop()
  })

  it('of a program are never those about accounts, whoever gives them', async () => {
    const boss = await makeAndOpen('ong.cap', 'district-administrator')
    for (const permission of PERMISSIONS.filter((each) => /^(accounts|api-tokens|audit)/.test(each))) {
      const asked = { name: 'x', permissions: [permission], organisation: null, days: 1 }
      expect((await boss.post('/api/v1/api-tokens', asked)).status).toBe(422)
    }
  })
})
