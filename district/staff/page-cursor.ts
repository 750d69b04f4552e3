/** Where the next page of a list goes on, as the opaque text that is handed out. */
export const writeCursor = (after: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(after)).toString('base64url')

/** Reads a cursor of so many parts; `null`: it is none of ours. */
export function readCursor(cursor: string, parts: number): readonly (string | number)[] | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const isOurs =
      Array.isArray(read) &&
      read.length === parts &&
      read.every((part) => typeof part === 'string' || Number.isSafeInteger(part))
    return isOurs ? read : null
  } catch {
    return null
  }
}
