import { and, eq, inArray } from 'drizzle-orm'
import { ROLE_PERMISSIONS, ROLES } from '../../../core/district/roles.ts'
import type { Actor } from '../../../core/excuses/may-decide.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import type { StaffScope } from '../organisation/scope.ts'
import { accounts, apiTokens } from '../schema/accounts.ts'

const TOKEN = 'token:'

/**
 * Who stands behind names as deeds keep them: an account with its person; behind a program's token, the account that
 * made it.
 */
export async function readActors(
  db: DistrictDb,
  names: readonly string[],
): Promise<(name: string) => Actor & { readonly account: string }> {
  const makers = await makersOf(db, names)
  const usernames = [...new Set(names.map((name) => makers.get(name) ?? name))]
  const rows =
    usernames.length === 0
      ? []
      : await db
          .select({ account: accounts.username, person: accounts.person })
          .from(accounts)
          .where(inArray(accounts.username, usernames))
  const people = new Map(rows.map(({ account, person }) => [account, person]))
  return (name) => {
    const account = makers.get(name) ?? name
    return { account, person: people.get(account) ?? null }
  }
}

/** Who decides, held so that nobody changes whose account it is before the transaction ends. */
export async function holdActor(tx: DistrictDb, name: string): Promise<Actor> {
  const account = (await makersOf(tx, [name])).get(name) ?? name
  const [row] = await tx
    .select({ person: accounts.person })
    .from(accounts)
    .where(eq(accounts.username, account))
    .for('share')
  return { account, person: row?.person ?? null }
}

async function makersOf(db: DistrictDb, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = names.filter((name) => name.startsWith(TOKEN)).map((name) => name.slice(TOKEN.length))
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: apiTokens.id, maker: apiTokens.createdBy })
    .from(apiTokens)
    .where(inArray(apiTokens.id, ids))
  return new Map(rows.map(({ id, maker }) => [`${TOKEN}${id}`, maker]))
}

const DECIDING = ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('excuses.decide'))

/** Every active account that decides about leave and claims somewhere. */
export const readDeciders = (db: DistrictDb): Promise<(Actor & StaffScope)[]> =>
  db
    .select({
      account: accounts.username,
      person: accounts.person,
      organisation: accounts.organisation,
      point: accounts.point,
    })
    .from(accounts)
    .where(and(eq(accounts.state, 'active'), inArray(accounts.role, DECIDING)))
