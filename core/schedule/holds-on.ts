/** Whether a rule's validity (both dates inclusive, an open end left out) contains a date. */
export const isValidOn = (
  rule: { readonly validFrom: string; readonly validTo?: string | undefined },
  date: string,
): boolean => rule.validFrom <= date && (rule.validTo === undefined || date <= rule.validTo)

/** Whether a season (`--MM-DD` to `--MM-DD`, both inclusive, may run over the new year) contains a date. */
export function isInSeason(season: { readonly from: string; readonly to: string }, date: string): boolean {
  const day = `-${date.slice(4)}`
  return season.from <= season.to
    ? season.from <= day && day <= season.to
    : season.from <= day || day <= season.to
}
