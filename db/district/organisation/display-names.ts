import { inArray } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { accounts } from '../schema/accounts.ts'

/**
 * How the accounts of these names are called on pages.
 * @returns a name without an account stands as it is
 */
export async function displayNames(
  db: DistrictDb,
  usernames: readonly (string | null)[],
): Promise<(username: string) => string> {
  const asked = [...new Set(usernames)].filter((username) => username !== null)
  if (asked.length === 0) return (username) => username
  const named = await db
    .select({ username: accounts.username, displayName: accounts.displayName })
    .from(accounts)
    .where(inArray(accounts.username, asked))
  const names = new Map(named.map(({ username, displayName }) => [username, displayName]))
  return (username) => names.get(username) || username
}
