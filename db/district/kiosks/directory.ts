import { eq, sql } from 'drizzle-orm'
import { counterLeaves, LEAVE_TYPES, type LeaveType } from '../../../core/excuses/leave-types.ts'
import { compareNames, ERASED_NAME } from '../../../core/names.ts'
import { addDays, localDateOf } from '../../../core/time.ts'
import { Directory } from '../../../core/wire/directory.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import {
  type Badge,
  counterName,
  peopleAt,
  pointOn,
  postingOn,
  type Snapshot,
} from '../organisation/snapshot.ts'
import { devices } from '../schema/devices.ts'
import { settings } from '../schema/organisation.ts'
import type { Device } from './devices.ts'
import { dropAllPinsGone } from './drop-pins-gone.ts'

/** Rosters, exceptions and excuses older than this are of no use to a kiosk. */
const DAYS_BACK = 45

/**
 * Postings begin and end by date without anybody writing anything: on the first question of a new day the
 * version moves if that changed who is posted where, and the PINs of those who left go.
 * @returns whether it moved
 */
export async function turnDirectoryPage(db: DistrictDb, snapshot: Snapshot, now: number): Promise<boolean> {
  const today = localDateOf(now, snapshot.book.zone)
  if (snapshot.directoryDate >= today) return false
  const yesterday = addDays(today, -1)
  const changed = snapshot.postings.some(
    ({ validFrom, validTo }) =>
      (validFrom > snapshot.directoryDate && validFrom <= today) ||
      (validTo !== null && validTo >= snapshot.directoryDate && validTo <= yesterday),
  )
  const rows = await db
    .update(settings)
    .set({
      directoryDate: today,
      ...(changed ? { directoryVersion: sql`${settings.directoryVersion} + 1` } : {}),
    })
    .where(sql`${settings.directoryDate} < ${today}`)
    .returning({ id: settings.id })
  if (rows.length > 0) await dropAllPinsGone(db, today)
  return changed && rows.length > 0
}

/** What a kiosk is told of the kiosks of its point. */
export type KiosksOfPoint = Required<Pick<Directory, 'kiosks' | 'lastOtherAt'>>

export async function kiosksOf(
  db: DistrictDb,
  { id, point }: Pick<Device, 'id' | 'point'>,
): Promise<KiosksOfPoint> {
  const [row] = await db
    .select({
      kiosks: sql<number>`(count(*) filter (where ${devices.state} = 'active'))::int`,
      lastOtherAt: sql<number | null>`(max(${devices.lastSeenAt})
        filter (where ${devices.state} = 'revoked' and ${devices.id} <> ${id}))::float8`,
    })
    .from(devices)
    .where(eq(devices.point, point))
  return row ?? { kiosks: 0, lastOtherAt: null }
}

/**
 * The document of one kiosk: who is posted to its point, whose other badges are known, and the rules that hold there.
 */
export function directoryOf(
  snapshot: Snapshot,
  device: Device,
  kiosks: KiosksOfPoint,
  now: number,
): Directory {
  const { book } = snapshot
  const today = localDateOf(now, book.zone)
  const point = book.points.find(({ id }) => id === device.point)
  const here = new Set(peopleAt(snapshot, device.point, today))
  const badges = Map.groupBy(snapshot.badges.values(), (badge) => badge.person)
  const nameOfPoint = new Map(book.points.map(({ id, name }) => [id, name]))
  const people = [...here]
    .map((id) => {
      const person = snapshot.people.get(id)
      const posting = postingOn(snapshot, id, today)
      return {
        id,
        name: person?.name ?? ERASED_NAME,
        title: person?.title ?? '',
        role: posting?.role ?? 'staff',
        since: postedSince(snapshot, id, device.point, today),
        staffNumber: person?.staffNumber ?? null,
        counter: counterName(snapshot, posting?.counter ?? null),
        badges: (badges.get(id) ?? []).map((badge) => ({ digest: badge.digest, state: stateAt(badge, now) })),
      }
    })
    .sort((a, b) => compareNames(a.name, b.name) || (a.id < b.id ? -1 : 1))
  const guests = [...badges].flatMap(([person, own]) => {
    if (here.has(person)) return []
    const from = nameOfPoint.get(pointOn(snapshot, person, today) ?? '') ?? ''
    return own.map((badge) => ({ digest: badge.digest, person, from, state: stateAt(badge, now) }))
  })
  return Directory.parse({
    v: 1,
    version: snapshot.directoryVersion,
    point: device.point,
    pointName: point?.name ?? '',
    organisationName: book.organisations.find(({ id }) => id === point?.organisation)?.name ?? '',
    kioskName: device.name,
    ...kiosks,
    people,
    guests,
    rulebook: partOf(snapshot, device.point, here, addDays(today, -DAYS_BACK)),
    norms: [...snapshot.norms],
    notices: noticesFor(snapshot, device.point, today),
    leaves: counterLeaves(leaveTypesAt(snapshot, device.point)),
  } satisfies Directory)
}

/** Since when somebody has been posted to a point without a break, whatever they were there. */
function postedSince({ postingsByPerson }: Snapshot, person: string, point: string, today: string): string {
  let since = addDays(today, 1)
  const here = (postingsByPerson.get(person) ?? []).filter((posting) => posting.point === point)
  for (const { validFrom, validTo } of here.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1)))
    if (validFrom < since && (validTo === null || validTo >= addDays(since, -1))) since = validFrom
  return since
}

/** A badge may be told beforehand when it ends: the last day of somebody who leaves. */
const stateAt = ({ state, revokedAt }: Badge, now: number): Badge['state'] =>
  state === 'revoked' && revokedAt !== null && now < revokedAt ? 'active' : state

/** The organisation of a point and that one's ancestors, the nearest first. */
function lineOf({ book }: Snapshot, point: string): Set<string> {
  const line = new Set<string>()
  let id = book.points.find((each) => each.id === point)?.organisation ?? null
  while (id !== null && !line.has(id)) {
    line.add(id)
    const above = id
    id = book.organisations.find((organisation) => organisation.id === above)?.parent ?? null
  }
  return line
}

/** The leave types of a point: those of the nearest office above it that has set any. */
function leaveTypesAt(snapshot: Snapshot, point: string): readonly LeaveType[] {
  for (const organisation of lineOf(snapshot, point)) {
    const own = snapshot.leaveTypes.get(organisation)
    if (own !== undefined) return own
  }
  return LEAVE_TYPES
}

/** What is to be read at a point from today on. */
function noticesFor(snapshot: Snapshot, point: string, today: string): Directory['notices'] {
  const line = lineOf(snapshot, point)
  return snapshot.notices
    .filter(({ organisation, validTo }) => {
      const here = organisation === null || line.has(organisation)
      return here && (validTo === null || validTo >= today)
    })
    .map(({ id, text, validFrom, validTo }) => ({ id, text, validFrom, validTo }))
}

/** The rulebook of one point: its organisation and that one's ancestors, its people, nothing that is long past. */
function partOf(
  snapshot: Snapshot,
  point: string,
  here: ReadonlySet<string>,
  since: string,
): Directory['rulebook'] {
  const { book } = snapshot
  const own = book.points.find(({ id }) => id === point)
  const line = lineOf(snapshot, point)
  const applies = ({ scope }: { scope: { kind: 'organisation' | 'point' | 'person'; id: string } }) =>
    scope.kind === 'organisation'
      ? line.has(scope.id)
      : scope.kind === 'point'
        ? scope.id === point
        : here.has(scope.id)
  const standing = ({ validTo }: { validTo?: string | undefined }) =>
    validTo === undefined || validTo >= since
  return {
    zone: book.zone,
    organisations: book.organisations.filter(({ id }) => line.has(id)),
    points: own === undefined ? [] : [own],
    hours: book.hours.filter((hours) => applies(hours) && standing(hours)),
    calendar: book.calendar.filter((exception) => applies(exception) && exception.date >= since),
    duty: book.duty.filter(({ person, date }) => here.has(person) && date >= since),
    leaders: book.leaders.filter((duty) => duty.point === point && duty.date >= since),
    policies: book.policies.filter((policy) => line.has(policy.organisation) && standing(policy)),
    excuses: book.excuses.filter(({ person, to }) => here.has(person) && to >= since),
    allowances: book.allowances.filter((allowance) => here.has(allowance.person) && standing(allowance)),
  }
}
