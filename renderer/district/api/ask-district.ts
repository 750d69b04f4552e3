import type { z } from 'zod'
import { Problem } from '../../../core/district-api.ts'
import { TroubleError } from './trouble.ts'

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new TroubleError({ kind: 'offline' })
  }
}

async function refuse(response: Response): Promise<never> {
  const problem = Problem.safeParse(await response.json().catch(() => null))
  const detail = problem.success ? problem.data.detail : ''
  if (response.status === 401 && !response.url.endsWith('/sign-in'))
    throw new TroubleError({ kind: 'signed-out' })
  if (response.status >= 502 && response.status <= 504) throw new TroubleError({ kind: 'offline' })
  throw new TroubleError({ kind: 'problem', status: response.status, detail })
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

/** Sends a body and parses the answer. @throws {TroubleError} */
export async function tellDistrict<S extends z.ZodType>(
  schema: S,
  path: string,
  body: unknown,
): Promise<z.infer<S>> {
  const response = await send(path, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) return refuse(response)
  const parsed = schema.safeParse(response.status === 204 ? null : await response.json().catch(() => null))
  if (!parsed.success) throw new TroubleError({ kind: 'unreadable' })
  return parsed.data
}
