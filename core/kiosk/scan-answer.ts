import type { Became } from '../day/became.ts'
/** The person of a scan, as far as this kiosk knows. */
export type ScannedPerson =
  | { readonly kind: 'ours'; readonly name: string; readonly title: string }
  /** A badge of another reception point, named; the name of its holder is not known here. */
  | { readonly kind: 'guest'; readonly from: string }
  /** A well-formed badge nobody here knows; recorded, the district resolves it. */
  | { readonly kind: 'unknown' }
  /** Whoever it is: the district has revoked this kiosk, and it names nobody any more. */
  | { readonly kind: 'unnamed' }

/** Nothing was written: the red screen says so. */
export interface NotRecorded {
  readonly kind: 'not-recorded'
  readonly reason: 'disk-full' | 'read-only' | 'storage-error'
}

/** A scan or a sign-in that is durably on record. */
export interface RecordedScan {
  readonly kind: 'recorded'
  /** Id of its event; what `intent` refers to. */
  readonly scan: string
  readonly at: number
  readonly person: ScannedPerson
  /** `null` where the kiosk cannot judge: a guest or an unknown badge, or a kiosk that was revoked. */
  readonly became: Became | null
  /** The badge was replaced by a newer one; the scan is recorded and shown as invalid. */
  readonly revoked: boolean
  /** More than 30 minutes from every boundary: offer the four intents for 8 s. */
  readonly offerIntents: boolean
}

export type ScanAnswer =
  | RecordedScan
  | { readonly kind: 'refused'; readonly class: 'identity-card' | 'foreign' | 'malformed' }
  | { readonly kind: 'not-enrolled' }
  /** The code is the district's enrolment QR; ask `enrol` with the same text. */
  | { readonly kind: 'enrolment-code' }
  | NotRecorded

export type IntentAnswer =
  | { readonly kind: 'recorded'; readonly became: Became | null }
  | { readonly kind: 'unknown-scan' }
  | NotRecorded
