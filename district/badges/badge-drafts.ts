import type { z } from 'zod'
import { type IssueBadges, MOST_CARDS } from '../../core/district/badges-api.ts'
import { termOn } from '../../core/schedule/term-on.ts'
import { localDateOf } from '../../core/time.ts'
import { type StaffScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { listPeople, openBadges, standingPosting } from '../../db/district/people/people-list.ts'
import { NOBODY } from '../people/people-routes.ts'
import { Refusal, refuse } from '../staff/refusal.ts'
import { unprintableLetters } from './badge-fonts.ts'
import type { Card } from './badge-sheet.ts'

const unprintable = (name: string, letter: string): Refusal => {
  const number = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return refuse(422, 'badges.unprintable', { name, letter, number })
}

/** Who gets a card, in the order of names; or why nobody does. */
function chosen(
  snapshot: Snapshot,
  who: StaffScope,
  wanted: z.output<typeof IssueBadges>['who'],
  now: number,
): readonly string[] | Refusal {
  const today = localDateOf(now, snapshot.book.zone)
  const points = visiblePoints(snapshot, who)
  if (wanted.kind === 'point') {
    const known = snapshot.book.points.some(({ id }) => id === wanted.point)
    if (!known || (points !== null && !points.has(wanted.point))) return refuse(404, 'organisation.no-point')
  }
  const question = {
    q: '',
    state: 'all' as const,
    offset: 0,
    limit: snapshot.people.size,
    ...(wanted.kind === 'point' ? { point: wanted.point } : {}),
  }
  const inOrder = listPeople(snapshot, points, question, { today, now }).people
  const asked = wanted.kind === 'people' ? new Set(wanted.people) : null
  const found = inOrder.filter(({ id, state }) =>
    asked === null
      ? state !== 'left' &&
        (wanted.kind !== 'point' || wanted.replace || openBadges(snapshot, id, now).length === 0)
      : asked.has(id),
  )
  if (asked !== null && found.length < asked.size) return NOBODY
  if (found.some(({ state, name }) => state === 'left' || name === null))
    return refuse(409, 'badges.somebody-left')
  if (found.length === 0) return refuse(409, 'badges.all-have-one')
  if (found.length > MOST_CARDS) return refuse(422, 'badges.too-many', { most: MOST_CARDS })
  return found.map(({ id }) => id)
}

/** What is printed of a person on a day: names of bodies as they are called then. */
function cardOf(snapshot: Snapshot, id: string, today: string): Omit<Card, 'code'> {
  const person = snapshot.people.get(id)
  const { points, organisations } = snapshot.book
  const posting = standingPosting(snapshot, id, today)
  const point = points.find((each) => each.id === posting?.point)
  const agency = organisations.find((each) => each.id === (point && termOn(point, today).organisation))
  const term = agency && termOn(agency, today)
  const superior = organisations.find((each) => each.id === term?.parent)
  return {
    superior: superior === undefined ? '' : termOn(superior, today).name,
    agency: term?.name ?? '',
    name: person?.name ?? '',
    title: person?.title ?? '',
    number: person?.staffNumber ?? '',
  }
}

export interface SheetOrder {
  readonly who: StaffScope
  readonly wanted: z.output<typeof IssueBadges>['who']
  readonly now: number
}

export interface CardDraft {
  readonly person: string
  readonly card: Omit<Card, 'code'>
}

/** Everybody who gets a card, and what it says; or why nobody does. */
export function draftsOf(
  snapshot: Snapshot,
  { who, wanted, now }: SheetOrder,
): readonly CardDraft[] | Refusal {
  const people = chosen(snapshot, who, wanted, now)
  if (people instanceof Refusal) return people
  const today = localDateOf(now, snapshot.book.zone)
  const drafts = people.map((person) => ({ person, card: cardOf(snapshot, person, today) }))
  for (const { card } of drafts) {
    const [letter] = unprintableLetters(Object.values(card))
    if (letter !== undefined) return unprintable(card.name, letter)
  }
  return drafts
}
