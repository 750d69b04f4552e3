import { defineConfig } from 'vitest/config'

/** Tests of the kiosk service that kill processes or fill disks: they take their time. */
const SLOW = ['tests/kiosk/kill.test.ts', 'tests/kiosk/storage.test.ts']

/** Tests of pages that measure how soon something is seen or read: nothing else runs beside them. */
const TIMED = [
  'decode-script',
  'kiosk-camera',
  'kiosk-decoder',
  'kiosk-desk',
  'kiosk-desk-real',
  'kiosk-hostile-codes',
  'kiosk-queue',
  'kiosk-scanner-check',
  'kiosk-scanner-faults',
  'kiosk-screen',
].map((name) => `tests/renderer/${name}.test.ts`)

/** How long `expect.poll` asks again: a busy machine is slow and still right. Never what a test measures. */
const PATIENT = { poll: { timeout: 15_000 } }

/** Pages, an empty database, a PostgreSQL: made once for all files that need one. */
const RUN = 'tests/support/test-run.ts'

/** Suites by what they need; `npm run test:unit` runs only the first and needs nothing but Node. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/*.test.ts', 'tests/{core,db/kiosk,kiosk,electron,scripts}/**/*.test.ts'],
          exclude: [...SLOW],
          testTimeout: 20_000,
          expect: PATIENT,
        },
      },
      {
        test: {
          name: 'district',
          globalSetup: RUN,
          include: ['tests/{district,db/district,sync,trust}/**/*.test.ts'],
          expect: PATIENT,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'pages',
          globalSetup: RUN,
          include: ['tests/renderer/**/*.test.ts'],
          exclude: TIMED,
          expect: PATIENT,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'camera',
          globalSetup: RUN,
          include: TIMED,
          expect: PATIENT,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          globalSetup: RUN,
          include: ['tests/{e2e,power-cut}/**/*.test.ts', ...SLOW],
          expect: PATIENT,
          testTimeout: 300_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
