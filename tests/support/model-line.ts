import type { FusedDistrict } from './fused-district.ts'

/**
 * What becomes of one request on its way: lost, answered without the answer coming back, handled twice, kept back and
 * delivered later, cut in the body on the way there or back, answered by somebody else, too large for the way; the
 * district's power cut before a statement; the kiosk's process ended before the request left, while it was on its way, or
 * with half of the answer read.
 */
export type Fate =
  | { readonly kind: 'arrives' | 'drop-request' | 'drop-answer' | 'twice' | 'late' }
  | { readonly kind: 'cut-request' | 'cut-answer'; readonly at: number }
  | { readonly kind: 'portal' | 'too-large' | 'bad-gateway' }
  | { readonly kind: 'district-cut'; readonly statement: number }
  | { readonly kind: 'kiosk-ends-before' | 'kiosk-ends-during' | 'kiosk-ends-reading' }

interface Sent {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** The way between a kiosk and a district; its fates are used up one a request, then everything arrives. */
export interface ModelLine {
  readonly fetch: typeof fetch
  fates: Fate[]
  /** Requests that were kept back. */
  readonly late: Sent[]
  /** Delivers one that was kept back; nobody waits for the answer any more. */
  deliver(which: number): Promise<void>
  /** Calls when the kiosk's process ends. */
  onKioskEnd: () => void
  requests: number
  /** Address that the requests come from. */
  from: string
}

const PORTAL = '<!doctype html><title>WiFi</title><p>Xin chào quý khách'

export function createModelLine(district: FusedDistrict): ModelLine {
  async function handle({ path, headers, body }: Sent): Promise<{ status: number; text: string }> {
    const response = await district.server.inject({
      method: 'POST',
      url: path,
      remoteAddress: line.from,
      headers: { 'content-type': 'application/vnd.giogiac.sealed', ...headers },
      payload: body,
    })
    return { status: response.statusCode, text: response.payload }
  }

  const never = () => {
    line.onKioskEnd()
    return new Promise<never>(() => {})
  }
  const lost = () => Promise.reject(new TypeError('fetch failed'))
  const plain = (status: number, text: string) => new Response(text, { status })

  async function carry(sent: Sent, fate: Fate): Promise<Response> {
    switch (fate.kind) {
      case 'kiosk-ends-before':
        return never()
      case 'drop-request':
        return lost()
      case 'portal':
        return plain(200, PORTAL)
      case 'bad-gateway':
        return plain(502, 'Bad Gateway')
      case 'too-large':
        return plain(413, 'Payload Too Large')
      case 'late':
        line.late.push(sent)
        return lost()
      case 'cut-request': {
        const body = sent.body.subarray(0, Math.floor(sent.body.length * fate.at))
        const { status, text } = await handle({ ...sent, body })
        return plain(status, text)
      }
      case 'district-cut':
        district.cutBefore(fate.statement)
        break
      default:
    }
    const { status, text } = await handle(sent)
    district.cutBefore(null)
    switch (fate.kind) {
      case 'drop-answer':
        return lost()
      case 'kiosk-ends-during':
        return never()
      case 'kiosk-ends-reading': {
        const half = text.slice(0, Math.floor(text.length / 2))
        let pulled = false
        const body = new ReadableStream<Uint8Array>({
          pull(stream) {
            if (pulled) return never()
            pulled = true
            stream.enqueue(Buffer.from(half))
            return undefined
          },
        })
        return new Response(body, { status })
      }
      case 'cut-answer':
        return plain(status, text.slice(0, Math.floor(text.length * fate.at)))
      case 'twice': {
        const again = await handle(sent)
        return plain(again.status, again.text)
      }
      default:
        return plain(status, text)
    }
  }

  const line: ModelLine = {
    fates: [],
    late: [],
    onKioskEnd() {},
    requests: 0,
    from: '127.0.0.1',
    fetch: async (input, init) => {
      line.requests++
      const body = init?.body
      const headers = (init?.headers ?? {}) as Record<string, string>
      const sent = {
        path: new URL(String(input)).pathname,
        headers,
        body: typeof body === 'string' ? Buffer.from(body) : Buffer.from(body as Uint8Array),
      }
      return carry(sent, line.fates.shift() ?? { kind: 'arrives' })
    },
    async deliver(which) {
      const [sent] = line.late.splice(which % Math.max(1, line.late.length), 1)
      if (sent !== undefined) await handle(sent)
    },
  }
  return line
}
