import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MUTANT } from '../../scripts/mutations/mutate.ts'
import { createFusedDistrict, type FusedDistrict } from '../support/fused-district.ts'
import { findPostgres, sharedPostgres, type TestPostgres } from '../support/start-postgres.ts'
import { arbitraryHappenings } from './arbitrary-happenings.ts'
import { MODEL_START, type ModelStart, prepareModel } from './prepare-model.ts'
import { type Happening, runModel } from './sync-model.ts'

/** Histories that broke a promise once: they are run first, for ever. */
const REGRESSIONS = join(import.meta.dirname, 'regressions.json')
/** Without a disk behind it: what counts here is the order of things, not whether a disk keeps its word. */
const MEMORY = '/dev/shm'
const MOST_MS = 1_800_000

const regressions = (): Happening[][] => JSON.parse(readFileSync(REGRESSIONS, 'utf8'))

function keepRegression(happenings: Happening[]): void {
  if (process.env.CI === 'true' || process.env[MUTANT] !== undefined) return
  writeFileSync(REGRESSIONS, `${JSON.stringify([...regressions(), happenings], null, 1)}\n`)
}

export interface ModelSuite {
  readonly engine: 'PGlite' | 'PostgreSQL'
  readonly runs: number
  /** In `npm run test:soak`. */
  readonly soakRuns: number
  readonly withRegressions: boolean
}

/** Runs random histories of kiosk, line and district on real files and a real database. `GIOGIAC_SEED` repeats one. */
export function modelSuite({ engine, runs, soakRuns, withRegressions }: ModelSuite): void {
  const skipped = engine === 'PostgreSQL' && findPostgres() === null && process.env.CI !== 'true'
  describe.skipIf(skipped)(`a kiosk, its line and its district on ${engine} (S1, S2)`, () => {
    let root: string
    let postgres: TestPostgres | null = null
    let district: FusedDistrict
    let start: ModelStart
    beforeAll(async () => {
      root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'giogiac-model-'))
      if (engine === 'PostgreSQL') postgres = await sharedPostgres()
      district = await createFusedDistrict((await postgres?.createDatabase()) ?? null, MODEL_START)
      start = await prepareModel(district, root)
    })
    afterAll(async () => {
      await district.close()
      await postgres?.stop()
      rmSync(root, { recursive: true, force: true })
    })

    const usual = process.env.GIOGIAC_SOAK === '1' ? soakRuns : runs
    const asked = Number(process.env.GIOGIAC_MODEL_RUNS ?? usual)
    const name = `hold the same log at rest, each event once, whatever was lost, doubled, delayed, cut, ended or restored: ${asked} histories`
    test(
      name,
      async () => {
        const seed = Number(process.env.GIOGIAC_SEED ?? Date.now() % 2 ** 31)
        process.stdout.write(`model on ${engine}: seed ${seed}, ${asked} runs\n`)
        const property = fc.asyncProperty(arbitraryHappenings, (happenings) =>
          runModel(district, start, root, happenings),
        )
        const examples: [Happening[]][] = withRegressions ? regressions().map((each) => [each]) : []
        const result = await fc.check(property, { numRuns: asked + examples.length, seed, examples })
        if (result.failed && result.counterexample !== null) keepRegression(result.counterexample[0])
        expect(fc.defaultReportMessage(result) ?? '').toBe('')
      },
      MOST_MS,
    )
  })
}
