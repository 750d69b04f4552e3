/** The same value with its keys in order: a database may give them back in another. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, inOrder(each)]),
  )
}

/** What a rule says, without its end and its document: two that are alike in this differ only in how long they hold. */
export function contentOf(value: object): string {
  const {
    validTo: _end,
    document: _document,
    ...rest
  } = { validTo: undefined, document: undefined, ...value }
  return JSON.stringify(inOrder(rest))
}
