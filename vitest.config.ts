import { defineConfig } from 'vitest/config'

/** Suites by what they need; `npm run test:unit` runs only the first and needs nothing but Node. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/*.test.ts', 'tests/{core,db/kiosk,kiosk,electron,scripts}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'district',
          include: ['tests/{district,db/district}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'renderer',
          include: ['tests/renderer/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
