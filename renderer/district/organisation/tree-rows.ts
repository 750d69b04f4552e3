import type { Organisation } from '../../../core/district/organisation-api.ts'
import { foldText } from '../../../core/names.ts'
import { termOn } from '../../../core/schedule/term-on.ts'

type Body = Organisation['organisations'][number]
type Point = Organisation['points'][number]
type Counter = Organisation['counters'][number]

export type TreeRow =
  | { readonly kind: 'organisation'; readonly depth: number; readonly row: Body }
  | { readonly kind: 'point'; readonly depth: number; readonly row: Point }
  | { readonly kind: 'counter'; readonly depth: number; readonly row: Counter }

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  foldText(a.name).localeCompare(foldText(b.name), 'vi', { numeric: true })

/** The tree as lines: an organisation, its points with their counters, then what stands below it. */
export function treeRows({ organisations, points, counters }: Organisation): TreeRow[] {
  const known = new Set(organisations.map(({ id }) => id))
  const children = Map.groupBy(organisations, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  )
  const rows: TreeRow[] = []
  const seen = new Set<string>()
  const visit = (body: Body, depth: number): void => {
    if (seen.has(body.id)) return
    seen.add(body.id)
    rows.push({ kind: 'organisation', depth, row: body })
    for (const point of points.filter(({ organisation }) => organisation === body.id).sort(byName)) {
      rows.push({ kind: 'point', depth: depth + 1, row: point })
      for (const counter of counters.filter((each) => each.point === point.id).sort(byName))
        rows.push({ kind: 'counter', depth: depth + 2, row: counter })
    }
    for (const child of [...(children.get(body.id) ?? [])].sort(byName)) visit(child, depth + 1)
  }
  for (const root of [...(children.get(null) ?? [])].sort(byName)) visit(root, 0)
  return rows
}

/** Whether a row had begun and not yet ended on a date. */
export const stoodOn = ({ row }: TreeRow, date: string): 'stood' | 'not-yet' | 'ended' =>
  row.validFrom > date ? 'not-yet' : row.validTo !== null && row.validTo < date ? 'ended' : 'stood'

/** What a row was called on a date and under whom it stood. */
export function calledOn(
  tree: Organisation,
  line: TreeRow,
  date: string,
): { readonly name: string; readonly parent: string | null } {
  const nameOf = (id: string | null): string | null => {
    const found = tree.organisations.find((body) => body.id === id)
    return found === undefined ? null : termOn(found, date).name
  }
  switch (line.kind) {
    case 'organisation': {
      const term = termOn(line.row, date)
      return { name: term.name, parent: nameOf(term.parent) }
    }
    case 'point': {
      const term = termOn(line.row, date)
      return { name: term.name, parent: nameOf(term.organisation) }
    }
    case 'counter':
      return { name: line.row.name, parent: null }
  }
}
