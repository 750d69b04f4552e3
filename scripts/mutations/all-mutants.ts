import { DISTRICT_MUTANTS } from './district-mutants.ts'
import { INTAKE_MUTANTS } from './intake-mutants.ts'
import { KEEPING_MUTANTS } from './keeping-mutants.ts'
import { KIOSK_MUTANTS } from './kiosk-mutants.ts'
import { LOG_MUTANTS } from './log-mutants.ts'
import type { Mutant } from './mutant.ts'
import { PEOPLE_MUTANTS } from './people-mutants.ts'
import { PIN_MUTANTS } from './pin-mutants.ts'
import { SIGN_IN_MUTANTS } from './sign-in-mutants.ts'
import { SYNC_MUTANTS } from './sync-mutants.ts'
import { VERIFY_MUTANTS } from './verify-mutants.ts'

/** Every guard that can be taken away, with the tests that must turn red without it. */
export const ALL_MUTANTS: readonly Mutant[] = [
  ...LOG_MUTANTS,
  ...KIOSK_MUTANTS,
  ...PIN_MUTANTS,
  ...SYNC_MUTANTS,
  ...INTAKE_MUTANTS,
  ...VERIFY_MUTANTS,
  ...DISTRICT_MUTANTS,
  ...PEOPLE_MUTANTS,
  ...SIGN_IN_MUTANTS,
  ...KEEPING_MUTANTS,
]
