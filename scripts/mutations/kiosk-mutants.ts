import type { Mutant } from './mutant.ts'

const UPDATES = { project: 'unit', file: 'tests/kiosk/update/updates.test.ts' } as const
const REFUSED_CODE_TOLD = {
  guard: 'refused-code-told',
  edits: [
    {
      file: 'kiosk/scan/record-scan.ts',
      find: 'const attempt =',
      replace: "if (digest === null) kiosk.log('refused', { code: input.code })\n  const attempt =",
    },
  ],
} as const

/** The kiosk at its counter: its windows, clock, updates, sticks and visits. */
export const KIOSK_MUTANTS: readonly Mutant[] = [
  {
    guard: 'any-window-heard',
    without: 'a kiosk in a browser answers only the windows it opened',
    edits: [
      {
        file: 'kiosk/host/window-pass.ts',
        find: 'isSame(cookieNamed(cookies, name), value)',
        replace: 'true',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/host/browser-host.test.ts',
    test: 'is refused everything, with a sentence',
  },
  {
    guard: 'any-file-opened',
    without: 'nothing but a plain file is opened on a stick',
    edits: [
      {
        file: 'db/open-plain-file.ts',
        find: 'if (!(await lstat(path)).isFile()) throw notAFile(path)',
        replace: 'return open(path)',
      },
    ],
    ...UPDATES,
    test: 'with a pipe, a device or a link in the place of one of its files',
  },
  {
    guard: 'older-update-taken',
    without: 'an older version never pushes a newer one that waits aside',
    edits: [
      {
        file: 'kiosk/update/stage-update.ts',
        find: 'compareVersions(version, waiting) < 0',
        replace: 'false',
      },
    ],
    ...UPDATES,
    test: 'that is older than the one that waits does not push it aside',
  },
  {
    guard: 'update-by-wall-clock',
    without: 'an update that has expired stays expired when the clock is set back',
    edits: [{ file: 'kiosk/update/updates.ts', find: 'latest > byClock', replace: 'false' }],
    ...UPDATES,
    test: 'that has expired by the district’s time stays expired',
  },
  {
    guard: 'clock-jumps-unwatched',
    without: 'a step of the clock goes on record',
    edits: [{ file: 'kiosk/log/clock-watch.ts', find: 'Math.abs(deltaMs) > JUMP_MS', replace: 'false' }],
    project: 'unit',
    file: 'tests/kiosk/log/clock.test.ts',
    test: 'goes on record once, before the next scan',
  },
  {
    guard: 'names-after-revocation',
    without: 'a revoked kiosk has no directory any more (S14)',
    edits: [
      {
        file: 'kiosk/desk/note-revoked.ts',
        find: 'if (revoked) kiosk.memory.directory = null',
        replace: '',
      },
      { file: 'kiosk/desk/note-revoked.ts', find: 'memory.revoked ? null : store', replace: 'store' },
    ],
    project: 'unit',
    file: 'tests/kiosk/sync/revoked.test.ts',
    test: 'names nobody and judges nothing',
  },
  {
    ...REFUSED_CODE_TOLD,
    without: 'what is no badge is forgotten',
    project: 'unit',
    file: 'tests/kiosk/scan/refused-codes.test.ts',
    test: 'leaves no trace of its text in any file or log line',
  },
  {
    ...REFUSED_CODE_TOLD,
    without: 'what is no badge is in no log line of a kiosk',
    project: 'district',
    file: 'tests/trust/privacy.test.ts',
    test: 'holds nothing of an identity card, no badge code',
    slow: true,
  },
  {
    guard: 'late-without-the-others',
    without: 'nobody is called late by a kiosk that does not know what the point’s others have recorded',
    edits: [
      { file: 'kiosk/scan/judge-scan.ts', find: 'became.lateMinutes > 0', replace: 'false' },
      { file: 'kiosk/scan/judge-scan.ts', find: 'became.earlyMinutes > 0', replace: 'false' },
    ],
    project: 'unit',
    file: 'tests/kiosk/scan/scan.test.ts',
    test: 'calls nobody late or early where the point has another kiosk',
  },
  {
    guard: 'visit-without-end',
    without: 'a visit ends by itself a minute after its last question',
    edits: [{ file: 'kiosk/desk/visits.ts', find: 'if (isOver)', replace: 'if (false)' }],
    project: 'unit',
    file: 'tests/kiosk/visit/open-visit.test.ts',
    test: 'ends by itself a minute after the last question',
  },
  {
    guard: 'visit-of-anybody',
    without: 'settings and the log on a stick are the administrator’s',
    edits: [
      {
        file: 'kiosk/desk/require-visit.ts',
        find: "visit.role === 'administrator' ? { kind: 'open' }",
        replace: "true ? { kind: 'open' }",
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/visit/open-visit.test.ts',
    test: 'of a leader changes no settings and ends no program',
  },
  {
    guard: 'stick-file-under-its-name-at-once',
    without: 'a file has its name only when all of it is on the stick',
    edits: [
      {
        file: 'kiosk/stick/write-to-stick.ts',
        find: `const half = join(folder, \`.\${name}\${HALF_ENDING}\`)`,
        replace: 'const half = join(folder, freeName(folder, name))',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/stick/pulled-stick.test.ts',
    test: 'leaves no file under its name',
  },
  {
    guard: 'stick-not-read-back',
    without: 'what is on the stick is read back',
    edits: [
      {
        file: 'kiosk/stick/write-to-stick.ts',
        find: "readBack.digest('hex') === written.digest('hex')",
        replace: 'true',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/stick/pulled-stick.test.ts',
    test: 'is read back, and is not there when it reads otherwise',
  },
  {
    guard: 'receipt-of-any-log',
    without: 'a receipt is of this log',
    edits: [{ file: 'kiosk/stick/read-receipt.ts', find: 'body.log !== log', replace: 'false' }],
    project: 'unit',
    file: 'tests/kiosk/stick/export-log.test.ts',
    test: 'of another log',
  },
  {
    guard: 'receipt-of-any-event',
    without: 'a receipt is about an event of this log',
    edits: [
      {
        file: 'kiosk/stick/read-receipt.ts',
        find: 'store.read.hashOf(have.seq) !== have.hash',
        replace: 'false',
      },
    ],
    project: 'unit',
    file: 'tests/kiosk/stick/export-log.test.ts',
    test: 'about an event this log does not have',
  },
  {
    guard: 'name-stays-on-screen',
    without: 'a name leaves the kiosk’s screen after four seconds (T7)',
    edits: [{ file: 'renderer/kiosk/counter/card.ts', find: 'CARD_MS = 4_000', replace: 'CARD_MS = 40_000' }],
    project: 'camera',
    file: 'tests/renderer/kiosk/screen.test.ts',
    test: 'takes the name from the screen and from the document after four seconds',
    slow: true,
  },
]
