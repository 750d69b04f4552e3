/** `A`, `B`, … `AA` of a column counted from 0. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** `C7`: a cell by row and column counted from 0. */
export const cellReference = (row: number, column: number): string => `${columnLetters(column)}${row + 1}`
