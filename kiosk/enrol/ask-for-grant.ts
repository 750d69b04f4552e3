import { typedCode } from '../../core/badge/typed-code.ts'
import { GrantAnswer, OLDEST_WIRE_VERSION } from '../../core/wire/wire.ts'
import { openLine } from '../sync/district-line.ts'
import type { Speaking } from '../sync/speaking.ts'
import { readTicket } from './read-ticket.ts'

/**
 * Asks the district whether a one-time code of this kiosk's point lets somebody choose the administrator's PIN. The
 * code goes to the district that this kiosk is enrolled with and to no other, whatever a scanned ticket names.
 */
export async function askForGrant(
  kiosk: Speaking,
  given: string,
): Promise<'granted' | 'code-wrong' | 'code-expired' | 'code-used' | 'unreachable'> {
  const ticket = readTicket(given)
  if (ticket !== null && ticket.district !== kiosk.memory.enrolment?.districtKey) return 'code-wrong'
  const code = ticket?.code ?? typedCode(given)
  if (code === null) return 'code-wrong'
  // One small question that every version says alike.
  const oldest = { version: OLDEST_WIRE_VERSION, olderFor: 1 }
  const line = await openLine(kiosk, new AbortController().signal, oldest)
  if (line === null) return 'unreachable'
  const spoken = await line.ask({
    purpose: 'grant',
    path: 'api/v1/grant',
    answer: GrantAnswer,
    body: () => ({ code }),
  })
  if (spoken.kind === 'answered') return 'granted'
  if (spoken.kind !== 'refused') return 'unreachable'
  const { problem } = spoken.refusal
  switch (problem) {
    case 'code-wrong':
    case 'code-expired':
    case 'code-used':
      return problem
    default:
      return 'unreachable'
  }
}
