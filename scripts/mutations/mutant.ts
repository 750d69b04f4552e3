/** A change of one source of the product, made while it is loaded; the file on the disk stays as it is. */
export interface Edit {
  /** From the repository's root. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
}

/** A guard that is taken away, and the test that has to turn red without it. */
export interface Mutant {
  readonly guard: string
  /** What no longer holds. */
  readonly without: string
  /** What takes the guard away. */
  readonly edits: readonly Edit[]
  readonly project: 'unit' | 'district' | 'disks' | 'pages' | 'camera' | 'e2e'
  readonly file: string
  /** The test's name, or part of it. */
  readonly test: string
  /** Red there only, where two transactions run at once; left out: on PGlite, which takes no time to begin. */
  readonly engine?: 'PostgreSQL'
  /** Takes long (power cuts, whole programs): left out of the short run. */
  readonly slow?: true
}
