import { ROLES, type Role } from '../../core/district-roles.ts'
import { createAccount } from '../../db/district/accounts.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from './district-browser.ts'

/** Of every account of a test. */
export const STAFF_PASSWORD = 'chín con voi đi xe đạp'

/** Makes an account and signs it in. @returns its browser */
export async function signInAs(
  district: TestDistrict,
  account: {
    readonly username: string
    readonly role: Role
    readonly organisation?: string
    readonly point?: string
  },
): Promise<DistrictBrowser> {
  const made = await createAccount(district.database.db, {
    username: account.username,
    displayName: account.username,
    role: account.role,
    organisation: account.organisation ?? null,
    point: account.point ?? null,
    password: STAFF_PASSWORD,
  })
  if (made.kind !== 'created' && made.kind !== 'taken') throw new Error(`account: ${made.kind}`)
  const browser = createDistrictBrowser(district)
  const answer = await browser.signIn(account.username, STAFF_PASSWORD)
  if (answer.status !== 204) throw new Error(`sign-in answered ${answer.status}`)
  return browser
}

/** One account of every role; the ward leader's point is `point-a`, everybody else sees everything. */
export async function signInEverybody(district: TestDistrict): Promise<ReadonlyMap<Role, DistrictBrowser>> {
  const browsers = new Map<Role, DistrictBrowser>()
  for (const role of ROLES) {
    const point = role === 'ward-leader' ? { point: 'point-a' } : {}
    browsers.set(role, await signInAs(district, { username: `one.${role}`, role, ...point }))
  }
  return browsers
}
