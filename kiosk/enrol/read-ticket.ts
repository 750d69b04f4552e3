import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { EnrolmentTicket } from '../../core/wire/wire.ts'

/** Reads the text of an enrolment QR. @returns `null` for anything else; only http and https addresses pass */
export function readTicket(text: string): EnrolmentTicket | null {
  const trimmed = text.trim()
  if (!trimmed.startsWith(ENROLMENT_PREFIX)) return null
  try {
    const json = Buffer.from(trimmed.slice(ENROLMENT_PREFIX.length), 'base64url').toString('utf8')
    return checkTicket(JSON.parse(json))
  } catch {
    return null
  }
}

/** What says where to enrol and how; `null` when it does not, or names an address that is none of a web server. */
export function checkTicket(said: unknown): EnrolmentTicket | null {
  const ticket = EnrolmentTicket.safeParse(said)
  if (!ticket.success || !URL.canParse(ticket.data.address)) return null
  const { protocol, username, password } = new URL(ticket.data.address)
  return /^https?:$/.test(protocol) && username === '' && password === '' ? ticket.data : null
}
