import { readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { ALL_MUTANTS } from '../../scripts/mutations/all-mutants.ts'
import { applyEdit, changedSources } from '../../scripts/mutations/mutate.ts'

const EDIT = { file: 'a.ts', find: 'x', replace: 'y' }

describe('a guard that can be taken away', () => {
  it.each(ALL_MUTANTS)('$guard ($test): its text is there exactly once, and a program is left', (mutant) => {
    for (const [file, source] of changedSources(mutant)) {
      expect(parseSync(file, source).errors).toEqual([])
      expect(source).not.toBe(readFileSync(file, 'utf8'))
    }
  })

  it('is the same for every test that names it', () => {
    for (const [guard, mutants] of Map.groupBy(ALL_MUTANTS, ({ guard }) => guard))
      for (const { edits } of mutants) expect(edits, guard).toEqual(mutants[0]?.edits)
  })
})

describe('an edit', () => {
  it('is refused where its text is not there, or is there twice', () => {
    expect(applyEdit('if (x) return', EDIT)).toBe('if (y) return')
    expect(() => applyEdit('if (z) return', EDIT)).toThrow('a.ts: not exactly once: x')
    expect(() => applyEdit('if (x && x) return', EDIT)).toThrow('a.ts: not exactly once: x')
  })
})
