const STARTS_FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/u

function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = STARTS_FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A CSV file in the first layout: a lone sign has an apostrophe before it too, numbers have a decimal point. */
export const firstCsvFile = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
