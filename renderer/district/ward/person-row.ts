import type { WardDay } from '../../../core/district-api.ts'
import { foldText } from '../../../core/names.ts'
import type { Look } from '../parts/presence-look.ts'

/** One person of a ward's day. */
export type WardPerson = WardDay['people'][number]

export const isLate = (person: WardPerson): boolean => person.day.flags.some(({ code }) => code === 'late')

/** The states a person is found under: where they are, and lateness beside it. */
export const looksOf = (person: WardPerson): Look[] =>
  isLate(person) ? [person.presence, 'late'] : [person.presence]

/** People in the chosen state (`null`: any) whose name or title holds the text, accents aside. */
export function findPeople(people: readonly WardPerson[], look: Look | null, text: string): WardPerson[] {
  const sought = foldText(text)
  return people.filter(
    (person) =>
      (look === null || looksOf(person).includes(look)) &&
      foldText(`${person.name} ${person.title}`).includes(sought),
  )
}
