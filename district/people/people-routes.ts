import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  Erasing,
  Leaving,
  NewPerson,
  PeoplePage,
  PeopleQuestion,
  PersonDetail,
  PersonWords,
  type Transfer,
  Transfer as TransferBody,
} from '../../core/people/people-api.ts'
import { localDateOf } from '../../core/time.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { type StaffScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import type { Person, Snapshot } from '../../db/district/organisation/snapshot.ts'
import { badgeHistory } from '../../db/district/people/badge-writes.ts'
import { listPeople, personRow, postingView, standingPosting } from '../../db/district/people/people-list.ts'
import {
  addPerson,
  changePerson,
  endPostings,
  transferPerson,
} from '../../db/district/people/people-writes.ts'
import { removePerson } from '../../db/district/people/remove-unused.ts'
import { erasePersonalData } from '../../db/district/retention/personal-data.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { newKey } from '../context/new-key.ts'
import { whyKept } from '../organisation/why-kept.ts'
import { Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { newChallenge } from '../wire/kiosk-exchange.ts'
import { checkWords } from './check-words.ts'

const Params = z.object({ person: z.string().min(1).max(64) })
export const NOBODY = refuse(404, 'people.no-person')
const NO_POINT = refuse(404, 'organisation.no-point')

/** A person whom the asker may see: by the posting of today, else the next, else the last. */
export function seenPerson(
  snapshot: Snapshot,
  who: StaffScope,
  id: string,
  now: number,
): { readonly person: Person; readonly today: string } | null {
  const person = snapshot.people.get(id)
  if (person === undefined) return null
  const today = localDateOf(now, snapshot.book.zone)
  const points = visiblePoints(snapshot, who)
  const posting = standingPosting(snapshot, id, today)
  return points === null || (posting !== null && points.has(posting.point)) ? { person, today } : null
}

/** Whether people may be posted to a point and its counter. */
export function placeFault(
  snapshot: Snapshot,
  who: StaffScope,
  to: Pick<Transfer, 'point' | 'counter'>,
): Refusal | null {
  const points = visiblePoints(snapshot, who)
  const point = snapshot.book.points.find(({ id }) => id === to.point)
  if (point === undefined || (points !== null && !points.has(point.id))) return NO_POINT
  const own = [...snapshot.counters.values()].filter((counter) => counter.point === to.point)
  if (to.counter !== null && own.length > 0 && !own.some(({ id }) => id === to.counter))
    return refuse(422, 'people.no-counter-there')
  return null
}

async function detailOf(db: DistrictDb, snapshot: Snapshot, person: Person, today: string, now: number) {
  return {
    ...personRow(snapshot, person, today, now),
    postings: (snapshot.postingsByPerson.get(person.id) ?? [])
      .map((posting) => postingView(snapshot, posting))
      .reverse(),
    badgeHistory: await badgeHistory(db, person.id),
  }
}

/** People: the list, one of them, and every change of name, place and end. */
export async function peopleRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/people',
    permission: 'people.read',
    tag: 'people',
    summary: 'People in scope in the Vietnamese order of names, searched without accents.',
    query: PeopleQuestion,
    answer: PeoplePage,
    handle: ({ who, snapshot, now, query }) =>
      listPeople(snapshot, visiblePoints(snapshot, who), query, {
        today: localDateOf(now, snapshot.book.zone),
        now,
      }),
  })

  readRoute(app, context, {
    url: '/api/v1/people/:person',
    permission: 'people.read',
    tag: 'people',
    summary: 'One person with all postings and badges.',
    params: Params,
    answer: PersonDetail,
    handle: async ({ db, who, snapshot, now, params }) => {
      const seen = seenPerson(snapshot, who, params.person, now)
      return seen === null ? NOBODY : detailOf(db, snapshot, seen.person, seen.today, now)
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people',
    permission: 'people.write',
    action: 'people.add',
    tag: 'people',
    summary: 'Adds a person and posts them.',
    body: NewPerson,
    answer: z.object({ id: z.string() }),
    handle: async ({ tx, who, snapshot, body }) => {
      const words = await checkWords(
        tx,
        { name: body.name, title: body.title, staffNumber: body.staffNumber },
        null,
      )
      if (words instanceof Refusal) return words
      const fault = placeFault(snapshot, who, body)
      if (fault !== null) return fault
      const id = newKey('p', context.randomBytes)
      await addPerson(tx, id, { ...body, ...words })
      return { answer: { id }, subject: `person:${id}`, detail: { point: body.point, from: body.from } }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/:person',
    method: 'PUT',
    permission: 'people.write',
    action: 'people.change',
    tag: 'people',
    summary: 'Changes name, title and number.',
    params: Params,
    body: PersonWords,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, params, body }) => {
      const seen = seenPerson(snapshot, who, params.person, now)
      if (seen === null) return NOBODY
      if (seen.person.name === null) return refuse(409, 'people.erased')
      const words = await checkWords(tx, body, params.person)
      if (words instanceof Refusal) return words
      await changePerson(tx, params.person, words)
      const fields = (['name', 'title', 'staffNumber'] as const).filter(
        (field) => seen.person[field] !== words[field],
      )
      return { answer: null, subject: `person:${params.person}`, detail: { changed: fields } }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/:person/transfer',
    permission: 'people.write',
    action: 'people.transfer',
    tag: 'people',
    summary: 'Posts a person to another point, counter or role from a date on.',
    params: Params,
    body: TransferBody,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, params, body }) => {
      const seen = seenPerson(snapshot, who, params.person, now)
      if (seen === null) return NOBODY
      const fault = placeFault(snapshot, who, body)
      if (fault !== null) return fault
      if (seen.person.name === null) return refuse(409, 'people.erased')
      const moved = await transferPerson(tx, params.person, body)
      if (moved.kind === 'later-posting') return refuse(409, 'people.later-posting', { date: moved.from })
      const before = standingPosting(snapshot, params.person, seen.today)
      const detail = { before: before?.point ?? null, after: body.point, from: body.from, role: body.role }
      return { answer: null, subject: `person:${params.person}`, detail }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/:person/leave',
    permission: 'people.write',
    action: 'people.leave',
    tag: 'people',
    summary: 'Ends all postings and badges with the last working day.',
    params: Params,
    body: Leaving,
    answer: z.object({ badges: z.int() }),
    handle: async ({ tx, who, snapshot, now, params, body }) => {
      const seen = seenPerson(snapshot, who, params.person, now)
      if (seen === null) return NOBODY
      const began = snapshot.postingsByPerson.get(params.person)?.[0]?.validFrom
      if (began !== undefined && body.on < began)
        return refuse(422, 'people.before-beginning', { date: began })
      const by = { username: who.username, zone: snapshot.book.zone }
      const badges = await endPostings(tx, params.person, body.on, by)
      return { answer: { badges }, subject: `person:${params.person}`, detail: { on: body.on, badges } }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/:person',
    method: 'DELETE',
    permission: 'people.write',
    action: 'people.remove',
    tag: 'people',
    summary:
      'Deletes a person who was added by mistake: nothing may refer to them, no scan, no badge in use.',
    params: Params,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, params }) => {
      if (seenPerson(snapshot, who, params.person, now) === null) return NOBODY
      const removed = await removePerson(tx, params.person, newChallenge(context))
      if (removed.kind === 'referred') return whyKept('person', removed.to)
      return { answer: null, subject: `person:${params.person}` }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/:person/erase',
    permission: 'personal-data.write',
    action: 'people.erase',
    tag: 'people',
    summary:
      'Takes the name of somebody who has left away for good; scans and days stay under the opaque id.',
    params: Params,
    body: Erasing,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, params }) => {
      const seen = seenPerson(snapshot, who, params.person, now)
      if (seen === null) return NOBODY
      const posting = standingPosting(snapshot, params.person, seen.today)
      if (posting !== null && (posting.validTo === null || posting.validTo >= seen.today))
        return refuse(409, 'people.still-working')
      if (seen.person.name === null) return refuse(409, 'people.erased')
      await erasePersonalData(tx, params.person)
      return { answer: null, subject: `person:${params.person}` }
    },
  })
}
