import type { Mutant } from './mutant.ts'

/** What the district keeps: backups, incidents, days and how long. */
export const KEEPING_MUTANTS: readonly Mutant[] = [
  {
    guard: 'backup-seal-unchecked',
    without: 'a restore verifies who signed the backup (D16)',
    edits: [{ file: 'district/backups/backup-seal.ts', find: "opened.kind === 'refused'", replace: 'false' }],
    project: 'district',
    file: 'tests/district/backups/backup-seal.test.ts',
    test: 'cannot be made anew by somebody who mends the sum at the end',
  },
  {
    guard: 'unsigned-backup-taken',
    without: 'a backup without a signature is refused where the key is at hand',
    edits: [
      { file: 'district/commands/restore.ts', find: 'keys !== null && !options.unsigned', replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/backups/backup-seal.test.ts',
    test: 'is asked for by the program before anything is written',
  },
  {
    guard: 'silence-unkept',
    without: 'the district keeps how long a kiosk was silent',
    edits: [
      {
        file: 'db/district/kiosks/devices.ts',
        find: `case when \${devices.lastSeenAt}`,
        replace: `case when false and \${devices.lastSeenAt}`,
      },
    ],
    project: 'district',
    file: 'tests/district/kiosks/silence.test.ts',
    test: 'while the point was open, and then brings a leader’s word',
  },
  {
    guard: 'outages-ignored',
    without: 'whoever could not scan is not called absent or late',
    edits: [
      {
        file: 'db/district/days/outages.ts',
        find: 'const concerned =',
        replace: 'return []\n  const concerned =',
      },
    ],
    project: 'district',
    file: 'tests/district/today/out-of-service.test.ts',
    test: 'makes nobody absent, and says when it was',
  },
  {
    guard: 'closed-screen-heard',
    without: 'a kiosk without a screen is not heard',
    edits: [{ file: 'db/district/kiosks/devices.ts', find: 'camera === SCREEN_CLOSED', replace: 'false' }],
    project: 'district',
    file: 'tests/district/today/out-of-service.test.ts',
    test: 'is heard no further than its screen was there, whatever it sends',
  },
  {
    guard: 'revoked-badge-unsaid',
    without: 'a scan of a badge that is worth nothing is put before people',
    edits: [
      { file: 'db/district/intake/log-incidents.ts', find: "owner?.state === 'revoked'", replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/kiosks/revoked-badge.test.ts',
    test: 'is put before people when it is scanned',
  },
  {
    guard: 'unchecked-run-unsaid',
    without: 'scans by a clock that nobody had compared are put before people, with when they can have been',
    edits: [{ file: 'db/district/intake/log-incidents.ts', find: 'of unchecked) {', replace: 'of []) {' }],
    project: 'district',
    file: 'tests/district/kiosks/unchecked-run.test.ts',
    test: 'between two that were is told with when its scans can have been',
  },
  {
    guard: 'incidents-crowded-out',
    without: 'no kiosk pushes the incidents of another out of sight',
    edits: [{ file: 'db/district/kiosks/incidents.ts', find: 'sql`rank`, ', replace: '' }],
    project: 'district',
    file: 'tests/district/kiosks/incidents.test.ts',
    test: 'a kiosk that is refused without end',
  },
  {
    guard: 'open-month-dropped',
    without: 'events stay until their month is closed (D20)',
    edits: [{ file: 'db/district/retention/plan-drop.ts', find: 'posted.length === 0', replace: 'true' }],
    project: 'district',
    file: 'tests/district/retention/retention.test.ts',
    test: 'stay from where a claim is undecided or a month is not closed',
  },
  {
    guard: 'days-of-old-rules',
    without: 'a day is judged again when a change concerns it',
    edits: [
      {
        file: 'db/district/organisation/snapshot.ts',
        find: 'if (version < commonVersion) return false',
        replace: 'return true',
      },
    ],
    project: 'district',
    file: 'tests/db/district/days/kept-days.test.ts',
    test: 'of others, and of other dates, stand when an excuse changes',
  },
  {
    guard: 'days-of-older-program',
    without: 'a day that a program with other rules has judged is judged again',
    edits: [
      { file: 'db/district/days/derive-days.ts', find: 'row.judgedBy === RULES_VERSION', replace: 'true' },
    ],
    project: 'district',
    file: 'tests/db/district/days/kept-days.test.ts',
    test: 'of a program with other rules are judged again, and kept again by these',
  },
  {
    guard: 'kept-over-newer',
    without: 'a reader keeps no day that somebody has written meanwhile',
    edits: [
      { file: 'db/district/days/derive-days.ts', find: ' and o.xmin::text = n.written_by', replace: '' },
    ],
    project: 'district',
    file: 'tests/db/district/days/kept-days.test.ts',
    test: 'are not kept by a reader when somebody has written them since',
  },
  {
    guard: 'older-judgement-forgotten',
    without: 'what older rules had said of a day stays beside what newer ones say',
    edits: [
      {
        file: 'db/district/days/judged-anew.ts',
        find: 'where final and judged_by',
        replace: 'where false and judged_by',
      },
    ],
    project: 'district',
    file: 'tests/district/month/days-judged-anew.test.ts',
    test: 'are listed with what they were, what they are and why',
  },
]
