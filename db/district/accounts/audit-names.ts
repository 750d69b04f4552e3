import { eq, inArray } from 'drizzle-orm'
import type { DistrictDb } from '../engine/district-db.ts'
import { accounts, apiTokens } from '../schema/accounts.ts'
import { devices } from '../schema/devices.ts'
import { importRuns } from '../schema/imports.ts'
import { incidents } from '../schema/incidents.ts'
import { notices } from '../schema/notices.ts'
import { peopleImports } from '../schema/people-imports.ts'

/** What the log of what staff did calls by an id and the snapshot does not hold. */
const THINGS = ['account', 'token', 'kiosk', 'incident', 'notice', 'import', 'people-import'] as const
export type NamedThing = (typeof THINGS)[number]
export const isNamedThing = (thing: string): thing is NamedThing =>
  (THINGS as readonly string[]).includes(thing)

/** A name, and where what bears it belongs; all null: to no place. */
export interface ThingName {
  readonly name: string
  readonly organisation: string | null
  readonly point: string | null
  /** Reception points that it concerns, where it is several. */
  readonly points?: readonly string[]
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The names of things by their ids, `kiosk:…`; those that are not there any more have none. */
export async function readAuditNames(
  db: DistrictDb,
  asked: ReadonlyMap<NamedThing, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, ThingName>> {
  const found = new Map<string, ThingName>()
  const idsOf = (thing: NamedThing) => [...(asked.get(thing) ?? [])]
  const uuidsOf = (thing: NamedThing) => idsOf(thing).filter((id) => UUID.test(id))
  const keep = (thing: NamedThing, id: string, name: ThingName) => found.set(`${thing}:${id}`, name)

  const users = idsOf('account')
  if (users.length > 0)
    for (const row of await db.select().from(accounts).where(inArray(accounts.username, users)))
      keep('account', row.username, {
        name: row.displayName,
        organisation: row.organisation,
        point: row.point,
      })
  const tokens = idsOf('token')
  if (tokens.length > 0)
    for (const { id, name, organisation } of await db
      .select()
      .from(apiTokens)
      .where(inArray(apiTokens.id, tokens)))
      keep('token', id, { name, organisation, point: null })
  const kiosks = uuidsOf('kiosk')
  if (kiosks.length > 0)
    for (const { id, name, point } of await db.select().from(devices).where(inArray(devices.id, kiosks)))
      keep('kiosk', id, { name, organisation: null, point })
  const raised = uuidsOf('incident')
  if (raised.length > 0)
    for (const { id, name, point } of await db
      .select({ id: incidents.id, name: devices.name, point: incidents.point })
      .from(incidents)
      .innerJoin(devices, eq(devices.id, incidents.device))
      .where(inArray(incidents.id, raised)))
      keep('incident', id, { name, organisation: null, point })
  const words = uuidsOf('notice')
  if (words.length > 0)
    for (const { id, text, organisation } of await db
      .select()
      .from(notices)
      .where(inArray(notices.id, words)))
      keep('notice', id, { name: text, organisation, point: null })
  const files = uuidsOf('import')
  if (files.length > 0)
    for (const { id, fileName, point } of await db
      .select()
      .from(importRuns)
      .where(inArray(importRuns.id, files)))
      keep('import', id, { name: fileName, organisation: null, point })
  const lists = uuidsOf('people-import')
  if (lists.length > 0)
    for (const { id, fileName, points } of await db
      .select()
      .from(peopleImports)
      .where(inArray(peopleImports.id, lists)))
      keep('people-import', id, { name: fileName, organisation: null, point: null, points })
  return found
}
