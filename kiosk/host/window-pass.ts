import { hash, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../../db/durable-files.ts'
import { mutated } from '../../db/mutation.ts'

/** In the data folder: what the cookie of this kiosk's windows says. A window outlives a restart of the program. */
const FILE = 'browser-window'
const SECRET = /^[A-Za-z0-9_-]{43}$/
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
 * Every account of a machine reaches its loopback addresses; only whoever is told the address gets a window.
 * @param port tells the cookies of several kiosks apart
 */
export function createWindowPass(
  dataDirectory: string,
  randomBytes: (count: number) => Uint8Array,
  port: number,
): WindowPass {
  const draw = (): string => Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url')
  const name = `giogiac-window-${port}`
  const value = keptSecret(join(dataDirectory, FILE), draw)
  let path = `/open/${draw()}`
  return {
    get path() {
      return path
    },
    admits: (cookies) => isSame(cookieNamed(cookies, name), value) || mutated('any-window-heard'),
    exchange(asked) {
      if (!isSame(asked, path)) return null
      path = `/open/${draw()}`
      return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`
    },
  }
}

function keptSecret(file: string, draw: () => string): string {
  try {
    const kept = existsSync(file) ? readFileSync(file, 'utf8') : ''
    if (SECRET.test(kept)) return kept
    const fresh = draw()
    replaceFile(file, fresh)
    return fresh
  } catch {
    // A disk that takes nothing: the windows of this run only.
    return draw()
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
