import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { RUN } from '../../tests/support/run-folder.ts'
import { ENGINE } from '../../tests/support/start-postgres.ts'
import type { Mutant } from './mutant.ts'
import { environmentWithout, NONE } from './mutate.ts'

/** Runs of the test programme at once. */
const AT_ONCE = 2
const PAGES: readonly Mutant['project'][] = ['pages', 'camera']
/** Of one file. Without a guard a test may wait for ever: that is as red as any. */
const LONGEST_MS = 4 * 60_000

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

interface Told {
  readonly file: string
  readonly name: string
  readonly status: string
}

export interface MutantResult {
  readonly mutant: Mutant
  /** `green`: nobody noticed that the guard was gone; `unloaded`: the tests did not even run. */
  readonly kind: 'red' | 'green' | 'unloaded'
  readonly seconds: number
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Runs tests by name. @returns what became of each that ran, or `null` when the run had to be ended */
function runTests(
  project: string,
  files: readonly string[],
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  workers = 1,
): Promise<readonly Told[] | null> {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-mutation-'))
  const report = join(folder, 'report.json')
  const args = [
    ...[
      'run',
      '--project',
      project,
      `--maxWorkers=${workers}`,
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    ...['-t', [...new Set(names)].map(escaped).join('|'), ...new Set(files)],
  ]
  const child = spawn('vitest', args, {
    stdio: 'ignore',
    env: { ...process.env, ...environment },
    detached: true,
  })
  return new Promise((resolve) => {
    let late = false
    const end = setTimeout(() => {
      late = true
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, LONGEST_MS * new Set(files).size)
    child.once('exit', () => {
      clearTimeout(end)
      resolve(late ? null : readReport(report))
      rmSync(folder, { recursive: true, force: true })
    })
  })
}

function readReport(file: string): readonly Told[] {
  try {
    const { testResults } = Report.parse(JSON.parse(readFileSync(file, 'utf8')))
    return testResults.flatMap(({ name: path, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => ({ file: path, name: fullName, status })),
    )
  } catch {
    return []
  }
}

const isOf = ({ file, test }: Mutant, told: Told): boolean =>
  told.file.endsWith(file) && told.name.includes(test)

/** Runs every test that a guard names, with all guards on. @returns the guards whose test is not green */
export async function showGreen(
  mutants: readonly Mutant[],
): Promise<{ readonly passed: number; readonly missing: readonly Mutant[] }> {
  let passed = 0
  const missing: Mutant[] = []
  for (const [project, own] of Map.groupBy(mutants, (mutant) => mutant.project)) {
    const files = own.map(({ file }) => file)
    const names = own.map(({ test }) => test)
    const told = (await runTests(project, files, names, environmentWithout(NONE), AT_ONCE)) ?? []
    const meant = told.filter((one) => own.some((mutant) => isOf(mutant, one)))
    passed += meant.filter(({ status }) => status === 'passed').length
    for (const mutant of own) {
      const its = meant.filter((one) => isOf(mutant, one))
      const isGreen =
        its.some(({ status }) => status === 'passed') && !its.some(({ status }) => status === 'failed')
      if (!isGreen) missing.push(mutant)
    }
  }
  return { passed, missing }
}

/** Runs each guard's test without the guard, some at a time. */
export async function runMutants(
  mutants: readonly Mutant[],
  told: (result: MutantResult) => void,
): Promise<readonly MutantResult[]> {
  const waiting = [...mutants]
  const results: MutantResult[] = []
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const result = await runMutant(mutant)
      results.push(result)
      told(result)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

async function runMutant(mutant: Mutant): Promise<MutantResult> {
  const begun = performance.now()
  const told = await runTests(mutant.project, [mutant.file], [mutant.test], {
    ...environmentWithout(mutant.guard),
    // Pages without a guard are nobody else's: a run that builds any has a folder of its own.
    ...(PAGES.includes(mutant.project) && { [RUN]: undefined }),
    [ENGINE]: mutant.engine ?? 'PGlite',
  })
  const seconds = (performance.now() - begun) / 1000
  const its = told?.filter((one) => isOf(mutant, one))
  if (its === undefined || its.some(({ status }) => status === 'failed'))
    return { mutant, kind: 'red', seconds }
  return { mutant, kind: its.some(({ status }) => status === 'passed') ? 'green' : 'unloaded', seconds }
}
