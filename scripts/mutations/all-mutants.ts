import { DISTRICT_MUTANTS } from './district-mutants.ts'
import { KEEPING_MUTANTS } from './keeping-mutants.ts'
import { KIOSK_MUTANTS } from './kiosk-mutants.ts'
import type { Mutant } from './mutant.ts'
import { SIGN_IN_MUTANTS } from './sign-in-mutants.ts'
import { SYNC_MUTANTS } from './sync-mutants.ts'
import { TRUST_MUTANTS } from './trust-mutants.ts'

/** Every guard that can be switched off, with the tests that must turn red without it. */
export const ALL_MUTANTS: readonly Mutant[] = [
  ...TRUST_MUTANTS,
  ...DISTRICT_MUTANTS,
  ...SIGN_IN_MUTANTS,
  ...KEEPING_MUTANTS,
  ...KIOSK_MUTANTS,
  ...SYNC_MUTANTS,
]
