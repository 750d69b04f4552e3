import type { Mutant } from './mutant.ts'

const DAMAGED = { project: 'unit', file: 'tests/kiosk/damaged-log.test.ts' } as const
const OPENING = { project: 'unit', file: 'tests/db/kiosk/open-log-database.test.ts' } as const
const UPDATES = { project: 'unit', file: 'tests/kiosk/update/updates.test.ts' } as const
const STORAGE = { project: 'disks', file: 'tests/kiosk/storage.test.ts' } as const

/** The kiosk's log on disk, its start-up checks, its clock. */
export const KIOSK_MUTANTS: readonly Mutant[] = [
  {
    guard: 'log-synchronous-normal',
    without: 'synchronous = FULL on every open',
    project: 'e2e',
    file: 'tests/e2e/power-cut.test.ts',
    test: 'takes no scan that was shown as recorded',
    slow: true,
  },
  {
    guard: 'recorded-before-commit',
    without: '"recorded" is said after the commit only',
    project: 'e2e',
    file: 'tests/e2e/power-cut.test.ts',
    test: 'takes no scan that was shown as recorded',
    slow: true,
  },
  {
    guard: 'head-file-not-written',
    without: 'the head file follows every commit',
    ...DAMAGED,
    test: 'says how much is gone when its write-ahead log lost its end',
  },
  {
    guard: 'head-file-unread',
    without: 'the start compares the log with the head file',
    ...DAMAGED,
    test: 'says how much is gone when its write-ahead log lost its end',
  },
  {
    guard: 'acknowledged-unchecked',
    without: 'the start compares the log with what was acknowledged',
    ...DAMAGED,
    test: 'notices that an event which the district acknowledged is gone',
  },
  {
    guard: 'quick-check-skipped',
    without: 'the start reads the whole file',
    ...DAMAGED,
    test: 'notices a page that only the reading of the whole file finds',
  },
  {
    guard: 'damaged-files-deleted',
    without: 'damaged files are set aside untouched',
    ...DAMAGED,
    test: 'sets the files aside together and untouched',
  },
  {
    guard: 'tail-not-carried',
    without: 'what waited goes on under its old ids',
    ...DAMAGED,
    test: 'notices a page that only the reading of the whole file finds',
  },
  {
    guard: 'tail-not-carved',
    without: 'the raw bytes are searched for events',
    ...DAMAGED,
    test: 'finds behind a flipped bit what SQLite passes over',
  },
  {
    guard: 'linked-log-opened',
    without: 'a linked log is refused',
    ...OPENING,
    test: 'is refused through a symbolic or a hard link',
  },
  {
    guard: 'log-lock-skipped',
    without: 'one process holds a log',
    ...OPENING,
    test: 'is refused to a second holder until the first lets go',
  },
  {
    guard: 'handle-kept-after-error',
    without: 'a handle that failed is given up and the log checked again',
    ...STORAGE,
    test: 'is an answer, never "recorded"',
  },
  {
    guard: 'renamed-without-its-folder',
    without: 'a file that was put in place has its name on the disk too',
    project: 'unit',
    file: 'tests/kiosk/power-cut-names.test.ts',
    test: 'outlives a power cut, name and all',
  },
  {
    guard: 'any-window-heard',
    without: 'a kiosk in a browser answers only the windows it opened',
    project: 'unit',
    file: 'tests/kiosk/browser-host.test.ts',
    test: 'is refused everything, with a sentence',
  },
  {
    guard: 'any-file-opened',
    without: 'nothing but a plain file is opened on a stick',
    ...UPDATES,
    test: 'with a pipe, a device or a link in the place of one of its files',
  },
  {
    guard: 'older-update-taken',
    without: 'an older version never pushes a newer one that waits aside',
    ...UPDATES,
    test: 'that is older than the one that waits does not push it aside',
  },
  {
    guard: 'update-by-wall-clock',
    without: 'an update that has expired stays expired when the clock is set back',
    ...UPDATES,
    test: 'that has expired by the district’s time stays expired',
  },
  {
    guard: 'reserve-not-released',
    without: 'a full disk lets the reserve go',
    ...STORAGE,
    test: 'costs no scan while there is a reserve',
  },
  {
    guard: 'last-room-used',
    without: 'the last room is left to acknowledgements',
    ...STORAGE,
    test: 'costs no scan while there is a reserve',
  },
  {
    guard: 'backup-unchecked',
    without: 'a backup has its name once it was read through',
    project: 'unit',
    file: 'tests/kiosk/back-ups.test.ts',
    test: 'that are no good get no name',
  },
  {
    guard: 'unacknowledged-dropped',
    without: 'only acknowledged months are dropped',
    project: 'unit',
    file: 'tests/kiosk/drop-old-months.test.ts',
    test: 'never loses what the district has not acknowledged',
  },
  {
    guard: 'clock-jumps-unwatched',
    without: 'a step of the clock goes on record',
    project: 'unit',
    file: 'tests/kiosk/clock.test.ts',
    test: 'goes on record once, before the next scan',
  },
  {
    guard: 'names-after-revocation',
    without: 'a revoked kiosk has no directory any more (S14)',
    project: 'unit',
    file: 'tests/kiosk/revoked.test.ts',
    test: 'names nobody and judges nothing',
  },
]
