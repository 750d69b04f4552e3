import { foldText } from '../../../core/names.ts'
import type { TreeRow } from './tree-rows.ts'

/** A line of the tree as it is shown. */
export interface ShownRow {
  readonly line: TreeRow
  /** Whether what stands below it is shown; `null`: nothing stands below it. */
  readonly open: boolean | null
}

/** More lines than this are folded to their points until somebody opens them. */
export const LONG_TREE = 40

/**
 * The lines that a search or the folding leaves, in their order: what is found comes with everything above and below it.
 * @param words searched in names, without accents; empty: no search
 */
export function shownRows(
  rows: readonly TreeRow[],
  isFolded: (line: TreeRow) => boolean,
  words: string,
): ShownRow[] {
  const wanted = foldText(words.trim())
  const hasBelow = (at: number): boolean => (rows[at + 1]?.depth ?? 0) > (rows[at]?.depth ?? 0)
  const kept = new Set<number>()
  const above: number[] = []
  let foundAt: number | null = null
  let foldedAt: number | null = null
  rows.forEach((line, at) => {
    above.length = line.depth
    if (wanted === '') {
      if (foldedAt !== null && line.depth > foldedAt) return
      foldedAt = isFolded(line) ? line.depth : null
      kept.add(at)
      return
    }
    if (foundAt !== null && line.depth <= foundAt) foundAt = null
    if (foundAt === null && foldText(line.row.name).includes(wanted)) foundAt = line.depth
    if (foundAt !== null) for (const each of [...above, at]) kept.add(each)
    above[line.depth] = at
  })
  return rows.flatMap((line, at) =>
    kept.has(at)
      ? [{ line, open: hasBelow(at) ? (wanted === '' ? !isFolded(line) : kept.has(at + 1)) : null }]
      : [],
  )
}
