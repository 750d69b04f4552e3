/** Heights in points, as they were measured. */
export interface SheetHeights {
  /** Above the table, on the first page only. */
  readonly before: number
  /** Headings, repeated on every page. */
  readonly heads: number
  readonly rows: readonly number[]
  /** Everything that follows the last row: sums, symbols, signatures. */
  readonly tail: number
}

/** Rows that stay with the signatures, so that nobody signs below an empty table. */
const KEPT_WITH_TAIL = 3

/**
 * Spreads the rows of a sheet over pages: as few as it needs, the tail on the last one, together with the last three
 * rows where they fit on a page with it.
 * @param capacity height of a page between its margins
 * @returns the first row of each page and, at the end, the number of rows
 */
export function paginateSheet(heights: SheetHeights, capacity: number): readonly number[] {
  const { rows, before, heads, tail } = heights
  const roomOf = (page: number): number => capacity - heads - (page === 0 ? before : 0)
  const heightOf = (from: number, to: number): number =>
    rows.slice(from, to).reduce((sum, height) => sum + height, 0)
  const starts = [0]
  for (let row = 1; row <= rows.length; row++) {
    const from = starts.at(-1) ?? 0
    if (heightOf(from, row) > roomOf(starts.length - 1) && row - 1 > from) starts.push(row - 1)
  }
  const all = rows.length
  const last = starts.at(-1) ?? 0
  const isWhole = starts.length === 1 || all - last >= KEPT_WITH_TAIL
  if (isWhole && heightOf(last, all) + tail <= roomOf(starts.length - 1)) return [...starts, all]
  let first = Math.max(1, all - KEPT_WITH_TAIL)
  while (first < all - 1 && heightOf(first, all) + tail > roomOf(1)) first++
  if (first >= all) return [...starts, all]
  return [...starts.filter((start) => start < first), first, all]
}
