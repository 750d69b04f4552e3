import type { CounterWords, OrganisationWords, PointWords } from '../../core/district/organisation-api.ts'
import { datesInOrder, firstUnder, isTree } from '../../core/district/organisation-faults.ts'
import { listedName } from '../../core/listed-name.ts'
import { tidyText } from '../../core/names.ts'
import { orderSessions } from '../../core/schedule/order-sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import {
  holdTree,
  listedAlike,
  type OrganisationRow,
  readOrganisations,
  readPoints,
} from '../../db/district/organisation/organisation-writes.ts'
import { organisationsInScope, type StaffScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

/** Who writes, into what, and the organisation as it stood when the request came. */
export interface Writing {
  readonly tx: DistrictDb
  readonly snapshot: Snapshot
  readonly who: StaffScope
}

export const NO_ORGANISATION = refuse(404, 'organisation.no-organisation')
const BAD_DATES = refuse(422, 'organisation.bad-dates')

/** Every text of a value composed and tidied; `null`: one cannot be kept. */
export function tidied<T>(value: T): T | null {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed() ? null : (tidyText(value) as T)
  }
  if (Array.isArray(value)) {
    const parts = value.map(tidied)
    return parts.includes(null) ? null : (parts as T)
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([key, each]) => [key, each === null ? null : tidied(each)] as const,
  )
  const bad = entries.some(([key, each]) => each === null && (value as Record<string, unknown>)[key] !== null)
  return bad ? null : (Object.fromEntries(entries) as T)
}

const isEverything = (who: StaffScope): boolean => who.organisation === null && who.point === null

/** Nothing is there before what it stands under. */
const beginsBefore = (name: string, date: string): Refusal =>
  refuse(422, 'organisation.begins-before', { name, date })

/** What stands under an organisation and would be there before it, were it to begin later than it did. */
async function beginsAfter(
  tx: DistrictDb,
  organisations: readonly OrganisationRow[],
  id: string,
  validFrom: string,
): Promise<Refusal | null> {
  const points = await readPoints(tx)
  const under = [
    ...organisations.map(({ parent, earlier, ...row }) => ({
      ...row,
      above: parent,
      earlier: earlier.map((term) => ({ ...term, above: term.parent })),
    })),
    ...points.map(({ organisation, earlier, ...row }) => ({
      ...row,
      above: organisation,
      earlier: earlier.map((term) => ({ ...term, above: term.organisation })),
    })),
  ]
  const first = firstUnder(id, under)
  return first === null || first.from >= validFrom
    ? null
    : refuse(422, 'organisation.begins-after', { name: first.name, date: first.from })
}

/** What is wrong with an organisation as it is to be written. */
export async function organisationFault(
  { tx, snapshot, who }: Writing,
  id: string,
  words: OrganisationWords,
): Promise<Refusal | null> {
  if (words.name === '') return refuse(422, 'organisation.organisation-name-missing')
  if (!datesInOrder(words)) return BAD_DATES
  await holdTree(tx)
  const rows = await readOrganisations(tx)
  const known = rows.find((row) => row.id === id)
  const within = organisationsInScope(snapshot, who)
  const named = [words.successor, ...words.earlier.map(({ parent }) => parent), words.parent]
  if (named.some((each) => each !== null && !rows.some((row) => row.id === each))) return NO_ORGANISATION
  // The top of one's own scope stays where it hangs; nothing else may hang outside of it.
  const stays = known !== undefined && known.parent === words.parent
  const placed = words.parent === null ? isEverything(who) : within.has(words.parent)
  if (!stays && !placed) return NO_ORGANISATION
  const others = rows.filter((row) => row.id !== id)
  const above = rows.find((row) => row.id === words.parent)
  if (above !== undefined && words.earlier.length === 0 && words.validFrom < above.validFrom)
    return beginsBefore(above.name, above.validFrom)
  if (!isTree([...others, { id, ...words }])) return refuse(422, 'organisation.above-itself')
  return known !== undefined && known.validFrom < words.validFrom
    ? beginsAfter(tx, others, id, words.validFrom)
    : null
}

/** What is wrong with a reception point as it is to be written. */
export async function pointFault(
  { tx, snapshot, who }: Writing,
  id: string,
  words: PointWords,
): Promise<Refusal | null> {
  if (words.name === '') return refuse(422, 'organisation.point-name-missing')
  if (!datesInOrder(words)) return BAD_DATES
  const known = new Set(snapshot.book.organisations.map(({ id }) => id))
  if (words.earlier.some(({ organisation }) => !known.has(organisation))) return NO_ORGANISATION
  if (!organisationsInScope(snapshot, who).has(words.organisation)) return NO_ORGANISATION
  await holdTree(tx)
  const above = (await readOrganisations(tx)).find(({ id }) => id === words.organisation)
  if (above !== undefined && words.earlier.length === 0 && words.validFrom < above.validFrom)
    return beginsBefore(above.name, above.validFrom)
  const alike = await listedAlike(tx, id, words)
  return alike === null
    ? null
    : refuse(409, 'organisation.listed-alike', { other: alike.name, name: listedName(words) })
}

/** What is wrong with a counter as it is to be written. */
export function counterFault(words: CounterWords): Refusal | null {
  if (words.name === '') return refuse(422, 'organisation.counter-name-missing')
  if (words.validTo !== null && words.validTo < words.validFrom) return BAD_DATES
  const times = words.staffing.kind === 'times' ? Object.values(words.staffing.weekdays) : []
  return times.some((sessions) => orderSessions(sessions).changed)
    ? refuse(422, 'organisation.bad-times')
    : null
}
