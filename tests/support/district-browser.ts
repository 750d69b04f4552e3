import type { TestDistrict } from './create-test-district.ts'

export interface BrowserAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
}

const DEVICE = /^giogiac-device-/

/** Somebody at a browser: keeps the cookies, says where a request comes from as a browser does. */
export function createDistrictBrowser(district: TestDistrict) {
  let cookie: string | null = null
  /** By which the district knows this browser again when it signs in. */
  const devices = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<BrowserAnswer> => {
    const known = path === '/api/v1/sign-in' ? [...devices.values()] : []
    const held = [...(cookie === null ? [] : [cookie]), ...known]
    const response = await fetch(`${district.address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(held.length === 0 ? {} : { cookie: held.join('; ') }), ...init.headers },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      if (DEVICE.test(pair)) devices.set(pair.split('=')[0] ?? '', pair)
      else cookie = pair
    }
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json') ?? false
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : null, text }
  }
  return {
    ask,
    get cookie() {
      return cookie
    },
    set cookie(value: string | null) {
      cookie = value
    },
    get: (path: string) => ask(path),
    post: (path: string, body: unknown, headers: Record<string, string> = {}, method = 'POST') =>
      ask(path, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          origin: district.address,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    signIn(username: string, password: string, headers: Record<string, string> = {}) {
      return this.post('/api/v1/sign-in', { username, password }, headers)
    },
  }
}
export type DistrictBrowser = ReturnType<typeof createDistrictBrowser>
