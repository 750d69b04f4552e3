import { ENROLMENT_PREFIX } from '../core/badge/classify-code.ts'
import { EnrolmentTicket } from '../core/wire.ts'

/** Reads the text of an enrolment QR. @returns `null` for anything else; only http and https addresses pass */
export function readTicket(text: string): EnrolmentTicket | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith(ENROLMENT_PREFIX)) return null
  try {
    const json = Buffer.from(trimmed.slice(ENROLMENT_PREFIX.length), 'base64url').toString('utf8')
    const ticket = EnrolmentTicket.parse(JSON.parse(json))
    const { protocol, username, password } = new URL(ticket.address)
    return /^https?:$/.test(protocol) && username === '' && password === '' ? ticket : null
  } catch {
    return null
  }
}
