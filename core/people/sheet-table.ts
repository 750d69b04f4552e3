/** Cells of a list as its file has them. Lines count from 1, columns from 0. */
export interface SheetTable {
  readonly rows: readonly (readonly string[])[]
  /** Lines that the file hides, by a filter mostly. */
  readonly hidden: readonly number[]
  /** Cells that are one across several columns. */
  readonly merged: readonly { readonly line: number; readonly from: number; readonly to: number }[]
  /** The date that day number 0 of the workbook is. */
  readonly dayZero: string
}

export const DAY_ZERO = '1899-12-30'
/** Workbooks that began on a Macintosh count from here. */
export const DAY_ZERO_1904 = '1904-01-01'

/** A table without anything but cells, as CSV has it. */
export const plainTable = (rows: readonly (readonly string[])[]): SheetTable => ({
  rows,
  hidden: [],
  merged: [],
  dayZero: DAY_ZERO,
})
