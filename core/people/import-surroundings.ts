export interface KnownPosting {
  readonly point: string
  readonly role: 'staff' | 'leader'
  readonly counter: string | null
  readonly validFrom: string
}
export interface KnownPerson {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly staffNumber: string | null
  /** The newest that has not ended; `null`: has left. */
  readonly posting: KnownPosting | null
  /** When the last of all postings begins; `null`: never was anywhere. */
  readonly lastFrom: string | null
}
export interface KnownPlaces {
  readonly points: readonly {
    readonly id: string
    readonly name: string
    /** As it stands in lists; empty: none of its own. */
    readonly shortName: string
    readonly organisationName: string
  }[]
  readonly counters: readonly { readonly id: string; readonly point: string; readonly name: string }[]
}
export interface ImportSurroundings extends KnownPlaces {
  /** Everybody the asker may see, erased ones left out. */
  readonly people: readonly KnownPerson[]
  /** Folded numbers of everybody else. */
  readonly takenNumbers: ReadonlySet<string>
  readonly defaultPoint: string | null
  readonly from: string
}
