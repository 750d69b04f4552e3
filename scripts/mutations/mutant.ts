import type { Mutation } from '../../db/mutation.ts'

/** A guard that is switched off, and the test that has to turn red without it. */
export interface Mutant {
  readonly guard: Mutation
  /** What no longer holds. */
  readonly without: string
  readonly project: 'unit' | 'district' | 'disks' | 'pages' | 'camera' | 'e2e'
  readonly file: string
  /** The test's name, or part of it. */
  readonly test: string
  /** Red there only, where two transactions run at once; left out: on PGlite, which takes no time to begin. */
  readonly engine?: 'PostgreSQL'
  /** Takes long (power cuts, whole programs): left out of the short run. */
  readonly slow?: true
}
