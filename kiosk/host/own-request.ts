import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request comes from the page this host serves (or from no page at all, whose window is asked for its
 * cookie): its host is ours by name, which a rebound name is not, and so are its origin and the browser's own word about
 * where it was sent from.
 * @param opens an address that opens a window, whose secret is asked for: a page that is a file may lead there
 */
export function isOwnRequest(headers: IncomingHttpHeaders, port: number, opens: boolean): boolean {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return false
  if (origin !== undefined && origin !== `http://${host}`) return false
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return true
  // Typed or opened by another program: only to look at the page.
  return (site === 'none' || (opens && site === 'cross-site')) && headers['sec-fetch-mode'] === 'navigate'
}
