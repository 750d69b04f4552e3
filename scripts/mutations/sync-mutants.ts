import type { Mutant } from './mutant.ts'

const SIGNATURES_UNVERIFIED = {
  guard: 'signatures-unverified',
  edits: [
    {
      file: 'core/log/seal.ts',
      find: "(await compactVerify(jws, expected.key, { algorithms: ['EdDSA'] })).payload",
      replace: "Buffer.from(jws.split('.')[1] ?? '', 'base64url')",
    },
  ],
} as const

/** What a kiosk makes of what it hears: answers, forks, acknowledgements, clocks. */
export const SYNC_MUTANTS: readonly Mutant[] = [
  {
    ...SIGNATURES_UNVERIFIED,
    without: 'the district verifies who sealed a request (S11)',
    project: 'district',
    file: 'tests/trust/signed-words.test.ts',
    test: 'any field changed, the signature left out or swapped',
  },
  {
    ...SIGNATURES_UNVERIFIED,
    without: 'the kiosk verifies who sealed an answer',
    project: 'unit',
    file: 'tests/kiosk/sync/sync-lies.test.ts',
    test: "takes an answer under a stranger's seal for no acknowledgement, and sends again",
  },
  {
    guard: 'answer-of-any-request',
    without: 'that an answer names its request',
    edits: [{ file: 'kiosk/sync/speak.ts', find: 'verified.claims.re === asked', replace: 'true' }],
    project: 'unit',
    file: 'tests/kiosk/sync/sync-lies.test.ts',
    test: 'takes an answer to an earlier request for no acknowledgement, and sends again',
  },
  {
    guard: 'answer-unsealed',
    without: 'that only what is sealed is an answer',
    edits: [
      {
        file: 'kiosk/sync/speak.ts',
        find: "if (status === 413) return { kind: 'too-much' }\n",
        replace: `if (status === 200) return read(question, text.slice(text.indexOf('\\n') + 1), text)
    if (status === 413) return { kind: 'too-much' }
`,
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/sync-lies.test.ts',
    test: 'takes an answer that was changed on the way for no acknowledgement, and sends again',
  },
  {
    guard: 'rollback-not-resent',
    without: 'that what the district holds may go down',
    edits: [
      {
        file: 'kiosk/sync/note-have.ts',
        find: 'have.seq < (before?.seq ?? 0)\n',
        replace: `have.seq < (before?.seq ?? 0)
  if (lostSome) return 'noted'
`,
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/sync.test.ts',
    test: 'sends again what the district lost',
  },
  {
    guard: 'rollback-not-shown',
    without: 'that a district is told of what it had signed and lost',
    edits: [{ file: 'district/wire/note-receipt.ts', find: 'signed.have.seq <= have.seq', replace: 'true' }],
    project: 'district',
    file: 'tests/sync/restored.test.ts',
    test: 'a district that went back to its backup',
  },
  {
    guard: 'older-logs-not-resent',
    without: 'that older logs are sent again too',
    edits: [{ file: 'kiosk/sync/send-older-logs.ts', find: 'held === null', replace: 'true' }],
    project: 'district',
    file: 'tests/sync/restored.test.ts',
    test: 'a district that lost a log from before the present one',
  },
  {
    guard: 'fork-ignored',
    without: 'that a log with two histories ends',
    edits: [
      { file: 'kiosk/sync/continue-elsewhere.ts', find: 'lately.length >= MOST_AN_HOUR', replace: 'true' },
    ],
    project: 'district',
    file: 'tests/sync/restored.test.ts',
    test: 'a restored disk that recorded 20 scans offline',
  },
  {
    guard: 'older-directory-taken',
    without: 'a directory is never replaced by an older one (S16)',
    edits: [{ file: 'kiosk/sync/fetch-directory.ts', find: ' || directory.version <= have', replace: '' }],
    project: 'district',
    file: 'tests/trust/older-directory.test.ts',
    test: 'an older directory is not taken',
  },
  {
    guard: 'batch-never-halved',
    without: 'smaller batches on a bad way',
    edits: [
      {
        file: 'kiosk/sync/send-events.ts',
        find: 'isTooMuch(spoken) && batch.events.length > 1',
        replace: 'false',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/sync.test.ts',
    test: 'halves a batch that is too large',
  },
  {
    guard: 'pause-without-jitter',
    without: 'full jitter',
    edits: [
      { file: 'kiosk/sync/sync-timing.ts', find: 'Math.floor(fraction * longest)', replace: 'longest - 1' },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/sync-herd.test.ts',
    test: 'do not all come at once',
  },
  {
    guard: 'clock-by-wall',
    without: 'that time goes on by uptime, whatever the wall clock says',
    edits: [
      {
        file: 'core/log/corrected-time.ts',
        find: 'between = nearest.up - event.up',
        replace: 'between = nearest.at - event.at',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/sync-clock.test.ts',
    test: "judges by the district's clock once compared",
  },
  {
    guard: 'clock-drift-ignored',
    without: 'that an old comparison says less',
    edits: [{ file: 'kiosk/sync/clock-estimate.ts', find: 'driftMs(up - upReceived)', replace: '0' }],
    project: 'unit',
    file: 'tests/kiosk/sync/sync-timing.test.ts',
    test: 'prefers a slow exchange of today',
  },
]
