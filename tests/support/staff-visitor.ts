import type { Role } from '../../core/district-roles.ts'
import { createAccount, findAccount } from '../../db/district/accounts.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createDistrictBrowser, type DistrictBrowser } from './district-browser.ts'

const PASSWORD = 'mật khẩu dài để thử'
let keys = 0

/** A browser with the verbs that staff pages use. */
export interface StaffVisitor extends DistrictBrowser {
  /** A write with an Idempotency-Key of its own, or the given one; `undefined` is sent as no body. */
  write(
    method: 'POST' | 'PUT' | 'DELETE' | 'PATCH',
    path: string,
    body: unknown,
    key?: string,
  ): ReturnType<DistrictBrowser['ask']>
}

/** Makes an account where there is none yet and signs a browser in with it. */
export async function visitAs(
  district: TestDistrict,
  role: Role,
  scope: { readonly organisation?: string; readonly point?: string } = {},
): Promise<StaffVisitor> {
  const username = [role, scope.organisation ?? '', scope.point ?? ''].filter(Boolean).join('.')
  const { db } = district.database
  if ((await findAccount(db, username, PASSWORD)) === null) {
    const made = await createAccount(db, {
      username,
      password: PASSWORD,
      displayName: `Cán bộ ${role}`,
      role,
      point: scope.point ?? null,
      organisation: scope.organisation ?? null,
    })
    if (made.kind !== 'created') throw new Error(`the account was not made: ${made.kind}`)
  }
  const browser = createDistrictBrowser(district)
  const answer = await browser.signIn(username, PASSWORD)
  if (answer.status >= 300) throw new Error(`sign-in answered ${answer.status} ${answer.text}`)
  return Object.assign(browser, {
    write: (method: string, path: string, body: unknown, key = `test-key-${++keys}`) =>
      browser.ask(path, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          'idempotency-key': key,
          origin: district.address,
          'sec-fetch-site': 'same-origin',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  })
}
