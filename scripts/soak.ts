import { spawnSync } from 'node:child_process'

/**
 * `npm run test:soak`: the tests that a longer run makes stronger (power cuts, kills, failing disks, damaged logs, the
 * model of kiosk, line and district), with far more rounds than `npm test` has time for. Takes up to an hour.
 */
const LONG = [
  'tests/power-cut',
  'tests/e2e/power-cut.test.ts',
  'tests/sync',
  'tests/trust/verify-log-file.test.ts',
  'tests/trust/fuzz-routes.test.ts',
]
const { status } = spawnSync('vitest', ['run', ...LONG], {
  stdio: 'inherit',
  env: { ...process.env, GIOGIAC_SOAK: '1' },
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
