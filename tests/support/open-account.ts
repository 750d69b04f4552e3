import { eq } from 'drizzle-orm'
import { ROLES, type Role } from '../../core/district/roles.ts'
import { createAccount } from '../../db/district/accounts/accounts.ts'
import { SESSION_LIMITS, startSession } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { accounts } from '../../db/district/schema/accounts.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from './district-browser.ts'

/** Of every account of a test. */
export const STAFF_PASSWORD = 'chín con voi đi xe đạp'
/** What is kept of it, made once: a test makes several accounts, and each hash takes a core a third of a second. */
const STORED = 'scrypt$32768$8$3$orT0hTmLjudwlVvYfAmbiA$SPO-XF2mBOr6ngP-QMRp9OpYyyCSAwoXv-Zwra3GGp0'

export interface TestAccount {
  readonly username: string
  readonly displayName?: string
  readonly role: Role
  readonly organisation?: string | null
  readonly point?: string | null
  readonly person?: string
}

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count))

/** Makes an account with `STAFF_PASSWORD`; leaves one that is there as it is. */
export async function makeAccount(db: DistrictDb, account: TestAccount): Promise<void> {
  const { username, displayName = username, role, organisation = null, point = null, person = null } = account
  const words = { username, displayName, role, organisation, point, person, password: null }
  const made = await createAccount(db, words)
  if (made.kind === 'taken') return
  if (made.kind !== 'created') throw new Error(`the account was not made: ${made.kind}`)
  await db.update(accounts).set({ passwordHash: STORED }).where(eq(accounts.username, made.username))
}

/** Makes an account where there is none of its name yet. @returns a browser with a session of it */
export async function openAccount(district: TestDistrict, account: TestAccount): Promise<DistrictBrowser> {
  const { db } = district.database
  await makeAccount(db, account)
  const token = await startSession(db, account.username, district.clock.now(), SESSION_LIMITS, random)
  const browser = createDistrictBrowser(district)
  browser.cookie = `giogiac=${token}`
  return browser
}

/** One account of every role; the ward leader's point is `point-a`, everybody else sees everything. */
export async function openEveryRole(district: TestDistrict): Promise<ReadonlyMap<Role, DistrictBrowser>> {
  const browsers = new Map<Role, DistrictBrowser>()
  for (const role of ROLES) {
    const point = role === 'ward-leader' ? { point: 'point-a' } : {}
    browsers.set(role, await openAccount(district, { username: `one.${role}`, role, ...point }))
  }
  return browsers
}
