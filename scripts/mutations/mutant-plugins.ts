import type { Plugin } from 'vitest/config'
import { MUTANT, mutate } from './mutate.ts'

const pathOf = (id: string): string => id.replace(/[?#].*$/, '')

const mutant: Plugin = {
  name: 'giogiac-mutant',
  enforce: 'pre',
  transform(source, id) {
    const code = mutate(pathOf(id), source)
    return code === source ? null : { code, map: null }
  },
  // What a run with every guard keeps of the other modules is as good here; of this one nothing is kept or taken.
  api: { vitest: { ignoreFsModuleCache: true } },
  configureVitest({ defineCacheKeyGenerator }) {
    defineCacheKeyGenerator(({ id, sourceCode }) =>
      mutate(pathOf(id), sourceCode) === sourceCode ? undefined : false,
    )
  },
}

/** For whatever Vite loads, tests and pages that they build: none unless a guard is to be taken away. */
export const mutantPlugins: Plugin[] = process.env[MUTANT] === undefined ? [] : [mutant]
