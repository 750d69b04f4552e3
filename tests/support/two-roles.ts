import pg from 'pg'
import type { TestPostgres } from './start-postgres.ts'

/** A database whose tables one role owns and from which another serves. */
export interface TwoRoles {
  /** As the role that serves; its rights come from whoever opens it with `ownerUrl`. */
  readonly url: string
  readonly ownerUrl: string
  /** The server's own administrator: may do everything. */
  readonly adminUrl: string
}

/** Makes an empty database, owned by a role that is no superuser, and another role that owns nothing. */
export async function createTwoRoles(postgres: TestPostgres): Promise<TwoRoles> {
  const adminUrl = await postgres.createDatabase()
  const database = adminUrl.slice(adminUrl.lastIndexOf('/') + 1)
  const [owner, server] = [`owner_of_${database}`, `server_of_${database}`]
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`create role ${owner} login`)
  await client.query(`create role ${server} login`)
  await client.query(`alter database ${database} owner to ${owner}`)
  await client.end()
  const as = (role: string): string => adminUrl.replace('//giogiac@', `//${role}@`)
  return { url: as(server), ownerUrl: as(owner), adminUrl }
}
