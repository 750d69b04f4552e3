import type { Mutant } from './mutant.ts'

/** `verify-log`, which believes nobody. */
export const VERIFY_MUTANTS: readonly Mutant[] = [
  {
    guard: 'verifier-takes-any-seal',
    without: 'verify-log verifies the seal over a file (L22)',
    edits: [
      {
        file: 'scripts/verify-log/verify-file.ts',
        find: "opened.kind === 'opened' && opened.claims.iss === iss",
        replace: 'true',
      },
    ],
    project: 'district',
    file: 'tests/trust/verify-log-file.test.ts',
    test: 'does not take another kiosk’s seal',
  },
  {
    guard: 'verifier-takes-any-link',
    without: 'verify-log compares every stored link (L22)',
    edits: [
      {
        file: 'scripts/verify-log/verify-kiosk.ts',
        find: 'row.prev !== prev || row.hash !== linkOf(verifier.link())',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/trust/verify-log-database.test.ts',
    test: 'names the first event that is changed, left out or put elsewhere',
  },
  {
    guard: 'verifier-takes-gaps',
    without: 'verify-log sees a missing number (L22)',
    edits: [{ file: 'core/log/log-verifier.ts', find: 'found === seq + 1', replace: 'found > seq' }],
    project: 'district',
    file: 'tests/trust/verify-log-file.test.ts',
    test: 'finds an event id twice and a number missing',
  },
  {
    guard: 'verifier-takes-ids-twice',
    without: 'verify-log sees an event id twice (L22)',
    edits: [
      { file: 'core/log/log-verifier.ts', find: "return fault('duplicate-id', event.id)", replace: '{}' },
      { file: 'core/log/log-verifier.ts', find: "return fault('duplicate-id')\n", replace: '{}\n' },
    ],
    project: 'district',
    file: 'tests/trust/verify-log-file.test.ts',
    test: 'finds an event id twice and a number missing',
  },
  {
    guard: 'verifier-forgets-the-tail',
    without: 'verify-log knows how far a log must reach (L8)',
    edits: [
      { file: 'scripts/verify-log/verify-kiosk.ts', find: 'reached > soFar.head.seq', replace: 'false' },
    ],
    project: 'district',
    file: 'tests/trust/verify-log-database.test.ts',
    test: 'names the first event that is changed, left out or put elsewhere',
  },
  {
    guard: 'dropped-seal-unchecked',
    without: 'verify-log wants the district’s seal where the beginning of a log is gone (D20)',
    edits: [
      {
        file: 'scripts/verify-log/verify-dropped.ts',
        find: 'const key = signedBy === null',
        replace: 'return { signedBy, fault: null }\n  const key = signedBy === null',
      },
    ],
    project: 'district',
    file: 'tests/trust/verify-dropped.test.ts',
    test: 'finds a beginning that is merely gone',
  },
]
