import type { Role } from '../../core/district/roles.ts'
import type { TestDistrict } from './create-test-district.ts'
import type { DistrictBrowser } from './district-browser.ts'
import { openAccount } from './open-account.ts'

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

/** A browser with a session of an account of this role, made where there is none yet. */
export async function visitAs(
  district: TestDistrict,
  role: Role,
  scope: { readonly organisation?: string; readonly point?: string } = {},
): Promise<StaffVisitor> {
  const username = [role, scope.organisation ?? '', scope.point ?? ''].filter(Boolean).join('.')
  const browser = await openAccount(district, { username, displayName: `Cán bộ ${role}`, role, ...scope })
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
