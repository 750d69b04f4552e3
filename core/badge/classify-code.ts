import { BADGE_CODE_LENGTH, isBadgeCode } from './badge-code.ts'

export type CodeClass = 'badge' | 'enrolment' | 'identity-card' | 'foreign' | 'malformed'

/** Begins the text of a district's enrolment QR. */
export const ENROLMENT_PREFIX = 'giogiac-enrol:1:'

/** Fields joined by `|` of which one is a 9- or 12-digit personal number: identity cards, and staff cards that carry it. */
function isIdentityCard(text: string): boolean {
  const fields = text.split('|')
  return fields.length >= 5 && fields.some((field) => /^(\d{9}|\d{12})$/.test(field.trim()))
}

/**
 * Names a code by class so that the screen can say what it was; the code is then forgotten.
 * `malformed`: digits about as long as a badge's, but not one of our codes (a misread or a forgery).
 */
export function classifyCode(text: string): CodeClass {
  if (isBadgeCode(text)) return 'badge'
  if (text.startsWith(ENROLMENT_PREFIX)) return 'enrolment'
  if (isIdentityCard(text)) return 'identity-card'
  if (/^\d+$/.test(text) && Math.abs(text.length - BADGE_CODE_LENGTH) <= 10) return 'malformed'
  return 'foreign'
}
