import type { z } from 'zod'
import { readProblem } from './read-problem.ts'
import { TroubleError } from './trouble.ts'

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...init.headers,
      },
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new TroubleError({ kind: 'offline' })
  }
}

async function refuse(response: Response): Promise<never> {
  const problem = readProblem(response.status, await response.json().catch(() => null))
  if (response.status === 401 && !/\/(sign-in|choose-password)$/.test(response.url))
    throw new TroubleError({ kind: 'signed-out' })
  // A proxy says that there is nobody; the district itself says why it is busy.
  if (response.status >= 502 && response.status <= 504 && problem.said === null)
    throw new TroubleError({ kind: 'offline' })
  throw new TroubleError(problem)
}

/** Asks and parses the answer at the border. @throws {TroubleError} when it does not come or cannot be read */
export async function askDistrict<S extends z.ZodType>(
  schema: S,
  path: string,
  signal?: AbortSignal,
): Promise<z.infer<S>> {
  const response = await send(path, { method: 'GET', ...(signal ? { signal } : {}) })
  if (!response.ok) return refuse(response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) throw new TroubleError({ kind: 'unreadable' })
  return parsed.data
}

/** A file and what the answer says of it. */
export interface GivenFile {
  readonly bytes: Blob
  readonly name: string
  readonly headers: Headers
}

/** Asks for a file. @throws {TroubleError} */
export async function askForFile(path: string): Promise<GivenFile> {
  const response = await send(path, { method: 'GET' })
  if (!response.ok) return refuse(response)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  return {
    bytes: await response.blob(),
    name: decodeURIComponent(named ?? ''),
    headers: response.headers,
  }
}

/** Names one deed, so that it is done once however often it is sent; also where there is no TLS. */
export const newDeedKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/**
 * Does something at the district and parses the answer.
 * @param how `key`: of a deed that may have to be sent again after a lost answer; a fresh one when left out
 * @throws {TroubleError}
 */
export async function tellDistrict<S extends z.ZodType>(
  schema: S,
  path: string,
  body: unknown,
  how: { readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly key?: string } = {},
): Promise<z.infer<S>> {
  const headers = { 'idempotency-key': how.key ?? newDeedKey() }
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await send(path, { method: how.method ?? 'POST', headers, ...sent })
  if (!response.ok) return refuse(response)
  const parsed = schema.safeParse(response.status === 204 ? null : await response.json().catch(() => null))
  if (!parsed.success) throw new TroubleError({ kind: 'unreadable' })
  return parsed.data
}
