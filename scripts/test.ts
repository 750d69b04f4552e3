import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * `npm test`: types, style, every suite, then guards switched off one by one; closes with one plain line over all of
 * them. A type or style fault counts as one failed test; with `CI=true` a skipped test fails the run.
 */
const Report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.unknown()),
    }),
  ),
})

const totals = { passed: 0, failed: 0, skipped: 0 }

function check(name: string, command: string, args: string[]): void {
  process.stdout.write(`\n── ${name}\n`)
  const done = spawnSync(command, args, { stdio: 'inherit' })
  if (done.status === 0) totals.passed += 1
  else totals.failed += 1
}

function suite(project: string): void {
  process.stdout.write(`\n── ${project}\n`)
  const directory = mkdtempSync(join(tmpdir(), 'giogiac-test-'))
  const file = join(directory, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const done = spawnSync('vitest', ['run', '--project', project, ...reporters], { stdio: 'inherit' })
  try {
    const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
    // A file that could not be loaded has no tests to count and still is a failure.
    const unloaded = report.testResults.filter(
      (f) => f.status === 'failed' && f.assertionResults.length === 0,
    )
    totals.passed += report.numPassedTests
    totals.failed += report.numFailedTests + unloaded.length
    totals.skipped += report.numPendingTests + report.numTodoTests
    if (done.status !== 0 && report.numFailedTests + unloaded.length === 0) totals.failed += 1
  } catch (fault) {
    process.stdout.write(`✗ ${project}: no report (${String(fault)})\n`)
    totals.failed += 1
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

check('types', 'tsc', ['--noEmit'])
check('style', 'biome', ['check', '.'])
for (const project of ['unit', 'district', 'renderer', 'e2e']) suite(project)
check('mutations', 'node', ['scripts/mutations.ts', '--short'])

if (process.env.CI === 'true' && totals.skipped > 0) {
  process.stdout.write(`\n✗ ${totals.skipped} tests were skipped; in CI every suite has to run.\n`)
}
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
process.exitCode = totals.failed > 0 || (process.env.CI === 'true' && totals.skipped > 0) ? 1 : 0
