/** One line of the bench; `ratio` compares with the thing named in `against`, larger is better. */
export interface BenchRow {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly ratio?: number
  readonly against?: string
  /** The least ratio that counts as reached. */
  readonly goal?: number
}

/** The value below which a share of the values lies; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Prints rows as a table: what, how much, and against what. */
export function printRows(rows: readonly BenchRow[]): void {
  for (const { name, value, unit, ratio, against, goal } of rows) {
    const compared = ratio === undefined ? '' : `  ${ratio.toFixed(2)} × ${against ?? ''}`
    const aim = goal === undefined ? '' : `  (goal ${goal} ×)`
    console.log(`${name.padEnd(56)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(3)}${compared}${aim}`)
  }
}
