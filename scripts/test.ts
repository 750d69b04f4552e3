import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { z } from 'zod'

/**
 * `npm test`: types, style, every suite, then guards taken away one by one; names the slowest files and what failed,
 * and closes with one plain line over all of them. A type or style fault counts as one failed test; with `CI=true` a
 * skipped test fails the run.
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
      startTime: z.number(),
      endTime: z.number(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

const totals = { passed: 0, failed: 0, skipped: 0 }

/** What failed, for the end of the output, where people look: `file > test`, and how each failure begins. */
const failures: string[] = []

/** How long each file's tests took, in seconds. */
const files: { readonly name: string; readonly seconds: number }[] = []
const SLOWEST = 10

function failure(name: string, message = ''): void {
  const opening = message.split('\n').slice(0, 12)
  failures.push([`✗ ${name}`, ...opening.map((line) => `    ${line}`)].join('\n'))
}

function check(name: string, command: string, args: string[]): void {
  process.stdout.write(`\n── ${name}\n`)
  const begun = performance.now()
  const done = spawnSync(command, args, { stdio: 'inherit' })
  tellTime(name, begun)
  if (done.status === 0) totals.passed += 1
  else {
    totals.failed += 1
    failure(name)
  }
}

/** Suites whose files share nothing but the machine: while one waits for a disk or a database, another goes on. */
const TWO_AT_ONCE: readonly string[] = ['unit', 'district', 'disks', 'pages']

function tellTime(name: string, begun: number): void {
  process.stdout.write(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
}

function suite(project: string): void {
  process.stdout.write(`\n── ${project}\n`)
  const directory = mkdtempSync(join(tmpdir(), 'giogiac-test-'))
  const file = join(directory, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const begun = performance.now()
  const workers = TWO_AT_ONCE.includes(project) ? ['--maxWorkers=2'] : []
  const done = spawnSync('vitest', ['run', '--project', project, ...workers, ...reporters], {
    stdio: 'inherit',
  })
  tellTime(project, begun)
  try {
    const report = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
    // A file that could not be loaded has no tests to count and still is a failure.
    const unloaded = report.testResults.filter(
      (f) => f.status === 'failed' && f.assertionResults.length === 0,
    )
    totals.passed += report.numPassedTests
    totals.failed += report.numFailedTests + unloaded.length
    totals.skipped += report.numPendingTests + report.numTodoTests
    for (const file of unloaded) failure(file.name, file.message)
    for (const file of report.testResults) {
      const name = relative(process.cwd(), file.name)
      files.push({ name, seconds: (file.endTime - file.startTime) / 1000 })
      for (const test of file.assertionResults) {
        if (test.status === 'failed') failure(`${file.name} > ${test.fullName}`, test.failureMessages?.[0])
      }
    }
    if (done.status !== 0 && report.numFailedTests + unloaded.length === 0) {
      totals.failed += 1
      failure(`${project}: an error outside of every test`)
    }
  } catch (fault) {
    totals.failed += 1
    failure(`${project}: no report`, String(fault))
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

check('types', 'tsc', ['--noEmit'])
check('style', 'biome', ['check', '.'])
for (const project of ['unit', 'district', 'disks', 'pages', 'camera', 'e2e']) suite(project)
check('mutations', 'node', ['scripts/mutations.ts', '--short', '--green'])

files.sort((a, b) => b.seconds - a.seconds)
process.stdout.write('\n── slowest files\n')
for (const { name, seconds } of files.slice(0, SLOWEST)) {
  process.stdout.write(`${seconds.toFixed(0).padStart(5)} s  ${name}\n`)
}
if (process.env.CI === 'true' && totals.skipped > 0) {
  process.stdout.write(`\n✗ ${totals.skipped} tests were skipped; in CI every suite has to run.\n`)
}
if (failures.length > 0) process.stdout.write(`\n── failed\n${failures.join('\n')}\n`)
process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
process.exitCode = totals.failed > 0 || (process.env.CI === 'true' && totals.skipped > 0) ? 1 : 0
