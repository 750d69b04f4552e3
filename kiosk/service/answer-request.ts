import { type KioskApi, type KioskReply, KioskRequest, kioskInputs } from '../../core/kiosk/kiosk-api.ts'
import { ContractBroken } from '../scan/recorded-before.ts'

/** The questions as they come from outside: not yet parsed. */
export interface Answering {
  readonly api: KioskApi
  readonly log: (message: string, details: Record<string, unknown>) => void
}

/**
 * The one door into the service, whatever the transport: parses the question, asks, and always has a reply.
 * @param request unparsed; a reply to something without a call number goes to call 0
 */
export async function answerRequest(service: Answering, request: unknown): Promise<KioskReply> {
  const parsed = KioskRequest.safeParse(request)
  if (!parsed.success) return { call: 0, error: 'invalid-input' }
  const { call, method, input } = parsed.data
  try {
    const answer = await ask(service.api, method, input)
    return answer === null ? { call, error: 'invalid-input' } : { call, answer }
  } catch (error) {
    if (error instanceof ContractBroken) return { call, error: 'invalid-input' }
    // Name and code only: a message may quote what was scanned.
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    service.log('a question failed', { method, error: error instanceof Error ? error.name : 'unknown', code })
    return { call, error: 'failed' }
  }
}

async function ask<M extends KioskRequest['method']>(api: KioskApi, method: M, input: unknown) {
  const parsed = kioskInputs[method].safeParse(input)
  if (!parsed.success) return null
  // The method and the schema that parsed its input come from the same name.
  const question = api[method] as (input: unknown) => ReturnType<KioskApi[M]>
  return await question(parsed.data)
}
