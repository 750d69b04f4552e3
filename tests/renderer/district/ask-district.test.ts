import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { askDistrict } from '../../../renderer/district/api/ask-district.ts'
import { troubleOf } from '../../../renderer/district/api/trouble.ts'

const answering = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }))
const troubleWith = async (status: number, body: unknown) => {
  answering(status, body)
  return troubleOf(await askDistrict(z.unknown(), '/api/v1/today').catch((error: unknown) => error))
}

describe('an answer that is none', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('of a busy district is what it says, not a lost network', async () => {
    const busy = {
      type: 'about:blank',
      title: '',
      status: 503,
      detail: 'Máy chủ đang bận.',
      code: 'server.heavy',
    }
    expect(await troubleWith(503, busy)).toMatchObject({ kind: 'problem', said: { code: 'server.heavy' } })
  })

  it.each([502, 503, 504])('of a proxy with %d is a lost network', async (status) => {
    expect(await troubleWith(status, 'Bad gateway')).toEqual({ kind: 'offline' })
  })
})
