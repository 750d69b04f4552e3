import beginRun from '../tests/support/test-run.ts'
import { ALL_MUTANTS } from './mutations/all-mutants.ts'
import type { Mutant } from './mutations/mutant.ts'
import { changedSources } from './mutations/mutate.ts'
import { type MutantResult, runMutants, showGreen } from './mutations/run-mutants.ts'

/**
 * `npm run test:mutations [-- --short | GUARD …]`: shows the tests green, then takes away one guard after the other
 * and shows that they turn red. Fails when a test stays green without its guard, or is not there. `--short` leaves out
 * the slow ones; `--green` says that the tests were shown green just now.
 */
const args = process.argv.slice(2)
const short = args.includes('--short')
const isGreen = args.includes('--green')
const asked = args.filter((arg) => arg !== '--short' && arg !== '--green')
const unknown = asked.filter((name) => !ALL_MUTANTS.some(({ guard }) => guard === name))
if (unknown.length > 0) {
  process.stderr.write(
    `${unknown.join(', ')}: ${[...new Set(ALL_MUTANTS.map(({ guard }) => guard))].join(' | ')}\n`,
  )
  process.exit(2)
}
const mutants = ALL_MUTANTS.filter(
  ({ guard, slow }) => (asked.length === 0 || asked.includes(guard)) && !(short && slow),
)

for (const mutant of mutants) changedSources(mutant)

const print = (mark: string, { guard, without }: Mutant, rest: string): void => {
  process.stdout.write(`${mark} ${guard.padEnd(32)} ${without.padEnd(56)} ${rest}\n`)
}

const begun = performance.now()
const endRun = beginRun()
const green = isGreen ? { passed: 0, missing: [] } : await showGreen(mutants)
for (const mutant of green.missing) print('✗', mutant, `with the guard on not green: ${mutant.file}`)
const results: readonly MutantResult[] =
  green.missing.length > 0
    ? []
    : await runMutants(mutants, (result) => {
        const { mutant, kind, seconds } = result
        print(kind === 'red' ? '✓' : '✗', mutant, `${kind} (${seconds.toFixed(1)} s, ${mutant.file})`)
      })
await endRun()
const red = results.filter(({ kind }) => kind === 'red').length
const seconds = Math.round((performance.now() - begun) / 1000)
process.stdout.write(
  `\n${isGreen ? '' : `${green.passed} tests green with every guard on; `}${red} of ${mutants.length} guards: red without it; ${seconds} s\n`,
)
process.exitCode = red === mutants.length ? 0 : 1
