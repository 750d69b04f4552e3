/** The kinds the violations annex counts, in the order it lists them. */
export const VIOLATION_KINDS = [
  'late',
  'early',
  'absent',
  'missing',
  'away',
  'no-badge',
  'badge-not-worn',
] as const
export type ViolationKind = (typeof VIOLATION_KINDS)[number]
