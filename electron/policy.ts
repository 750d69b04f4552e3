/**
 * What the kiosk's window may do, as data and pure decisions; `main.ts` only wires them. Trust is always
 * protocol, host and port: the origin of a custom scheme is the string "null" in some URL parsers and
 * compares equal to every other one.
 */

/** Scheme and host under which the built page is served; nothing else is ever loaded. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'kiosk'
const APP_PREFIX = `${APP_SCHEME}://${APP_HOST}`

/** The one address the window shows. */
export const START_URL = `${APP_PREFIX}/index.html`

/** Longest address that is looked at; anything longer is refused unread. */
export const MAX_URL_LENGTH = 2048

/** Privileges of the scheme: an ordinary secure web origin, no way around the content policy. */
export const SCHEME_PRIVILEGES = Object.freeze({
  standard: true,
  secure: true,
  supportFetchAPI: true,
  corsEnabled: false,
  bypassCSP: false,
  stream: true,
})

/** Preferences of the window. `preload` is added where the path is known. */
export const WEB_PREFERENCES = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  devTools: false,
  disableDialogs: true,
  spellcheck: false,
  navigateOnDragDrop: false,
  backgroundThrottling: false,
  /** The sound of an answer must not wait for a first touch. */
  autoplayPolicy: 'no-user-gesture-required',
} as const)

const CSP_DIRECTIVES = [
  "default-src 'none'",
  // The decoder is WebAssembly carried inside the worker's own script.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'none'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types giogiac-worker',
] as const

/** The page's content security policy, as one header value. */
export const CSP = CSP_DIRECTIVES.join('; ')

/** Headers of every answer under `app://kiosk`, besides its content type. */
export const HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), payment=(), clipboard-read=(), clipboard-write=()',
  'cache-control': 'no-store',
})

/** @returns the address in its parts when it is exactly ours, without user, port or surprises; else null */
function parseTrusted(url: string): URL | null {
  const parsed = parse(url)
  if (parsed === null) return null
  if (parsed.protocol !== `${APP_SCHEME}:` || parsed.host !== APP_HOST || parsed.port !== '') return null
  if (parsed.username !== '' || parsed.password !== '') return null
  return parsed
}

function parse(url: string): URL | null {
  if (url.length > MAX_URL_LENGTH) return null
  try {
    return new URL(url)
  } catch {
    return null
  }
}

/** Whether an address belongs to the kiosk's own page. */
export const isTrustedUrl = (url: string): boolean => parseTrusted(url) !== null

/**
 * The file behind an address. Paths are never computed: the answer is an entry of the map that was read
 * from the built folder, asked by the address exactly as written, or null.
 */
export function resolveAsset<File>(url: string, assets: ReadonlyMap<string, File>): File | null {
  const parsed = parseTrusted(url)
  if (parsed === null || url !== `${APP_PREFIX}${parsed.pathname}`) return null
  return assets.get(parsed.pathname) ?? null
}

/** The window may go nowhere; only loading its own page again is let through. */
export const decideNavigation = (url: string): 'allow' | 'deny' => (url === START_URL ? 'allow' : 'deny')

/** What Electron tells about a permission, in the parts that matter. */
export interface PermissionAsk {
  readonly permission: string
  /** Of a request: what is wanted. Screen capture arrives as `media` with an empty list. */
  readonly mediaTypes?: readonly string[] | undefined
  /** Of a check. */
  readonly mediaType?: string | undefined
  readonly isMainFrame: boolean
  readonly url: string
  readonly hasContents: boolean
}

/** The camera's picture for the kiosk's own main frame; nothing else, whatever it is called. */
export function decidePermission(kind: 'request' | 'check', ask: PermissionAsk): boolean {
  if (ask.permission !== 'media' || !ask.isMainFrame || !ask.hasContents || !isTrustedUrl(ask.url)) {
    return false
  }
  if (kind === 'check') return ask.mediaType === 'video'
  return ask.mediaTypes?.length === 1 && ask.mediaTypes[0] === 'video'
}

/** A frame that sent a message, as it was at that moment; `null` when it is already gone. */
export interface Sender {
  readonly url: string
  readonly isMainFrame: boolean
}

/** Whether a message comes from the kiosk's own main frame. */
export const isTrustedSender = (sender: Sender | null): boolean =>
  sender?.isMainFrame === true && isTrustedUrl(sender.url)

/** Whether the session may fetch this address at all; the page has no business on any network. */
export function decideFetch(url: string): boolean {
  return isTrustedUrl(url) || url.startsWith(`blob:${APP_PREFIX}/`)
}
