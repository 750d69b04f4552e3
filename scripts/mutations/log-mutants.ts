import type { Mutant } from './mutant.ts'

const STORAGE = { project: 'disks', file: 'tests/kiosk/storage.test.ts' } as const
const OPENING = { project: 'unit', file: 'tests/db/kiosk/open/open-log-database.test.ts' } as const
const DAMAGED = { project: 'unit', file: 'tests/kiosk/log/damaged-log.test.ts' } as const

/** The kiosk’s log on disk: what it survives, what its start notices. */
export const LOG_MUTANTS: readonly Mutant[] = [
  {
    guard: 'log-synchronous-normal',
    without: 'synchronous = FULL on every open',
    edits: [
      {
        file: 'db/kiosk/files/connection-settings.ts',
        find: "['synchronous = FULL', 'synchronous', 2]",
        replace: "['synchronous = NORMAL', 'synchronous', 1]",
      },
    ],
    project: 'e2e',
    file: 'tests/e2e/power-cut.test.ts',
    test: 'takes no scan that was shown as recorded',
    slow: true,
  },
  {
    guard: 'recorded-before-commit',
    without: '"recorded" is said after the commit only',
    edits: [
      {
        file: 'db/kiosk/store/create-log-store.ts',
        find: 'atomically.immediate(body)',
        replace: `if (!client.inTransaction) {
        client.prepare('BEGIN').run()
        setImmediate(() => {
          if (client.open && client.inTransaction) client.prepare('COMMIT').run()
        })
      }
      body()`,
      },
    ],
    project: 'e2e',
    file: 'tests/e2e/power-cut.test.ts',
    test: 'takes no scan that was shown as recorded',
    slow: true,
  },
  {
    guard: 'log-triggers-dropped',
    without: 'three triggers that let the log only grow',
    edits: [
      {
        file: 'db/kiosk/store/create-log-store.ts',
        find: 'const db = drizzle(client)',
        replace: `for (const name of ['events_never_updated', 'events_never_deleted', 'events_only_appended'])
    client.prepare(\`DROP TRIGGER \${name}\`).run()
  const db = drizzle(client)`,
      },
    ],
    project: 'unit',
    file: 'tests/db/kiosk/store/append-only.test.ts',
    test: 'does not take',
  },
  {
    guard: 'log-links-unchecked',
    without: 'the chain is checked when the log is opened',
    edits: [
      {
        file: 'db/kiosk/files/verify-links.ts',
        find: 'for (const row of rows) {',
        replace: 'for (const row of rows) {\n    return null',
      },
    ],
    project: 'unit',
    file: 'tests/db/kiosk/store/append-only.test.ts',
    test: 'finds the first broken link anywhere when asked for all',
  },
  {
    guard: 'head-file-not-written',
    without: 'the head file follows every commit',
    edits: [
      { file: 'db/kiosk/files/head-file.ts', find: 'write(mark) {', replace: 'write(mark) {\n      return' },
    ],
    ...DAMAGED,
    test: 'says how much is gone when its write-ahead log lost its end',
  },
  {
    guard: 'head-file-unread',
    without: 'the start compares the log with the head file',
    edits: [{ file: 'db/kiosk/files/find-damage.ts', find: "headFile.kind === 'read'", replace: 'false' }],
    ...DAMAGED,
    test: 'says how much is gone when its write-ahead log lost its end',
  },
  {
    guard: 'acknowledged-unchecked',
    without: 'the start compares the log with what was acknowledged',
    edits: [{ file: 'db/kiosk/files/find-damage.ts', find: 'acknowledged === undefined', replace: 'true' }],
    ...DAMAGED,
    test: 'notices that an event which the district acknowledged is gone',
  },
  {
    guard: 'quick-check-skipped',
    without: 'the start reads the whole file',
    edits: [{ file: 'db/kiosk/files/find-damage.ts', find: 'bytes <= QUICK_CHECK_BYTES', replace: 'false' }],
    ...DAMAGED,
    test: 'notices a page that only the reading of the whole file finds',
  },
  {
    guard: 'damaged-files-deleted',
    without: 'damaged files are set aside untouched',
    edits: [
      {
        file: 'db/kiosk/files/set-aside.ts',
        find: 'renameSync(from, join(part, file))',
        replace: 'rmSync(from)',
      },
    ],
    ...DAMAGED,
    test: 'sets the files aside together and untouched',
  },
  {
    guard: 'tail-not-carried',
    without: 'what waited goes on under its old ids',
    edits: [
      { file: 'db/kiosk/rescue/succeed-log.ts', find: 'rescue.waiting.filter(isOwnFact)', replace: '[]' },
    ],
    ...DAMAGED,
    test: 'notices a page that only the reading of the whole file finds',
  },
  {
    guard: 'tail-not-carved',
    without: 'the raw bytes are searched for events',
    edits: [{ file: 'db/kiosk/rescue/rescue-log.ts', find: '!isWhole()', replace: 'false' }],
    ...DAMAGED,
    test: 'finds behind a flipped bit what SQLite passes over',
  },
  {
    guard: 'linked-log-opened',
    without: 'a linked log is refused',
    edits: [
      {
        file: 'db/kiosk/open/open-log-database.ts',
        find: 'if (!existsSync(file)) return false\n  const stat',
        replace: 'return false\n  const stat',
      },
    ],
    ...OPENING,
    test: 'is refused through a symbolic or a hard link',
  },
  {
    guard: 'log-lock-skipped',
    without: 'one process holds a log',
    edits: [
      { file: 'db/kiosk/files/lock-data-directory.ts', find: "lock.exec('BEGIN EXCLUSIVE')", replace: '' },
    ],
    ...OPENING,
    test: 'is refused to a second holder until the first lets go',
  },
  {
    guard: 'handle-kept-after-error',
    without: 'a handle that failed is given up and the log checked again',
    edits: [
      { file: 'kiosk/log/log-keeper.ts', find: 'problem = reason\n    letGo()', replace: 'problem = reason' },
    ],
    ...STORAGE,
    test: 'is an answer, never "recorded"',
  },
  {
    guard: 'renamed-without-its-folder',
    without: 'a file that was put in place has its name on the disk too',
    edits: [{ file: 'db/durable-files.ts', find: "process.platform === 'win32'", replace: 'true' }],
    project: 'unit',
    file: 'tests/kiosk/log/power-cut-names.test.ts',
    test: 'outlives a power cut, name and all',
  },
  {
    guard: 'reserve-not-released',
    without: 'a full disk lets the reserve go',
    edits: [{ file: 'kiosk/log/reserve.ts', find: 'bytes === 0 || !remove()', replace: 'true' }],
    ...STORAGE,
    test: 'costs no scan while there is a reserve',
  },
  {
    guard: 'last-room-used',
    without: 'the last room is left to acknowledgements',
    edits: [{ file: 'kiosk/log/reserve.ts', find: 'bytes === 0 || isKept) return', replace: 'true) return' }],
    ...STORAGE,
    test: 'costs no scan while there is a reserve',
  },
  {
    guard: 'backup-unchecked',
    without: 'a backup has its name once it was read through',
    edits: [
      {
        file: 'db/kiosk/rescue/back-up.ts',
        find: 'function* readThrough(half: string): Generator<void> {',
        replace: 'function* readThrough(half: string): Generator<void> {\n  return',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/log/back-ups.test.ts',
    test: 'that are no good get no name',
  },
  {
    guard: 'unacknowledged-dropped',
    without: 'only acknowledged months are dropped',
    edits: [
      {
        file: 'kiosk/scan/drop-old-months.ts',
        find: 'Math.min(acknowledged.seq, newest)',
        replace: 'newest',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/scan/drop-old-months.test.ts',
    test: 'never loses what the district has not acknowledged',
  },
]
