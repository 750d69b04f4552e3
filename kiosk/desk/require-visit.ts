import type { VisitRefusal } from '../../core/kiosk/kiosk-desk-api.ts'
import type { Desk } from './desk.ts'

export type Required<Who> = { readonly kind: 'open' } & Who

/** The leader whose visit this is; one whom a newer directory no longer calls a leader is none. */
export function requireLeader(
  kiosk: Desk,
  name: string,
  keep = true,
): Required<{ readonly leader: string }> | VisitRefusal {
  const visit = kiosk.visits.find(name, keep)
  if (visit === null) return { kind: 'visit-ended' }
  if (visit.role !== 'leader' || visit.person === null) return { kind: 'not-allowed' }
  const role = kiosk.memory.directory?.personOf(visit.person)?.role
  return role === 'leader' ? { kind: 'open', leader: visit.person } : { kind: 'not-allowed' }
}

export function requireAdministrator(kiosk: Desk, name: string): Required<unknown> | VisitRefusal {
  const visit = kiosk.visits.find(name)
  if (visit === null) return { kind: 'visit-ended' }
  return visit.role === 'administrator' ? { kind: 'open' } : { kind: 'not-allowed' }
}
