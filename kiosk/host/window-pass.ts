import { hash, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32

/** Who may speak to a kiosk that is shown in a browser: a window that was opened with an address it gave out. */
export interface WindowPass {
  /** Path that opens the next window, once. */
  readonly path: string
  /** Whether a request comes from a window that was opened. */
  admits(cookies: string | undefined): boolean
  /** Takes the secret of an address. @returns the cookie to set; `null`: it is another one, or was used */
  exchange(path: string): string | null
}

/**
 * Every account of a machine reaches its loopback addresses; only whoever is told the address gets a window. The cookie
 * is another one at every start: while nothing runs, its port is free to anybody, and an open window goes on asking there.
 * @param port tells the cookies of several kiosks apart
 */
export function createWindowPass(randomBytes: (count: number) => Uint8Array, port: number): WindowPass {
  const draw = (): string => Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')
  const name = `giogiac-window-${port}`
  const value = draw()
  let path = `/open/${draw()}`
  return {
    get path() {
      return path
    },
    admits: (cookies) => isSame(cookieNamed(cookies, name), value),
    exchange(asked) {
      if (!isSame(asked, path)) return null
      path = `/open/${draw()}`
      return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`
    },
  }
}

const cookieNamed = (cookies: string | undefined, name: string): string =>
  (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

/** In a time that says nothing about where they differ. */
const isSame = (a: string, b: string): boolean =>
  timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))
