import { defineConfig } from 'vitest/config'
import { mutantPlugins } from './scripts/mutations/mutant-plugins.ts'

/** Logs that are killed, cut off and given full disks. They wait for a disk, and nothing that they say is a time. */
const DISKS = ['tests/power-cut/**/*.test.ts', 'tests/kiosk/kill.test.ts', 'tests/kiosk/storage.test.ts']

/** An office's first day and a whole month, through the pages of kiosk and district. */
const OFFICES = ['tests/e2e/whole-month.test.ts', 'tests/e2e/first-day.test.ts']

/** Tests of pages that measure how soon something is seen or read: nothing else runs beside them. */
const TIMED = [
  'decode-script',
  'camera',
  'decoder',
  'desk',
  'hostile-codes',
  'queue',
  'scanner-check',
  'scanner-faults',
  'screen',
  'sheet',
].map((name) => `tests/renderer/kiosk/${name}.test.ts`)

/** How long `expect.poll` asks again: a busy machine is slow and still right. Never what a test measures. */
const PATIENT = { poll: { timeout: 15_000 } }

/** Pages, an empty database, a PostgreSQL: made once for all files that need one. */
const RUN = 'tests/support/test-run.ts'

/** Suites by what they need; `npm run test:unit` runs only the first and needs nothing but Node. */
const SUITES = [
  {
    name: 'unit',
    include: ['tests/*.test.ts', 'tests/{core,db/kiosk,kiosk,electron,scripts}/**/*.test.ts'],
    exclude: DISKS,
    testTimeout: 20_000,
  },
  {
    name: 'district',
    globalSetup: RUN,
    include: ['tests/{district,db/district,sync,trust}/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
  {
    name: 'disks',
    include: DISKS,
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
  {
    name: 'pages',
    globalSetup: RUN,
    include: ['tests/renderer/**/*.test.ts', ...OFFICES],
    exclude: TIMED,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
  {
    name: 'camera',
    globalSetup: RUN,
    include: TIMED,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
  {
    name: 'e2e',
    globalSetup: RUN,
    include: ['tests/e2e/**/*.test.ts'],
    exclude: OFFICES,
    testTimeout: 300_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
]

export default defineConfig({
  test: {
    projects: SUITES.map((test) => ({ plugins: mutantPlugins, test: { ...test, expect: PATIENT } })),
  },
})
