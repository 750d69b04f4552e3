/** Closes a switch over a union: a case left out does not compile, and one that gets here at run time throws. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
