import type { Mutant } from './mutant.ts'

/** Guards of what the district keeps: backups, incidents, days and how long. */
export const KEEPING_MUTANTS: readonly Mutant[] = [
  {
    guard: 'backup-seal-unchecked',
    without: 'a restore verifies who signed the backup (D16)',
    project: 'district',
    file: 'tests/district/backups/backup-seal.test.ts',
    test: 'cannot be made anew by somebody who mends the sum at the end',
  },
  {
    guard: 'silence-unkept',
    without: 'the district keeps how long a kiosk was silent',
    project: 'district',
    file: 'tests/district/kiosks/silence.test.ts',
    test: 'while the point was open, and then brings a leader’s word',
  },
  {
    guard: 'revoked-badge-unsaid',
    without: 'a scan of a badge that is worth nothing is put before people',
    project: 'district',
    file: 'tests/district/kiosks/revoked-badge.test.ts',
    test: 'is put before people when it is scanned',
  },
  {
    guard: 'unchecked-run-unsaid',
    without: 'scans by a clock that nobody had compared are put before people, with when they can have been',
    project: 'district',
    file: 'tests/district/kiosks/unchecked-run.test.ts',
    test: 'between two that were is told with when its scans can have been',
  },
  {
    guard: 'incidents-crowded-out',
    without: 'no kiosk pushes the incidents of another out of sight',
    project: 'district',
    file: 'tests/district/incidents.test.ts',
    test: 'a kiosk that is refused without end',
  },
  {
    guard: 'unsigned-backup-taken',
    without: 'a backup without a signature is refused where the key is at hand',
    project: 'district',
    file: 'tests/district/backups/backup-seal.test.ts',
    test: 'is asked for by the program before anything is written',
  },
  {
    guard: 'open-month-dropped',
    without: 'events stay until their month is closed (D20)',
    project: 'district',
    file: 'tests/district/retention.test.ts',
    test: 'stay from where a claim is undecided or a month is not closed',
  },
  {
    guard: 'dropped-seal-unchecked',
    without: 'verify-log wants the district’s seal where the beginning of a log is gone (D20)',
    project: 'district',
    file: 'tests/trust/verify-dropped.test.ts',
    test: 'finds a beginning that is merely gone',
  },
  {
    guard: 'days-of-old-rules',
    without: 'a day is judged again when a change concerns it',
    project: 'district',
    file: 'tests/db/district/kept-days.test.ts',
    test: 'of others, and of other dates, stand when an excuse changes',
  },
  {
    guard: 'days-of-older-program',
    without: 'a day that a program with other rules has judged is judged again',
    project: 'district',
    file: 'tests/db/district/kept-days.test.ts',
    test: 'of a program with other rules are judged again, and kept again by these',
  },
  {
    guard: 'kept-over-newer',
    without: 'a reader keeps no day that somebody has written meanwhile',
    project: 'district',
    file: 'tests/db/district/kept-days.test.ts',
    test: 'are not kept by a reader when somebody has written them since',
  },
  {
    guard: 'older-judgement-forgotten',
    without: 'what older rules had said of a day stays beside what newer ones say',
    project: 'district',
    file: 'tests/district/month/days-judged-anew.test.ts',
    test: 'are listed with what they were, what they are and why',
  },
]
