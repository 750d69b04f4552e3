import Database from 'better-sqlite3'

/**
 * Reads through the whole file beside the service that has it open, and says what SQLite finds; `ok` when it finds
 * nothing. Takes seconds on a large log: not for the thread that answers.
 */
export function quickCheck(file: string): string {
  const db = new Database(file, { readonly: true })
  try {
    return String(db.pragma('quick_check(1)', { simple: true }))
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      return error.code
    throw error
  } finally {
    db.close()
  }
}
