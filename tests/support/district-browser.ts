import type { TestDistrict } from './create-test-district.ts'

export interface BrowserAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
}

/** Somebody at a browser: keeps the cookie, says where a request comes from as a browser does. */
export function createDistrictBrowser(district: TestDistrict) {
  let cookie: string | null = null
  const ask = async (path: string, init: RequestInit = {}): Promise<BrowserAnswer> => {
    const response = await fetch(`${district.address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie === null ? {} : { cookie }), ...init.headers },
    })
    const set = response.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';')[0] ?? null
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
