import { inArray } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { accounts, apiTokens } from '../schema/accounts.ts'

const TOKEN = 'token:'

/**
 * How those who did something are called on pages: accounts by their display name, programs by what their token is
 * called.
 * @returns a name that is neither stands as it is
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
  const ids = asked.filter((name) => name.startsWith(TOKEN)).map((name) => name.slice(TOKEN.length))
  const programs =
    ids.length === 0
      ? []
      : await db
          .select({ id: apiTokens.id, name: apiTokens.name })
          .from(apiTokens)
          .where(inArray(apiTokens.id, ids))
  for (const { id, name } of programs) names.set(`${TOKEN}${id}`, name)
  return (username) => names.get(username) || username
}
