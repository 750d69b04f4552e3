import { randomUUID } from 'node:crypto'
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPermission, Permission, ROLES, type Role } from '../../core/district/roles.ts'
import { auditLog } from '../../db/district/schema/audit.ts'
import { devices } from '../../db/district/schema/devices.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../support/district-browser.ts'
import { openAccount, openEveryRole } from '../support/open-account.ts'

interface StaffRoute {
  readonly method: string
  readonly url: string
  readonly access: string
}

/** Of point B, which nobody bound to ward A may see. */
const OTHER_DEVICE = randomUUID()
/** What stands in an address for something of the other ward. */
const OTHERS: Readonly<Record<string, string>> = {
  point: 'point-b',
  person: 'b1',
  organisation: 'ward-b',
  username: 'leader.b',
  device: OTHER_DEVICE,
  kiosk: OTHER_DEVICE,
}
const FILLERS: Readonly<Record<string, string>> = { date: '2026-11-18', month: '2026-11', year: '2026' }

let district: TestDistrict
let places = 0
const routes: StaffRoute[] = []
beforeAll(async () => {
  district = await createTestDistrict({
    trustProxy: '127.0.0.1',
    onRoute: ({ method, url, config }: RouteOptions) => {
      const access = config?.access
      for (const each of [method].flat()) {
        if (each !== 'HEAD' && url.startsWith('/api/'))
          routes.push({ method: each, url, access: access ?? '?' })
      }
    },
  })
  await openAccount(district, { username: 'leader.b', role: 'ward-leader', point: 'point-b' })
  const device = { id: OTHER_DEVICE, point: 'point-b', name: 'K', publicKey: 'A'.repeat(43) }
  await district.database.db
    .insert(devices)
    .values({ ...device, state: 'active', challenge: 'c', enrolledAt: 0 })
})
afterAll(() => district?.stop())

const addressOf = (url: string, ids: Readonly<Record<string, string>>): string =>
  url.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? FILLERS[name] ?? 'nothing')

/** The status, without waiting for a stream to end. @param body `null`: none */
async function statusOf(
  browser: DistrictBrowser,
  { method, url }: StaffRoute,
  ids = {},
  body: string | null = method === 'GET' || method === 'DELETE' ? null : '{}',
): Promise<number> {
  const abort = new AbortController()
  const response = await fetch(`${district.address}${addressOf(url, ids)}`, {
    method,
    signal: abort.signal,
    headers: {
      ...(browser.cookie === null ? {} : { cookie: browser.cookie }),
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      origin: district.address,
      // Asked from many places, so that the limit of one place does not answer instead.
      'x-forwarded-for': `10.0.${places >> 8}.${places++ & 255}`,
    },
    ...(body === null ? {} : { body }),
  })
  abort.abort()
  return response.status
}

const staffRoutes = () =>
  routes.filter(({ access }) => access !== 'kiosk' && access !== 'public' && access !== '?')

describe('D6: the table of roles', () => {
  it('is asked by every staff route, for every role, as the reviewed file says', async () => {
    const browsers = await openEveryRole(district)
    const nobody = createDistrictBrowser(district)
    const lines: string[] = []
    for (const route of staffRoutes()) {
      const name = `${route.method} ${route.url}`
      expect(await statusOf(nobody, route), `${name} for nobody`).toBe(401)
      const allowed: Role[] = []
      for (const role of ROLES) {
        const browser = browsers.get(role)
        const status = browser === undefined ? 0 : await statusOf(browser, route)
        const permission = Permission.safeParse(route.access)
        const expected = permission.success ? hasPermission(role, permission.data) : true
        const isAllowed = status !== 403 && status !== 401
        expect(isAllowed || route.access === 'signed-in', `${name} for ${role}: ${status}`).toBe(expected)
        if (expected) allowed.push(role)
      }
      lines.push(`${name.padEnd(64)} ${route.access.padEnd(20)} ${allowed.join(' ')}`)
    }
    const open = routes
      .filter(({ access }) => access === 'public' || access === 'kiosk' || access === '?')
      .map(
        ({ method, url, access }) =>
          `${`${method} ${url}`.padEnd(64)} ${access === '?' ? 'kiosk or public' : access}`,
      )
    await expect(`${[...lines, ...open].sort().join('\n')}\n`).toMatchFileSnapshot(
      './role-matrix.expected.txt',
    )
  })
})

describe('D7: the audit log', () => {
  it('gets exactly one row from every write that a role may not do', async () => {
    const { db } = district.database
    const viewer = await openAccount(district, { username: 'nguoi.xem', role: 'viewer' })
    const count = () => db.$count(auditLog)
    const faults: string[] = []
    for (const route of staffRoutes()) {
      if (route.method === 'GET' || route.access === 'signed-in') continue
      const before = await count()
      const status = await statusOf(viewer, route)
      const added = (await count()) - before
      if (status !== 403 || added !== 1) faults.push(`${route.method} ${route.url}: ${status}, ${added} rows`)
    }
    expect(faults).toEqual([])
  })

  it('gets exactly one row from every write whose content cannot be read, none from nobody', async () => {
    const { db } = district.database
    const nobody = createDistrictBrowser(district)
    const browsers = await openEveryRole(district)
    const added = async (browser: DistrictBrowser | undefined, route: StaffRoute) => {
      if (browser === undefined) throw new Error(`nobody may use ${route.url}`)
      const before = await db.$count(auditLog)
      const status = await statusOf(browser, route, {}, '{"so":')
      return `${status}, ${(await db.$count(auditLog)) - before} rows`
    }
    const faults: string[] = []
    for (const route of staffRoutes()) {
      if (route.method === 'GET') continue
      const permission = Permission.safeParse(route.access)
      const role = ROLES.find((each) => !permission.success || hasPermission(each, permission.data))
      const said = [await added(role && browsers.get(role), route), await added(nobody, route)]
      if (said.join() !== '400, 1 rows,401, 0 rows')
        faults.push(`${route.method} ${route.url}: ${said.join('; nobody: ')}`)
    }
    expect(faults).toEqual([])
  })
})

describe('D6: what belongs to another organisation', () => {
  const inWardA: [string, () => Promise<DistrictBrowser>][] = [
    [
      'an administrator of ward A',
      () =>
        openAccount(district, { username: 'qt.a', role: 'district-administrator', organisation: 'ward-a' }),
    ],
    [
      'a leader of ward A',
      () => openAccount(district, { username: 'ld.a', role: 'ward-leader', point: 'point-a' }),
    ],
  ]

  it.each(inWardA)('does not exist in any address, for %s', async (_who, signIn) => {
    const browser = await signIn()
    const faults: string[] = []
    for (const route of staffRoutes()) {
      const names = [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      if (!names.some((name) => name in OTHERS)) continue
      const first = await statusOf(browser, route, OTHERS)
      // Some questions say more in their query; unanswerable without it.
      const more = { ...route, url: `${route.url}?from=2026-11-18&to=2026-11-19&date=2026-11-18` }
      const status = route.method === 'GET' && first === 400 ? await statusOf(browser, more, OTHERS) : first
      const isRefused = route.method === 'GET' ? [403, 404] : [400, 403, 404, 415, 422]
      if (!isRefused.includes(status)) faults.push(`${route.method} ${route.url}: ${status}`)
    }
    expect(faults).toEqual([])
  })

  it.each(inWardA)('is in no list, for %s', async (_who, signIn) => {
    const browser = await signIn()
    const faults: string[] = []
    for (const { method, url } of staffRoutes()) {
      // The audit log shows what the asker typed, also what was refused.
      if (method !== 'GET' || url.includes(':') || /\/(live|audit)$/.test(url)) continue
      const { text, status } = await browser.get(url)
      const found = ['point-b', 'ward-b', '"b1"', 'leader.b', OTHER_DEVICE, 'Nguyễn Văn B'].filter((id) =>
        text.includes(id),
      )
      if (status === 200 && found.length > 0) faults.push(`${url}: ${found.join(', ')}`)
    }
    expect(faults).toEqual([])
  })
})
