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
  /** Takes long (power cuts, whole programs): left out of the short run. */
  readonly slow?: true
}
