import { assertNever } from '../assert-never.ts'
import type { Claim, Scan } from '../day/day-types.ts'
import type { KnownEvent } from './event.ts'

/** A scan or sign-in as the rules see it, with the id of its event. */
export interface ScanFact extends Scan {
  readonly id: string
}

export interface ClaimFact extends Claim {
  readonly date: string
  readonly by: string
}

export interface DayFacts {
  readonly scans: readonly ScanFact[]
  readonly claims: readonly ClaimFact[]
}

/**
 * What one person's events say: scans with the intent last tapped for them, sign-ins, claims; without what was
 * annulled.
 * @param events one person's, in the order of the log
 * @param timeOf corrected time of an event, UTC ms
 */
export function factsOfDay(events: readonly KnownEvent[], timeOf: (event: KnownEvent) => number): DayFacts {
  const scans = new Map<string, ScanFact>()
  const claims = new Map<string, ClaimFact>()
  for (const event of events) {
    const { id } = event
    switch (event.type) {
      case 'scan':
        scans.set(id, { id, at: timeOf(event), intent: event.data.intent })
        break
      case 'sign-in':
        scans.set(id, { id, at: timeOf(event), intent: event.data.intent, badge: 'absent' })
        break
      case 'intent': {
        const scan = scans.get(event.data.scan)
        if (scan !== undefined) scans.set(scan.id, { ...scan, intent: event.data.intent })
        break
      }
      case 'claim': {
        const { date, session, side, at, by, staff } = event.data
        const own = by === staff ? { own: true } : {}
        claims.set(id, { date, session, side, at, by, made: timeOf(event), ...own })
        break
      }
      case 'annul':
        scans.delete(event.data.id)
        claims.delete(event.data.id)
        break
      case 'log-started':
      case 'run-started':
      case 'spot-check':
      case 'clock-checked':
      case 'clock-jumped':
      case 'out-of-service':
      case 'directory-applied':
      case 'refused-code':
      case 'badge-handed-over':
      case 'excuse-requested':
      case 'access':
        break
      default:
        assertNever(event)
    }
  }
  return { scans: [...scans.values()], claims: [...claims.values()] }
}
