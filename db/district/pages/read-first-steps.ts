import { and, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { FirstStep, FirstSteps } from '../../../core/district/first-steps-api.ts'
import { wantsShortName } from '../../../core/listed-name.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { pointOn, type Snapshot } from '../organisation/snapshot.ts'
import { badgesBefore } from '../people/badge-writes.ts'
import { devices } from '../schema/devices.ts'
import { postings } from '../schema/organisation.ts'
import { pins } from '../schema/pins.ts'

const NEWEST_BADGE = 2_147_483_647

/** What somebody may see of the organisation. */
interface Seen {
  readonly organisations: ReadonlySet<string>
  readonly points: ReadonlySet<string>
  /** Whether hours hold for any of it. */
  readonly hasHours: boolean
}

/** Which first steps of a new district are done; one that is done once is not undone by what runs later. */
export async function readFirstSteps(
  db: DistrictDb,
  snapshot: Snapshot,
  { organisations, points, hasHours }: Seen,
  today: string,
): Promise<FirstSteps> {
  const own = [...points]
  const people = new Set(
    snapshot.postings.flatMap(({ point, person }) => (points.has(point) ? [person] : [])),
  )
  const hasBadge = [...snapshot.badges.values()].some(
    ({ state, person }) => state === 'active' && people.has(person),
  )
  const whose = people.size === snapshot.people.size ? null : [...people]
  const has = async (state: 'unsaved' | 'used') =>
    hasBadge && (await badgesBefore(db, whose, NEWEST_BADGE, 1, state)).length > 0
  const unsaved = (await has('unsaved')) && !(await has('used'))
  const kiosk = and(inArray(devices.point, own), eq(devices.state, 'active'))
  const hasKiosk = own.length > 0 && (await db.$count(devices, kiosk)) > 0
  const leads = and(
    eq(postings.person, pins.person),
    eq(postings.point, pins.point),
    eq(postings.role, 'leader'),
    lte(postings.validFrom, today),
    or(isNull(postings.validTo), gte(postings.validTo, today)),
  )
  const leaderPins =
    own.length === 0
      ? []
      : await db
          .select({ person: pins.person })
          .from(pins)
          .innerJoin(postings, leads)
          .where(and(inArray(pins.point, own), eq(pins.role, 'leader')))
          .limit(1)
  const hasLeader = snapshot.postings.some(
    ({ person, point, role }) =>
      role === 'leader' && points.has(point) && pointOn(snapshot, person, today) === point,
  )
  const longNamed = snapshot.book.points.some(
    ({ id, name }) =>
      points.has(id) && wantsShortName({ name, shortName: snapshot.shortNames.get(id) ?? '' }),
  )
  const step = (id: FirstStep, done: boolean, hint: FirstSteps[number]['hint'] = null) => ({ id, done, hint })
  return [
    step('organisation', organisations.size > 0),
    step('points', points.size > 0, longNamed ? 'long-names' : null),
    step('hours', hasHours),
    step('people', people.size > 0),
    step('badges', hasBadge && !unsaved, unsaved ? 'unsaved' : null),
    step('kiosks', hasKiosk),
    step('pins', leaderPins.length > 0, hasLeader ? null : 'no-leader'),
  ]
}
