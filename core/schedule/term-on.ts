/** What held on a date, of a row that says what held before; its `earlier` rows are in order of `validTo`. */
export function termOn<Earlier extends { readonly validTo: string }, Now extends Omit<Earlier, 'validTo'>>(
  row: Now & { readonly earlier?: readonly Earlier[] | undefined },
  date: string,
): Omit<Earlier, 'validTo'> {
  return row.earlier?.find(({ validTo }) => date <= validTo) ?? row
}
