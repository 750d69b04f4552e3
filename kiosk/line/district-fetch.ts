import { Agent, request } from 'node:https'
import { Readable } from 'node:stream'
import { readAuthorities } from './authority-file.ts'

/** A connection that rests this long is closed. */
const IDLE_MS = 5_000
/** Answers that have no body by their nature. */
const WITHOUT_BODY = [204, 205, 304]

/**
 * `fetch` for the district: over `https` at least TLS 1.2, and a certificate that the authorities of this file vouch
 * for; without the file, the public ones. Nothing is sent before that is certain, whatever the environment says, and
 * nothing else that this program speaks to is trusted by that file. Redirects are never followed. `http` stays Node's.
 * @param authorityFile read for every request: a file that is changed counts from the next word on
 * @throws as `fetch`: the error has the code by which TLS or the network names its fault
 */
export function createDistrictFetch(authorityFile: string): typeof fetch {
  let agent: Agent | null = null
  let made: string | null = null

  function agentOf(authorities: readonly string[] | null): Agent {
    const now = authorities?.join('\n') ?? ''
    if (agent === null || made !== now) {
      agent?.destroy()
      made = now
      agent = new Agent({
        keepAlive: true,
        timeout: IDLE_MS,
        minVersion: 'TLSv1.2',
        rejectUnauthorized: true,
        ...(authorities === null ? {} : { ca: [...authorities] }),
      })
    }
    return agent
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.protocol !== 'https:') return fetch(input, init)
    return ask(url, init, agentOf(readAuthorities(authorityFile)))
  }
}

/** @param init method, headers, a body of text or bytes, and the signal that ends it; nothing else is looked at */
function ask(
  url: URL,
  { method = 'GET', headers, body, signal }: RequestInit,
  agent: Agent,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent,
      method,
      headers: Object.fromEntries(new Headers(headers)),
      ...(signal == null ? {} : { signal }),
    })
    asked.on('error', reject)
    asked.on('response', (incoming) => {
      const status = incoming.statusCode ?? 0
      const named = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      )
      try {
        const content = WITHOUT_BODY.includes(status)
          ? null
          : (Readable.toWeb(incoming) as unknown as ReadableStream)
        resolve(new Response(content, { status, headers: named }))
      } catch (error) {
        incoming.destroy()
        reject(error)
      }
    })
    asked.end(body ?? undefined)
  })
}
