import type { Role } from '../../core/district-roles.ts'
import { createAccount } from '../../db/district/accounts.ts'
import { SESSION_LIMITS, startSession } from '../../db/district/sessions.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from './district-browser.ts'

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** Makes an account that has no password, and a browser that is signed in with it. */
export async function openAccount(
  district: TestDistrict,
  account: {
    readonly username: string
    readonly role: Role
    readonly organisation?: string
    readonly point?: string
    readonly person?: string
  },
): Promise<DistrictBrowser> {
  const { username, role, organisation = null, point = null, person = null } = account
  const { db } = district.database
  const words = { username, displayName: username, role, organisation, point, person, password: null }
  const made = await createAccount(db, words)
  if (made.kind !== 'created') throw new Error(`the account was not made: ${made.kind}`)
  const token = await startSession(db, username, district.clock.now(), SESSION_LIMITS, random)
  const browser = createDistrictBrowser(district)
  browser.cookie = `giogiac=${token}`
  return browser
}
