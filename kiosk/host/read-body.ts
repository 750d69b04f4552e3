import type { IncomingMessage } from 'node:http'

/** The body of a request as text; reading stops as soon as it is longer than allowed. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string | 'too-large'> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > mostBytes) return 'too-large'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
