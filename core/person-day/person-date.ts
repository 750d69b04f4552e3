/** One person on one local date. */
export interface PersonDate {
  readonly person: string
  /** Local date. */
  readonly date: string
}
