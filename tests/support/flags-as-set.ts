/** The same result with its flags in one fixed order, so that two results compare with flags as a set. */
export function flagsAsSet<R extends { readonly flags?: unknown }>(result: R): R & { flags: string[] } {
  const flags: unknown[] = Array.isArray(result.flags) ? result.flags : []
  return { ...result, flags: flags.map((flag) => JSON.stringify(sortKeys(flag))).sort() }
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
