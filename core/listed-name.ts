/** What a reception point is called where many stand one under the other; its papers and its own page say the name. */
export const listedName = ({
  name,
  shortName,
}: {
  readonly name: string
  readonly shortName: string
}): string => (shortName === '' ? name : shortName)

/** Letters of a name that lists and tables show on a line or two. */
export const LONGEST_LISTED = 32

/** Whether lists have no room for what a point is called in them. */
export const wantsShortName = (point: { readonly name: string; readonly shortName: string }): boolean =>
  [...listedName(point).trim()].length > LONGEST_LISTED
