import type { MonthFacts } from './month-facts.ts'
import { cellText, monthSheet } from './month-sheet.ts'

/** One cell that is not what it was. */
export interface SheetDifference {
  readonly person: string
  readonly name: string
  readonly date: string
  readonly before: string
  readonly after: string
}

/** What differs between the sheet as it was locked and as it would be now: late logs, corrections, other rules. */
export function sheetDifferences(before: MonthFacts, after: MonthFacts): SheetDifference[] {
  const older = new Map(monthSheet(before).rows.map((row) => [row.person, row]))
  const newer = monthSheet(after)
  const differences: SheetDifference[] = []
  for (const row of newer.rows) {
    const was = older.get(row.person)
    older.delete(row.person)
    for (const [place, cell] of row.cells.entries()) {
      const then = was?.cells[place]
      const [a, b] = [then === undefined ? '' : cellText(then), cellText(cell)]
      const date = newer.dates[place]?.date ?? ''
      if (a !== b) differences.push({ person: row.person, name: row.name, date, before: a, after: b })
    }
  }
  for (const row of older.values()) {
    for (const [place, cell] of row.cells.entries()) {
      const date = newer.dates[place]?.date ?? ''
      if (cellText(cell) !== '')
        differences.push({ person: row.person, name: row.name, date, before: cellText(cell), after: '' })
    }
  }
  return differences
}
