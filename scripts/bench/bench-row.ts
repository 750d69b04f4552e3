/** One line of the bench; `ratio` compares with the thing named in `against`, in the same run. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly against?: string
  /** The least ratio that counts as reached. */
  readonly goal?: number
  /** The largest ratio that counts as reached. */
  readonly atMost?: number
}

/** The value below which a share of the values lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

function aimOf({ ratio, goal, atMost }: BenchRow): string {
  if (ratio === undefined) return ''
  if (goal !== undefined) return `  at least ${goal} ×: ${ratio >= goal ? 'reached' : 'MISSED'}`
  if (atMost !== undefined) return `  at most ${atMost} ×: ${ratio <= atMost ? 'reached' : 'MISSED'}`
  return ''
}

/** Prints rows as a table: what, how much, against what, and whether that is enough. */
export function printRows(rows: readonly BenchRow[]): void {
  for (const row of rows) {
    const { name, value, unit, ratio, against } = row
    const compared = ratio === undefined ? '' : `  ${ratio.toFixed(2)} × ${against ?? ''}`
    process.stdout.write(
      `${name.padEnd(56)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(3)}${compared}${aimOf(row)}\n`,
    )
  }
}
