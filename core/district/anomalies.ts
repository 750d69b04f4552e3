import type { DayFlag } from '../person-day/person-day.ts'
import type { INCIDENT_KINDS } from './kiosks-api.ts'

/** Where people of the district see something: as an incident, a sign on the person's day, or a kiosk's state. */
export type Seen =
  | { readonly incident: (typeof INCIDENT_KINDS)[number] }
  | { readonly flag: DayFlag['code'] }
  | { readonly kiosk: 'silent' }

/** What may be chance or may be cheating: shown to people, who judge it; the program punishes nobody. */
export type Anomaly =
  | 'one badge at two points sooner than a person travels'
  | 'three badges within four seconds'
  | 'a scan on a day of leave'
  | 'a revoked badge'
  | 'many other codes'
  | 'a clock that was set'
  | 'a clock that nobody compared, between two comparisons'
  | 'a kiosk that is silent'
  | 'a leader’s word for a time of silence'
  | 'a time that cannot be'
  | 'an annulled scan that was vouched for'
  | 'a leader’s word about themselves'

/** No anomaly without a place where it is seen. */
export const ANOMALIES = {
  'one badge at two points sooner than a person travels': { incident: 'two-points' },
  'three badges within four seconds': { incident: 'burst' },
  'a scan on a day of leave': { incident: 'scan-on-leave' },
  'a revoked badge': { incident: 'revoked-badge' },
  'many other codes': { incident: 'refused-codes' },
  'a clock that was set': { incident: 'clock-step' },
  'a clock that nobody compared, between two comparisons': { incident: 'clock-unknown' },
  'a kiosk that is silent': { kiosk: 'silent' },
  'a leader’s word for a time of silence': { incident: 'silence' },
  'a time that cannot be': { incident: 'impossible-time' },
  'an annulled scan that was vouched for': { flag: 'annulled-and-claimed' },
  'a leader’s word about themselves': { flag: 'claim-waiting' },
} as const satisfies Record<Anomaly, Seen>
