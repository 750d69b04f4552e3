import type { Mutant } from './mutant.ts'

const REVOKED_HEARD = {
  guard: 'revoked-heard',
  edits: [{ file: 'db/district/kiosks/devices.ts', find: "eq(devices.state, 'active'),", replace: '' }],
} as const

/** What the district takes of kiosks: batches, challenges, files, and how much of them. */
export const INTAKE_MUTANTS: readonly Mutant[] = [
  {
    guard: 'batch-gap-taken',
    without: 'that no event is stored without the one before it',
    edits: [
      { file: 'db/district/intake/check-batch.ts', find: 'request.from > haveSeq + 1', replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/wire/ingest.test.ts',
    test: 'refuses what leaves a gap',
  },
  {
    guard: 'batch-overlap-unchecked',
    without: 'the comparison of what is held already',
    edits: [
      {
        file: 'db/district/intake/check-batch.ts',
        find: 'isCompared && held.get(seq) !== text',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/district/wire/ingest.test.ts',
    test: 'refuses a log that tells another story',
  },
  {
    guard: 'batch-links-unchecked',
    without: 'the check of every link before anything is stored',
    edits: [
      {
        file: 'db/district/intake/check-batch.ts',
        find: 'continues && hash !== question.have?.hash',
        replace: 'false',
      },
      {
        file: 'db/district/intake/check-batch.ts',
        find: 'seq === haveSeq && hash !== question.have?.hash',
        replace: 'false',
      },
      { file: 'db/district/intake/check-batch.ts', find: 'request.head.hash !== hash', replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/wire/ingest.test.ts',
    test: 'checks all links before anything is stored',
  },
  {
    guard: 'unknown-types-refused',
    without: 'events of unknown types are kept byte for byte (S9)',
    edits: [
      {
        file: 'db/district/intake/check-batch.ts',
        find: 'const { event } = parsed\n',
        replace: `if (parsed.kind === 'unknown') return refuse('malformed', seq, '')
    const { event } = parsed
`,
      },
    ],
    project: 'district',
    file: 'tests/district/wire/ingest.test.ts',
    test: 'keeps events of types it does not know, byte for byte',
  },
  {
    guard: 'log-end-moved-back',
    without: 'that no log’s end is moved back, whatever was read of it before',
    edits: [
      {
        file: 'db/district/intake/store-events.ts',
        find: 'where logs.have_seq <= excluded.have_seq',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/db/district/intake/two-at-once.test.ts',
    test: 'an end that was read before another batch came is not moved back',
  },
  {
    guard: 'file-without-lock',
    without: 'that a file waits for the device’s row before it reads how far its log is held',
    edits: [
      { file: 'db/district/kiosks/devices.ts', find: 'await changeChallenge(tx, asked)', replace: 'null' },
    ],
    project: 'district',
    file: 'tests/db/district/intake/two-at-once.test.ts',
    test: 'a held file behind a fresh one moves no log back',
    engine: 'PostgreSQL',
  },
  {
    guard: 'file-for-any-district',
    without: 'a file is for this district',
    edits: [
      {
        file: 'district/by-hand/verify-gglog.ts',
        find: '!districts.includes(header.district)',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/district/by-hand/by-hand.test.ts',
    test: 'of a revoked kiosk or one of another district is refused',
  },
  {
    guard: 'challenge-any',
    without: 'that a challenge is good for one message',
    edits: [
      {
        file: 'db/district/kiosks/devices.ts',
        find: "eq(devices.challenge, asked.challenge ?? ''),",
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/wire/ingest.test.ts',
    test: 'uses every challenge once',
  },
  {
    ...REVOKED_HEARD,
    without: 'a revoked kiosk is told nobody’s PIN',
    project: 'district',
    file: 'tests/district/wire/pin-answers.test.ts',
    test: 'is nothing for a revoked kiosk',
  },
  {
    ...REVOKED_HEARD,
    without: 'that a revoked kiosk is refused',
    project: 'district',
    file: 'tests/district/kiosks/incidents.test.ts',
    test: 'keeps what a revoked kiosk still sends apart',
  },
  {
    guard: 'quarantine-nothing',
    without: 'that a refused batch is kept and told of',
    edits: [
      {
        file: 'db/district/kiosks/quarantine.ts',
        find: 'batch: RefusedBatch): Promise<void> {',
        replace: 'batch: RefusedBatch): Promise<void> {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/kiosks/incidents.test.ts',
    test: 'keeps a batch that tells another story verbatim',
  },
  {
    guard: 'enrolment-code-used-again',
    without: 'an enrolment code is good for one kiosk (S10)',
    edits: [
      { file: 'db/district/kiosks/enrolment.ts', find: 'code.usedBy !== null && !again', replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/kiosks/enrolment.test.ts',
    test: 'lets exactly one of two kiosks win a code',
  },
  {
    guard: 'enrolment-code-for-ever',
    without: 'an enrolment code lives a quarter of an hour (S10)',
    edits: [
      {
        file: 'db/district/kiosks/enrolment.ts',
        find: 'asked.now >= code.expiresAt) return {',
        replace: 'false) return {',
      },
    ],
    project: 'district',
    file: 'tests/district/kiosks/enrolment.test.ts',
    test: 'forgets a code after a quarter of an hour',
  },
  {
    guard: 'enrolment-tries-for-ever',
    without: 'five wrong tries and an enrolment code is worthless (S10)',
    edits: [
      {
        file: 'db/district/kiosks/enrolment.ts',
        find: 'right && code.wrongTries < MOST_TRIES',
        replace: 'right',
      },
    ],
    project: 'district',
    file: 'tests/district/kiosks/enrolment.test.ts',
    test: 'refuses the right code after five wrong tries',
  },
  {
    guard: 'enrolment-without-proof',
    without: 'a kiosk proves that it holds its key',
    edits: [{ file: 'district/wire/wire-routes.ts', find: "opened.kind === 'refused'", replace: 'false' }],
    project: 'district',
    file: 'tests/district/kiosks/enrolment.test.ts',
    test: 'wants proof that the key is held',
  },
  {
    guard: 'kiosk-without-limit',
    without: 'a kiosk has an allowance, and one of its own',
    edits: [{ file: 'district/wire/wire-door.ts', find: 'await stopAt(devices, request)', replace: '' }],
    project: 'district',
    file: 'tests/district/server/limits.test.ts',
    test: 'neither strangers nor another kiosk',
  },
  {
    guard: 'kiosk-without-quota',
    without: 'what is taken of one kiosk in a day has an end',
    edits: [
      {
        file: 'db/district/intake/day-quota.ts',
        find: '!isTooStrange && !isTooLarge && !isOneTooMany',
        replace: 'true',
      },
    ],
    project: 'district',
    file: 'tests/district/wire/day-quota.test.ts',
    test: 'has an end where its types are not known',
  },
  {
    guard: 'kiosks-without-lane',
    without: 'kiosks have connections of their own',
    edits: [
      {
        file: 'db/district/engine/open-database.ts',
        find: 'kiosks: onPostgres({ client: kiosks })',
        replace: 'kiosks: onPostgres({ client: office })',
      },
    ],
    project: 'district',
    engine: 'PostgreSQL',
    file: 'tests/district/wire/kiosk-lane.test.ts',
    test: 'waits for nobody of the office',
  },
  {
    guard: 'incidents-without-end',
    without: 'what one kiosk raises at will in a day has an end',
    edits: [{ file: 'db/district/kiosks/incidents.ts', find: '!SAID_AT_WILL.has(kind)', replace: 'true' }],
    project: 'district',
    file: 'tests/district/kiosks/incidents-bounded.test.ts',
    test: 'has an end, says so by its kind',
  },
]
