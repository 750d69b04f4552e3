import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ALL_MUTANTS } from './all-mutants.ts'
import type { Edit, Mutant } from './mutant.ts'

/** Names the guard that is taken away in this process and in those it starts. */
export const MUTANT = 'GIOGIAC_MUTANT'

/** Every guard stands, and all else is as where one is taken away. */
export const NONE = 'none'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const HOOK = new URL('mutate-modules.ts', import.meta.url)

/** What a process is told to run without a guard: Node's own loader by a hook, tests and builds by `mutantPlugins`. */
export const environmentWithout = (guard: string): Readonly<Record<string, string>> => ({
  [MUTANT]: guard,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${HOOK}`,
})

/** @throws where the text to be replaced is not there, or is there twice: the guard would be on */
export function applyEdit(source: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = source.split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file}: not exactly once: ${find}`)
  return before + replace + after
}

/** The files that a guard is taken out of, as they read then. @throws as `applyEdit` does */
export function changedSources({ edits }: Pick<Mutant, 'edits'>): ReadonlyMap<string, string> {
  const changed = new Map<string, string>()
  for (const edit of edits) {
    const source = changed.get(edit.file) ?? readFileSync(join(ROOT, edit.file), 'utf8')
    changed.set(edit.file, applyEdit(source, edit))
  }
  return changed
}

const named = process.env[MUTANT]
const edits = ALL_MUTANTS.find(({ guard }) => guard === named)?.edits ?? []
if (named !== undefined && named !== NONE && edits.length === 0)
  throw new Error(`no guard has the name ${named}`)

/** A source as it is loaded: without the guard, where that stands in it. @param path absolute */
export function mutate(path: string, source: string): string {
  const file = relative(ROOT, path).replaceAll(sep, '/')
  return edits.filter((edit) => edit.file === file).reduce(applyEdit, source)
}
